//! The arguments of `dateline-clean`, and its run.

use crate::{CleanError, CleanOptions, Cleaner, Prefer};
use dateline_record::filter::{self, FilterArgs, Stage, StageFailure};
use dateline_record::pages::Limits;
use dateline_record::pages::{RecordInput, id_without, input_of};
use dateline_record::{EXIT_CODES, Page, RawPage, RawRecord};
use std::process::ExitCode;

/// What the tool does, for `--help`.
pub const ABOUT: &str = "Find the article in news pages, HTML or flattened text.

Reads pages (.html, .htm, .xhtml, .txt, also as .gz, .zst or .bz2), folders of them, and records (JSON Lines) with \
`html` or `text`. Adds `article` to each record: title, byline, publisher, verdict, printed dates, body text and blocks. \
A record that already has an `article` keeps it. A record without `id` gets one: the first 16 hex digits of the SHA-256 \
of its page (or of its article, if there is no page).";

/// The arguments of `dateline-clean`.
#[derive(Debug, Clone, clap::Args)]
#[command(after_help = format!("{EXAMPLES}\n\n{EXIT_CODES}"))]
#[command(mut_arg("files", |files| files.help(FILES)))]
pub struct Args {
    #[command(flatten)]
    filter: FilterArgs,

    /// Longer pages are passed on uncleaned, with an error
    #[arg(long, value_name = "BYTES", default_value_t = CleanOptions::default().max_page_bytes)]
    max_page_bytes: usize,

    /// If it is unclear whether a passage belongs to the article, leave it out (precision) or keep it (recall)
    ///
    /// On flattened text either moves about two words in a hundred: with `precision` 1.7 % fewer words are furniture and
    /// 2.7 % more of the article are lost, with `recall` 1.2 % fewer are lost and 3 % more are furniture. In HTML less is
    /// unclear, and it is a third of a percent.
    #[arg(long, value_name = "WHAT")]
    prefer: Option<Prefer>,
}

const FILES: &str = "Pages, folders of pages, and files of records (JSON Lines; .gz, .zst and .bz2 are unpacked); standard input \
    when none is named, or as `-`";

const EXAMPLES: &str = "\
Examples:
  dateline-clean page.html --format pretty          what is the article?
  dateline-clean pages/ | dateline-lang | dateline-dates > dated.jsonl";

/// Runs the filter; the exit codes are those all tools share.
pub fn run(args: Args) -> ExitCode {
    let options = CleanOptions { max_page_bytes: args.max_page_bytes, prefer: args.prefer };
    let limits = Limits { max_bytes: args.max_page_bytes as u64 };
    filter::run("dateline-clean", &args.filter, &CleanStage { cleaner: Cleaner::new(options), limits })
}

struct CleanStage {
    cleaner: Cleaner,
    limits: Limits,
}

impl Stage for CleanStage {
    fn name(&self) -> &'static str {
        "clean"
    }

    fn limits(&self) -> Limits {
        self.limits
    }

    fn takes_pages(&self) -> bool {
        true
    }

    fn apply(&self, record: &mut RawRecord<'_>) -> Result<(), StageFailure> {
        let input = input_of(record)?;
        let field = |name| record.get::<String>(name);
        let raw = match input {
            RecordInput::Article => None,
            RecordInput::Html => field("html")?.map(RawPage::Html),
            RecordInput::Text => field("text")?.map(RawPage::Text),
        };
        let url = field("url")?;
        if record.raw("id").is_none()
            && let Some(id) = id_without(record)
        {
            record.set("id", &id);
        }
        if input == RecordInput::Article {
            return Ok(());
        }
        let page = Page { url, raw, ..Page::default() };
        let article = self.cleaner.clean(&page).map_err(|error| match error {
            CleanError::TooLong { .. } => format!("{error}; raise it with --max-page-bytes").into(),
            error => StageFailure::from(error),
        })?;
        record.set("article", &article);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn apply(line: &str) -> Result<String, String> {
        let mut record = RawRecord::parse(line).unwrap();
        let stage = CleanStage { cleaner: Cleaner::default(), limits: Limits::default() };
        stage.apply(&mut record).map(|()| record.to_json()).map_err(|failure| failure.to_string())
    }

    #[test]
    fn a_record_gets_its_article() {
        let line = r#"{"id":"a","text":"Bridge of Tern closes for the winter"}"#;
        assert!(apply(line).unwrap().contains(r#""title":"Bridge of Tern closes for the winter""#));
    }

    #[test]
    fn a_record_without_an_id_gets_the_head_of_its_pages_hash() {
        for line in [r#"{"text":"abc"}"#, r#"{"id":null,"text":"abc"}"#] {
            assert!(apply(line).unwrap().contains(r#""id":"ba7816bf8f01cfea""#), "{line}");
        }
        assert!(apply(r#"{"id":7,"text":"abc"}"#).unwrap().starts_with(r#"{"id":7,"#));
        // SHA-256 of `{}`.
        assert!(apply(r#"{"article":{}}"#).unwrap().ends_with(r#","id":"44136fa355b3678a"}"#));
    }

    #[test]
    fn an_article_made_elsewhere_stays() {
        let line = r#"{"id":"a","text":"x","article":{"title":"mine"}}"#;
        assert_eq!(apply(line).unwrap(), line);
    }

    #[test]
    fn records_without_one_page_are_refused() {
        assert!(apply(r#"{"id":"a","text":"x","html":"y"}"#).unwrap_err().contains("both `html` and `text`"));
        assert!(apply(r#"{"id":"a"}"#).unwrap_err().contains("`html`"));
        assert!(apply(r#"{"id":"a","html":5}"#).unwrap_err().contains("field `html`"));
    }
}
