//! `dateline explain`.

use super::say::{self, Style};
use anyhow::Context as _;
use dateline::{Pipeline, Recipe};
use dateline_dates::{STAMP, day_of_stamp};
use dateline_record::pages::{InputKind, Limits, Packing, PageFault, decode_page, read_page, unpacked};
use dateline_record::{
    Anchor, Article, Correction, CorrectionKind, Dating, Day, EXIT_CODES, Evidence, Language, Method, Page,
    Record, Status, Timex, day_argument, printable,
};
use dateline_report::Counted;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Show when a page was published and why, and which of its dates cannot be right
#[derive(Debug, clap::Args)]
#[command(after_help = format!("{EXAMPLES}\n\n{EXIT_CODES}"))]
pub(crate) struct Args {
    /// The page, HTML or text; standard input as `-`
    #[arg(value_name = "PAGE")]
    page: PathBuf,

    /// Its day of publication, if it is known for certain
    #[arg(long, value_name = "DAY", value_parser = day_argument)]
    dct: Option<Day>,

    /// It was not published after this day
    #[arg(long, value_name = "DAY", value_parser = day_argument)]
    as_of: Option<Day>,

    /// A longer page is refused, unpacked [default: 67108864]
    #[arg(long, value_name = "BYTES", value_parser = clap::value_parser!(u64).range(1..))]
    max_page_bytes: Option<u64>,

    /// When it was crawled, a day or a time: "2 hours ago" is counted from there
    #[arg(long, value_name = "TIME", value_parser = stamp)]
    fetched: Option<String>,

    /// The address that it was fetched from, which may tell its day
    #[arg(long, value_name = "ADDRESS")]
    url: Option<String>,
}

fn stamp(written: &str) -> Result<String, String> {
    day_of_stamp(written).map(|_| written.to_owned()).ok_or_else(|| format!("no time; wanted {STAMP}"))
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
    let limits = Limits { max_bytes: args.max_page_bytes.unwrap_or(Limits::default().max_bytes) };
    let is_stdin = args.page == Path::new("-");
    let mut page = if is_stdin { page_of_stdin(limits)? } else { read_page(&args.page, limits)? };
    page.dct = args.dct.or(page.dct);
    page.fetched = args.fetched.clone().or(page.fetched);
    page.url = args.url.clone().or(page.url);
    let mut recipe = Recipe::for_pages("page", Vec::new());
    (recipe.as_of, recipe.max_page_bytes) = (args.as_of, args.max_page_bytes);
    let pipeline = Pipeline::of(&recipe)?;
    let record = Record { page, ..Record::default() };
    pipeline
        .run(record)
        .map_err(|failure| anyhow::anyhow!("{}: {}", failure.stage, failure.reason))
        .with_context(|| args.page.display().to_string())
}

/// The page on standard input: HTML where it begins with a tag.
fn page_of_stdin(limits: Limits) -> anyhow::Result<Page> {
    let limit = limits.max_bytes;
    let mut bytes = Vec::new();
    unpacked(io::stdin(), Packing::Plain)?.take(limit.saturating_add(1)).read_to_end(&mut bytes)?;
    let name = Path::new("standard input");
    if bytes.len() as u64 > limit {
        return Err(PageFault::TooLong { limit }.of(name).into());
    }
    let is_html = bytes.trim_ascii_start().starts_with(b"<");
    let kind = if is_html { InputKind::Html } else { InputKind::Text };
    Ok(decode_page(kind, bytes, None).map_err(|fault| fault.of(name))?)
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
        if let Some(article) = &record.article {
            self.read_as(article, record.language.as_ref(), &mut out);
        }
        if let Some(dating) = &record.dating {
            self.dating(dating, record.article.as_ref(), &mut out);
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

    /// What the page was taken for, and how much of it for the text.
    fn read_as(&self, article: &Article, language: Option<&Language>, out: &mut String) {
        let mut parts = Vec::new();
        if let Some(verdict) = article.verdict {
            parts.push(format!("{} ({:.2})", verdict.kind.as_str(), verdict.confidence));
        }
        parts.push(
            match language.and_then(|language| Some((language.code.as_deref()?, language.confidence))) {
                Some((code, confidence)) => format!("in {} ({confidence:.2})", printable(code)),
                None => "in no language that is known".to_owned(),
            },
        );
        parts.extend(article.byline.as_deref().map(|byline| format!("by {}", printable(byline))));
        let _ = writeln!(out, "{} {}", self.style.strong("Read as"), parts.join(", "));
        let mut left_out = BTreeMap::<&str, usize>::new();
        for block in article.blocks.iter().filter(|block| !block.kind.is_body()) {
            *left_out.entry(block.why.map_or(block.kind.as_str(), |why| why.as_str())).or_default() += 1;
        }
        let left_out: Vec<String> = left_out.iter().map(|(why, count)| format!("{why} {count}")).collect();
        let characters = article.text.chars().count();
        let text =
            if characters == 0 { self.style.warning("none") } else { format!("{characters} characters") };
        let but = if left_out.is_empty() { "" } else { "; left out: " };
        let _ = writeln!(out, "{} {text}{but}{}\n", self.style.strong("Text"), left_out.join(", "));
    }

    fn head(&self, words: &str, count: usize, out: &mut String) {
        let _ = writeln!(out, "\n{}{}", self.style.strong(words), if count == 0 { ": nothing" } else { "" });
    }

    fn dating(&self, dating: &Dating, article: Option<&Article>, out: &mut String) {
        let Some(day) = dating.day else {
            let _ = writeln!(out, "{}: the page does not tell its day", self.style.strong("Published"));
            return self.evidence(&dating.evidence, article, out);
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
        self.evidence(&dating.evidence, article, out);
    }

    fn evidence(&self, evidence: &[Evidence], article: Option<&Article>, out: &mut String) {
        // What weighs nothing says nothing.
        for clue in evidence.iter().filter(|clue| clue.weight.abs() >= 0.05) {
            let weight = format!("{:+5.1}", clue.weight);
            let weight = if clue.weight < 0.0 { self.style.warning(&weight) } else { weight };
            let label = article.map_or("", |article| label(article, clue));
            let _ = writeln!(
                out,
                "  {weight}  \u{201c}{}{}\u{201d}: {}",
                printable(label),
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
            (Some(Anchor::Dct), Some(day)) => format!("from the page's day, {day}"),
            (Some(Anchor::Text), Some(day)) => format!("from a day told before, {day}"),
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

/// What stands before a date in a line about the page, such as "Published: ".
fn label<'a>(article: &'a Article, clue: &Evidence) -> &'a str {
    /// Longer words before a date are no label.
    const LONGEST: usize = 30;
    let block = clue.block.and_then(|block| article.blocks.get(block)).filter(|block| !block.kind.is_body());
    let before =
        block.and_then(|block| block.text.split_once(clue.text.as_str())).map_or("", |(before, _)| before);
    let label = before.rsplit(|c: char| c.is_ascii_digit() || "|·•–—".contains(c)).next().unwrap_or_default();
    let label = label.trim_start_matches(|c: char| !c.is_alphabetic());
    if label.chars().count() <= LONGEST { label } else { "" }
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
