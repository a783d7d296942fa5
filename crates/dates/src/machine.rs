//! Runs one rule's pattern at one place.

use crate::grammar::{Grammar, Rule, Suffix};
use crate::number::cuts_number;
use crate::pattern::{MAX_CAPTURES, MAX_SPANS, Op};
use crate::scan::Scan;
use crate::stands::Stands;
use crate::template::Atom;
use crate::text::Kind;
use std::borrow::Cow;

/// What one run of a rule has found.
#[derive(Debug, Clone, Default)]
pub(crate) struct Run {
    captures: [Option<Captured>; MAX_CAPTURES],
    /// The marked expressions; the whole match stands first where none is marked.
    pub(crate) spans: [Option<(usize, usize)>; MAX_SPANS],
    /// How far the match reaches.
    pub(crate) reach: usize,
}

/// What a capture holds: a number, or the word of the lexicon with that index.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Captured {
    Number(i64),
    Word(u32),
}

impl Run {
    pub(crate) fn capture<'g>(&self, grammar: &'g Grammar, slot: usize) -> Option<Cow<'g, Atom>> {
        Some(match self.captures[slot]? {
            Captured::Number(value) => Cow::Owned(Atom::Number(value)),
            Captured::Word(index) => Cow::Borrowed(grammar.lexicon.atom(index)),
        })
    }
}

/// Backtracks through one pattern. Patterns have no loops, so a run is bounded by the pattern; and
/// a way is only gone where something that it wants next stands.
pub(crate) struct Machine<'m, 's, 't> {
    scan: &'m mut Scan<'s, 't>,
    rule: &'s Rule,
    start: usize,
}

/// What a run has overwritten, to be put back where a way leads nowhere.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Overwritten {
    Capture(u8, Option<Captured>),
    Span(u8, Option<(usize, usize)>),
}

impl<'s> Machine<'_, 's, '_> {
    /// Runs a rule at an offset, its neighbours before it not looked at. Where it matches, `keep` may copy what it has
    /// found, in [`Scan::run`].
    pub(crate) fn run(
        scan: &mut Scan<'s, '_>,
        rule: &'s Rule,
        start: usize,
        keep: impl FnOnce(&mut Scan<'s, '_>),
    ) {
        let mut machine = Machine { scan, rule, start };
        if machine.go(0, start) {
            keep(machine.scan);
        }
        machine.put_back(0);
    }

    fn go(&mut self, mut op: usize, mut at: usize) -> bool {
        let rule = self.rule;
        // What stands at `at`, spaces left out, once it is asked for.
        let mut stands: Option<Stands> = None;
        loop {
            match rule.pattern.ops[op] {
                Op::Word { symbol, slot } => {
                    // Longest first: "mon" is tried after "monday".
                    let mut last = None;
                    for index in self.scan.words_of(symbol, at).rev() {
                        let Some(hit) = self.scan.hit(index, symbol) else { continue };
                        if let Some((longer, end)) = last.replace(hit)
                            && self.attempt(slot.map(|slot| (slot, Captured::Word(longer.atom))), op + 1, end)
                        {
                            return true;
                        }
                    }
                    let Some((word, end)) = last else { return false };
                    self.capture(slot, Captured::Word(word.atom));
                    at = end;
                    stands = None;
                    op += 1;
                }
                Op::Number { kind, slot } => {
                    let kind = &self.scan.grammar.numbers[usize::from(kind)];
                    let Some((value, end)) = kind.read(self.scan, at) else { return false };
                    self.capture(slot, Captured::Number(value));
                    at = end;
                    stands = None;
                    op += 1;
                }
                Op::AnyWord => {
                    let end = self.scan.text.word_end(at);
                    if end == at {
                        return false;
                    }
                    at = end;
                    stands = None;
                    op += 1;
                }
                Op::Space => {
                    let end = self.scan.spaces(at);
                    if end == at {
                        return false;
                    }
                    at = end;
                    op += 1;
                }
                Op::MaybeSpace => {
                    at = self.scan.spaces(at);
                    op += 1;
                }
                Op::Open(index) => {
                    self.span(index, (at, at));
                    op += 1;
                }
                Op::Close(index) => {
                    let start = self.scan.run.spans[usize::from(index)].map_or(at, |(start, _)| start);
                    self.span(index, (start, at));
                    op += 1;
                }
                Op::Split(first, second) => {
                    let here = *stands.get_or_insert_with(|| self.scan.stands(at));
                    let (first, second) = (usize::from(first), usize::from(second));
                    let leads = |op: usize| rule.wants[op].meets(here);
                    op = match (leads(first), leads(second)) {
                        (true, true) if self.attempt(None, first, at) => return true,
                        (_, true) => second,
                        (true, false) => first,
                        (false, false) => return false,
                    };
                }
                Op::Jump(target) => op = usize::from(target),
                Op::Accept => return self.accept(at),
            }
        }
    }

    /// Goes one of several ways, and comes back to where it was if that leads nowhere.
    fn attempt(&mut self, captured: Option<(u8, Captured)>, op: usize, at: usize) -> bool {
        let before = self.scan.overwritten.len();
        if let Some((slot, captured)) = captured {
            self.capture(Some(slot), captured);
        }
        if self.go(op, at) {
            return true;
        }
        self.put_back(before);
        false
    }

    /// Undoes all but so many steps.
    fn put_back(&mut self, before: usize) {
        let Scan { run, overwritten, .. } = &mut *self.scan;
        for overwritten in overwritten.drain(before..).rev() {
            match overwritten {
                Overwritten::Capture(slot, old) => run.captures[usize::from(slot)] = old,
                Overwritten::Span(index, old) => run.spans[usize::from(index)] = old,
            }
        }
    }

    fn capture(&mut self, slot: Option<u8>, value: Captured) {
        let Some(slot) = slot else { return };
        let old = self.scan.run.captures[usize::from(slot)].replace(value);
        self.scan.overwritten.push(Overwritten::Capture(slot, old));
    }

    fn span(&mut self, index: u8, span: (usize, usize)) {
        let old = self.scan.run.spans[usize::from(index)].replace(span);
        self.scan.overwritten.push(Overwritten::Span(index, old));
    }

    /// The match must not cut a word or a number in two, and what stands behind it must be what its rule allows.
    fn accept(&mut self, end: usize) -> bool {
        let (text, grammar) = (self.scan.text, self.scan.grammar);
        let cuts_word = !grammar.free_ends()
            && (text.kind_at(end) == Kind::Letter
                || (text.kind_at(end) == Kind::Digit && text.kind_before(end) == Kind::Letter))
            && text.kind_before(end) != Kind::Other
            && !Suffix::any_at(&grammar.suffixes, text, end);
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
            self.span(0, (self.start, end));
        }
        self.scan.run.reach = end;
        true
    }
}
