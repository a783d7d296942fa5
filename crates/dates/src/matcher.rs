//! Runs the rules where the first things that they want stand.

use crate::grammar::{Boundaries, Grammar, Rule};
use crate::machine::{Machine, Run};
use crate::meaning::Meaning;
use crate::number::{digits_end, grouped_end};
use crate::scan::Scan;
use crate::stands::Stands;
use crate::start::{Element, Start};
use crate::text::{Kind, Text};

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
            let hits = self.hits(index);
            for word in grammar.lexicon.words(hits) {
                let start = grammar.starts.word(word.symbol);
                if !start.is_empty() {
                    let spelled = Some(word.symbol) == grammar.cardinal;
                    let end =
                        if spelled { self.spelled(at).map_or(hits.end, |(_, end)| end) } else { hits.end };
                    self.try_starts(start, at, end, &mut best);
                }
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
            self.try_followed(start, at, next, best);
            if end == behind {
                break;
            }
        }
    }

    /// Tries the rules that want what stands at `next` behind their first element.
    fn try_followed(&mut self, start: &Start, at: usize, next: usize, best: &mut Best) {
        if self.text.byte_at(next).is_ascii_digit() {
            let rules = start.followed_by(Element::Digits);
            if !rules.is_empty() {
                let mut behind = Stands::ANYTHING;
                self.digit_ends(next).for_each(|end| behind.add(self.stands(end)));
                self.try_wanting(rules, behind, at, best);
            }
        }
        for index in self.words_at(next) {
            let hits = self.hits(index);
            for word in self.grammar.lexicon.words(hits) {
                let rules = start.followed_by(Element::Word(word.symbol));
                if !rules.is_empty() {
                    let mut behind = self.stands(hits.end);
                    if Some(word.symbol) == self.grammar.cardinal
                        && let Some((_, end)) = self.spelled(next)
                    {
                        behind.add(self.stands(end));
                    }
                    self.try_wanting(rules, behind, at, best);
                }
            }
        }
    }

    /// Tries the rules that want something of what stands behind their second element.
    fn try_wanting(&mut self, rules: &[(Element, u16, Stands)], behind: Stands, at: usize, best: &mut Best) {
        for (_, rule, wants) in rules {
            if wants.meets(behind) {
                self.try_rule(*rule, at, best);
            }
        }
    }

    fn try_rule(&mut self, index: u16, at: usize, best: &mut Best) {
        if !self.first_try(index, at) {
            return;
        }
        let rule = &self.grammar.rules[usize::from(index)];
        Machine::run(self, rule, at, |scan| {
            // Most rules do not match, so that what stands before is looked at last.
            if best.is_beaten_by(index, scan.run.reach) && scan.may_stand(rule, at) {
                best.0 = Some((index, scan.run.clone()));
            }
        });
    }

    /// Whether a rule may start at an offset.
    fn may_stand(&mut self, rule: &Rule, at: usize) -> bool {
        let text = self.text;
        let capital = || text.original[at..].starts_with(char::is_uppercase);
        let misplaced = (rule.capitalised && !capital())
            || (rule.lowercase && capital() && !text.starts_sentence(at))
            || (rule.not_after_capital && text.follows_capital(at))
            || (rule.not_after_number && self.follows_number(at))
            || rule.not_after.before(text, at)
            || rule.after.as_ref().is_some_and(|words| !words.before(text, at));
        !misplaced
    }

    fn follows_number(&mut self, at: usize) -> bool {
        let (text, boundaries) = (self.text, self.grammar.boundaries);
        let spelled = boundaries == Boundaries::None
            && text.kind_before(at) != Kind::Other
            && self.cardinal(text.char_before(at)).is_some_and(|(_, end)| end == at);
        let before = text.word_before(at);
        let figure = if boundaries == Boundaries::None { before.last() } else { before.first() };
        spelled || figure.is_some_and(u8::is_ascii_digit)
    }
}

/// The rule that reaches furthest, and of those the first in the file.
#[derive(Default)]
struct Best(Option<(u16, Run)>);

impl Best {
    fn is_beaten_by(&self, index: u16, reach: usize) -> bool {
        self.0
            .as_ref()
            .is_none_or(|(known, best)| reach > best.reach || (reach == best.reach && index < *known))
    }
}

fn starts_word(text: &Text<'_>, at: usize) -> bool {
    match text.kind_at(at) {
        Kind::Letter => text.kind_before(at) != Kind::Letter,
        Kind::Digit => text.kind_before(at) == Kind::Other,
        Kind::Other => true,
    }
}
