//! The closing words of a build.

use super::meter::rate;
use super::say::Style;
use dateline::{Corrections, Summary, Unread};
use dateline_dates::STAMP;
use dateline_export::{Manifest, StageRejects, Table};
use dateline_record::Method;
use dateline_record::printable;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::time::Duration;

/// The summary as aligned lines, the labels on the left.
pub(crate) fn text(summary: &Summary, elapsed: Duration, style: Style) -> String {
    let mut lines = Lines { text: String::new(), style };
    lines.head(summary);
    lines.line("pages", &pages(summary));
    lines.line("languages", &languages(summary));
    lines.line("dated", &dated(summary));
    lines.textless(summary);
    lines.corrections(summary);
    lines.decisions(summary);
    lines.unread(summary);
    lines.rejects(summary);
    lines.passed_over(&summary.manifest);
    lines.cut_short(summary);
    let bytes = summary.manifest.outputs.iter().map(|file| file.bytes).sum();
    let files = summary.manifest.outputs.len() + 1;
    lines.line("files", &format!("{files} in {}, {}", summary.out.display(), size(bytes)));
    let speed = rate(summary.manifest.counts.read, elapsed);
    let decimals = usize::from(speed < 10.0);
    lines.line("took", &format!("{:.1} s, {speed:.decimals$} pages a second", elapsed.as_secs_f64()));
    lines.text
}

const LABEL: usize = 11;

/// So many files are named.
const NAMED: usize = 5;

/// So many characters of a field are shown.
const EXAMPLE: usize = 40;

struct Lines {
    text: String,
    style: Style,
}

impl Lines {
    fn head(&mut self, summary: &Summary) {
        let dataset = &summary.manifest.dataset;
        let name = self.style.strong(&format!("{} {}", dataset.name, dataset.version));
        let _ = writeln!(self.text, "built {name}\n");
    }

    fn line(&mut self, label: &str, words: &str) {
        // Padded first: escape sequences would count as width.
        let label = self.style.faint(&format!("{label:<LABEL$}"));
        let _ = writeln!(self.text, "  {label}  {words}");
    }

    fn below(&mut self, words: &str) {
        let _ = writeln!(self.text, "  {:<LABEL$}    {words}", "");
    }

    fn textless(&mut self, summary: &Summary) {
        if summary.textless > 0 {
            let count = counted(summary.textless, "article", "articles");
            self.line("no text", &self.style.warning(&count));
        }
    }

    fn corrections(&mut self, summary: &Summary) {
        let sum = |of: fn(&Corrections) -> u64| summary.corrections.values().map(of).sum::<u64>();
        let all = Corrections { applied: sum(|kind| kind.applied), flagged: sum(|kind| kind.flagged) };
        if all == Corrections::default() {
            return self.line("corrections", "none");
        }
        self.line("corrections", &corrected(&all));
        let width = summary.corrections.keys().map(|kind| kind.len()).max().unwrap_or(0);
        for (kind, counts) in &summary.corrections {
            self.below(&format!("{kind:<width$}  {}", corrected(counts)));
        }
    }

    fn decisions(&mut self, summary: &Summary) {
        let Some(decisions) = &summary.manifest.decisions else { return };
        let not = decisions.not_applied.len();
        self.line("decisions", &format!("{} applied, {not} not", decisions.applied));
        for missed in &decisions.not_applied {
            let place = format!("{}:{}", decisions.path, missed.line);
            self.below(&format!("{place}  {}: {}", printable(&missed.article_id), missed.reason));
        }
    }

    fn unread(&mut self, summary: &Summary) {
        for (field, Unread { count, example }) in &summary.unread {
            let of = counted(*count, "article", "articles");
            let example: String = printable(example).chars().take(EXAMPLE).collect();
            let words = format!("`{field}` of {of} is no day, such as {example:?}; wanted {STAMP}");
            self.line("not used", &words);
        }
    }

    fn passed_over(&mut self, manifest: &Manifest) {
        let of_archives = manifest.passed_over_in_archives();
        let told = [
            (&manifest.passed_over, "file", "files"),
            (&of_archives, "record of web archives", "records of web archives"),
        ];
        for (counts, one, many) in told.into_iter().filter(|(counts, ..)| !counts.is_empty()) {
            self.line("passed over", &passed_over(counts, one, many));
        }
    }

    fn cut_short(&mut self, summary: &Summary) {
        let files: Vec<&str> = summary.manifest.cut_short().collect();
        if files.is_empty() {
            return;
        }
        let count = self.style.warning(&counted(files.len() as u64, "file", "files"));
        self.line("cut short", &format!("{count}; how many pages are lost with the rest is unknown"));
        for file in files.iter().take(NAMED) {
            let is_allowed = !summary.cut_short.iter().any(|cut| cut == file);
            let why = if is_allowed { "  allowed" } else { "" };
            self.below(&format!("{}{why}", printable(file)));
        }
        if let Some(more) = files.len().checked_sub(NAMED).filter(|more| *more > 0) {
            self.below(&format!("and {more} more, in manifest.json"));
        }
    }

    fn rejects(&mut self, summary: &Summary) {
        let counts = summary.manifest.counts;
        let rejects = counts.rejects - counts.left_out;
        let file = summary.manifest.first_file_of(Table::Rejects).unwrap_or_default();
        let place = summary.out.join(file);
        let place = printable(&place.to_string_lossy());
        if rejects == 0 && counts.duplicates > 0 {
            let count = counted(counts.duplicates, "duplicate is", "duplicates are");
            return self.line("rejects", &format!("none; {count} listed in {}", place));
        }
        if rejects == 0 && counts.left_out > 0 {
            let words = format!("none; the {} left out are listed in {}", counts.left_out, place);
            return self.line("rejects", &words);
        }
        if rejects == 0 {
            return self.line("rejects", "none");
        }
        let count = self.style.warning(&rejects.to_string());
        self.line("rejects", &format!("{count}, each with its reason in {}", place));
        let width = summary.rejects.keys().map(String::len).max().unwrap_or(0);
        for (stage, StageRejects { count, examples }) in &summary.rejects {
            for (source, reason) in examples {
                self.below(&format!("{stage:<width$}  {}: {}", printable(source), printable(reason)));
            }
            let more = count - examples.len() as u64;
            if more > 0 {
                self.below(&format!("{stage:<width$}  and {more} more"));
            }
        }
    }
}

fn pages(summary: &Summary) -> String {
    let counts = summary.manifest.counts;
    let mut parts = vec![counted(counts.articles, "article", "articles")];
    if counts.duplicates > 0 {
        parts.push(counted(counts.duplicates, "duplicate", "duplicates"));
    }
    if counts.rejects > counts.left_out {
        parts.push(counted(counts.rejects - counts.left_out, "reject", "rejects"));
    }
    if counts.left_out > 0 {
        parts.push(format!("{} left out", counts.left_out));
    }
    let files = counted(summary.manifest.inputs.len() as u64, "file", "files");
    format!("{} read from {files}: {}", counts.read, parts.join(", "))
}

/// The most frequent first, the undetermined last.
fn languages(summary: &Summary) -> String {
    let mut known: Vec<(&str, u64)> =
        summary.languages.iter().filter_map(|(code, count)| Some((code.as_deref()?, *count))).collect();
    known.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
    let mut parts: Vec<String> = known.iter().map(|(code, count)| format!("{code} {count}")).collect();
    parts.extend(summary.languages.get(&None).map(|count| format!("undetermined {count}")));
    if parts.is_empty() { "none".to_owned() } else { parts.join(", ") }
}

fn dated(summary: &Summary) -> String {
    let name = |method| match method {
        Method::None => "not at all",
        method => method.as_str(),
    };
    let found = summary.dated.iter().filter(|(_, count)| *count > 0);
    let parts: Vec<String> = found.map(|(method, count)| format!("{} {count}", name(*method))).collect();
    if parts.is_empty() { "none".to_owned() } else { parts.join(", ") }
}

/// How many things were passed over, and of what kinds.
pub(super) fn passed_over(counts: &BTreeMap<String, u64>, one: &str, many: &str) -> String {
    let kinds: Vec<String> = counts.iter().map(|(what, count)| format!("{what} {count}")).collect();
    format!("{}: {}", counted(counts.values().sum(), one, many), printable(&kinds.join(", ")))
}

fn corrected(counts: &Corrections) -> String {
    format!("{} applied, {} flagged", counts.applied, counts.flagged)
}

pub(super) fn counted(count: u64, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

#[expect(clippy::cast_precision_loss, reason = "one decimal is shown")]
pub(crate) fn size(bytes: u64) -> String {
    match bytes {
        0..1_000 => format!("{bytes} B"),
        1_000..1_000_000 => format!("{:.1} kB", bytes as f64 / 1e3),
        1_000_000..1_000_000_000 => format!("{:.1} MB", bytes as f64 / 1e6),
        _ => format!("{:.1} GB", bytes as f64 / 1e9),
    }
}
