//! Runs the rules where the first things that they want stand.

use crate::grammar::{Boundaries, Grammar, Rule};
use crate::meaning::Meaning;
use crate::number::{cardinal_at, cuts_number, digits_end, grouped_end, read_spelled};
use crate::pattern::{MAX_CAPTURES, MAX_SPANS, Op};
use crate::scan::Scan;
use crate::start::{Element, Start};
use crate::template::Atom;
use crate::text::{Kind, Text};
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
    /// the file. Cost is linear in the text: patterns are bounded, and run only where the first two
    /// things that they want stand.
    pub(crate) fn find(&self, text: &Text<'_>) -> Vec<Found> {
        let mut scan = Scan::new(self, text);
        let mut found = Vec::new();
        let mut at = 0;
        while at < text.folded.len() {
            at = match scan.match_at(at, &mut found) {
                Some(end) => end.max(at + 1),
                None => self.next_start(text, at),
            };
        }
        found
    }

    /// The next offset after `at` where a word may start.
    fn next_start(&self, text: &Text<'_>, at: usize) -> usize {
        let next = text.char_after(at).max(at + 1);
        if self.boundaries == Boundaries::None {
            return next;
        }
        match text.kind_at(at) {
            Kind::Letter if self.prefixes.is_empty() => text.letters_end(next),
            Kind::Letter => self.prefix_end(text, at).unwrap_or_else(|| text.letters_end(next)),
            Kind::Digit => digits_end(text, next),
            // A quotation mark is no part of the word behind it.
            Kind::Other => next,
        }
    }

    fn follows_number(&self, text: &Text<'_>, at: usize) -> bool {
        let spelled = self.boundaries == Boundaries::None
            && text.kind_before(at) != Kind::Other
            && cardinal_at(self, text, text.char_before(at)).is_some_and(|(_, end)| end == at);
        let before = text.word_before(at);
        let figure = if self.boundaries == Boundaries::None { before.last() } else { before.first() };
        spelled || figure.is_some_and(u8::is_ascii_digit)
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

    /// Whether a rule may start at an offset.
    fn may_stand(&self, rule: &Rule, text: &Text<'_>, at: usize) -> bool {
        let capital = || text.original[at..].starts_with(char::is_uppercase);
        let misplaced = (rule.capitalised && !capital())
            || (rule.lowercase && capital() && !text.starts_sentence(at))
            || (rule.not_after_capital && text.follows_capital(at))
            || (rule.not_after_number && self.follows_number(text, at))
            || rule.not_after.before(text, at)
            || rule.after.as_ref().is_some_and(|words| !words.before(text, at));
        !misplaced
    }
}

impl Scan<'_, '_> {
    /// Tries all rules at one offset; pushes what the best one marks, gives where to go on.
    fn match_at(&mut self, at: usize, found: &mut Vec<Found>) -> Option<usize> {
        self.forget();
        let grammar = self.grammar;
        let first = self.text.folded[at];
        let digits = first.is_ascii_digit() && !grammar.starts.digits().is_empty();
        if !digits && !grammar.first_bytes.contains(first, self.text.byte_at(at + 1)) {
            return None;
        }
        let words = self.words_at(at);
        if !digits && words.is_empty() {
            return None;
        }
        if grammar.boundaries != Boundaries::None
            && !starts_word(self.text, at)
            && !grammar.follows_prefix(self.text, at)
        {
            return None;
        }
        let mut best = Best::default();
        if digits {
            for end in self.digit_ends(at) {
                self.try_starts(grammar.starts.digits(), at, end, &mut best);
            }
        }
        for index in words {
            let hit = self.hit(index);
            let start = grammar.starts.word(hit.symbol);
            if !start.is_empty() {
                let spelled = Some(hit.symbol) == grammar.cardinal;
                let end = if spelled {
                    read_spelled(grammar, self.text, at).map_or(hit.end, |(_, end)| end)
                } else {
                    hit.end
                };
                self.try_starts(start, at, end, &mut best);
            }
        }
        let Best(Some((index, run))) = best else { return None };
        let rule = &grammar.rules[usize::from(index)];
        for (template, span) in rule.templates.iter().zip(&run.spans) {
            let (start, end) = (*span)?;
            let meaning = template.meaning(|slot| run.capture(grammar, slot))?;
            if !meaning.skip {
                found.push(Found { start, end, rule: index, meaning });
            }
        }
        Some(run.reach)
    }

    /// Where the digits that start at an offset end, without their groups and with them.
    fn digit_ends(&self, at: usize) -> impl Iterator<Item = usize> + use<> {
        let run = digits_end(self.text, at);
        let grouped = grouped_end(self.text, run);
        [Some(run), (grouped > run).then_some(grouped)].into_iter().flatten()
    }

    /// Tries the rules that may start with an element that ends at `end`.
    fn try_starts(&mut self, start: &Start, at: usize, end: usize, best: &mut Best) {
        for rule in &start.alone {
            self.try_rule(*rule, at, best);
        }
        if !start.looks_on() {
            return;
        }
        let behind = self.spaces(end);
        for next in [end, behind] {
            if self.text.byte_at(next).is_ascii_digit() {
                start.followed_by(Element::Digits).for_each(|rule| self.try_rule(rule, at, best));
            }
            for index in self.words_at(next) {
                let symbol = self.hit(index).symbol;
                start.followed_by(Element::Word(symbol)).for_each(|rule| self.try_rule(rule, at, best));
            }
            if end == behind {
                break;
            }
        }
    }

    fn try_rule(&mut self, index: u16, at: usize, best: &mut Best) {
        if !self.first_try(index, at) {
            return;
        }
        let rule = &self.grammar.rules[usize::from(index)];
        if !self.grammar.may_stand(rule, self.text, at) {
            return;
        }
        let mut machine = Machine { scan: self, rule, start: at, run: Run::default() };
        if machine.step(0, at) {
            let run = machine.run;
            best.offer(index, run);
        }
    }
}

/// The rule that reaches furthest, and of those the first in the file.
#[derive(Default)]
struct Best(Option<(u16, Run)>);

impl Best {
    fn offer(&mut self, index: u16, run: Run) {
        let better = self.0.as_ref().is_none_or(|(known, best)| {
            run.reach > best.reach || (run.reach == best.reach && index < *known)
        });
        if better {
            self.0 = Some((index, run));
        }
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
struct Machine<'m, 's, 't> {
    scan: &'m mut Scan<'s, 't>,
    rule: &'s Rule,
    start: usize,
    run: Run,
}

impl Machine<'_, '_, '_> {
    fn step(&mut self, op: usize, at: usize) -> bool {
        match &self.rule.pattern.ops[op] {
            Op::Word { symbol, slot } => self.word(*symbol, *slot, op, at),
            Op::Number { kind, slot } => {
                let grammar = self.scan.grammar;
                let kind = &grammar.numbers[usize::from(*kind)];
                let Some((value, end)) = kind.read(grammar, self.scan.text, at) else { return false };
                self.captured(*slot, Captured::Number(value), op, end)
            }
            Op::AnyWord => {
                let end = self.scan.text.word_end(at);
                end > at && self.step(op + 1, end)
            }
            Op::Space => {
                let end = self.scan.spaces(at);
                end > at && self.step(op + 1, end)
            }
            Op::MaybeSpace => self.step(op + 1, self.scan.spaces(at)),
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
        // Longest first: "mon" is tried after "monday".
        self.scan.words_of(symbol, at).rev().any(|index| {
            let hit = self.scan.hit(index);
            hit.symbol == symbol && self.captured(slot, Captured::Word(hit.atom), op, hit.end)
        })
    }

    fn captured(&mut self, slot: Option<u8>, value: Captured, op: usize, end: usize) -> bool {
        let Some(slot) = slot.map(usize::from) else { return self.step(op + 1, end) };
        let old = self.run.captures[slot].replace(value);
        self.step(op + 1, end) || {
            self.run.captures[slot] = old;
            false
        }
    }

    /// The match must not cut a word or a number in two, and must stand where its rule allows.
    fn accept(&mut self, end: usize) -> bool {
        let (text, grammar) = (self.scan.text, self.scan.grammar);
        let cuts_word = !grammar.free_ends()
            && (text.kind_at(end) == Kind::Letter
                || (text.kind_at(end) == Kind::Digit && text.kind_before(end) == Kind::Letter))
            && text.kind_before(end) != Kind::Other
            && !grammar.suffixes.iter().any(|suffix| suffix.stands_at(text, end));
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
