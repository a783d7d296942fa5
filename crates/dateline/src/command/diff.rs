//! `dateline diff`.

use super::say;
use dateline_diff::{Diff, Shown};
use dateline_record::EXIT_CODES;
use std::path::PathBuf;
use std::process::ExitCode;
use std::str::FromStr;

/// Show what changed from one version of a dataset to another: rows, values, and why
///
/// Rows are matched by the keys of their tables. Exits with 1 if anything differs.
#[derive(Debug, clap::Args)]
#[command(after_help = format!("{EXAMPLES}\n\n{EXIT_CODES}"))]
pub(crate) struct Args {
    /// The older dataset's folder
    #[arg(value_name = "A")]
    before: PathBuf,

    /// The newer dataset's folder
    #[arg(value_name = "B")]
    after: PathBuf,

    /// text, json and html show everything; changelog is Markdown for a CHANGELOG.md; step prints major, minor, patch or
    /// none, and the version that follows A's
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t = Format::Text)]
    format: Format,

    /// How many rows of each table are listed: a number, or `all`
    #[arg(long, value_name = "N", default_value = "20")]
    rows: Rows,
}

#[derive(Debug, Clone, Copy, clap::ValueEnum)]
enum Format {
    Text,
    Json,
    Html,
    Changelog,
    Step,
}

#[derive(Debug, Clone, Copy)]
struct Rows(usize);

impl FromStr for Rows {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text {
            "all" => Ok(Self(usize::MAX)),
            text => text.parse().map(Self).map_err(|_| "wanted a number, or `all`".to_owned()),
        }
    }
}

const EXAMPLES: &str = "\
Examples:
  dateline diff greetings-1.0.0 greetings-1.1.0
  dateline diff greetings-1.0.0 greetings-1.1.0 --format html > changes.html";

pub(crate) fn run(args: &Args) -> ExitCode {
    match dateline_diff::diff(&args.before, &args.after, Shown(args.rows.0)) {
        Ok(diff) => say::print(&told(&diff, args.format), ExitCode::from(u8::from(!diff.is_same()))),
        Err(error) => {
            say::error(&error);
            ExitCode::from(2)
        }
    }
}

fn told(diff: &Diff, format: Format) -> String {
    match format {
        Format::Text => diff.to_text(),
        Format::Json => diff.to_json(),
        Format::Html => diff.to_html(),
        Format::Changelog => diff.to_changelog(),
        Format::Step => {
            let step = diff.step();
            let next = step.after(&diff.before.version);
            format!("{step}{}\n", next.map(|version| format!(" {version}")).unwrap_or_default())
        }
    }
}
