//! `dateline doctor`.

use super::say::{self, Style};
use dateline::Pipeline;
use dateline_record::{CorrectionKind, EXIT_CODES, Page, RawPage, Record};
use std::env;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::thread::available_parallelism;
use std::time::Instant;

/// Check that dateline works on this machine, and list the languages it knows
///
/// Processes a built-in page with a known day and a known wrong date, and checks that the folder is writable.
#[derive(Debug, clap::Args)]
#[command(after_help = EXIT_CODES)]
pub(crate) struct Args {
    /// The folder in which datasets are to be built
    #[arg(value_name = "FOLDER", default_value = ".")]
    folder: PathBuf,
}

/// What was looked at: a label, and what was found or why it is wrong.
type Finding = (&'static str, Result<String, String>);

pub(crate) fn run(args: &Args) -> ExitCode {
    let style = Style::of_stdout();
    let findings = [
        ("program", Ok(program())),
        ("languages", Ok(languages())),
        ("a page", self_test()),
        ("folder", writable(&args.folder)),
        ("temporary", writable(&env::temp_dir())),
    ];
    let mut text = String::new();
    for (label, finding) in &findings {
        let (mark, words) = match finding {
            Ok(words) => (style.faint("ok   "), words),
            Err(words) => (style.warning("wrong"), words),
        };
        let _ = writeln!(text, "{mark}  {}  {words}", style.faint(&format!("{label:<9}")));
    }
    let wrong = findings.iter().filter(|(_, finding): &&Finding| finding.is_err()).count();
    say::print(&text, if wrong == 0 { ExitCode::SUCCESS } else { ExitCode::from(1) })
}

fn program() -> String {
    let cores = available_parallelism().map_or(1, usize::from);
    let (version, system) = (env!("CARGO_PKG_VERSION"), env::consts::OS);
    format!("dateline {version}, {system} {}, {cores} cores", env::consts::ARCH)
}

fn languages() -> String {
    let told = dateline_lang::Detector::new().languages().count();
    let dates = dateline_dates::Languages::builtin();
    let dates: Vec<&str> = dates.codes().collect();
    let messages = dateline_messages::Finder::builtin();
    let messages: Vec<&str> = messages.languages().collect();
    format!("{told} are told apart; dates in {}; messages in {}", dates.join(" "), messages.join(" "))
}

const PAGE: &str = "Harbour of Tern reopens\n\nMarch 15, 2024\n\nThe harbour of Tern reopened on Friday, the port office \
    said. The mole was repaired on Monday (March 12).\n";

/// Works a page of dateline's own, whose day and whose one wrong date are known.
fn self_test() -> Result<String, String> {
    let begin = Instant::now();
    let pipeline = Pipeline::new(&[], None).map_err(|error| error.to_string())?;
    let ready = begin.elapsed();
    let page = Page { raw: Some(RawPage::Text(PAGE.to_owned())), ..Page::default() };
    let record = pipeline.run(Record { page, ..Record::default() });
    let record = record.map_err(|failure| format!("{}: {}", failure.stage, failure.reason))?;
    let day = record.dating.as_ref().and_then(|dating| dating.day).map(|day| day.to_string());
    let kinds: Vec<CorrectionKind> =
        record.corrections.iter().flatten().map(|correction| correction.kind).collect();
    if day.as_deref() != Some("2024-03-15") || kinds != [CorrectionKind::WeekdayMismatch] {
        let day = day.as_deref().unwrap_or("no day");
        return Err(format!(
            "of 15 March 2024 with one wrong weekday was given {day} and {kinds:?}; please report this"
        ));
    }
    Ok(format!("dated, and its wrong weekday flagged; ready in {:.1} s", ready.as_secs_f64()))
}

fn writable(folder: &Path) -> Result<String, String> {
    let probe = folder.join(format!(".dateline-doctor-{}", std::process::id()));
    let written = std::fs::write(&probe, b"probe").and_then(|()| std::fs::remove_file(&probe));
    let place = folder.display();
    match written {
        Ok(()) => Ok(format!("{place} can be written to")),
        Err(error) => Err(format!("{place} cannot be written to: {error}; choose another with `--out`")),
    }
}
