//! The command `dateline-dates`.

use crate::Dater;
use chrono::NaiveDate;
use dateline_record::RawRecord;
use dateline_record::filter::{self, FilterArgs, Stage, input_of};
use dateline_record::{Article, Language, Page, RawPage, Record};
use std::process::ExitCode;

/// Date pages, resolve their temporal expressions, and flag the dates that cannot be right
///
/// Reads records with `article` or `text` (JSON Lines) and adds `dating`, `timexes` and `corrections`.
/// The language is that of `lang` or `language`; a language without rules gets no expressions.
#[derive(Debug, Clone, clap::Args)]
#[command(after_help = "Example:\n  dateline-clean pages/ | dateline-lang | dateline-dates > dated.jsonl")]
pub struct Args {
    #[command(flatten)]
    filter: FilterArgs,

    /// No page is later than this day
    #[arg(long, value_name = "DAY")]
    as_of: Option<NaiveDate>,
}

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

/// The fields that dating needs. The raw HTML is not among them: it may be large.
fn read(record: &RawRecord<'_>) -> Result<Record, String> {
    input_of(record).map_err(|error| error.to_string())?;
    let fields = || -> Result<Record, dateline_record::RecordError> {
        let article: Option<Article> = record.get("article")?;
        let text: Option<String> = if article.is_some() { None } else { record.get("text")? };
        Ok(Record {
            page: Page {
                url: record.get("url")?,
                raw: text.map(RawPage::Text),
                published: record.get("published")?,
                fetched: record.get("fetched")?,
                dct: record.get("dct")?,
                lang: record.get("lang")?,
                ..Page::default()
            },
            article,
            language: record.get::<Language>("language")?,
            ..Record::default()
        })
    };
    fields().map_err(|error| error.to_string())
}
