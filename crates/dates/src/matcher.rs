//! Runs the rules where their first words stand.

use crate::grammar::{Boundaries, Grammar, Rule};
use crate::lexicon::Hit;
use crate::meaning::Meaning;
use crate::number::{cardinal_at, cuts_number};
use crate::pattern::{MAX_CAPTURES, MAX_SPANS, Op};
use crate::template::Atom;
use crate::text::{FILLER, Kind, Text};
use std::borrow::Cow;

/// An expression found in a text, not yet resolved. Offsets are bytes.
#[derive(Debug, Clone)]
pub(crate) struct Found {
    pub(crate) start: usize,
    pub(crate) end: usize,
    /// Index of the rule in its grammar.
    pub(crate) rule: u16,
    pub(crate) meaning: Meaning,
}

impl Grammar {
    /// Whether endings may follow a word.
    pub(crate) fn free_ends(&self) -> bool {
        self.boundaries != Boundaries::Both
    }

    /// Finds every expression of a text, left to right, none overlapping another.
    ///
    /// Where several rules match, the one that reaches furthest wins, and of those the first in
    /// the file. Cost is linear in the text: patterns are bounded, and run only where one of their
    /// first words stands.
    pub(crate) fn find(&self, text: &Text<'_>) -> Vec<Found> {
        let mut found = Vec::new();
        let mut hits = Vec::new();
        let mut at = 0;
        while at < text.folded.len() {
            at = match self.match_at(text, at, &mut hits, &mut found) {
                Some(end) => end.max(at + 1),
                None => self.next_start(text, at),
            };
        }
        found
    }

    /// The next offset after `at` where a word may start.
    fn next_start(&self, text: &Text<'_>, at: usize) -> usize {
        let bytes = &text.folded;
        let mut here = at + 1;
        if self.boundaries == Boundaries::None {
            while here < bytes.len() && !text.original.is_char_boundary(here) {
                here += 1;
            }
            return here;
        }
        let first = bytes[at];
        if !self.prefixes.is_empty() && text.kind_at(at) == Kind::Letter {
            return self.prefix_end(text, at).unwrap_or_else(|| text.letters_end(at));
        }
        if first.is_ascii_digit() {
            while bytes.get(here).is_some_and(|byte| byte.is_ascii_digit() || *byte == FILLER) {
                here += 1;
            }
        } else if first.is_ascii_alphabetic() || first >= 0x80 {
            while bytes.get(here).is_some_and(|byte| byte.is_ascii_alphabetic() || *byte >= 0x80) {
                here += 1;
            }
        }
        here
    }

    fn follows_number(&self, text: &Text<'_>, at: usize) -> bool {
        let spelled = self.boundaries == Boundaries::None
            && text.kind_before(at) != Kind::Other
            && cardinal_at(self, text, text.char_before(at)).is_some_and(|(_, end)| end == at);
        spelled || text.word_before(at).first().is_some_and(u8::is_ascii_digit)
    }

    /// The end of the shortest prefix of the word around `at` that ends behind `at`.
    fn prefix_end(&self, text: &Text<'_>, at: usize) -> Option<usize> {
        let start = text.letters_start(at);
        let glued = |prefix: &Vec<u8>| text.folded[start..].starts_with(prefix);
        let ends = self.prefixes.iter().filter(|prefix| glued(prefix)).map(|prefix| start + prefix.len());
        ends.filter(|end| *end > at).min()
    }

    /// Whether nothing but a prefix stands between `at` and the start of its word.
    fn follows_prefix(&self, text: &Text<'_>, at: usize) -> bool {
        !self.prefixes.is_empty() && self.prefixes.contains(&text.folded[text.letters_start(at)..at])
    }

    /// Tries all rules at one offset; pushes what the best one marks, gives where to go on.
    fn match_at(
        &self,
        text: &Text<'_>,
        at: usize,
        hits: &mut Vec<Hit>,
        found: &mut Vec<Found>,
    ) -> Option<usize> {
        let mut best: Option<(usize, u16, Run)> = None;
        let mut consider = |index: u16| {
            if best.as_ref().is_some_and(|(_, known, _)| *known == index) {
                return;
            }
            if let Some(run) = self.run_rule(index, text, at) {
                let better = best
                    .as_ref()
                    .is_none_or(|(end, known, _)| run.reach > *end || (run.reach == *end && index < *known));
                if better {
                    best = Some((run.reach, index, run));
                }
            }
        };
        if text.folded[at].is_ascii_digit() {
            self.by_digit.iter().for_each(|rule| consider(*rule));
        }
        hits.clear();
        self.lexicon.walk(text, at, |hit| hits.push(hit));
        let mut last = None;
        for hit in hits.iter() {
            if last.replace(hit.symbol) == Some(hit.symbol) {
                continue; // "mon" and "monday": the rules are the same
            }
            self.by_symbol[usize::from(hit.symbol)].iter().for_each(|rule| consider(*rule));
        }
        let (reach, index, run) = best?;
        let rule = &self.rules[usize::from(index)];
        for (template, span) in rule.templates.iter().zip(&run.spans) {
            let (start, end) = (*span)?;
            let meaning = template.meaning(|slot| run.capture(self, slot))?;
            if !meaning.skip {
                found.push(Found { start, end, rule: index, meaning });
            }
        }
        Some(reach)
    }

    fn run_rule(&self, index: u16, text: &Text<'_>, at: usize) -> Option<Run> {
        let rule = &self.rules[usize::from(index)];
        if rule.capitalised && !text.original[at..].starts_with(|c: char| c.is_uppercase()) {
            return None;
        }
        if rule.lowercase && text.original[at..].starts_with(char::is_uppercase) && !text.starts_sentence(at)
        {
            return None;
        }
        if rule.not_after_capital && text.follows_capital(at) {
            return None;
        }
        if rule.not_after_number && self.follows_number(text, at) {
            return None;
        }
        if self.boundaries != Boundaries::None && !starts_word(text, at) && !self.follows_prefix(text, at) {
            return None;
        }
        let misplaced = rule.not_after.before(text, at)
            || rule.after.as_ref().is_some_and(|words| !words.before(text, at));
        if misplaced {
            return None;
        }
        let mut machine = Machine { grammar: self, rule, text, start: at, run: Run::default() };
        machine.step(0, at).then_some(machine.run)
    }
}

fn starts_word(text: &Text<'_>, at: usize) -> bool {
    match text.kind_at(at) {
        Kind::Letter => text.kind_before(at) != Kind::Letter,
        Kind::Digit => text.kind_before(at) == Kind::Other,
        Kind::Other => true,
    }
}

/// What one run of a rule has found.
#[derive(Debug, Clone, Default)]
struct Run {
    captures: [Option<Captured>; MAX_CAPTURES],
    /// The marked expressions; the whole match stands first where none is marked.
    spans: [Option<(usize, usize)>; MAX_SPANS],
    /// How far the match reaches.
    reach: usize,
}

#[derive(Debug, Clone, Copy)]
enum Captured {
    Number(i64),
    Word(u32),
}

impl Run {
    fn capture<'g>(&self, grammar: &'g Grammar, slot: usize) -> Option<Cow<'g, Atom>> {
        Some(match self.captures[slot]? {
            Captured::Number(value) => Cow::Owned(Atom::Number(value)),
            Captured::Word(index) => Cow::Borrowed(grammar.lexicon.atom(index)),
        })
    }
}

/// Backtracks through one pattern. Patterns have no loops, so a run is bounded by the pattern.
struct Machine<'m, 't> {
    grammar: &'m Grammar,
    rule: &'m Rule,
    text: &'m Text<'t>,
    start: usize,
    run: Run,
}

impl Machine<'_, '_> {
    fn step(&mut self, op: usize, at: usize) -> bool {
        match &self.rule.pattern.ops[op] {
            Op::Word { symbol, slot } => self.word(*symbol, *slot, op, at),
            Op::Number { kind, slot } => {
                let kind = &self.grammar.numbers[usize::from(*kind)];
                let Some((value, end)) = kind.read(self.grammar, self.text, at) else { return false };
                self.captured(*slot, Captured::Number(value), op, end)
            }
            Op::AnyWord => {
                let end = self.text.word_end(at);
                end > at && self.step(op + 1, end)
            }
            Op::Space => {
                let end = self.spaces(at);
                end > at && self.step(op + 1, end)
            }
            Op::MaybeSpace => self.step(op + 1, self.spaces(at)),
            Op::Open(index) => {
                let old = self.run.spans[usize::from(*index)].replace((at, at));
                self.step(op + 1, at) || {
                    self.run.spans[usize::from(*index)] = old;
                    false
                }
            }
            Op::Close(index) => {
                let start = self.run.spans[usize::from(*index)].map_or(at, |(start, _)| start);
                self.run.spans[usize::from(*index)] = Some((start, at));
                self.step(op + 1, at)
            }
            Op::Split(first, second) => {
                self.step(usize::from(*first), at) || self.step(usize::from(*second), at)
            }
            Op::Jump(target) => self.step(usize::from(*target), at),
            Op::Accept => self.accept(at),
        }
    }

    fn word(&mut self, symbol: u16, slot: Option<u8>, op: usize, at: usize) -> bool {
        let mut ends = [(0, 0); 4];
        let mut count = 0;
        self.grammar.lexicon.walk(self.text, at, |hit| {
            if hit.symbol == symbol && count < ends.len() {
                ends[count] = (hit.end, hit.atom);
                count += 1;
            }
        });
        ends[..count].iter().rev().any(|&(end, atom)| self.captured(slot, Captured::Word(atom), op, end))
    }

    fn captured(&mut self, slot: Option<u8>, value: Captured, op: usize, end: usize) -> bool {
        let Some(slot) = slot.map(usize::from) else { return self.step(op + 1, end) };
        let old = self.run.captures[slot].replace(value);
        self.step(op + 1, end) || {
            self.run.captures[slot] = old;
            false
        }
    }

    fn spaces(&self, at: usize) -> usize {
        let rest = &self.text.folded[at..];
        at + rest.iter().take_while(|byte| matches!(**byte, b' ' | FILLER)).count()
    }

    /// The match must not cut a word or a number in two, and must stand where its rule allows.
    fn accept(&mut self, end: usize) -> bool {
        let text = self.text;
        let cuts_word = !self.grammar.free_ends()
            && text.kind_at(end) == Kind::Letter
            && text.kind_before(end) != Kind::Other
            && !self.grammar.suffixes.iter().any(|suffix| suffix.stands_at(text, end));
        if end == self.start || cuts_word || cuts_number(text, self.start, end) {
            return false;
        }
        let rule = self.rule;
        if rule.not_before_capital
            && text.original[end..].trim_start_matches(' ').starts_with(char::is_uppercase)
        {
            return false;
        }
        let misplaced = rule.not_before.behind(text, end)
            || rule.before.as_ref().is_some_and(|words| !words.behind(text, end));
        if misplaced {
            return false;
        }
        if rule.pattern.spans == 0 {
            self.run.spans[0] = Some((self.start, end));
        }
        self.run.reach = end;
        true
    }
}
