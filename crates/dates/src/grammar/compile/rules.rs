//! The rules of one file.

use super::Compiler;
use crate::grammar::file::{File, RuleTable, ValueTables, Written};
use crate::grammar::{Boundaries, GrammarError, Neighbours, Rule};
use crate::lexicon::Symbol;
use crate::pattern::{self, Named, Names, Pattern};
use crate::template::{Atom, FIELDS, Field, Source, Template};
use std::collections::BTreeSet;

/// One file being compiled.
pub(super) struct Reading<'r> {
    pub(super) compiler: &'r mut Compiler,
    pub(super) path: &'r str,
    pub(super) source: Written<'r>,
    pub(super) file: &'r File,
    /// Where the file's own kinds of numbers begin.
    pub(super) numbers_from: usize,
}

impl Reading<'_> {
    /// Adds them, in the order of the file.
    pub(super) fn rules(mut self) -> Result<(), GrammarError> {
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
            Err(fault) => {
                let (path, line, rule) = self.place(table);
                return Err(GrammarError::Pattern { path, line, rule, fault });
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

/// `"{month}"` names a capture; `"-{count}"` its negation.
fn capture_name(written: &str) -> Option<(bool, &str)> {
    let (negated, braced) = match written.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, written),
    };
    Some((negated, braced.strip_prefix('{')?.strip_suffix('}')?))
}
