//! The command `dateline-dates`.

use crate::{Dater, Languages, STAMP, unread_stamps};
use chrono::NaiveDate;
use dateline_record::filter::{self, FilterArgs, Stage, Unread, fields_of};
use dateline_record::{EXIT_CODES, RawRecord, day_argument};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::{fs, io};

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
    #[arg(long, value_name = "DAY", value_parser = day_argument)]
    as_of: Option<NaiveDate>,

    /// Records whose text is longer than this are passed on undated, with an error
    #[arg(long, value_name = "BYTES", default_value_t = Dater::MAX_TEXT_BYTES)]
    max_text_bytes: usize,

    /// Use the language files of this folder in place of the built-in ones
    #[arg(long, value_name = "DIR", alias = "languages")]
    language_files: Option<PathBuf>,
}

const EXAMPLE: &str = "Example:\n  dateline-clean pages/ | dateline-lang | dateline-dates > dated.jsonl";

/// Runs the command.
#[expect(clippy::print_stderr, reason = "this is the edge that talks to people")]
pub fn run(args: Args) -> ExitCode {
    let mut dater = match args.language_files.as_deref().map(dater_of) {
        None => Dater::builtin(),
        Some(Ok(dater)) => dater,
        Some(Err(message)) => {
            eprintln!("error: {message}");
            return ExitCode::from(2);
        }
    };
    if let Some(day) = args.as_of {
        dater = dater.with_as_of(day);
    }
    let dater = dater.with_max_text_bytes(args.max_text_bytes);
    filter::run("dateline-dates", &args.filter, &Dates(dater))
}

fn dater_of(folder: &Path) -> Result<Dater, String> {
    let languages = read_languages(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    if languages.codes().next().is_none() {
        return Err(format!(
            "{}: holds no language: every `xx.toml` needs its `xx.corpus.toml`",
            folder.display()
        ));
    }
    Dater::with_languages(languages).map_err(|error| format!("{}: {error}", folder.display()))
}

/// Reads every pair of `xx.toml` and `xx.corpus.toml` of a folder, and its `und.toml`.
pub fn read_languages(folder: &Path) -> io::Result<Languages> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder)? {
        let rules = entry?.path();
        let Some(code) = rules.file_name().and_then(|name| name.to_str()?.strip_suffix(".toml")) else {
            continue;
        };
        let corpus = rules.with_extension("corpus.toml");
        if code == "und" {
            files.push((code.to_owned(), fs::read_to_string(&rules)?, String::new()));
        } else if !code.contains('.') && corpus.exists() {
            files.push((code.to_owned(), fs::read_to_string(&rules)?, fs::read_to_string(corpus)?));
        }
    }
    Ok(Languages::of(files))
}

struct Dates(Dater);

impl Stage for Dates {
    fn name(&self) -> &'static str {
        "dates"
    }

    fn apply(&self, record: &mut RawRecord<'_>) -> Result<(), String> {
        let page = fields_of(record, &FIELDS)?;
        self.0.check(&page).map_err(|error| error.to_string())?;
        let dated = self.0.date(&page);
        record.set("dating", &dated.dating);
        record.set("timexes", &dated.timexes);
        record.set("corrections", &dated.corrections);
        Ok(())
    }

    fn unread(&self, record: &RawRecord<'_>) -> Vec<Unread> {
        // A field of another type has failed the record before.
        let Ok(record) = record.to_record(&["published", "fetched"]) else { return Vec::new() };
        let unread =
            |(field, stamp): (&'static str, &str)| Unread { field, value: stamp.to_owned(), wanted: STAMP };
        unread_stamps(&record.page).map(unread).collect()
    }
}

/// The fields of a record that are read.
const FIELDS: [&str; 7] = ["url", "published", "fetched", "dct", "lang", "article", "language"];

#[cfg(test)]
mod tests {
    use super::Args;
    use clap::Parser;
    use std::path::Path;

    #[derive(clap::Parser)]
    struct Command {
        #[command(flatten)]
        args: Args,
    }

    #[test]
    fn the_folder_of_language_files_is_known_by_its_old_name_too() {
        for name in ["--language-files", "--languages"] {
            let command = Command::try_parse_from(["command", name, "files"]).unwrap();
            assert_eq!(command.args.language_files.as_deref(), Some(Path::new("files")));
        }
    }
}
