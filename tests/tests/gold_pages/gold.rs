//! The embedded dataset's pages and what a careful reader would record of them.

use dateline_record::pages::{Limits, page_id, read_page};
use dateline_record::{Day, Page, Record};
use serde::Deserialize;
use std::fs;
use std::path::{Path, PathBuf};

/// What a careful reader records of one page: a line of `gold.jsonl`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Gold {
    /// As in the table `articles`: the file, with `:line` for JSON Lines.
    pub(crate) source: String,
    /// `None`: not checked.
    pub(crate) title: Option<String>,
    /// `Some(None)`: the page names nobody. `None`: not checked.
    #[serde(default, deserialize_with = "present")]
    pub(crate) byline: Option<Option<String>>,
    pub(crate) publisher: Option<String>,
    pub(crate) lang: String,
    pub(crate) verdict: String,
    /// The first day the page may have been published; `None`: it cannot be dated.
    pub(crate) dct_from: Option<Day>,
    pub(crate) dct_to: Option<Day>,
    /// Why, for people.
    #[serde(rename = "dct_why")]
    pub(crate) _dct_why: String,
    pub(crate) timexes: Vec<(String, Values)>,
    pub(crate) must_have: Vec<String>,
    pub(crate) must_not: Vec<String>,
    pub(crate) captions: Vec<String>,
    pub(crate) corrections: Vec<Fault>,
    pub(crate) messages: Vec<Told>,
    /// The words and their speaker; `None` where nobody is named.
    pub(crate) quotes: Vec<(String, Option<String>)>,
    pub(crate) story: Option<String>,
}

/// A date that was made wrong on purpose: `[words, kind, now]`.
#[derive(Debug, Deserialize)]
pub(crate) struct Fault {
    /// `None`: a claim or metadata.
    pub(crate) words: Option<String>,
    pub(crate) kind: String,
    /// `None`: nothing on the page settles it.
    pub(crate) now: Option<String>,
}

/// A message the page tells of: `[sender, recipient, kind, occasion, day]`, and the last day where
/// the page leaves a range.
#[derive(Debug, Deserialize)]
pub(crate) struct Told {
    pub(crate) sender: String,
    pub(crate) recipient: String,
    pub(crate) kind: String,
    pub(crate) occasion: Option<String>,
    /// When it was sent; `None`: the page does not tell.
    pub(crate) day: Option<Day>,
    #[serde(default)]
    pub(crate) last: Option<Day>,
}

/// The values that count as right.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub(crate) enum Values {
    One(String),
    AnyOf(Vec<String>),
}

impl Values {
    pub(crate) fn all(&self) -> &[String] {
        match self {
            Self::One(value) => std::slice::from_ref(value),
            Self::AnyOf(values) => values,
        }
    }
}

fn present<'de, D: serde::Deserializer<'de>>(from: D) -> Result<Option<Option<String>>, D::Error> {
    Option::<String>::deserialize(from).map(Some)
}

/// White space folded as `clean` folds it, the ideographic space included.
pub(crate) fn folded(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The folder `datasets/leader-messages`.
#[derive(Debug)]
pub(crate) struct Dataset {
    folder: PathBuf,
    lines: Vec<String>,
    pub(crate) gold: Vec<Gold>,
}

impl Dataset {
    pub(crate) fn embedded() -> Self {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../datasets/leader-messages");
        let lines = |name: &str| -> Vec<String> {
            let path = folder.join(name);
            let text =
                fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
            text.lines().map(str::to_owned).collect()
        };
        let rows = lines("gold.jsonl");
        let gold = rows.iter().enumerate().map(|(number, line)| {
            serde_json::from_str(line).unwrap_or_else(|error| panic!("gold.jsonl:{}: {error}", number + 1))
        });
        let (gold, lines) = (gold.collect(), lines("pages.jsonl"));
        Self { folder, lines, gold }
    }

    pub(crate) fn recipe(&self) -> PathBuf {
        self.folder.join("recipe.toml")
    }

    /// The data card.
    pub(crate) fn card(&self) -> String {
        fs::read_to_string(self.folder.join("README.md")).unwrap()
    }

    /// Where all pages are, as the tables tell it.
    pub(crate) fn sources(&self) -> Vec<String> {
        let files = fs::read_dir(self.folder.join("pages")).unwrap();
        let name = |entry: std::io::Result<fs::DirEntry>| entry.unwrap().file_name().into_string().unwrap();
        let mut sources: Vec<String> = files.map(|entry| format!("pages/{}", name(entry))).collect();
        sources.extend((1..=self.lines.len()).map(|line| format!("pages.jsonl:{line}")));
        sources
    }

    /// The page that the gold is about.
    pub(crate) fn page(&self, gold: &Gold) -> Record {
        let page = match gold.source.split_once(".jsonl:") {
            None => read_page(&self.folder.join(&gold.source), Limits::default()).unwrap(),
            Some((_, number)) => {
                let number: usize = number.parse().unwrap();
                let mut page: Page = serde_json::from_str(&self.lines[number - 1]).unwrap();
                page.id = page_id(page.raw.as_ref().unwrap().as_str().as_bytes());
                page
            }
        };
        Record { page, ..Record::default() }
    }
}
