//! The arguments of `dateline-clean`, and its run.

use crate::{CleanOptions, Cleaner};
use dateline_record::filter::{self, FilterArgs, Stage};
use dateline_record::{Page, RawPage, RawRecord};
use std::process::ExitCode;

/// What the tool does, for `--help`.
pub const ABOUT: &str = "Find the article in news pages, HTML or flattened text.

Reads records (JSON Lines) with `html` or `text` and adds `article`: title, byline, publisher, verdict, printed \
dates, body text and blocks. A record that has an `article` already passes untouched. Page files (.html, .htm, .txt, \
also .gz and .zst) and folders of them become records first.";

/// The arguments of `dateline-clean`.
#[derive(Debug, Clone, clap::Args)]
pub struct Args {
    #[command(flatten)]
    filter: FilterArgs,

    /// Pages longer than this are passed on uncleaned, with an error
    #[arg(long, value_name = "BYTES", default_value_t = CleanOptions::default().max_page_bytes)]
    max_page_bytes: usize,
}

/// Runs the filter; the exit codes are those all tools share.
pub fn run(args: Args) -> ExitCode {
    let options = CleanOptions { max_page_bytes: args.max_page_bytes };
    filter::run("dateline-clean", &args.filter, &CleanStage { cleaner: Cleaner::new(options) })
}

struct CleanStage {
    cleaner: Cleaner,
}

impl Stage for CleanStage {
    fn name(&self) -> &'static str {
        "clean"
    }

    fn takes_pages(&self) -> bool {
        true
    }

    fn apply(&self, record: &mut RawRecord<'_>) -> Result<(), String> {
        if record.raw("article").is_some() {
            return Ok(());
        }
        let page = page(record)?;
        let article = self.cleaner.clean(&page).map_err(|error| error.to_string())?;
        record.set("article", &article);
        Ok(())
    }
}

/// The fields of the record that cleaning looks at.
fn page(record: &RawRecord<'_>) -> Result<Page, String> {
    let field = |name| record.get::<String>(name).map_err(|error| error.to_string());
    let raw = match (field("html")?, field("text")?) {
        (Some(_), Some(_)) => {
            return Err("the record has both `html` and `text`; keep the one that is the raw page".to_owned());
        }
        (Some(html), None) => Some(RawPage::Html(html)),
        (None, Some(text)) => Some(RawPage::Text(text)),
        (None, None) => None,
    };
    Ok(Page { url: field("url")?, raw, ..Page::default() })
}
