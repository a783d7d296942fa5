//! The command `dateline-dates`.

use crate::{Dater, Languages, STAMP, Undatable, unread_stamps};
use chrono::NaiveDate;
use dateline_record::filter::{
    self, FileError, FilterArgs, Stage, StageFailure, Unread, language_files, read_text,
};
use dateline_record::pages::fields_of;
use dateline_record::{EXIT_CODES, RawRecord, day_argument, with_causes};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Date pages, resolve their temporal expressions, and flag the dates that cannot be right
///
/// Reads records with `article` or `text` (JSON Lines) and adds `dating`, `timexes` and `corrections`.
/// The language is that of `lang` or `language`; a language without rules gets no expressions.
#[derive(Debug, Clone, clap::Args)]
#[command(after_help = format!("{EXAMPLE}\n\n{EXIT_CODES}"))]
pub struct Args {
    #[command(flatten)]
    filter: FilterArgs,

    /// No page was published after this day
    #[arg(long, value_name = "DAY", value_parser = day_argument)]
    as_of: Option<NaiveDate>,

    /// Records with longer texts are passed on undated, with an error
    #[arg(long, value_name = "BYTES", default_value_t = Dater::MAX_TEXT_BYTES)]
    max_text_bytes: usize,

    /// Use the language files of this folder in place of the built-in ones
    #[arg(long, value_name = "DIR")]
    language_files: Option<PathBuf>,
}

const EXAMPLE: &str = "Example:\n  dateline-clean pages/ | dateline-lang | dateline-dates > dated.jsonl";

/// Runs the command.
#[expect(clippy::print_stderr, reason = "this is the edge that talks to people")]
pub fn run(args: Args) -> ExitCode {
    let mut dater = match args.language_files.as_deref().map(dater_of) {
        None => Dater::builtin(),
        Some(Ok(dater)) => dater,
        Some(Err(message)) => {
            eprintln!("error: {message}");
            return ExitCode::from(2);
        }
    };
    if let Some(day) = args.as_of {
        dater = dater.with_as_of(day);
    }
    let dater = dater.with_max_text_bytes(args.max_text_bytes);
    filter::run("dateline-dates", &args.filter, &Dates(dater))
}

fn dater_of(folder: &Path) -> Result<Dater, String> {
    let languages = read_languages(folder).map_err(|error| with_causes(&error))?;
    Dater::with_languages(languages).map_err(|error| format!("{}: {}", folder.display(), with_causes(&error)))
}

/// Reads every `xx.toml` of a folder with the examples in its `xx.corpus.toml`, and `und.toml`, which needs none.
///
/// Fails on a folder without a language and on a language without examples.
pub fn read_languages(folder: &Path) -> Result<Languages, FileError> {
    let files = language_files(folder)?.into_iter().map(|(code, rules)| {
        let corpus =
            if code == "und" { String::new() } else { read_text(&rules.with_extension("corpus.toml"))? };
        Ok((code, read_text(&rules)?, corpus))
    });
    Ok(Languages::of(files.collect::<Result<Vec<_>, FileError>>()?))
}

struct Dates(Dater);

impl Stage for Dates {
    fn name(&self) -> &'static str {
        "dates"
    }

    fn apply(&self, record: &mut RawRecord<'_>) -> Result<(), StageFailure> {
        let page = fields_of(record, &FIELDS)?;
        self.0.check(&page).map_err(|error| match error {
            Undatable::TooLong { .. } => format!("{error}; raise it with --max-text-bytes").into(),
            error => StageFailure::from(error),
        })?;
        let dated = self.0.date(&page);
        record.set("dating", &dated.dating);
        record.set("timexes", &dated.timexes);
        record.set("corrections", &dated.corrections);
        Ok(())
    }

    fn unread(&self, record: &RawRecord<'_>) -> Vec<Unread> {
        // A field of another type has failed the record before.
        let Ok(record) = record.to_record(&["published", "fetched"]) else { return Vec::new() };
        let unread =
            |(field, stamp): (&'static str, &str)| Unread { field, value: stamp.to_owned(), wanted: STAMP };
        unread_stamps(&record.page).map(unread).collect()
    }
}

/// The fields of a record that are read.
const FIELDS: [&str; 7] = ["url", "published", "fetched", "dct", "lang", "article", "language"];
