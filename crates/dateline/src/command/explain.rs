//! `dateline explain`.

use super::say::{self, Style};
use anyhow::Context as _;
use dateline::Pipeline;
use dateline_record::pages::{Limits, read_page};
use dateline_record::{
    Anchor, Correction, CorrectionKind, Dating, Day, EXIT_CODES, Evidence, Method, Record, Status, Timex,
    day_argument, printable,
};
use dateline_report::Counted;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

/// Say which day a page is of and why, and which of its dates cannot be right
#[derive(Debug, clap::Args)]
#[command(after_help = format!("{EXAMPLES}\n\n{EXIT_CODES}"))]
pub(crate) struct Args {
    /// The page, HTML or text
    #[arg(value_name = "PAGE")]
    page: PathBuf,

    /// Its day of publication, where it is known for certain
    #[arg(long, value_name = "DAY", value_parser = day_argument)]
    dct: Option<Day>,

    /// No page is later than this day
    #[arg(long, value_name = "DAY", value_parser = day_argument)]
    as_of: Option<Day>,
}

const EXAMPLES: &str = "\
Examples:
  dateline explain page.html
  dateline explain page.txt --as-of 2025-12-31";

pub(crate) fn run(args: &Args) -> ExitCode {
    match explained(args) {
        Ok(record) => say::print(&Account { style: Style::of_stdout() }.of(&record), ExitCode::SUCCESS),
        Err(error) => {
            say::error(error.as_ref());
            ExitCode::from(2)
        }
    }
}

fn explained(args: &Args) -> anyhow::Result<Record> {
    let mut page = read_page(&args.page, Limits::default())?;
    page.dct = args.dct.or(page.dct);
    let pipeline = Pipeline::new(&[], args.as_of)?;
    let record = Record { page, ..Record::default() };
    pipeline
        .run(record)
        .map_err(|failure| anyhow::anyhow!("{}: {}", failure.stage, failure.reason))
        .with_context(|| args.page.display().to_string())
}

/// How a page is accounted for.
struct Account {
    style: Style,
}

impl Account {
    fn of(&self, record: &Record) -> String {
        let mut out = String::new();
        if let Some(title) = record.article.as_ref().and_then(|article| article.title.as_deref()) {
            let _ = writeln!(out, "{}\n", self.style.strong(&printable(title)));
        }
        if let Some(dating) = &record.dating {
            self.dating(dating, &mut out);
        }
        let corrections = record.corrections.as_deref().unwrap_or_default();
        self.head("What cannot be right", corrections.len(), &mut out);
        let mut passages = Passages::of(record);
        for correction in corrections {
            self.correction(&mut passages, correction, &mut out);
        }
        let timexes = record.timexes.as_deref().unwrap_or_default();
        self.head("Dates told", timexes.len(), &mut out);
        for timex in timexes {
            self.timex(timex, &mut out);
        }
        out
    }

    fn head(&self, words: &str, count: usize, out: &mut String) {
        let _ = writeln!(out, "\n{}{}", self.style.strong(words), if count == 0 { ": nothing" } else { "" });
    }

    fn dating(&self, dating: &Dating, out: &mut String) {
        let Some(day) = dating.day else {
            let _ = writeln!(out, "{}: the page does not tell its day", self.style.strong("Published"));
            return self.evidence(&dating.evidence, out);
        };
        let how = match dating.method {
            Method::Given => "given by you",
            Method::Printed => "printed on the page",
            Method::Metadata => "by its metadata",
            Method::Inferred => "inferred from what it says",
            Method::None => "not found",
        };
        let _ =
            write!(out, "{} {}, {how}", self.style.strong("Published"), self.style.strong(&day.to_string()));
        if dating.method != Method::Given {
            let _ = write!(out, ", with confidence {:.2}", dating.confidence);
        }
        if let Some(other) = dating.runner_up {
            let _ = write!(out, "; if not then, on {other}");
        }
        out.push('\n');
        self.evidence(&dating.evidence, out);
    }

    fn evidence(&self, evidence: &[Evidence], out: &mut String) {
        for clue in evidence {
            let weight = format!("{:+5.1}", clue.weight);
            let weight = if clue.weight < 0.0 { self.style.warning(&weight) } else { weight };
            let _ = writeln!(
                out,
                "  {weight}  \u{201c}{}\u{201d}: {}",
                passage(&clue.text),
                printable(&clue.says)
            );
        }
    }

    fn correction(&self, passages: &mut Passages<'_>, correction: &Correction, out: &mut String) {
        let kind = correction.kind.as_str().replace('_', " ");
        let words = correction
            .text
            .as_deref()
            .map_or_else(String::new, |text| format!(" \u{201c}{}\u{201d}", passage(text)));
        let verdict = verdict(correction);
        let _ = writeln!(out, "  {}{words}: {}", self.style.warning(&kind), printable(&verdict));
        if let Some([before, within, behind]) = passages.around(correction) {
            let _ = writeln!(out, "      {before}{}{behind}", self.style.strong(&within));
        }
        let _ = writeln!(out, "      {}", printable(&correction.evidence));
        let readings: Vec<String> = correction
            .candidates
            .iter()
            .map(|candidate| format!("{} ({:.2})", printable(&candidate.value), candidate.probability))
            .collect();
        if readings.len() > 1 {
            let _ =
                writeln!(out, "      {}", self.style.faint(&format!("readings: {}", readings.join(", "))));
        }
    }

    fn timex(&self, timex: &Timex, out: &mut String) {
        let against = match (timex.anchor, timex.anchor_day) {
            (Anchor::Dct, Some(day)) => format!("from the page's day, {day}"),
            (Anchor::Text, Some(day)) => format!("from a day told before, {day}"),
            _ => "by itself".to_owned(),
        };
        let status = match timex.status {
            Status::Ok => "",
            Status::Repaired => ", repaired",
            Status::Conflict => ", in conflict",
        };
        let note = self.style.faint(&format!("{against}, {}{status}", timex.rule));
        let _ = writeln!(out, "  {}  \u{201c}{}\u{201d}  {note}", timex.value, passage(&timex.text));
    }
}

/// What became of a date, in words.
fn verdict(correction: &Correction) -> String {
    let Correction { kind, was, now, applied, .. } = correction;
    match (now, applied) {
        (Some(now), true) if now == was => format!("repaired: the weekday is wrong, {was} stands"),
        (Some(now), true) => match kind {
            CorrectionKind::ClaimedDate => format!("not believed: the page is of {now}, not of {was}"),
            _ => format!("repaired: {was} is {now}"),
        },
        (Some(now), false) => format!("left as printed, {was}; {now} would fit"),
        (None, _) => match kind {
            CorrectionKind::ClaimedDate => format!("doubted: {was}"),
            _ => format!("left as printed, {was}: nothing on the page settles it"),
        },
    }
}

/// The passages of a page, each block counted once however many of them are told.
struct Passages<'r> {
    record: &'r Record,
    counted: BTreeMap<usize, Counted<'r>>,
}

impl<'r> Passages<'r> {
    fn of(record: &'r Record) -> Self {
        Self { record, counted: BTreeMap::new() }
    }

    /// The words of a correction with what stands around them in their block, on one line; `None` where it is about no
    /// passage.
    fn around(&mut self, correction: &Correction) -> Option<[String; 3]> {
        /// So many characters are shown on either side, to the next word's end.
        const AROUND: usize = 40;
        let (block, start, end) = (correction.block?, correction.start?, correction.end?);
        let text = &self.record.article.as_ref()?.blocks.get(block)?.text;
        let counted = self.counted.entry(block).or_insert_with(|| Counted::new(text));
        let start = start.min(counted.code_points());
        let end = end.clamp(start, counted.code_points());
        let (first, last) = (start.saturating_sub(AROUND), (end + AROUND).min(counted.code_points()));
        let (mut before, mut after) = (counted.part(first, start), counted.part(end, last));
        if first > 0 {
            before = before.split_once(' ').map_or(before, |(_, words)| words);
        }
        if last < counted.code_points() {
            after = after.rsplit_once(' ').map_or(after, |(words, _)| words);
        }
        let words = |stretch: &str| printable(&stretch.replace(['\n', '\t'], " "));
        let (opens, closes) =
            (if first > 0 { "… " } else { "" }, if last < counted.code_points() { " …" } else { "" });
        let within = words(counted.part(start, end));
        Some([format!("{opens}{}", words(before)), within, format!("{}{closes}", words(after))])
    }
}

/// Words of a page on one line.
fn passage(words: &str) -> String {
    let line: Vec<&str> = words.split_whitespace().collect();
    printable(&line.join(" "))
}
