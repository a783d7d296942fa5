//! Language files: words, numbers, named patterns and rules, read from TOML and compiled.
//!
//! The format is described field by field in `languages/README.md`.

use crate::lexicon::{BytePairs, Lexicon, LexiconBuilder, Symbol};
use crate::number::NumberKind;
use crate::order::DateOrder;
use crate::pattern::{self, Named, Names, Pattern, PatternError};
use crate::start::Starts;
use crate::template::{Atom, FIELDS, Field, Source, Template, fill};
use crate::tense::{TenseCues, TenseTable};
use crate::text::{Text, fold_word, without_filler};
use dateline_calendar::{Calendar, Holiday};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use toml::Spanned;

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
    pub(crate) may_start: BytePairs,
    pub(crate) tense: TenseCues,
    pub(crate) date_order: Option<DateOrder>,
    /// Words within spelled-out numbers, folded: "treinta y cinco".
    pub(crate) number_joints: Vec<Vec<u8>>,
    pub(crate) cardinal: Option<Symbol>,
}

/// Where words begin and end.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Boundaries {
    /// At white space and punctuation.
    #[default]
    Both,
    /// They begin there, but endings may follow.
    Start,
    /// Nowhere: the script writes no spaces.
    None,
}

/// An ending that may be glued behind an expression and is no part of it.
#[derive(Debug)]
pub(crate) struct Suffix {
    letters: Vec<u8>,
    /// Whether any letters may follow.
    open: bool,
}

impl Suffix {
    fn new(written: &str) -> Self {
        let letters = written.strip_suffix('*');
        Self { letters: fold_word(letters.unwrap_or(written)), open: letters.is_some() }
    }

    /// Whether the letters at `at` are this ending, to the end of the word.
    pub(crate) fn stands_at(&self, text: &Text<'_>, at: usize) -> bool {
        let letters = without_filler(&text.folded[at..text.letters_end(at)]);
        letters.starts_with(&self.letters) && (self.open || letters.len() == self.letters.len())
    }
}

/// One rule, compiled.
#[derive(Debug)]
pub(crate) struct Rule {
    /// `en.weekday-month-day`
    pub(crate) id: Arc<str>,
    pub(crate) pattern: Pattern,
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

/// Words or marks beside an expression, folded.
#[derive(Debug, Default)]
pub(crate) struct Neighbours {
    words: BTreeSet<Vec<u8>>,
    /// Whether no spaces part words, so that any text that ends or starts with one counts.
    unspaced: bool,
}

impl Neighbours {
    /// Whether one of them stands before `at`.
    pub(crate) fn before(&self, text: &Text<'_>, at: usize) -> bool {
        if self.unspaced {
            let text = text.folded[..at].trim_ascii_end();
            return self.words.iter().any(|word| text.ends_with(word));
        }
        !self.words.is_empty() && self.words.contains(&*without_filler(text.word_before(at)))
    }

    /// Whether one of them stands behind `at`.
    pub(crate) fn behind(&self, text: &Text<'_>, at: usize) -> bool {
        if self.unspaced {
            let text = text.folded[at..].trim_ascii_start();
            return self.words.iter().any(|word| text.starts_with(word));
        }
        !self.words.is_empty() && self.words.contains(&*without_filler(text.word_after(at)))
    }
}

/// Why a language file could not be loaded.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
#[expect(missing_docs, reason = "each message names its fields")]
pub enum GrammarError {
    #[error("{path}: {source}")]
    Syntax { path: String, source: toml::de::Error },
    #[error("{path}:{line}: rule `{rule}`: {source}{}", did_you_mean(source))]
    Pattern { path: String, line: usize, rule: String, source: PatternError },
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

fn did_you_mean(source: &PatternError) -> String {
    match source {
        PatternError::Unknown { nearest: Some(nearest), .. } => format!("\n  did you mean `{nearest}`?"),
        _ => String::new(),
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    language: String,
    #[serde(default)]
    word_boundaries: Boundaries,
    /// What may be glued before a word.
    #[serde(default)]
    prefixes: Vec<String>,
    /// What may be glued behind a word; with a `*` where any letters may follow.
    #[serde(default)]
    suffixes: Vec<String>,
    /// In which order figures write day and month: `03/04/2016`.
    date_order: Option<DateOrder>,
    /// Words that may stand within spelled-out numbers.
    #[serde(default)]
    number_joints: Vec<String>,
    /// Month and weekday names that are ordinary words or people's names too.
    #[serde(default)]
    ambiguous: BTreeSet<String>,
    #[serde(default)]
    words: BTreeMap<String, BTreeMap<String, toml::Value>>,
    #[serde(default)]
    numbers: BTreeMap<String, NumberTable>,
    #[serde(default)]
    patterns: BTreeMap<String, String>,
    #[serde(default)]
    tense: TenseTable,
    #[serde(default, rename = "rule")]
    rules: Vec<RuleTable>,
}

/// What digits, and whether words, make up a kind of number.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct NumberTable {
    range: [i64; 2],
    digits: [u8; 2],
    #[serde(default)]
    words: bool,
    #[serde(default)]
    grouped: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RuleTable {
    name: Spanned<String>,
    pattern: String,
    value: ValueTables,
    #[serde(default)]
    capitalised: bool,
    #[serde(default)]
    lowercase: bool,
    #[serde(default)]
    not_after_capital: bool,
    #[serde(default)]
    not_after_number: bool,
    #[serde(default)]
    not_before_capital: bool,
    after: Option<Vec<String>>,
    #[serde(default)]
    not_after: Vec<String>,
    before: Option<Vec<String>>,
    #[serde(default)]
    not_before: Vec<String>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum ValueTables {
    One(toml::Table),
    Several(Vec<toml::Table>),
}

impl Grammar {
    /// Reads and compiles a language file. `path` is what errors call it.
    ///
    /// The month and weekday names of the file's language come from `dateline-calendar`, as the
    /// word lists `month` and `weekday`, and, for those that are ordinary words as well ("may",
    /// "march"), `month-clear` and `weekday-clear` without them; a list of that name in the file adds to it.
    pub fn parse(path: &str, source: &str) -> Result<Self, GrammarError> {
        let mut compiler = Compiler::default();
        let file = File::parse(path, source)?;
        compiler.boundaries = file.word_boundaries;
        compiler.add_calendar_names(&file);
        compiler.read(path, source, &file)?;
        Ok(compiler.finish(file))
    }

    /// The same, with the rules of a second file behind the first's own.
    pub(crate) fn parse_with(path: &str, source: &str, common: &str) -> Result<Self, GrammarError> {
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

impl File {
    fn parse(path: &str, source: &str) -> Result<Self, GrammarError> {
        toml::from_str(source).map_err(|source| GrammarError::Syntax { path: path.to_owned(), source })
    }
}

/// Language files on their way to a [`Grammar`].
#[derive(Default)]
struct Compiler {
    symbols: BTreeMap<String, Symbol>,
    numbers: Vec<(String, NumberKind)>,
    lexicon: LexiconBuilder,
    literals: BTreeMap<Vec<u8>, Symbol>,
    next_symbol: Symbol,
    rules: Vec<Rule>,
    /// Those of the language's own file.
    boundaries: Boundaries,
}

/// One file being compiled.
struct Reading<'r> {
    compiler: &'r mut Compiler,
    path: &'r str,
    source: &'r str,
    file: &'r File,
    /// Where the file's own kinds of numbers begin.
    numbers_from: usize,
}

impl Compiler {
    /// Adds a file's words, numbers and rules.
    fn read(&mut self, path: &str, source: &str, file: &File) -> Result<(), GrammarError> {
        for (list, entries) in &file.words {
            self.add_words(path, list, entries)?;
        }
        let numbers_from = self.numbers.len();
        for (name, table) in &file.numbers {
            let kind = NumberKind {
                low: table.range[0],
                high: table.range[1],
                fewest: table.digits[0],
                most: table.digits[1],
                words: table.words,
                grouped: table.grouped,
            };
            self.numbers.push((name.clone(), kind));
        }
        Reading { compiler: self, path, source, file, numbers_from }.rules()
    }

    fn add_calendar_names(&mut self, file: &File) {
        self.add_holidays(&file.language);
        let Some(names) = Calendar::builtin().names(&file.language) else { return };
        let doubtful = |word: &str| {
            let word = word.trim_end_matches('.');
            names.is_ambiguous(word) || file.ambiguous.contains(word)
        };
        for (word, month) in names.months() {
            self.add_name("month", word, doubtful(word), Atom::Number(i64::from(month)));
        }
        for (word, weekday) in names.weekdays() {
            let atom = Atom::Word(weekday.to_string().to_lowercase());
            self.add_name("weekday", word, doubtful(word), atom);
        }
    }

    /// The names of holidays that mean one day: "Christmas", but not "Independence Day".
    fn add_holidays(&mut self, language: &str) {
        let mut named: BTreeMap<Vec<u8>, Vec<&Holiday>> = BTreeMap::new();
        for holiday in Calendar::builtin().holidays() {
            for name in holiday.names(language) {
                named.entry(fold_word(name)).or_default().push(holiday);
            }
        }
        let list = self.symbol("holiday");
        for (name, holidays) in named {
            if let Some(holiday) = the_one(&holidays) {
                self.lexicon.add(name, list, Atom::Word(holiday.id().to_owned()));
            }
        }
    }

    fn add_name(&mut self, list: &str, word: &str, ambiguous: bool, atom: Atom) {
        let all = self.symbol(list);
        self.lexicon.add(fold_word(word), all, atom.clone());
        let clear = self.symbol(&format!("{list}-clear"));
        if !ambiguous {
            self.lexicon.add(fold_word(word), clear, atom);
        }
    }

    fn add_words(
        &mut self,
        path: &str,
        list: &str,
        entries: &BTreeMap<String, toml::Value>,
    ) -> Result<(), GrammarError> {
        let symbol = self.symbol(list);
        for (word, value) in entries {
            let atom = atom_of(value).ok_or_else(|| GrammarError::WrongWord {
                path: path.to_owned(),
                list: list.to_owned(),
                word: word.clone(),
            })?;
            self.lexicon.add(fold_word(word), symbol, atom);
        }
        Ok(())
    }

    fn symbol(&mut self, list: &str) -> Symbol {
        if let Some(symbol) = self.symbols.get(list) {
            return *symbol;
        }
        let symbol = self.fresh_symbol();
        self.symbols.insert(list.to_owned(), symbol);
        symbol
    }

    fn literal(&mut self, word: &str) -> Symbol {
        let folded = fold_word(word);
        if let Some(symbol) = self.literals.get(&folded) {
            return *symbol;
        }
        let symbol = self.fresh_symbol();
        self.lexicon.add(folded.clone(), symbol, Atom::Number(0));
        self.literals.insert(folded, symbol);
        symbol
    }

    fn fresh_symbol(&mut self) -> Symbol {
        self.next_symbol += 1;
        self.next_symbol - 1
    }

    /// Lays out what was read, with the settings of the language's own file.
    fn finish(self, own: File) -> Grammar {
        let cardinal = self.symbols.get("cardinal").copied();
        let numbers: Vec<NumberKind> = self.numbers.into_iter().map(|(_, kind)| kind).collect();
        let patterns = self.rules.iter().map(|rule| rule.pattern.ops.as_slice());
        let starts = Starts::new(patterns, self.next_symbol, &numbers, cardinal);
        let may_start = self.lexicon.pairs(|symbol| !starts.word(symbol).is_empty());
        Grammar {
            may_start,
            tense: TenseCues::new(&own.tense, own.word_boundaries),
            language: own.language,
            boundaries: own.word_boundaries,
            prefixes: own.prefixes.iter().map(|prefix| fold_word(prefix)).collect(),
            suffixes: own.suffixes.iter().map(|suffix| Suffix::new(suffix)).collect(),
            date_order: own.date_order,
            number_joints: own.number_joints.iter().map(|word| fold_word(word)).collect(),
            lexicon: self.lexicon.build(),
            starts,
            numbers,
            rules: self.rules,
            cardinal,
        }
    }
}

impl Reading<'_> {
    fn rules(mut self) -> Result<(), GrammarError> {
        let file = self.file;
        let mut seen = BTreeSet::new();
        for table in &file.rules {
            let rule = self.rule(table)?;
            if !seen.insert(rule.id.clone()) {
                let (path, line, rule) = self.place(table);
                return Err(GrammarError::SameName { path, line, rule });
            }
            self.compiler.rules.push(rule);
        }
        Ok(())
    }

    fn rule(&mut self, table: &RuleTable) -> Result<Rule, GrammarError> {
        let pattern = match pattern::compile(&table.pattern, self) {
            Ok(pattern) => pattern,
            Err(source) => {
                let (path, line, rule) = self.place(table);
                return Err(GrammarError::Pattern { path, line, rule, source });
            }
        };
        let values = match &table.value {
            ValueTables::One(value) => std::slice::from_ref(value),
            ValueTables::Several(values) => values,
        };
        if values.len() != pattern.spans.max(1) {
            let (path, line, rule) = self.place(table);
            return Err(GrammarError::WrongCount {
                path,
                line,
                rule,
                spans: pattern.spans,
                values: values.len(),
            });
        }
        let templates =
            values.iter().map(|value| self.template(table, &pattern, value)).collect::<Result<_, _>>()?;
        let unspaced = self.compiler.boundaries == Boundaries::None;
        let fold = |words: &Vec<String>| Neighbours {
            words: words.iter().map(|word| fold_word(word)).collect(),
            unspaced,
        };
        Ok(Rule {
            id: format!("{}.{}", self.file.language, table.name.get_ref()).into(),
            pattern,
            templates,
            capitalised: table.capitalised,
            lowercase: table.lowercase,
            not_after_capital: table.not_after_capital,
            not_after_number: table.not_after_number,
            not_before_capital: table.not_before_capital,
            after: table.after.as_ref().map(fold),
            not_after: fold(&table.not_after),
            before: table.before.as_ref().map(fold),
            not_before: fold(&table.not_before),
        })
    }

    fn template(
        &self,
        rule: &RuleTable,
        pattern: &Pattern,
        value: &toml::Table,
    ) -> Result<Template, GrammarError> {
        let mut entries = Vec::with_capacity(value.len());
        for (key, written) in value {
            let Some(field) = Field::from_key(key) else {
                let (path, line, rule) = self.place(rule);
                let known = FIELDS.map(|(name, _)| name).join(", ");
                return Err(GrammarError::UnknownField { path, line, rule, key: key.clone(), known });
            };
            for written in written.as_array().map_or(std::slice::from_ref(written), Vec::as_slice) {
                entries.push((field, self.source(rule, pattern, key, field, written)?));
            }
        }
        // Fields that fill several at once come first, so that what a rule says of one of them has
        // the last word.
        entries.sort_by_key(|(field, _)| match field {
            Field::Merge => 0,
            Field::Offset | Field::Length | Field::Age | Field::Every | Field::YearDigits => 1,
            _ => 2,
        });
        Ok(Template { entries })
    }

    fn source(
        &self,
        rule: &RuleTable,
        pattern: &Pattern,
        key: &str,
        field: Field,
        written: &toml::Value,
    ) -> Result<Source, GrammarError> {
        if let Some((negated, name)) = written.as_str().and_then(capture_name) {
            return match pattern.captures.iter().position(|known| known == name) {
                Some(slot) => Ok(Source::Capture { slot, negated }),
                None => {
                    let (path, line, rule) = self.place(rule);
                    let (key, capture) = (key.to_owned(), name.to_owned());
                    Err(GrammarError::UnknownCapture { path, line, rule, key, capture })
                }
            };
        }
        let mut trial = crate::meaning::Meaning::default();
        match atom_of(written).filter(|atom| fill(&mut trial, field, atom, false).is_some()) {
            Some(atom) => Ok(Source::Constant(atom)),
            None => {
                let (path, line, rule) = self.place(rule);
                Err(GrammarError::WrongValue {
                    path,
                    line,
                    rule,
                    key: key.to_owned(),
                    found: written.to_string(),
                })
            }
        }
    }

    /// Where a rule stands: path, line and name.
    fn place(&self, rule: &RuleTable) -> (String, usize, String) {
        let line = self.source[..rule.name.span().start].matches('\n').count() + 1;
        (self.path.to_owned(), line, rule.name.get_ref().clone())
    }
}

impl Names for Reading<'_> {
    fn named(&self, name: &str) -> Option<Named> {
        let own = self.compiler.numbers[self.numbers_from..].iter().position(|(known, _)| known == name);
        match own {
            Some(index) => u8::try_from(self.numbers_from + index).ok().map(Named::Number),
            None => self.compiler.symbols.get(name).copied().map(Named::Words),
        }
    }

    fn pattern(&self, name: &str) -> Option<&str> {
        self.file.patterns.get(name).map(String::as_str)
    }

    fn literal(&mut self, word: &str) -> Symbol {
        self.compiler.literal(word)
    }

    fn nearest(&self, name: &str) -> Option<String> {
        let known =
            self.compiler.symbols.keys().chain(self.file.patterns.keys()).chain(self.file.numbers.keys());
        dateline_record::nearest(name, known.map(String::as_str)).map(str::to_owned)
    }
}

/// The holiday that a name means: the only one of that name, the only one kept in many countries, or any
/// where all of the name fall on the same days.
fn the_one<'h>(holidays: &[&'h Holiday]) -> Option<&'h Holiday> {
    /// Two years in which no two holidays of different rules fall on the same days.
    const YEARS: [i32; 2] = [2023, 2024];
    let worldwide: Vec<&Holiday> =
        holidays.iter().copied().filter(|holiday| holiday.country().is_none()).collect();
    if let [one] = worldwide.as_slice() {
        return Some(one);
    }
    let days = |holiday: &Holiday| YEARS.map(|year| holiday.day_in(year).map(|holiday| holiday.day));
    let first = holidays.first()?;
    holidays.iter().all(|holiday| days(holiday) == days(first)).then_some(first)
}

/// `"{month}"` names a capture; `"-{count}"` its negation.
fn capture_name(written: &str) -> Option<(bool, &str)> {
    let (negated, braced) = match written.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, written),
    };
    Some((negated, braced.strip_prefix('{')?.strip_suffix('}')?))
}

fn atom_of(value: &toml::Value) -> Option<Atom> {
    match value {
        toml::Value::Integer(number) => Some(Atom::Number(*number)),
        toml::Value::Float(number) if number.fract().abs() == 0.5 => Some(Atom::Half(number.trunc() as i64)),
        toml::Value::Boolean(flag) => Some(Atom::Flag(*flag)),
        toml::Value::String(word) => Some(Atom::Word(word.clone())),
        toml::Value::Table(table) => table
            .iter()
            .map(|(key, value)| Some((Field::from_key(key)?, atom_of(value)?)))
            .collect::<Option<Vec<_>>>()
            .map(Atom::Fields),
        _ => None,
    }
}
