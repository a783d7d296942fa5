//! `dateline build`.

mod select;

use super::fetch::{self, FetchError, News};
use super::meter::Meter;
use super::plan;
use super::say::{self, Style};
use super::summary;
use anyhow::Context;
use arrow_schema::ArrowError;
use dateline::arrow::FilterError;
use dateline::{BuildError, BuildOptions, FieldNames, Pipeline, Recipe, RejectLimit, Summary, arrow};
use dateline_clean::Prefer;
use dateline_export::{CsvFiles, Difference, ExportError, Lock, PartitionBy, PreparedFiles};
use dateline_record::{Day, EXIT_CODES, day_argument, flag_on_signal, printable};
use select::{Columns, Condition};
use std::io;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

/// Build a dataset from a recipe, or from pages alone
///
/// Reads pages (.html, .htm, .xhtml, .txt), records (.jsonl, .ndjson, .csv, .parquet) and web
/// archives (.warc, .wet), plain or as .gz, .zst or .bz2, runs each through cleaning, language,
/// dates and messages, and writes the folder OUT, completely or not at all. A page that cannot be used becomes a row of
/// the table `rejects`, with the reason. Run the same command again to resume an interrupted build.
#[derive(Debug, clap::Args)]
#[command(override_usage = "dateline build [OPTIONS] --out <OUT> <RECIPE|PAGES>...")]
#[command(after_help = format!("{EXAMPLES}\n\n{EXIT_CODES}"))]
pub(crate) struct Args {
    /// One recipe (.toml), or pages: files, folders and globs, and `-` for JSON Lines on standard input
    #[arg(value_name = "RECIPE|PAGES", required_unless_present_any = ["arrow_ipc", "prepared"])]
    paths: Vec<PathBuf>,

    /// The dataset's folder; it must not exist yet
    #[arg(short, long, visible_alias = "output", value_name = "OUT", required_unless_present = "arrow_ipc")]
    out: Option<PathBuf>,

    /// Replace the dataset that is in OUT, once the new one is complete
    #[arg(long)]
    replace: bool,

    /// How many pages are processed in parallel [default: the number of cores]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    threads: Option<u16>,

    /// No page was published after this day, YYYY-MM-DD
    #[arg(long, value_name = "DAY", value_parser = day_argument)]
    as_of: Option<Day>,

    /// The languages the pages may be in [default: all that dateline knows]
    #[arg(long, value_name = "CODES", value_delimiter = ',')]
    languages: Option<Vec<String>>,

    /// Reject pages that are longer than this once unpacked [default: 67108864]
    #[arg(long, value_name = "BYTES", value_parser = clap::value_parser!(u64).range(1..))]
    max_page_bytes: Option<u64>,

    /// If it is unclear whether a passage belongs to the article, leave it out (precision) or keep it (recall)
    #[arg(long, value_name = "WHAT", hide_possible_values = true)]
    prefer: Option<Prefer>,

    /// Fail, and write nothing, when more pages than this are rejected: a number, or a share such as 2.5%
    #[arg(long, value_name = "N|P%")]
    max_rejects: Option<RejectLimit>,

    /// Accept that this input breaks off, instead of failing: its name as in `rejects`
    #[arg(long, value_name = "SOURCE")]
    allow_cut_short: Vec<String>,

    /// The name of a field in JSON Lines, CSV and Parquet, where it is another: text=content, url=link
    #[arg(long = "field", value_name = "FIELD=NAME", value_parser = field_name)]
    fields: Vec<(String, String)>,

    /// Build nothing: read a stream of pages (Arrow IPC) and write a stream of prepared pages, for `--prepared`
    #[arg(long, conflicts_with_all = ["out", "replace", "max_rejects", "allow_cut_short", "fields", "prepared", "cache", "conditions", "sample", "columns", "csv", "partition_by", "spreadsheet_safe"])]
    arrow_ipc: bool,

    /// Use pages that `--arrow-ipc` or Spark has prepared, from Parquet files or folders of them
    #[arg(long, value_name = "PARQUET")]
    prepared: Vec<PathBuf>,

    /// Build nothing: show what would be read, in which formats, and where the dataset would go
    #[arg(long, conflicts_with_all = ["arrow_ipc", "prepared"])]
    dry_run: bool,

    /// Keep only articles that meet a condition: languages=en,ko, from=2025-01-01, to=2025-06-30, dated
    #[arg(long = "where", value_name = "CONDITION", value_parser = Condition::read)]
    conditions: Vec<Condition>,

    /// Keep only N of them, sampled by the hashes of their ids
    #[arg(long, value_name = "N")]
    sample: Option<u64>,

    /// Write only these columns of a table, besides its key: articles=title,published,language
    #[arg(long, value_name = "TABLE=COLUMNS", value_parser = Columns::read)]
    columns: Vec<Columns>,

    /// How CSV files are written: plain, gzip or none [default: plain]
    #[arg(long, value_name = "KIND")]
    csv: Option<CsvFiles>,

    /// Partition the articles by language or year, in hive folders
    #[arg(long, value_name = "KEY")]
    partition_by: Option<PartitionBy>,

    /// In CSV, put a ' before text that a spreadsheet would take for a formula
    #[arg(long)]
    spreadsheet_safe: bool,

    /// Cache processed pages in this folder, and reuse those that are there
    #[arg(long, value_name = "FOLDER")]
    cache: Option<PathBuf>,

    /// Keep downloaded inputs in this folder [default: in the user's cache]
    #[arg(long, value_name = "FOLDER", conflicts_with = "arrow_ipc")]
    downloads: Option<PathBuf>,

    /// Fail, and write nothing, unless the result matches this lock byte for byte
    #[arg(long, value_name = "FILE", conflicts_with_all = ["arrow_ipc", "dry_run"])]
    lock: Option<PathBuf>,

    /// Print errors only
    #[arg(short, long)]
    quiet: bool,
}

const EXAMPLES: &str = "\
Examples:
  dateline build datasets/leader-messages/recipe.toml -o dist/leader-messages
  dateline build pages/ -o dataset                     a folder of saved pages
  dateline build pages/ -o dataset --dry-run           what would be read?
  dateline build recipe.toml -o news --lock 1.0.0.lock the released version once more
  dateline build '2025-*/*.html.gz' feed.jsonl -o news --languages en,ko --as-of 2025-06-20

A recipe; only inputs, name and version must be there:
  inputs = [\"pages/**/*.html\", \"more.jsonl\",   # relative to the recipe
    { url = \"https://data.example/crawl.warc.gz\", sha256 = \"9f86…0a08\" }]   # fetched once
  languages = [\"en\", \"ko\"]
  as_of = \"2025-06-20\"
  max_page_bytes = 100000000                   # longer pages are rejected; else 64 MiB
  prefer = \"precision\"                         # or \"recall\", where the article's bounds are unclear
  max_rejects = \"2.5%\"
  allow_cut_short = [\"crawl.warc.gz\"]          # inputs that may break off before their end
  decisions = \"decisions.csv\"                  # what reviewers decided; this file is found by itself
  sample = 1000                                # of the articles that `where` leaves
  csv = \"gzip\"                                 # or \"plain\", \"none\"
  partition_by = \"year\"                        # or \"language\"
  spreadsheet_safe = true
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
  url = \"link\"
  [where]                                      # which articles are taken in
  languages = [\"en\"]
  from = \"2025-01-01\"
  to = \"2025-06-30\"
  dated = true
  [columns]                                    # those of the key are always there
  articles = [\"title\", \"published\", \"language\"]";

fn field_name(text: &str) -> Result<(String, String), String> {
    let wanted = || format!("wanted FIELD=NAME, such as text=content, of the fields {}", FieldNames::KNOWN);
    let (field, name) = text.split_once('=').filter(|(_, name)| !name.is_empty()).ok_or_else(wanted)?;
    let known = FieldNames::default().set(field, name);
    known.then(|| (field.to_owned(), name.to_owned())).ok_or_else(wanted)
}

pub(crate) fn run(args: Args) -> ExitCode {
    let mut meter = Meter::start(args.quiet);
    match build(args, &mut meter) {
        Ok(code) => code,
        Err(error) => {
            meter.clear();
            match error.downcast_ref() {
                Some(BuildError::Export(ExportError::NotReleased { name, version, differences })) => {
                    not_released(name, version, differences);
                }
                _ => say::error(error.as_ref()),
            }
            let of_build = error.downcast_ref().map(BuildError::exit_code);
            of_build.or(error.downcast_ref().map(FetchError::exit_code)).unwrap_or(2).into()
        }
    }
}

/// Each difference on a line of its own: they may be as many as there are pages.
fn not_released(name: &str, version: &str, differences: &[Difference]) {
    let lines = differences.iter().map(|difference| format!("  {}\n", printable(&difference.to_string())));
    let lines: String = lines.collect();
    say::note(&format!(
        "error: this is not {name} {version} as it was released; nothing was written\n{lines}{}\n",
        Difference::ADVICE
    ));
}

fn build(mut args: Args, meter: &mut Meter) -> anyhow::Result<ExitCode> {
    let quiet = args.quiet;
    let threads = args.threads.map(usize::from);
    if args.arrow_ipc {
        filter(&recipe(args, Path::new("dataset"))?, threads)?;
        return Ok(ExitCode::SUCCESS);
    }
    let out = args.out.take().unwrap_or_default();
    let stop = flag_on_signal().context("could not install the signal handler")?;
    let mut options = BuildOptions {
        replace: args.replace,
        cache: args.cache.clone(),
        downloads: args.downloads.take(),
        lock: args.lock.as_deref().map(Lock::read).transpose().map_err(BuildError::from)?,
        threads,
        stop: Arc::clone(&stop),
        ..BuildOptions::new(&out)
    };
    let prepared = std::mem::take(&mut args.prepared);
    let dry_run = args.dry_run;
    let recipe = recipe(args, &out).map_err(BuildError::from)?;
    if !recipe.downloads().is_empty() {
        let folder = options.downloads.take().map_or_else(fetch::default_folder, Ok)?;
        if !dry_run {
            // What would fail later should fail before gigabytes are fetched.
            dateline::plan(&recipe, &BuildOptions { downloads: Some(folder.clone()), ..options.clone() })?;
            let mut told = |news: News<'_>| match news {
                News::Bytes { name, bytes, of } => meter.fetching(name, bytes, of),
                News::Again { url, why, after } => meter.again(url, why, after),
            };
            fetch::Fetcher::new(stop)?.fetch_all(recipe.downloads(), &folder, &mut told)?;
            meter.clear();
        }
        options.downloads = Some(folder);
    }
    if dry_run {
        let plan = dateline::plan(&recipe, &options)?;
        return Ok(say::print(&plan::text(&plan, &recipe, &out, Style::of_stdout()), ExitCode::SUCCESS));
    }
    let summary = if prepared.is_empty() {
        dateline::build(&recipe, &options, meter)?
    } else {
        let pages = PreparedFiles::open(&prepared).map_err(BuildError::from)?;
        dateline::release(&recipe, &options, pages.map(|page| page.map_err(BuildError::from)), meter)?
    };
    meter.clear();
    if !quiet {
        say::note(&summary::text(&summary, meter.elapsed(), Style::of_stderr()));
    }
    Ok(whole(&summary))
}

/// Whether all inputs could be read to their ends. A nightly build should not go on with less than it was given and nobody
/// notice.
fn whole(summary: &Summary) -> ExitCode {
    let Some(first) = summary.cut_short.first() else { return ExitCode::SUCCESS };
    let first = printable(first);
    let which = match summary.cut_short.len() {
        1 => format!("{first} breaks off"),
        files => format!("{files} inputs break off, the first is {first}"),
    };
    say::note(&format!(
        "error: {which}; the dataset was written without what stood in the rest; repair the file or fetch it again, or name \
         it with `--allow-cut-short`\n"
    ));
    ExitCode::FAILURE
}

/// Pages in, prepared pages out. One thread: engines start a program for each core.
fn filter(recipe: &Recipe, threads: Option<usize>) -> anyhow::Result<()> {
    let pipeline = Pipeline::of(recipe).map_err(BuildError::from)?;
    let threads = threads.and_then(NonZeroUsize::new).unwrap_or(NonZeroUsize::MIN);
    match arrow::filter(&pipeline, io::stdin().lock(), io::stdout().lock(), threads) {
        // Whoever reads has read enough.
        Err(FilterError::Output(ArrowError::IoError(_, error)))
            if error.kind() == io::ErrorKind::BrokenPipe =>
        {
            Ok(())
        }
        ended => Ok(ended.map(|_| ())?),
    }
}

/// The recipe named, or one made for the pages named, with what the options say instead.
fn recipe(args: Args, out: &Path) -> Result<Recipe, dateline::RecipeError> {
    let mut recipe = Recipe::of_arguments(args.paths, out)?;
    for (field, name) in &args.fields {
        recipe.fields.set(field, name);
    }
    Condition::put_all(args.conditions, &mut recipe.selection);
    recipe.selection.sample = args.sample.or(recipe.selection.sample);
    for (table, columns) in Columns::by_table(args.columns) {
        recipe
            .shape
            .keep_columns(&table, &columns)
            .expect("they were looked up when the arguments were read");
    }
    recipe.shape.csv = args.csv.unwrap_or(recipe.shape.csv);
    recipe.shape.partition_by = args.partition_by.or(recipe.shape.partition_by);
    recipe.shape.spreadsheet_safe |= args.spreadsheet_safe;
    recipe.as_of = args.as_of.or(recipe.as_of);
    recipe.languages = args.languages.unwrap_or(recipe.languages);
    recipe.max_page_bytes = args.max_page_bytes.or(recipe.max_page_bytes);
    recipe.prefer = args.prefer.or(recipe.prefer);
    recipe.max_rejects = args.max_rejects.unwrap_or(recipe.max_rejects);
    recipe.allow_cut_short.extend(args.allow_cut_short);
    Ok(recipe)
}
