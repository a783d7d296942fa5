//! The command `dateline-lang`.

use crate::{BlockLanguages, Detector, Hints, PageBlock, PageLanguages, Role, Tag};
use dateline_record::filter::{self, FilterArgs, Stage, StageFailure};
use dateline_record::pages::{RecordInput, input_of};
use dateline_record::{BlockKind, EXIT_CODES, Language, RawRecord, RecordError};
use serde::{Serialize, Serializer};
use serde_json::value::{RawValue, to_raw_value};
use std::process::ExitCode;

/// Detect the language of pages and of each of their blocks
///
/// Reads records, one JSON object a line, and writes them in the same order with two fields added:
/// `language` to the record and, where there is an `article`, `language` to each of its blocks.
/// Everything else passes through unchanged. A record's `lang` is taken as certain.
#[derive(Debug, clap::Args)]
#[command(after_help = format!("{EXAMPLE}\n\n{EXIT_CODES}"))]
pub struct Args {
    /// Choose among these languages only, such as `en,ko,zh` [default: all known]
    ///
    /// A text that clearly matches none of them is undetermined; a short text, or one in a closely related language, gets
    /// the nearest of them.
    #[arg(long, value_name = "CODES", value_delimiter = ',')]
    languages: Vec<String>,

    #[command(flatten)]
    filter: FilterArgs,
}

const EXAMPLE: &str =
    "Example:\n  dateline-clean pages/ | dateline-lang --languages en,ko | dateline-dates > dated.jsonl";

/// Runs the command.
pub fn run(args: Args) -> ExitCode {
    let detector = match args.detector() {
        Ok(detector) => detector,
        Err(error) => {
            let mut command = <Args as clap::Args>::augment_args(clap::Command::new("dateline-lang"));
            let message = format!("--languages: {error}");
            let _ = command.error(clap::error::ErrorKind::InvalidValue, message).print();
            return ExitCode::from(2);
        }
    };
    filter::run("dateline-lang", &args.filter, &LangStage { detector })
}

impl Args {
    fn detector(&self) -> Result<Detector, crate::LangError> {
        if self.languages.is_empty() {
            return Ok(Detector::new());
        }
        let names: Vec<&str> = self.languages.iter().map(|name| name.trim()).collect();
        Detector::with_languages(&names)
    }
}

struct LangStage {
    detector: Detector,
}

impl Stage for LangStage {
    fn name(&self) -> &'static str {
        "lang"
    }

    fn apply(&self, record: &mut RawRecord<'_>) -> Result<(), StageFailure> {
        let input = input_of(record)?;
        let known = record.to_record(&["lang"]).and_then(|known| known.page.language_tag())?;
        let language = match input {
            RecordInput::Article => self.article(record, known.as_ref())?,
            RecordInput::Text => {
                let text: String = record.get("text")?.unwrap_or_default();
                self.whole(&text, known.as_ref())
            }
            RecordInput::Html => {
                return Err(
                    "the record has `html` but no `article`; run dateline-clean before dateline-lang".into(),
                );
            }
        };
        record.set("language", &language);
        Ok(())
    }
}

impl LangStage {
    /// Adds the languages of the blocks to the record's article, and returns the page's.
    fn article(&self, record: &mut RawRecord<'_>, known: Option<&Tag>) -> Result<Language, ArticleError> {
        let json = record.raw("article").expect("`input_of` found an article");
        let mut article = RawRecord::parse(json)?;
        // Slices of the record, each parsed anew when it is read and when it is written: a page may
        // have hundreds of thousands of blocks, and a parsed one takes many times its text.
        let blocks: Vec<&RawValue> =
            serde_json::from_str(article.raw("blocks").unwrap_or("[]")).map_err(ArticleError::Blocks)?;
        if blocks.is_empty() {
            let text: Option<String> = article.get("text")?;
            return Ok(self.whole(&text.unwrap_or_default(), known));
        }
        let read = blocks.iter().enumerate().map(|(index, block)| {
            read_block(block.get()).map_err(|fault| ArticleError::Block { index, fault })
        });
        let read = read.collect::<Result<Vec<_>, _>>()?;
        let views: Vec<_> = read.iter().map(|(role, text)| PageBlock { role: *role, text }).collect();
        let declared: Option<String> = article.get("declared_language")?;
        let claimed = declared.and_then(|tag| Tag::parse(&tag).ok());
        let PageLanguages { blocks: languages, page, .. } =
            self.detector.detect_page_with(&views, Hints { known, claimed: claimed.as_ref() });
        drop(views);
        drop(read);
        let blocks = to_raw_value(&Tagged { blocks, languages }).expect("raw slices serialise to JSON");
        article.set_raw("blocks", blocks);
        record.set_raw("article", to_raw_value(&article).expect("raw slices serialise to JSON"));
        Ok(page)
    }

    /// A text that is not cut into blocks.
    fn whole(&self, text: &str, known: Option<&Tag>) -> Language {
        self.detector.detect_page(&[PageBlock { role: Role::Body, text }], known).1
    }
}

/// Blocks with their languages, put together one by one as they are written.
struct Tagged<'a> {
    blocks: Vec<&'a RawValue>,
    languages: BlockLanguages,
}

impl Serialize for Tagged<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.blocks.iter().zip(self.languages.iter()).map(|(block, language)| {
            let mut block = RawRecord::parse(block.get()).expect("it was read as a block before");
            block.set("language", language);
            block
        }))
    }
}

fn read_block(json: &str) -> Result<(Role, String), BlockError> {
    let block = RawRecord::parse(json)?;
    let kind: Option<BlockKind> = block.get("kind")?;
    let text: Option<String> = block.get("text")?;
    Ok((kind.ok_or(BlockError::NoKind)?.into(), text.unwrap_or_default()))
}

/// Why the blocks of an article could not be read.
#[derive(Debug, thiserror::Error)]
enum ArticleError {
    #[error("field `article`: {fault}")]
    Field { fault: RecordError },
    #[error("field `article`: field `blocks`: {0}")]
    Blocks(serde_json::Error),
    #[error("field `article`: block {index}: {fault}")]
    Block { index: usize, fault: BlockError },
}

impl From<RecordError> for ArticleError {
    fn from(fault: RecordError) -> Self {
        Self::Field { fault }
    }
}

#[derive(Debug, thiserror::Error)]
enum BlockError {
    #[error(transparent)]
    Field(#[from] RecordError),
    #[error("field `kind` is missing")]
    NoKind,
}
