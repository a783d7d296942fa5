//! Sentences that tell of no message: denied, planned, rumoured, or said by telephone.

use crate::language::Language;
use crate::language::list::List;
use crate::language::pattern::class;
use crate::sentence::item::Item;
use crate::telling::{PAPER, is_paper};
use dateline_record::MessageKind;
use std::ops::Range;

/// What a sentence denies or only plans.
#[derive(Debug)]
pub(crate) struct Denial<'a, 'l> {
    language: &'l Language,
    items: &'a [Item<'l>],
    /// The sentence asks: what a headline asks for nobody has told.
    asks: bool,
    /// The sentence before tells of a call or a meeting.
    called: bool,
}

impl<'a, 'l> Denial<'a, 'l> {
    /// `stop`: the mark that the sentence ends with; `before`: the sentence before it.
    pub(crate) fn of(language: &'l Language, items: &'a [Item<'l>], stop: &str, before: &[Item<'l>]) -> Self {
        let is = |list: List, item: &Item<'_>| language.is(list, item.class);
        let called =
            before.iter().any(|item| is(List::Call, item)) && !before.iter().any(|item| is(List::Post, item));
        Self { language, items, asks: stop.starts_with(['?', '？', '؟']), called }
    }

    /// Whether the sentence as a whole tells of nothing that was sent: "the palace denied that …", "he rang her up".
    pub(crate) fn whole(&self) -> bool {
        // Who rang up wrote nothing, unless a letter is told of too.
        let answer = |item: &Item<'_>| self.language.kinds.get(&item.class) == Some(&MessageKind::Reply);
        const WRITES: [List; 3] = [List::Post, List::WroteTo, List::Wired];
        // "致电" is to cable or to ring up: a call beside it tells which.
        let wired = |item: &Item<'_>| !self.language.spaces && self.language.is(List::Wired, item.class);
        let writes = |item: &Item<'_>| self.language.is_any(&WRITES, item.class);
        let letter = |at: usize| {
            let item = &self.items[at];
            writes(item) && !answer(item) && !wired(item) && !self.is_spoken(at)
        };
        let by_phone = self.has(List::Call, &(0..self.items.len())) && !(0..self.items.len()).any(letter);
        // "They spoke by telephone. The president expressed his condolences": nothing was written.
        let on_paper = |item: &Item<'_>| is_paper(self.language, item);
        let told = |list: List| self.has(list, &(0..self.items.len()));
        let spoken = self.called && !told(List::Wrote) && !self.items.iter().any(on_paper);
        by_phone || spoken || self.asks || self.has(List::Denied, &(0..self.items.len()))
    }

    /// "Expressed her condolences by telephone": not so "expressed her condolences and rang him up".
    fn is_spoken(&self, at: usize) -> bool {
        let is = |list: List, at: usize| self.language.is(list, self.items[at].class);
        let mut calls = (0..self.items.len()).filter(|call| is(List::Call, *call));
        is(List::Wish, at) && calls.any(|call| !(at.min(call)..at.max(call)).any(|it| is(List::And, it)))
    }

    /// Whether items are denied or planned: within, right before, or right behind, as some languages do: "… gratulierte
    /// ihm nicht", "…送る予定".
    pub(crate) fn covers(&self, range: &Range<usize>) -> bool {
        let reach = if self.language.spaces { 2 } else { 6 };
        let behind = self.items[range.end..].iter().take(6);
        let behind = behind.take_while(|item| item.class != class::COMMA).count().min(reach);
        // "Plans for Kim to congratulate …".
        let wide = range.start.saturating_sub(2)..range.end + behind;
        self.has(List::Negation, &wide) || self.has(List::Plan, &wide) || self.is_call(range)
    }

    /// "Received a telephone call from Y, who offered condolences": nothing between the two is written.
    fn is_call(&self, range: &Range<usize>) -> bool {
        let written = |item: &Item<'_>| {
            self.language.is_any(&PAPER, item.class)
                || self.language.is_any(&[List::WroteTo, List::Wired], item.class)
        };
        self.language.spaces && self.has(List::Call, range) && !self.items[range.clone()].iter().any(written)
    }

    /// Whether what stands within items or right before them is denied or planned.
    pub(crate) fn begins(&self, range: &Range<usize>) -> bool {
        let wide = range.start.saturating_sub(2)..range.end;
        self.has(List::Negation, &wide) || self.has(List::Plan, &wide)
    }

    fn has(&self, list: List, range: &Range<usize>) -> bool {
        self.items[range.clone()].iter().any(|item| self.language.is(list, item.class))
    }
}
