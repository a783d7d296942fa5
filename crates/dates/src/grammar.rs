//! Language files: words, numbers, named patterns and rules, read from TOML and compiled.
//!
//! The format is described field by field in `languages/README.md`.

mod beside;
mod compile;
mod file;

pub(crate) use beside::{Neighbours, Suffix};
pub(crate) use file::{Boundaries, Written};

use crate::lexicon::{BytePairs, Lexicon, Symbol};
use crate::number::NumberKind;
use crate::order::DateOrder;
use crate::pattern::{Pattern, PatternError};
use crate::stands::Stands;
use crate::start::Starts;
use crate::template::Template;
use crate::tense::TenseCues;
use compile::Compiler;
use file::File;
use std::collections::BTreeSet;
use std::sync::Arc;

/// A language file, compiled: shared by all threads, never changed.
#[derive(Debug)]
pub struct Grammar {
    language: String,
    pub(crate) boundaries: Boundaries,
    /// What may be glued before a word, folded: the Arabic "and".
    pub(crate) prefixes: BTreeSet<Vec<u8>>,
    /// What may be glued behind a word.
    pub(crate) suffixes: Vec<Suffix>,
    pub(crate) lexicon: Lexicon,
    pub(crate) numbers: Vec<NumberKind>,
    pub(crate) rules: Vec<Rule>,
    pub(crate) starts: Starts,
    /// The two bytes that words which start rules begin with.
    pub(crate) first_bytes: BytePairs,
    pub(crate) tense: TenseCues,
    pub(crate) date_order: Option<DateOrder>,
    /// Words within spelled-out numbers, folded: "treinta y cinco".
    pub(crate) number_joints: Vec<Vec<u8>>,
    pub(crate) cardinal: Option<Symbol>,
}

/// One rule, compiled.
#[derive(Debug)]
pub(crate) struct Rule {
    /// `en.weekday-month-day`
    pub(crate) id: Arc<str>,
    pub(crate) pattern: Pattern,
    /// What each step of the pattern wants to stand next.
    pub(crate) wants: Vec<Stands>,
    pub(crate) templates: Vec<Template>,
    pub(crate) capitalised: bool,
    pub(crate) lowercase: bool,
    pub(crate) not_after_capital: bool,
    pub(crate) not_after_number: bool,
    pub(crate) not_before_capital: bool,
    pub(crate) after: Option<Neighbours>,
    pub(crate) not_after: Neighbours,
    pub(crate) before: Option<Neighbours>,
    pub(crate) not_before: Neighbours,
}

/// Why a language file could not be loaded.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
#[expect(missing_docs, reason = "each message names its fields")]
pub enum GrammarError {
    #[error("{path}: {fault}")]
    Syntax { path: String, fault: toml::de::Error },
    #[error("{path}, as it was compiled in: {fault}")]
    Compiled { path: String, fault: serde_json::Error },
    #[error("{path}:{line}: rule `{rule}`: {fault}{}", did_you_mean(fault))]
    Pattern { path: String, line: usize, rule: String, fault: PatternError },
    #[error("{path}:{line}: rule `{rule}`: `{key}` is no field of a value; known are {known}")]
    UnknownField { path: String, line: usize, rule: String, key: String, known: String },
    #[error("{path}:{line}: rule `{rule}`: `{key}` uses `{{{capture}}}`, which the pattern does not capture")]
    UnknownCapture { path: String, line: usize, rule: String, key: String, capture: String },
    #[error("{path}:{line}: rule `{rule}`: `{key}` cannot be {found}")]
    WrongValue { path: String, line: usize, rule: String, key: String, found: String },
    #[error("{path}:{line}: rule `{rule}` marks {spans} expressions but gives {values} values")]
    WrongCount { path: String, line: usize, rule: String, spans: usize, values: usize },
    #[error("{path}:{line}: two rules are called `{rule}`")]
    SameName { path: String, line: usize, rule: String },
    #[error("{path}: word list `{list}`: `{word}` has a value that no field can hold")]
    WrongWord { path: String, list: String, word: String },
}

fn did_you_mean(fault: &PatternError) -> String {
    match fault {
        PatternError::Unknown { nearest: Some(nearest), .. } => format!("\n  did you mean `{nearest}`?"),
        _ => String::new(),
    }
}

impl Grammar {
    /// Reads and compiles a language file. `path` is what errors call it.
    ///
    /// The month and weekday names of the file's language come from `dateline-calendar`, as the
    /// word lists `month` and `weekday`, and, for those that are ordinary words as well ("may",
    /// "march"), `month-clear` and `weekday-clear` without them; a list of that name in the file adds to it.
    pub fn parse(path: &str, source: &str) -> Result<Self, GrammarError> {
        Self::read(path, Written::Toml(source))
    }

    /// The same of a file in either form.
    pub(crate) fn read(path: &str, source: Written<'_>) -> Result<Self, GrammarError> {
        let mut compiler = Compiler::default();
        let file = File::parse(path, source)?;
        compiler.boundaries = file.word_boundaries;
        compiler.add_calendar_names(&file);
        compiler.read(path, source, &file)?;
        Ok(compiler.finish(file))
    }

    /// The same, with the rules of a second file behind the first's own.
    pub(crate) fn read_with(
        path: &str,
        source: Written<'_>,
        common: Written<'_>,
    ) -> Result<Self, GrammarError> {
        const COMMON: &str = "und.toml";
        let mut compiler = Compiler::default();
        let file = File::parse(path, source)?;
        compiler.boundaries = file.word_boundaries;
        compiler.add_calendar_names(&file);
        compiler.read(path, source, &file)?;
        compiler.read(COMMON, common, &File::parse(COMMON, common)?)?;
        Ok(compiler.finish(file))
    }

    /// The language, ISO 639-1.
    pub fn language(&self) -> &str {
        &self.language
    }

    /// The names of the language's own rules that find expressions; the others only give clues to a page's day.
    pub(crate) fn timex_rules(&self) -> impl Iterator<Item = &str> {
        let own = move |id: &str| id.split_once('.').is_some_and(|(language, _)| language == self.language);
        let is_no_timex = |rule: &&Rule| rule.templates.iter().all(Template::is_no_timex);
        self.rules.iter().filter(move |rule| !is_no_timex(rule) && own(&rule.id)).map(|rule| &*rule.id)
    }

    /// The rules' names, as `language.rule-name`, in file order.
    pub fn rules(&self) -> impl Iterator<Item = &str> {
        self.rules.iter().map(|rule| &*rule.id)
    }
}
