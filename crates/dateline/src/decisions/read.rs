//! From the file to the decisions, each error with its line.

use super::{Decision, Matter, Verdict};
use dateline_record::{Day, parse_day};
use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

/// Why a file of decisions could not be read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
#[expect(missing_docs, reason = "each message names its fields")]
pub enum DecisionsError {
    #[error("{}: the decisions could not be read: {fault}", path.display())]
    Read { path: PathBuf, fault: io::Error },
    #[error("{}: not CSV: {fault}", path.display())]
    Csv { path: PathBuf, fault: csv::Error },
    #[error("{}:1: the columns are `{found}`; wanted `{wanted}`, as a report saves them", path.display())]
    Header { path: PathBuf, found: String, wanted: String },
    #[error("{}:{line}: `{column}` is {found:?}; wanted {wanted}", path.display())]
    Value { path: PathBuf, line: u64, column: &'static str, found: String, wanted: &'static str },
    #[error("{}:{line}: line {first} decides on the same; take out one of them", path.display())]
    Twice { path: PathBuf, line: u64, first: u64 },
}

const COLUMNS: [&str; 10] =
    ["article_id", "sha256", "about", "kind", "block", "start", "was", "decision", "value", "note"];

const DAY: &str = "a day, YYYY-MM-DD";

/// The kinds of corrections whose value is a day.
const DAYS: [&str; 5] =
    ["weekday_mismatch", "impossible_date", "day_month_order", "wrong_year", "claimed_date"];

/// A row, its fields in the order of [`COLUMNS`].
struct Fields<'f> {
    path: &'f Path,
    line: u64,
    values: &'f csv::StringRecord,
}

pub(super) fn decisions(bytes: &[u8], path: &Path) -> Result<Vec<Decision>, DecisionsError> {
    let unreadable = |fault| DecisionsError::Csv { path: path.to_owned(), fault };
    // A spreadsheet that saves the file anew may put a byte order mark before it.
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let mut reader = csv::Reader::from_reader(bytes);
    let header = reader.headers().map_err(unreadable)?;
    if header != COLUMNS.as_slice() {
        let found = header.iter().collect::<Vec<_>>().join(",");
        return Err(DecisionsError::Header { path: path.to_owned(), found, wanted: COLUMNS.join(",") });
    }
    let mut decisions: Vec<Decision> = Vec::new();
    let mut lines: BTreeMap<(String, Matter), u64> = BTreeMap::new();
    let mut counted = Lines { bytes, counted: 0, ended: 0 };
    for row in reader.records() {
        let values = row.map_err(unreadable)?;
        let line = values.position().map_or(0, |place| counted.of(place.byte()));
        let decision = Fields { path, line, values: &values }.decision()?;
        // A page has one day, whatever it was when it was decided on.
        let matter = match &decision.about {
            Matter::Day { .. } => Matter::Day { was: None },
            correction @ Matter::Correction { .. } => correction.clone(),
        };
        if let Some(first) = lines.insert((decision.article.clone(), matter), line) {
            return Err(DecisionsError::Twice { path: path.to_owned(), line, first });
        }
        decisions.push(decision);
    }
    Ok(decisions)
}

/// The lines of a file, counted once from its beginning to its end.
struct Lines<'b> {
    bytes: &'b [u8],
    /// So many bytes are counted, and so many lines end in them.
    counted: usize,
    ended: u64,
}

impl Lines<'_> {
    /// The line of a row that starts at that byte, no earlier than the row before. The reader's own count lags behind
    /// where lines end in CR LF: the row starts at the line feed for it.
    fn of(&mut self, start: u64) -> u64 {
        let end = self.bytes.len();
        let before = usize::try_from(start).map_or(end, |start| start.saturating_add(1).min(end));
        let next = &self.bytes[self.counted.min(before)..before];
        self.ended += next.iter().filter(|byte| **byte == b'\n').count() as u64;
        self.counted = before;
        1 + self.ended
    }
}

impl Fields<'_> {
    fn decision(&self) -> Result<Decision, DecisionsError> {
        let about = match self.text("about") {
            Some("day") => Matter::Day { was: self.day("was")? },
            Some("correction") => Matter::Correction {
                kind: self.given("kind", "the kind of the correction")?,
                block: self.number("block")?,
                start: self.number("start")?,
                was: self.given("was", "the value as printed")?,
            },
            _ => return Err(self.wrong("about", "`day` or `correction`")),
        };
        let verdict = match self.text("decision") {
            Some("accept") => Verdict::Accept,
            Some("reject") => Verdict::Reject,
            Some("value") if matches!(about, Matter::Day { .. }) => {
                let day = self.day("value")?.ok_or_else(|| self.wrong("value", DAY))?;
                Verdict::Value(day.to_string())
            }
            Some("value") => {
                let value = self.given("value", "the value that holds")?;
                match &about {
                    Matter::Correction { kind, .. }
                        if DAYS.contains(&kind.as_str()) && parse_day(&value).is_none() =>
                    {
                        return Err(self.wrong("value", DAY));
                    }
                    _ => Verdict::Value(value),
                }
            }
            _ => return Err(self.wrong("decision", "`accept`, `reject` or `value`")),
        };
        Ok(Decision {
            line: self.line,
            article: self.given("article_id", "the article's id")?,
            page: self.text("sha256").map(str::to_owned),
            about,
            verdict,
            note: self.text("note").map(str::to_owned),
        })
    }

    fn text(&self, column: &str) -> Option<&str> {
        let place = COLUMNS.iter().position(|name| *name == column)?;
        self.values.get(place).filter(|value| !value.is_empty())
    }

    fn given(&self, column: &'static str, wanted: &'static str) -> Result<String, DecisionsError> {
        self.text(column).map(str::to_owned).ok_or_else(|| self.wrong(column, wanted))
    }

    fn day(&self, column: &'static str) -> Result<Option<Day>, DecisionsError> {
        self.text(column).map(|text| parse_day(text).ok_or_else(|| self.wrong(column, DAY))).transpose()
    }

    fn number(&self, column: &'static str) -> Result<Option<usize>, DecisionsError> {
        let wanted = "a whole number, or nothing";
        self.text(column).map(|text| text.parse().map_err(|_| self.wrong(column, wanted))).transpose()
    }

    fn wrong(&self, column: &'static str, wanted: &'static str) -> DecisionsError {
        let found = self.text(column).unwrap_or_default().to_owned();
        DecisionsError::Value { path: self.path.to_owned(), line: self.line, column, found, wanted }
    }
}
