//! The language files: those that come with the crate, or others.

use crate::corpus::Corpus;
use crate::grammar::{GrammarError, Written};
use crate::tagger::Tagger;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// A set of language files, by ISO 639-1 code.
#[derive(Debug, Clone)]
pub struct Languages {
    files: BTreeMap<Cow<'static, str>, Files>,
    neutral: Rules,
}

#[derive(Debug, Clone)]
struct Files {
    rules: Rules,
    corpus: Cow<'static, str>,
}

/// The rules of a language.
#[derive(Debug, Clone)]
enum Rules {
    /// A file of the caller's, in TOML.
    Own(String),
    /// One that comes with the crate, in JSON.
    Builtin(&'static str),
}

impl Rules {
    fn written(&self) -> Written<'_> {
        match self {
            Self::Own(text) => Written::Toml(text),
            Self::Builtin(text) => Written::Json(text),
        }
    }
}

/// There are no rules for this language.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("there are no rules for language `{language}`; there are rules for {known}")]
pub struct UnknownLanguage {
    /// The language asked for.
    pub language: String,
    /// The languages there are.
    pub known: String,
}

/// A language that comes with the crate: its rules and the corpus beside them.
struct Builtin {
    code: &'static str,
    rules: &'static str,
    corpus: &'static str,
}

/// The language files that come with the crate: every one of `languages/` that has a corpus, listed
/// by the build script.
static BUILTIN: &[Builtin] = include!(concat!(env!("OUT_DIR"), "/languages.rs"));

/// Dates that read the same in every language.
const NEUTRAL: Rules = Rules::Builtin(include_str!(concat!(env!("OUT_DIR"), "/und.json")));

impl Languages {
    /// The languages that come with the crate.
    pub fn builtin() -> Self {
        let files = BUILTIN.iter().map(|known| {
            let files = Files { rules: Rules::Builtin(known.rules), corpus: Cow::Borrowed(known.corpus) };
            (Cow::Borrowed(known.code), files)
        });
        Self { files: files.collect(), neutral: NEUTRAL }
    }

    /// Language files of your own, each as its code, its rules and its corpus; the code `und` names the rules that hold in
    /// every language.
    pub fn of(files: impl IntoIterator<Item = (String, String, String)>) -> Self {
        let mut languages = Self { files: BTreeMap::new(), neutral: NEUTRAL };
        for (code, rules, corpus) in files {
            if code == "und" {
                languages.neutral = Rules::Own(rules);
            } else {
                languages
                    .files
                    .insert(code.into(), Files { rules: Rules::Own(rules), corpus: corpus.into() });
            }
        }
        languages
    }

    /// The codes, in order.
    pub fn codes(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(AsRef::as_ref)
    }

    /// Whether there are rules for a language.
    pub fn contains(&self, code: &str) -> bool {
        self.files.contains_key(code)
    }

    /// Compiles the tagger of a language. `None`: there are no rules for it.
    pub fn tagger(&self, code: &str) -> Option<Result<Tagger, GrammarError>> {
        let files = self.files.get(code)?;
        Some(Tagger::read_with(&format!("{code}.toml"), files.rules.written(), self.neutral.written()))
    }

    /// Compiles the tagger for dates whose form tells their meaning in any language: `2024-03-15`,
    /// `15.03.2024`, `2024年3月15日`.
    pub(crate) fn neutral(&self) -> Result<Tagger, GrammarError> {
        Tagger::read("und.toml", self.neutral.written())
    }

    /// Reads the corpus of a language. `None`: there are no rules for it.
    pub fn corpus(&self, code: &str) -> Option<Result<Corpus, toml::de::Error>> {
        Some(Corpus::parse(&self.files.get(code)?.corpus))
    }

    pub(crate) fn unknown(&self, code: &str) -> UnknownLanguage {
        UnknownLanguage { language: code.to_owned(), known: self.codes().collect::<Vec<_>>().join(", ") }
    }
}
