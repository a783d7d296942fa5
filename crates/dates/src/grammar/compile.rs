//! From a language file to a [`Grammar`].

mod calendar_names;
mod rules;

use super::file::{File, Written};
use super::{Boundaries, Grammar, GrammarError, Rule, Suffix};
use crate::lexicon::{LexiconBuilder, Symbol};
use crate::number::NumberKind;
use crate::stands::Stands;
use crate::start::Starts;
use crate::template::Atom;
use crate::tense::TenseCues;
use crate::text::fold_word;
use rules::Reading;
use std::collections::BTreeMap;

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
