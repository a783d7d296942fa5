//! What `dateline build --dry-run` says.

use super::say::Style;
use super::summary::{counted, passed_over, size};
use dateline::{Plan, PlannedFile, Recipe};
use dateline_record::printable;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

/// How many inputs are named.
const NAMED: usize = 5;

pub(crate) fn text(plan: &Plan, recipe: &Recipe, out: &Path, style: Style) -> String {
    let mut text =
        format!("would build {}\n\n", style.strong(&format!("{} {}", recipe.name, recipe.version)));
    let mut line = |label: &str, words: &str| {
        let _ = writeln!(text, "  {}  {words}", style.faint(&format!("{label:<11}")));
    };
    let bytes = plan.files.iter().map(|file| file.bytes).sum();
    line("inputs", &format!("{}, {}", counted(plan.files.len() as u64, "file", "files"), size(bytes)));
    for (format, (files, bytes)) in by_format(&plan.files) {
        line("", &format!("  {files} of {format}, {}", size(bytes)));
    }
    let missing = plan.files.iter().filter(|file| file.is_missing).count();
    if missing > 0 {
        line("", &format!("  {missing} of them to be downloaded first"));
    }
    for file in plan.files.iter().take(NAMED) {
        line("", &format!("  {}", printable(&file.source)));
    }
    if let Some(more) = plan.files.len().checked_sub(NAMED).filter(|more| *more > 0) {
        line("", &format!("  and {more} more"));
    }
    if !plan.passed_over.is_empty() {
        line("passed over", &passed_over(&plan.passed_over, "file", "files"));
    }
    let languages = if recipe.languages.is_empty() {
        "all that are known".to_owned()
    } else {
        recipe.languages.join(", ")
    };
    line("languages", &languages);
    line("as of", &recipe.as_of.map_or_else(|| "no day given".to_owned(), |day| day.to_string()));
    if let Some(decisions) = &recipe.decisions {
        line("decisions", &decisions.display().to_string());
    }
    let there = if plan.out_exists { "; it exists, so use --replace" } else { "" };
    line("into", &format!("{}{there}", printable(&out.to_string_lossy())));
    text
}

/// How many files of each format, and their bytes.
fn by_format(files: &[PlannedFile]) -> BTreeMap<&'static str, (usize, u64)> {
    let mut formats = BTreeMap::new();
    for file in files {
        let (count, bytes) = formats.entry(file.format).or_insert((0, 0));
        *count += 1;
        *bytes += file.bytes;
    }
    formats
}
