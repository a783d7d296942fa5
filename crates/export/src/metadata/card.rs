//! `README.md`: the data card, with the header that Hugging Face reads.

use super::{Described, citation, licence, yaml};
use crate::schema::Table;
use crate::shape::{CsvFiles, PartitionBy};
use dateline_record::Method;
use std::fmt::Write as _;

pub(super) fn card(described: &Described<'_>) -> String {
    let mut text = header(described);
    let info = &described.manifest.dataset;
    let _ = writeln!(text, "# {}\n\n{}\n", described.title(), described.description());
    counts(described, &mut text);
    tables(described, &mut text);
    loading(described, &mut text);
    files(described, &mut text);
    if let Some(card) = &described.texts.card {
        let _ = writeln!(text, "\n{}", body(card).trim());
    }
    let _ = write!(text, "\n## Licence and citation\n\n");
    let _ = match &info.licence {
        Some(licence) => {
            writeln!(text, "{licence}; the text is in `LICENSE`.", licence = licence.trim_end_matches('.'))
        }
        None => {
            writeln!(text, "No licence was given with this dataset: ask its makers before you pass it on.")
        }
    };
    let authors = citation::authors(described).join("; ");
    let _ = writeln!(
        text,
        "Cite as: {authors}: {}, version {} (`CITATION.cff`).",
        described.title(),
        info.version
    );
    text
}

/// The metadata block of a dataset card: <https://huggingface.co/docs/hub/datasets-cards>.
fn header(described: &Described<'_>) -> String {
    let mut text = format!(
        "---\npretty_name: {}\nlicense: {}\n",
        yaml(described.title()),
        licence::hugging_face(described.manifest.dataset.licence.as_deref()),
    );
    let languages = described.facts.languages();
    if !languages.is_empty() {
        text.push_str("language:\n");
        for (code, _) in languages {
            // Quoted: Norwegian is `no` to many a list, and `no` is false to YAML.
            let _ = writeln!(text, "  - {}", yaml(code));
        }
    }
    let _ = writeln!(text, "size_categories:\n  - {}", size_category(described.manifest.counts.articles));
    text.push_str("tags:\n  - news\n  - temporal-expressions\n  - timex3\nconfigs:\n");
    for table in described.tables() {
        let _ = writeln!(text, "  - config_name: {}\n    data_files:", table.name());
        for file in described.best_files(table) {
            let _ = writeln!(text, "      - {}", yaml(&file.path));
        }
        if table == Table::Articles {
            text.push_str("    default: true\n");
        }
    }
    text.push_str("---\n\n");
    text
}

/// The steps that Hugging Face sorts datasets by (`size_categories` of its dataset cards).
fn size_category(rows: u64) -> &'static str {
    match rows {
        0..1_000 => "n<1K",
        1_000..10_000 => "1K<n<10K",
        10_000..100_000 => "10K<n<100K",
        100_000..1_000_000 => "100K<n<1M",
        1_000_000..10_000_000 => "1M<n<10M",
        10_000_000..100_000_000 => "10M<n<100M",
        100_000_000..1_000_000_000 => "100M<n<1B",
        1_000_000_000..10_000_000_000 => "1B<n<10B",
        10_000_000_000..100_000_000_000 => "10B<n<100B",
        100_000_000_000..1_000_000_000_000 => "100B<n<1T",
        _ => "n>1T",
    }
}

fn counts(described: &Described<'_>, text: &mut String) {
    let counts = described.manifest.counts;
    let facts = &described.facts;
    let _ = writeln!(
        text,
        "{} records were read from {} input files: {} articles, {} duplicates, {} rejects. Duplicates and rejects are \
         the {} rows of the table `rejects`, each with its reason.{}{}",
        counts.read,
        described.manifest.inputs.len(),
        counts.articles,
        counts.duplicates,
        counts.rejects,
        counts.duplicates + counts.rejects,
        left_out(counts.left_out),
        facts.words.map_or_else(String::new, |words| format!(" The articles have {words} words."))
    );
    let cut_short = described.manifest.cut_short().count();
    if cut_short > 0 {
        let _ = writeln!(
            text,
            "Of the input files, {cut_short} break off, and what stood in the rest of them is lost: `cut_short` in `manifest.json`."
        );
    }
    if let Some((first, last)) = &facts.days {
        let _ = writeln!(text, "Days of publication run from {first} to {last}.");
    }
    text.push('\n');
    let languages: Vec<String> =
        facts.languages().iter().map(|(code, count)| format!("{code} {count}")).collect();
    if !languages.is_empty() {
        let _ = writeln!(text, "- Languages: {}", languages.join(", "));
    }
    let methods = Method::ALL.iter().map(|method| method.as_str());
    let methods: Vec<String> = methods
        .filter_map(|method| facts.methods.get(method).map(|count| format!("{method} {count}")))
        .collect();
    if !methods.is_empty() {
        let _ = writeln!(text, "- How the day was found: {}", methods.join(", "));
    }
    let info = &described.manifest.dataset;
    let tool = &described.manifest.tool;
    let _ = writeln!(text, "- Version {}, made by {} {}", info.version, tool.name, tool.version);
}

fn left_out(articles: u64) -> String {
    if articles == 0 {
        return String::new();
    }
    format!(
        " Of the rejects, {articles} are articles that were left out on purpose: `selection` in `manifest.json` says which were wanted."
    )
}

fn tables(described: &Described<'_>, text: &mut String) {
    text.push_str("\n## Tables\n\n| table | rows | a row is | key |\n| --- | --- | --- | --- |\n");
    for table in described.tables() {
        let schema = table.schema();
        let key: Vec<String> = schema.key().iter().map(|column| format!("`{}`", column.name)).collect();
        let rows = described.rows(table);
        let _ = writeln!(text, "| `{}` | {rows} | {} | {} |", schema.name, schema.about, key.join(", "));
    }
    text.push_str("\nEvery column is described in [CODEBOOK.md](CODEBOOK.md).\n");
}

fn loading(described: &Described<'_>, text: &mut String) {
    let shape = &described.manifest.shape;
    // By a pattern, since CSV files may lie in the same folders; and without columns made of the folders' names, which
    // pandas cannot put together where one of them stands for null.
    let place = |table: Table| match described.files(table, "parquet").as_slice() {
        [file] => format!("\"{}\"", file.path),
        _ if described.is_partitioned(table) => {
            format!("sorted(glob(\"{}/*/*.parquet\")), partitioning=None", table.name())
        }
        _ => format!("sorted(glob(\"{}-*.parquet\"))", table.name()),
    };
    let places = [Table::Articles, Table::Dates].map(place);
    let glob =
        if places.iter().any(|place| place.contains("glob(")) { "from glob import glob\n" } else { "" };
    let [articles, dates] = places;
    let _ = write!(
        text,
        "
## Load it

```python
{glob}import pandas as pd
articles = pd.read_parquet({articles})
dates = pd.read_parquet({dates}).merge(articles[[\"article_id\", \"published\"]], on=\"article_id\")
```

Days are days in every reader (pandas, polars, DuckDB, R arrow, Spark).",
    );
    if shape.csv != CsvFiles::None {
        text.push_str(
            " In CSV an empty field is null and nothing else is:
pandas wants `keep_default_na=False, na_values=[\"\"]` there.",
        );
        text.push_str(match shape.spreadsheet_safe {
            false => {
                " Text is as the pages have it: a spreadsheet may take a cell that
starts with `=`, `+`, `-` or `@` for a formula."
            }
            true => {
                " Text that a spreadsheet would take for a formula
has a `'` before it in CSV, and so has text that begins with `'`; in Parquet it is as the pages have it."
            }
        });
    }
    text.push('\n');
    if let Some(by) = shape.partition_by {
        let _ = writeln!(
            text,
            "\nThe tables that lead with `article_id` lie in folders such as `articles/{}`.",
            by.folder(Some(match by {
                PartitionBy::Language => "en",
                PartitionBy::Year => "2025",
            }))
        );
    }
    let without = shape.without();
    if !without.is_empty() {
        let _ = writeln!(text, "\nColumns left out: {without}.");
    }
}

fn files(described: &Described<'_>, text: &mut String) {
    text.push_str("\n## Beside the tables\n\n");
    let mut lines = vec![
        "`report.html`: the dataset to look at, in any browser, without a network",
        "`manifest.json`: every input and output with bytes, rows and SHA-256; `dateline verify` holds the folder against it",
        "`SHA256SUMS`: the hashes for `sha256sum --check`",
        "`datapackage.json`: Frictionless Data Package; `croissant.json`: MLCommons Croissant",
        "`CODEBOOK.md`: every column; `CITATION.cff`: how to cite",
    ];
    if described.texts.changelog.is_some() {
        lines.push("`CHANGELOG.md`: what changed from version to version");
    }
    for line in lines {
        let _ = writeln!(text, "- {line}");
    }
}

/// A card that somebody wrote, without a header and a first title of its own.
fn body(card: &str) -> &str {
    let card =
        card.strip_prefix("---\n").and_then(|rest| rest.split_once("\n---\n")).map_or(card, |(_, rest)| rest);
    let card = card.trim_start();
    match card.strip_prefix("# ").and_then(|rest| rest.split_once('\n')) {
        Some((_, rest)) => rest,
        None => card,
    }
}
