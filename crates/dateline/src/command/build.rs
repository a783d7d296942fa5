//! `dateline build`.

use super::meter::Meter;
use super::say::{self, Style};
use super::summary;
use anyhow::Context;
use dateline::{BuildError, BuildOptions, FieldNames, Recipe, RejectLimit};
use dateline_export::DatasetInfo;
use dateline_record::{Day, EXIT_CODES, flag_on_signal};
use std::path::PathBuf;
use std::process::ExitCode;

/// Build a dataset from a recipe, or from pages alone
///
/// Reads pages (.html, .htm, .xhtml, .txt), records (.jsonl, .ndjson, .csv, .parquet) and web
/// archives (.warc, .wet), plain or as .gz, .zst or .bz2, runs each through cleaning, language and
/// dates, and writes the folder OUT, whole or not at all. A page that cannot be used is a row of the
/// table `rejects`, with the reason. A build that was interrupted goes on when it is called again.
#[derive(Debug, clap::Args)]
#[command(after_help = format!("{EXAMPLES}\n\n{EXIT_CODES}"))]
pub(crate) struct Args {
    /// One recipe (.toml), or pages: files, folders and globs, and `-` for JSON Lines on standard input
    #[arg(value_name = "RECIPE|PAGES", required = true)]
    paths: Vec<PathBuf>,

    /// The dataset's folder, which must not be there yet
    #[arg(short, long, value_name = "OUT")]
    out: PathBuf,

    /// Put the new dataset in the place of one already at OUT, once it is whole
    #[arg(long)]
    replace: bool,

    /// How many pages are worked on at a time [default: the number of cores]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    threads: Option<u16>,

    /// No page is later than this day, YYYY-MM-DD
    #[arg(long, value_name = "DAY")]
    as_of: Option<Day>,

    /// The languages the pages may be in [default: all that dateline knows]
    #[arg(long, value_name = "CODES", value_delimiter = ',')]
    languages: Option<Vec<String>>,

    /// Fail, and write nothing, when more pages than this are rejected: a number, or a share such as 2.5%
    #[arg(long, value_name = "N|P%")]
    max_rejects: Option<RejectLimit>,

    /// What a field of the pages is called in JSON Lines, CSV and Parquet: text=content, url=link
    #[arg(long = "field", value_name = "FIELD=NAME", value_parser = field_name)]
    fields: Vec<(String, String)>,

    /// Say nothing but errors
    #[arg(short, long)]
    quiet: bool,
}

const EXAMPLES: &str = "\
Examples:
  dateline build datasets/leader-messages/recipe.toml -o dist/leader-messages
  dateline build pages/ -o dataset                     a folder of saved pages
  dateline build '2025-*/*.html.gz' feed.jsonl -o news --languages en,ko --as-of 2025-06-20

A recipe; only inputs, name and version must be there:
  inputs = [\"pages/**/*.html\", \"more.jsonl\"]   # relative to the recipe
  languages = [\"en\", \"ko\"]
  as_of = \"2025-06-20\"
  max_rejects = \"2.5%\"
  [dataset]
  name = \"greetings\"
  version = \"1.0.0\"
  title = \"Greetings between heads of state\"
  description = \"Who greeted whom, and when.\"
  authors = [\"Ann Lee\"]
  url = \"https://data.example/greetings\"
  licence = \"CC0-1.0\"
  card = \"README.md\"                            # goes into the data card
  changelog = \"CHANGELOG.md\"
  [fields]                                     # what columns and keys are called
  text = \"content\"
  url = \"link\"";

fn field_name(text: &str) -> Result<(String, String), String> {
    let wanted = || format!("wanted FIELD=NAME, such as text=content, of the fields {}", FieldNames::KNOWN);
    let (field, name) = text.split_once('=').filter(|(_, name)| !name.is_empty()).ok_or_else(wanted)?;
    let known = FieldNames::default().set(field, name);
    known.then(|| (field.to_owned(), name.to_owned())).ok_or_else(wanted)
}

pub(crate) fn run(args: Args) -> ExitCode {
    let mut meter = Meter::start(args.quiet);
    match build(args, &mut meter) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            meter.clear();
            say::error(error.as_ref());
            error.downcast_ref().map_or(ExitCode::from(2), |error: &BuildError| error.exit_code().into())
        }
    }
}

fn build(args: Args, meter: &mut Meter) -> anyhow::Result<()> {
    let quiet = args.quiet;
    let options = BuildOptions {
        replace: args.replace,
        threads: args.threads.map(usize::from),
        stop: flag_on_signal().context("signals cannot be listened to")?,
        ..BuildOptions::new(&args.out)
    };
    let recipe = recipe(args).map_err(BuildError::from)?;
    let summary = dateline::build(&recipe, &options, meter)?;
    meter.clear();
    if !quiet {
        say::note(&summary::text(&summary, meter.elapsed(), Style::of_stderr()));
    }
    Ok(())
}

/// The recipe named, or one made for the pages named, with what the options say instead.
fn recipe(args: Args) -> Result<Recipe, dateline::RecipeError> {
    let mut recipe = match args.paths.as_slice() {
        [path] if path.extension().is_some_and(|end| end.eq_ignore_ascii_case("toml")) => Recipe::load(path)?,
        _ => Recipe::for_pages(&DatasetInfo::name_of(&args.out), args.paths),
    };
    for (field, name) in &args.fields {
        recipe.fields.set(field, name);
    }
    recipe.as_of = args.as_of.or(recipe.as_of);
    recipe.languages = args.languages.unwrap_or(recipe.languages);
    recipe.max_rejects = args.max_rejects.unwrap_or(recipe.max_rejects);
    Ok(recipe)
}
