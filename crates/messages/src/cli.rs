//! The command `dateline-messages`.

use crate::Finder;
use dateline_record::filter::{self, FileError, FilterArgs, Stage, StageFailure, language_files, read_text};
use dateline_record::pages::fields_of;
use dateline_record::{EXIT_CODES, RawRecord, with_causes};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Find the messages between leaders and governments, and the words that are quoted
///
/// Reads records with `article` or `text` (JSON Lines), and `timexes` where `dateline-dates` has been at work, and adds
/// `messages` and `quotes`. The language is that of `lang` or `language`; a language without a file gets no messages,
/// and its quotes no speakers.
#[derive(Debug, Clone, clap::Args)]
#[command(after_help = format!("{EXAMPLE}\n\n{EXIT_CODES}"))]
pub struct Args {
    #[command(flatten)]
    filter: FilterArgs,

    /// Use the language files of this folder in place of the built-in ones
    #[arg(long, value_name = "DIR")]
    language_files: Option<PathBuf>,
}

const EXAMPLE: &str =
    "Example:\n  dateline-clean pages/ | dateline-lang | dateline-dates | dateline-messages > records.jsonl";

/// Runs the command.
#[expect(clippy::print_stderr, reason = "this is the edge that talks to people")]
pub fn run(args: Args) -> ExitCode {
    let finder = match args.language_files.as_deref().map(finder_of) {
        None => Finder::builtin(),
        Some(Ok(finder)) => finder,
        Some(Err(message)) => {
            eprintln!("error: {message}");
            return ExitCode::from(2);
        }
    };
    filter::run("dateline-messages", &args.filter, &Messages(finder))
}

fn finder_of(folder: &Path) -> Result<Finder, String> {
    let files = language_files(folder).map_err(|error| with_causes(&error))?;
    let files = files.into_iter().map(|(code, path)| Ok((code, read_text(&path)?)));
    let files = files.collect::<Result<_, FileError>>().map_err(|error| with_causes(&error))?;
    Finder::with_languages(files).map_err(|error| format!("{}: {}", folder.display(), with_causes(&error)))
}

struct Messages(Finder);

impl Stage for Messages {
    fn name(&self) -> &'static str {
        "messages"
    }

    fn apply(&self, record: &mut RawRecord<'_>) -> Result<(), StageFailure> {
        let page = fields_of(record, &FIELDS)?;
        let found = self.0.find(&page);
        record.set("messages", &found.messages);
        record.set("quotes", &found.quotes);
        Ok(())
    }
}

/// The fields of a record that are read.
const FIELDS: [&str; 7] = ["dct", "lang", "article", "language", "dating", "timexes", "corrections"];
