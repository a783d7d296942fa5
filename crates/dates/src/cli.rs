//! The command `dateline-dates`.

use crate::Dater;
use chrono::NaiveDate;
use dateline_record::filter::{self, FilterArgs, RecordInput, Stage, input_of};
use dateline_record::{EXIT_CODES, RawRecord, Record};
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

    /// No page is later than this day
    #[arg(long, value_name = "DAY")]
    as_of: Option<NaiveDate>,
}

const EXAMPLE: &str = "Example:\n  dateline-clean pages/ | dateline-lang | dateline-dates > dated.jsonl";

/// Runs the command.
pub fn run(args: Args) -> ExitCode {
    let mut dater = Dater::builtin();
    if let Some(day) = args.as_of {
        dater = dater.with_as_of(day);
    }
    filter::run("dateline-dates", &args.filter, &Dates(dater))
}

struct Dates(Dater);

impl Stage for Dates {
    fn name(&self) -> &'static str {
        "dates"
    }

    fn apply(&self, record: &mut RawRecord<'_>) -> Result<(), String> {
        let page = read(record)?;
        let dated = self.0.date(&page);
        record.set("dating", &dated.dating);
        record.set("timexes", &dated.timexes);
        record.set("corrections", &dated.corrections);
        Ok(())
    }
}

/// The fields that dating needs; the raw text only where there is no article. The raw HTML is not
/// among them: it may be large.
fn read(record: &RawRecord<'_>) -> Result<Record, String> {
    const FIELDS: [&str; 7] = ["url", "published", "fetched", "dct", "lang", "article", "language"];
    let input = input_of(record).map_err(|error| error.to_string())?;
    let text = (input == RecordInput::Text).then_some("text");
    let fields: Vec<&str> = FIELDS.into_iter().chain(text).collect();
    let page = record.to_record(&fields).map_err(|error| error.to_string())?;
    page.page.language_tag().map_err(|error| error.to_string())?;
    Ok(page)
}
