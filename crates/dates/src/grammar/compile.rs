//! From a language file to a [`Grammar`].

use super::file::{File, RuleTable, ValueTables, Written};
use super::{Boundaries, Grammar, GrammarError, Neighbours, Rule, Suffix};
use crate::lexicon::{LexiconBuilder, Symbol};
use crate::number::NumberKind;
use crate::pattern::{self, Named, Names, Pattern};
use crate::stands::Stands;
use crate::start::Starts;
use crate::template::{Atom, FIELDS, Field, Source, Template};
use crate::tense::TenseCues;
use crate::text::fold_word;
use dateline_calendar::{Calendar, Holiday};
use std::collections::{BTreeMap, BTreeSet};

/// Language files on their way to a [`Grammar`].
#[derive(Default)]
pub(super) struct Compiler {
    symbols: BTreeMap<String, Symbol>,
    numbers: Vec<(String, NumberKind)>,
    lexicon: LexiconBuilder,
    literals: BTreeMap<Vec<u8>, Symbol>,
    next_symbol: Symbol,
    rules: Vec<Rule>,
    /// Those of the language's own file.
    pub(super) boundaries: Boundaries,
}

/// One file being compiled.
struct Reading<'r> {
    compiler: &'r mut Compiler,
    path: &'r str,
    source: Written<'r>,
    file: &'r File,
    /// Where the file's own kinds of numbers begin.
    numbers_from: usize,
}

impl Compiler {
    /// Adds a file's words, numbers and rules.
    pub(super) fn read(&mut self, path: &str, source: Written<'_>, file: &File) -> Result<(), GrammarError> {
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

    pub(super) fn add_calendar_names(&mut self, file: &File) {
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
            let atom = Atom::from_toml(value).ok_or_else(|| GrammarError::WrongWord {
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
    pub(super) fn finish(mut self, own: File) -> Grammar {
        let cardinal = self.symbols.get("cardinal").copied();
        let numbers: Vec<NumberKind> = self.numbers.iter().map(|(_, kind)| *kind).collect();
        for rule in &mut self.rules {
            rule.wants = Stands::wanted_by(&rule.pattern.ops, &numbers, cardinal);
        }
        let patterns = self.rules.iter().map(|rule| (rule.pattern.ops.as_slice(), rule.wants.as_slice()));
        let starts = Starts::new(patterns, self.next_symbol, &numbers, cardinal);
        let first_bytes = self.lexicon.pairs(|symbol| !starts.word(symbol).is_empty());
        Grammar {
            first_bytes,
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
        let fold = |words: &Vec<String>| Neighbours::new(words, unspaced);
        Ok(Rule {
            id: format!("{}.{}", self.file.language, table.name).into(),
            pattern,
            wants: Vec::new(),
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
        match Atom::from_toml(written).filter(|atom| field.fill(&mut trial, atom, false).is_some()) {
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
        (self.path.to_owned(), self.source.line_of(&rule.name), rule.name.clone())
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
