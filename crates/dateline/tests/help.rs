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
          verify       Check a dataset against its manifest: hashes, keys, counts, CSV against Parquet
          diff         Show what changed from one version of a dataset to another: rows, values, and why
          report       Make a dataset's report.html from its tables, to look at in a browser
          explain      Show when a page was published and why, and which of its dates cannot be right
          clean        Find the article in news pages, HTML or flattened text
          lang         Detect the language of pages and of each of their blocks
          dates        Date pages, resolve their temporal expressions, and flag the dates that cannot be
                       right
          messages     Find the messages between leaders and governments, and the words that are quoted
          export       Write records as a dataset: tables in CSV and Parquet, and a manifest
          doctor       Check that dateline works on this machine, and list the languages it knows
          completions  Print a shell completion script
          man          Write the manual pages of dateline and its commands
          help         Print this message or the help of the given subcommand(s)

        Options:
          -h, --help     Print help
          -V, --version  Print version

        Examples:
          dateline build pages/ -o dataset              a dataset from pages, without a recipe
          dateline build recipe.toml -o greetings-1.0.0 what a recipe says
          dateline verify greetings-1.0.0               is the dataset complete and unchanged?
          dateline diff greetings-1.0.0 greetings-1.1.0 what changed, and why?
          dateline report greetings-1.0.0 --open        look at it in the browser
          dateline explain page.html                    when was it published, and how do we know?
          dateline doctor                               does everything work on this machine?
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
        messages, and writes the folder OUT, completely or not at all. A page that cannot be used becomes a
        row of the table `rejects`, with the reason. Run the same command again to resume an interrupted
        build.

        Usage: dateline build [OPTIONS] --out <OUT> <RECIPE|PAGES>...

        Arguments:
          [RECIPE|PAGES]...
                  One recipe (.toml), or pages: files, folders and globs, and `-` for JSON Lines on standard
                  input

        Options:
          -o, --out <OUT>
                  The dataset's folder; it must not exist yet
                  
                  [alias: --output]

              --replace
                  Replace the dataset that is in OUT, once the new one is complete

              --threads <N>
                  How many pages are processed in parallel [default: the number of cores]

              --as-of <DAY>
                  No page was published after this day, YYYY-MM-DD

              --languages <CODES>
                  The languages the pages may be in [default: all that dateline knows]

              --max-page-bytes <BYTES>
                  Reject pages that are longer than this once unpacked [default: 67108864]

              --prefer <WHAT>
                  If it is unclear whether a passage belongs to the article, leave it out (precision) or
                  keep it (recall)

              --max-rejects <N|P%>
                  Fail, and write nothing, when more pages than this are rejected: a number, or a share such
                  as 2.5%

              --allow-cut-short <SOURCE>
                  Accept that this input breaks off, instead of failing: its name as in `rejects`

              --field <FIELD=NAME>
                  The name of a field in JSON Lines, CSV and Parquet, where it is another: text=content,
                  url=link

              --arrow-ipc
                  Build nothing: read a stream of pages (Arrow IPC) and write a stream of prepared pages,
                  for `--prepared`

              --prepared <PARQUET>
                  Use pages that `--arrow-ipc` or Spark has prepared, from Parquet files or folders of them

              --dry-run
                  Build nothing: show what would be read, in which formats, and where the dataset would go

              --where <CONDITION>
                  Keep only articles that meet a condition: languages=en,ko, from=2025-01-01, to=2025-06-30,
                  dated

              --sample <N>
                  Keep only N of them, sampled by the hashes of their ids

              --columns <TABLE=COLUMNS>
                  Write only these columns of a table, besides its key: articles=title,published,language

              --csv <KIND>
                  How CSV files are written: plain, gzip or none [default: plain]

              --partition-by <KEY>
                  Partition the articles by language or year, in hive folders

              --spreadsheet-safe
                  In CSV, put a ' before text that a spreadsheet would take for a formula

              --cache <FOLDER>
                  Cache processed pages in this folder, and reuse those that are there

              --downloads <FOLDER>
                  Keep downloaded inputs in this folder [default: in the user's cache]

              --lock <FILE>
                  Fail, and write nothing, unless the result matches this lock byte for byte

          -q, --quiet
                  Print errors only

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
          max_page_bytes = 100000000                   # longer pages are rejected; else 64 MiB
          prefer = "precision"                         # or "recall", where the article's bounds are unclear
          max_rejects = "2.5%"
          allow_cut_short = ["crawl.warc.gz"]          # inputs that may break off before their end
          decisions = "decisions.csv"                  # what reviewers decided; this file is found by
          itself
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
    assert_snapshot!(help(&["verify"]), @r"
        Check a dataset against its manifest: hashes, keys, counts, CSV against Parquet

        Prints each problem with the file it is in.

        Usage: dateline verify [OPTIONS] <DATASET>

        Arguments:
          <DATASET>
                  The dataset's folder

        Options:
              --lock <FILE>
                  Check it against the lock of a released version as well

              --write-lock <FILE>
                  Write the lock of this version; if the file exists, it must say the same

          -h, --help
                  Print help (see a summary with '-h')

          -V, --version
                  Print version

        Examples:
          dateline verify greetings-1.0.0
          dateline verify greetings-1.0.0 --lock 1.0.0.lock

        Exit codes: 0 done; 1 some records failed, or a check did; 2 wrong usage, or something could not be
        read or written; 130 interrupted.
    ");
}

#[test]
fn every_key_of_a_recipe_is_shown() {
    let help = help(&["build"]);
    for key in dateline::Recipe::keys() {
        let (value, table) = (format!("\n  {key} = "), format!("\n  [{key}]"));
        assert!(help.contains(&value) || help.contains(&table), "{key}");
    }
}

/// The commands that the help lists.
fn commands() -> Vec<String> {
    let help = help(&[]);
    let (_, listed) = help.split_once("Commands:\n").expect("the help lists commands");
    let (listed, _) = listed.split_once("\n\n").expect("other things come behind them");
    let names = listed.lines().filter_map(|line| line.strip_prefix("  ")?.split(' ').next());
    names.filter(|name| !name.is_empty() && *name != "help").map(str::to_owned).collect()
}

#[test]
fn every_command_tells_its_version_and_its_own_name() {
    let commands = commands();
    assert!(commands.len() > 10, "{commands:?}");
    for command in &commands {
        let run = Folder::new().dateline(&[command, "--version"]);
        assert_eq!(run.code, Some(0), "{command}: {}", run.stderr);
        assert!(run.stdout.trim_end().ends_with(env!("CARGO_PKG_VERSION")), "{command}: {}", run.stdout);
        assert!(help(&[command]).contains(&format!("Usage: dateline {command}")), "{command}");
    }
}

#[test]
fn every_command_is_completed_in_every_shell_and_has_a_manual_page() {
    let folder = Folder::new();
    assert_eq!(folder.dateline(&["man", "man1"]).code, Some(0));
    let pages: Vec<String> = folder.files("man1").into_iter().map(|(name, _)| name).collect();
    let scripts = ["bash", "zsh", "fish", "powershell", "elvish"].map(|shell| {
        let run = folder.dateline(&["completions", shell]);
        assert_eq!(run.code, Some(0), "{shell}: {}", run.stderr);
        (shell, run.stdout)
    });
    for command in commands() {
        assert!(pages.contains(&format!("dateline-{command}.1")), "{command}: {pages:?}");
        for (shell, script) in &scripts {
            assert!(script.contains(&command), "{shell} knows no {command}");
        }
    }
    let build = folder.read("man1/dateline-build.1");
    assert!(build.contains("\\-\\-max\\-rejects") && build.contains("EXTRA"), "{build}");
    for (shell, script) in &scripts {
        for option in ["--max-rejects", "--dry-run"] {
            let option = if *shell == "fish" { option.trim_start_matches('-') } else { option };
            assert!(script.contains(option), "{shell} knows no {option}");
        }
    }
}
