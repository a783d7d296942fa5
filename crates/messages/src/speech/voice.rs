//! Whose words a quote is, told by where it stands: for quotes that no pattern of a language reads.

use crate::language::list::List;
use crate::language::pattern::class;
use crate::scene::{Part, is_person};
use crate::sentence::item::Item;
use crate::speech::beside::{Beside, NEAR, is_governed};
use crate::speech::{About, Meant, Speaker};
use std::ops::Range;

/// "…, plaisante-t-il": a clause of so few words, none of them a person, has whoever was spoken of for its subject.
const BARE: usize = 3;

impl Beside<'_, '_, '_> {
    /// Whose the quote at an item is: what stands behind it tells, else what stands before it. On a page that tells of no
    /// message whoever has no office, and is not known, must be tied to it by a word of saying.
    pub(crate) fn of_quote(&self, quote: usize) -> Option<Speaker> {
        let told = self.told_around(quote);
        if told.is_some() || self.is_bold() {
            return told;
        }
        Self { about: About::Messages, ..*self }.told_around(quote).filter(|it| self.is_of_note(it))
    }

    /// Whether a speaker is known or has an office; nobody in particular is taken as told.
    fn is_of_note(&self, speaker: &Speaker) -> bool {
        match speaker {
            Speaker::Figure(figure) | Speaker::Meant(Meant { figure: Some(figure), .. }) => {
                let figure = &self.scene.cast.figures[*figure];
                figure.person.is_some() || figure.office.is_some()
            }
            Speaker::Unknown => true,
            _ => false,
        }
    }

    fn told_around(&self, quote: usize) -> Option<Speaker> {
        let sentence = self.sentence();
        let items = &self.reading().items;
        let begins = (sentence.start..quote).all(|at| !names_somebody(self, at));
        if begins && let Some(found) = self.behind(quote) {
            return Some(found);
        }
        if let Some(found) = self.before(sentence.start..quote) {
            return Some(found);
        }
        let alone = sentence.clone().all(|at| is_mark(&items[at]));
        if alone { self.led_up_to() } else { None }
    }

    /// "“…,” the king of X jokes", "“…”, adds the text".
    fn behind(&self, quote: usize) -> Option<Speaker> {
        let items = &self.reading().items;
        let over = |at: &usize| matches!(items[*at].class, class::QUOTE | class::STOP | class::COLON);
        let clause: Vec<usize> = (quote + 1..self.sentence().end)
            .skip_while(|at| is_mark(&items[*at]) && items[*at].class != class::QUOTE)
            .take(NEAR)
            .take_while(|at| !over(at))
            .collect();
        let first = *clause.first()?;
        let subject = clause.iter().copied().find(|at| self.acts(*at));
        let post = clause.iter().copied().find(|at| self.is(List::Post, *at));
        // "“…,” he shrugged", "“…,” jokes X": whoever stands right behind needs no word of saying.
        let right_behind = || subject.is_some_and(|subject| subject <= first + 1);
        if !self.is_bold() && !clause.iter().any(|at| self.is(List::Speaking, *at)) && !right_behind() {
            return None;
        }
        match (subject, post) {
            // "…, the reply to X reads": who stands behind the letter is not who speaks, unless a verb is between.
            (Some(subject), _) if !self.described(first..subject) => self.named(subject),
            (None, Some(post)) => Some(self.letter(post)),
            (None, None) => {
                // "…», wrote in his networks": a verb stands first, and nobody behind it.
                let dropped = clause.len() <= BARE || self.is(List::Speaking, first);
                let dropped = dropped && items[first].class != class::NAME;
                let lone = clause.iter().all(|at| !is_person(&items[*at]));
                let behind = first..clause.last().map_or(first, |last| last + 1);
                let topical = self.is_bold() && dropped && lone && !self.described(behind);
                topical.then(|| self.topic(first)).flatten()
            }
            // "…, said a fisherman when the king came by": nobody of the page.
            _ => Some(Speaker::Unknown),
        }
    }

    /// "X, in his turn, jokes: “…”", "his letter wishes her “…”".
    fn before(&self, range: Range<usize>) -> Option<Speaker> {
        let items = &self.reading().items;
        let start =
            range.clone().rfind(|at| items[*at].class == class::QUOTE).map_or(range.start, |at| at + 1);
        let subject = self.subject(start..range.end);
        let post = (start..range.end).find(|at| self.is(List::Post, *at));
        let leads = (start..range.end).any(|at| {
            items[at].class == class::COLON || self.is(List::Speaking, at) || self.is(List::Expressing, at)
        });
        if !self.is_bold() && !leads {
            return None;
        }
        match (subject, post) {
            (Some(subject), _) => self.named(subject),
            (None, Some(post)) => Some(self.letter(post)),
            (None, None) => {
                let found = self.in_view_of(start..range.end).or_else(|| self.lone_name(start..range.end));
                let dropped = self.is_bold() && leads && !self.describes(start..range.end);
                found.or_else(|| dropped.then(|| self.topic(range.end.saturating_sub(1))).flatten())
            }
        }
    }

    /// "Serhiy, a baker, says", "his wife Dawn said": one word with a capital, and a verb of saying.
    fn lone_name(&self, range: Range<usize>) -> Option<Speaker> {
        const ARTICLES: [List; 5] = [List::The, List::Article, List::His, List::Definite, List::One];
        let reading = self.reading();
        let items = &reading.items;
        let verb = range.clone().find(|at| self.is(List::Speaking, *at))?;
        let mut names = (range.start..verb).filter(|at| items[*at].class == class::NAME);
        let name = names.next().filter(|_| self.scene.language.spaces && names.next().is_none())?;
        let begins = name == self.sentence().start;
        let apart = name + 1 == verb || items[name + 1].class == class::COMMA;
        let hangs = !begins && {
            let before = &items[name - 1];
            is_governed(self.scene, before)
                || self.is_any(&ARTICLES, name - 1)
                || self.is_any(&[List::To, List::By, List::With, List::From], name - 1)
        };
        let told = if begins { items[name + 1].class == class::COMMA } else { apart };
        let item = &items[name];
        (told && !hangs).then(|| Speaker::Words(reading.passage.text[item.start..item.end].to_owned()))
    }

    /// "For X the vote was “…”", "according to X, …": the stretch begins with whose view it is.
    fn in_view_of(&self, range: Range<usize>) -> Option<Speaker> {
        const VIEW: [List; 3] = [List::For, List::According, List::On];
        let first = range.clone().next().filter(|at| self.is_any(&VIEW, *at))?;
        let person = (first + 1..range.end).take(BARE).find(|at| is_person(&self.reading().items[*at]))?;
        // "По мнению Самарина": named in another case.
        match self.named(person) {
            Some(Speaker::Figure(figure)) => {
                let name = self.scene.cast.as_subject(figure).map(Speaker::Words);
                name.or(Some(Speaker::Figure(figure)))
            }
            other => other,
        }
    }

    /// "A fisherman", "the whole street", and no name right behind: nobody whom the page names.
    fn described(&self, range: Range<usize>) -> bool {
        const ARTICLES: [List; 4] = [List::Article, List::One, List::The, List::Definite];
        const GOVERNS: [List; 6] = [List::To, List::ToThe, List::With, List::By, List::From, List::Toward];
        let items = &self.reading().items;
        let named = range.end.checked_sub(1).is_some_and(|last| {
            items[last].class == class::COMMA || self.is(List::Title, last) || self.is(List::Former, last)
        });
        let noun = |at: usize| {
            self.is_any(&ARTICLES, at)
                && at + 1 < range.end
                && matches!(items[at + 1].class, class::WORD | class::NAME | class::OFFICE | class::NUMBER)
        };
        let governed = |at: usize| {
            at > range.start && {
                let before = &items[at - 1];
                is_governed(self.scene, before) || self.scene.language.is_any(&GOVERNS, before.class)
            }
        };
        self.scene.language.spaces && !named && range.clone().any(|at| noun(at) && !governed(at))
    }

    /// "One said", "Sergey, a baker, says": somebody who is no person of the page acts.
    fn describes(&self, range: Range<usize>) -> bool {
        const ARTICLES: [List; 4] = [List::The, List::Article, List::One, List::His];
        let items = &self.reading().items;
        let verb = range.clone().find(|at| self.is(List::Speaking, *at) || self.is(List::Expressing, *at));
        let mut before = range.start..verb.unwrap_or(range.end);
        verb.is_some()
            && self.scene.language.spaces
            && before.any(|at| {
                let capital = items[at].class == class::NAME && at > self.sentence().start;
                let listed = self.is_any(&ARTICLES, at);
                let governed = at > range.start && is_governed(self.scene, &items[at - 1]);
                (capital || listed || items[at].class == class::OFFICE) && !governed
            })
    }

    /// The quote stands alone: a colon or a letter before it leads to it, or the sentence behind it says who spoke.
    fn led_up_to(&self) -> Option<Speaker> {
        let earlier = match self.number.checked_sub(1) {
            Some(number) => Some(Beside { number, ..*self }),
            None => self.passage_before(),
        };
        let own = earlier.filter(|it| it.at == self.at && !self.scene.language.spaces);
        let earlier = earlier.filter(|it| it.leads_on());
        let told = earlier.filter(|it| self.scene.language.spaces || it.ends_with_colon());
        if let Some(found) = told.and_then(|it| it.leading()) {
            return Some(found);
        }
        let leading = || earlier.and_then(|it| it.leading());
        self.told_behind().or_else(leading).or_else(|| own?.private())
    }

    /// "“…” So wrote the king."
    fn told_behind(&self) -> Option<Speaker> {
        let reading = self.reading();
        let next = Beside { number: self.number + 1, ..*self };
        let range = reading.sentences.get(next.number)?;
        let quotes = range.clone().any(|at| reading.items[at].class == class::QUOTE);
        let says = range.clone().any(|at| next.is(List::Speaking, at));
        let subject = range.clone().find(|at| next.acts(*at)).filter(|_| says && !quotes)?;
        next.named(subject)
    }

    /// The last sentence of the passage before this one, where that is of the article itself.
    fn passage_before(&self) -> Option<Self> {
        let at = self.at.checked_sub(1)?;
        let reading = &self.scene.readings[at];
        let number = reading.sentences.len().checked_sub(1)?;
        (reading.passage.part == Part::Body).then_some(Beside { at, number, ..*self })
    }

    /// Whose words a sentence leads to that stand behind it.
    pub(crate) fn leading(&self) -> Option<Speaker> {
        self.before(self.sentence().clone())
    }
}

fn names_somebody(beside: &Beside<'_, '_, '_>, at: usize) -> bool {
    let item = &beside.reading().items[at];
    is_person(item) || item.class == class::PRONOUN || beside.is(List::Post, at)
}

/// Marks between sentences and quotes.
fn is_mark(item: &Item<'_>) -> bool {
    matches!(item.class, class::QUOTE | class::SOFT_STOP | class::STOP | class::COMMA | class::DASH)
}
