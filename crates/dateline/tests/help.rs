//! What `--help` says.

mod common;

use common::Folder;
use insta::assert_snapshot;

fn help(args: &[&str]) -> String {
    let run = Folder::new().dateline(&[args, &["--help"]].concat());
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
    run.stdout
}

#[test]
fn of_the_command() {
    assert_snapshot!(help(&[]), @r"
        Turns scraped news pages into clean, dated, versioned datasets

        Usage: dateline <COMMAND>

        Commands:
          build        Build a dataset from a recipe, or from pages alone
          verify       Hold a dataset against its own manifest: hashes, keys, counts, CSV against Parquet
          diff         Tell what changed from one version of a dataset to another: rows, values, and why
          report       Make a dataset's report.html from its tables: one page, to look at in a browser
          explain      Say which day a page is of and why, and which of its dates cannot be right
          clean        Find the article in news pages, HTML or flattened text
          lang         Tell the language of pages, and of each block of them
          dates        Date pages, resolve their temporal expressions, and flag the dates that cannot be
                       right
          messages     Find the messages between leaders and governments, and the words that are quoted
          export       Write records as a dataset: tables in CSV and Parquet, and a manifest
          doctor       Say whether dateline works here, and what it knows
          completions  Print what a shell needs to complete dateline's commands and options
          man          Write the manual pages of dateline and of each of its commands
          help         Print this message or the help of the given subcommand(s)

        Options:
          -h, --help     Print help
          -V, --version  Print version

        Examples:
          dateline build pages/ -o dataset              pages to a dataset, with no recipe
          dateline build recipe.toml -o greetings-1.0.0 what a recipe says
          dateline verify greetings-1.0.0               is the dataset whole and unchanged?
          dateline diff greetings-1.0.0 greetings-1.1.0 what changed, and why?
          dateline report greetings-1.0.0 --open        look at it in the browser
          dateline explain page.html                    what day is it of, and why?
          dateline doctor                               is everything here that it needs?
          dateline clean pages/ | dateline lang | dateline dates | dateline messages > records.jsonl

        Exit codes: 0 done; 1 some records failed, or a check did; 2 wrong usage, or something could not be
        read or written; 130 interrupted.
    ");
}

#[test]
fn of_build() {
    assert_snapshot!(help(&["build"]), @r#"
        Build a dataset from a recipe, or from pages alone

        Reads pages (.html, .htm, .xhtml, .txt), records (.jsonl, .ndjson, .csv, .parquet) and web archives
        (.warc, .wet), plain or as .gz, .zst or .bz2, runs each through cleaning, language, dates and
        messages, and writes the folder OUT, whole or not at all. A page that cannot be used is a row of the
        table `rejects`, with the reason. A build that was interrupted goes on when it is called again.

        Usage: dateline build [OPTIONS] --out <OUT> <RECIPE|PAGES>...

        Arguments:
          [RECIPE|PAGES]...
                  One recipe (.toml), or pages: files, folders and globs, and `-` for JSON Lines on standard
                  input

        Options:
          -o, --out <OUT>
                  The dataset's folder, which must not be there yet
                  
                  [alias: --output]

              --replace
                  Put the new dataset in the place of one already at OUT, once it is whole

              --threads <N>
                  How many pages are worked on at a time [default: the number of cores]

              --as-of <DAY>
                  No page is later than this day, YYYY-MM-DD

              --languages <CODES>
                  The languages the pages may be in [default: all that dateline knows]

              --max-rejects <N|P%>
                  Fail, and write nothing, when more pages than this are rejected: a number, or a share such
                  as 2.5%

              --field <FIELD=NAME>
                  What a field of the pages is called in JSON Lines, CSV and Parquet: text=content, url=link

              --arrow-ipc
                  Build nothing: read an Arrow IPC stream of pages, and write one of prepared pages, for
                  `--prepared`

              --prepared <PARQUET>
                  Take pages that `--arrow-ipc` or Spark has prepared, from Parquet files or folders of them

              --dry-run
                  Build nothing: say what would be read, and as what, and where it would go

              --where <CONDITION>
                  Which articles the dataset takes in: languages=en,ko, from=2025-01-01, to=2025-06-30,
                  dated

              --sample <N>
                  Of those only N, chosen by the hashes of their ids

              --columns <TABLE=COLUMNS>
                  Which columns of a table are written besides its key: articles=title,published,language

              --csv <KIND>
                  The CSV files: plain, gzip or none [default: plain]

              --partition-by <KEY>
                  Put the articles into hive folders by language or year

              --spreadsheet-safe
                  In CSV, put a ' before text that a spreadsheet would take for a formula

              --cache <FOLDER>
                  Keep worked pages in this folder, and do not work those again that are there

              --downloads <FOLDER>
                  Keep files that the recipe names by address in this folder [default: in the user's cache]

              --lock <FILE>
                  Fail, and write nothing, unless this makes the released version of a lock, byte for byte

          -q, --quiet
                  Say nothing but errors

          -h, --help
                  Print help (see a summary with '-h')

          -V, --version
                  Print version

        Examples:
          dateline build datasets/leader-messages/recipe.toml -o dist/leader-messages
          dateline build pages/ -o dataset                     a folder of saved pages
          dateline build pages/ -o dataset --dry-run           what would be read?
          dateline build recipe.toml -o news --lock 1.0.0.lock the released version once more
          dateline build '2025-*/*.html.gz' feed.jsonl -o news --languages en,ko --as-of 2025-06-20

        A recipe; only inputs, name and version must be there:
          inputs = ["pages/**/*.html", "more.jsonl",   # relative to the recipe
            { url = "https://data.example/crawl.warc.gz", sha256 = "9f86…0a08" }]   # fetched once
          languages = ["en", "ko"]
          as_of = "2025-06-20"
          max_rejects = "2.5%"
          sample = 1000                                # of the articles that `where` leaves
          csv = "gzip"                                 # or "plain", "none"
          partition_by = "year"                        # or "language"
          spreadsheet_safe = true
          [dataset]
          name = "greetings"
          version = "1.0.0"
          title = "Greetings between heads of state"
          description = "Who greeted whom, and when."
          authors = ["Ann Lee"]
          url = "https://data.example/greetings"
          licence = "CC0-1.0"
          card = "README.md"                            # goes into the data card
          changelog = "CHANGELOG.md"
          [fields]                                     # what columns and keys are called
          text = "content"
          url = "link"
          [where]                                      # which articles are taken in
          languages = ["en"]
          from = "2025-01-01"
          to = "2025-06-30"
          dated = true
          [columns]                                    # those of the key are always there
          articles = ["title", "published", "language"]

        Exit codes: 0 done; 1 some records failed, or a check did; 2 wrong usage, or something could not be
        read or written; 130 interrupted.
        "#);
}

#[test]
fn of_verify() {
    assert_snapshot!(help(&["verify"]), @r#"
        Hold a dataset against its own manifest: hashes, keys, counts, CSV against Parquet

        Says on standard output what is wrong with which file.

        Usage: dateline verify [OPTIONS] <DATASET>

        Arguments:
          <DATASET>
                  The dataset's folder

        Options:
              --lock <FILE>
                  Hold it against the lock of a released version as well

              --write-lock <FILE>
                  Write the lock of this version; one that is there already must say the same

          -h, --help
                  Print help (see a summary with '-h')

          -V, --version
                  Print version

        Examples:
          dateline verify greetings-1.0.0
          dateline verify greetings-1.0.0 --lock 1.0.0.lock

        Exit codes: 0 done; 1 some records failed, or a check did; 2 wrong usage, or something could not be
        read or written; 130 interrupted.
    "#);
}

#[test]
fn every_key_of_a_recipe_is_shown() {
    let help = help(&["build"]);
    let keys = [
        "as_of",
        "authors",
        "card",
        "changelog",
        "description",
        "inputs",
        "languages",
        "licence",
        "max_rejects",
        "name",
        "text",
        "title",
        "url",
        "version",
    ];
    for key in keys {
        assert!(help.contains(&format!("\n  {key} = ")), "{key}");
    }
}

#[test]
fn every_tool_tells_its_version() {
    for tool in ["build", "verify", "clean", "lang", "dates", "export"] {
        let run = Folder::new().dateline(&[tool, "--version"]);
        assert_eq!(run.code, Some(0), "{tool}: {}", run.stderr);
        assert!(run.stdout.trim_end().ends_with(env!("CARGO_PKG_VERSION")), "{tool}: {}", run.stdout);
    }
}

#[test]
fn every_tool_is_a_subcommand() {
    for tool in ["clean", "lang", "dates", "export"] {
        assert!(help(&[tool]).contains(&format!("Usage: dateline {tool}")), "{tool}");
    }
}
