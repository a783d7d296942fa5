//! Letters that a page prints: under a salutation, or under a line that names whom they go to, down to the signature.
//!
//! "Your Majesty, … Aldous Wren": no sentence of the page tells who wrote to whom.

use crate::language::case::Case;
use crate::language::list::List;
use crate::language::pattern::class;
use crate::scene::time::{Days, days};
use crate::scene::{Part, Reading, Scene, is_person};
use crate::sentence::deed::deed;
use crate::sentence::item::Item;
use crate::telling::{Telling, kind_of};
use dateline_record::MessageKind;
use std::ops::Range;

/// More words than this are no heading, salutation or signature.
const LINE: usize = 12;
/// A letter goes on for so many passages at most.
const LONGEST: usize = 8;
/// So many passages before a letter may say whose it is.
const ANNOUNCED: usize = 3;

/// Tells of the letters that a page prints: those not told of before are added, the others learn their day.
pub(super) fn add(scene: &Scene<'_, '_>, found: &mut Vec<Telling>) {
    let bodies = scene.readings.iter().enumerate().filter(|(_, it)| it.passage.part == Part::Body);
    let bodies: Vec<usize> = bodies.map(|(at, _)| at).collect();
    if !scene.language.spaces {
        return;
    }
    let page = Page { scene, bodies: &bodies };
    let (mut next, mut ended) = (0, 0);
    while next < bodies.len() {
        let Some(letter) = page.letter(next, ended, found) else {
            next += 1;
            continue;
        };
        next = letter.passages.end;
        ended = next;
        page.tell(&letter, found);
    }
}

/// A page, and its passages that are of the article.
struct Page<'a, 'p, 'l> {
    scene: &'a Scene<'p, 'l>,
    bodies: &'a [usize],
}

/// A letter between its salutation and its signature, by positions among the passages of the article.
struct Letter {
    passages: Range<usize>,
    writers: Vec<usize>,
    addressee: usize,
    /// The passage that says what it does.
    told: usize,
    kind: MessageKind,
    dated: Option<Days>,
}

impl<'p, 'l> Page<'_, 'p, 'l> {
    fn reading(&self, at: usize) -> &Reading<'p, 'l> {
        &self.scene.readings[self.bodies[at]]
    }

    /// The letter that begins with a passage; `ended`: where the one before it does.
    fn letter(&self, first: usize, ended: usize, found: &[Telling]) -> Option<Letter> {
        let saluted = self.is_salutation(first);
        let headed = || first > 0 && self.heading(first - 1).is_some() && self.says(first).is_some();
        if !saluted && !headed() {
            return None;
        }
        let last = (first..self.bodies.len()).take(LONGEST).find(|at| self.is_signed(*at))?;
        let signed = self.signatures(last);
        let end = signed.as_ref().map_or(last + 1, |it| it.1);
        let writers = match signed {
            Some((writers, _)) => writers,
            None => vec![self.announced(first, found)?],
        };
        let told = (first..=last).find(|at| self.says(*at).is_some())?;
        let addressee = self.addressee(first, &writers, found)?;
        let kind = self.says(told)?;
        let above = (ended.max(first.saturating_sub(ANNOUNCED))..first).rev();
        let dated = (first..=end).chain(above).find_map(|at| self.line_days(at));
        Some(Letter { passages: first..end, writers, addressee, told, kind, dated })
    }

    /// What the words of a passage do.
    fn says(&self, at: usize) -> Option<MessageKind> {
        deed(self.scene.language, self.reading(at).passage.text)
    }

    /// "Dear Prime Minister, …", or a line that ends with a comma: "Sire,".
    fn is_salutation(&self, at: usize) -> bool {
        let items = &self.reading(at).items;
        let opens = items.first().is_some_and(|item| self.is(List::Salutation, item));
        let ends = items.last().is_some_and(|item| item.class == class::COMMA);
        opens || ends && items.len() <= LINE && !items.iter().any(|item| self.tells(item))
    }

    /// Whom a line names that stands for itself, "To His Excellency X, President of …".
    fn heading(&self, at: usize) -> Option<usize> {
        let items = &self.reading(at).items;
        let leaders = self.leaders(at, &(0..items.len()));
        let line = items.len() <= LINE && items.iter().all(|item| self.is_of_line(item));
        if let [only] = leaders.as_slice() { Some(*only).filter(|_| line) } else { None }
    }

    /// Whether a passage ends with a name that stands for itself.
    fn is_signed(&self, at: usize) -> bool {
        let reading = self.reading(at);
        let sentences = reading.sentences.iter().enumerate();
        let mut own = sentences.filter(|(number, _)| *number > 0 || at > 0 && !self.is_salutation(at));
        let last = own.next_back();
        last.is_some_and(|(_, range)| self.is_signature(reading, range)) && self.heading_of_next(at).is_none()
            || reading.sentences.len() > 1
                && self.is_dateline(reading, &reading.sentences[reading.sentences.len() - 1])
                && self.is_signature(reading, &reading.sentences[reading.sentences.len() - 2])
    }

    /// A line that names a leader above a salutation is the heading of the next letter.
    fn heading_of_next(&self, at: usize) -> Option<usize> {
        let next = at + 1;
        let saluted = next < self.bodies.len() && self.is_salutation(next);
        self.heading(at).filter(|_| saluted)
    }

    /// "ALDOUS WREN", "With respect, Aldous Wren, President of Tarrin".
    fn is_signature(&self, reading: &Reading<'_, '_>, range: &Range<usize>) -> bool {
        let items = &reading.items[range.clone()];
        let Some(name) = items.iter().position(is_person) else { return false };
        let before = items[..name].last().is_none_or(|item| {
            item.class == class::COMMA || self.is(List::Title, item) || item.class == class::TIME
        });
        let plain = !items.iter().any(|item| self.tells(item) || item.class == class::PRONOUN);
        before && plain && items.len() <= LINE && items[name..].iter().all(|item| self.is_of_line(item))
    }

    /// "Luanda, 28 de noviembre de 2022".
    fn is_dateline(&self, reading: &Reading<'_, '_>, range: &Range<usize>) -> bool {
        let items = &reading.items[range.clone()];
        let time = items.iter().any(|item| item.class == class::TIME);
        time && items.len() <= LINE && items.iter().all(|item| self.is_of_line(item))
    }

    /// Those who sign, and the passage behind the last of them: leaders, or nobody whom the page knows as one.
    fn signatures(&self, last: usize) -> Option<(Vec<usize>, usize)> {
        let mut found = Vec::new();
        let mut at = last;
        while at < self.bodies.len() && (at == last || self.is_only_signature(at)) {
            let reading = self.reading(at);
            let tail = reading.sentences.len().saturating_sub(2);
            let range = reading.sentences.get(tail..).unwrap_or_default();
            let signed = range.iter().filter(|range| self.is_signature(reading, range));
            found.extend(signed.flat_map(|range| self.leaders(at, range)));
            at += 1;
        }
        found.dedup();
        (!found.is_empty()).then_some((found, at))
    }

    /// Whether a passage is nothing but a signature.
    fn is_only_signature(&self, at: usize) -> bool {
        let reading = self.reading(at);
        let mut sentences = reading.sentences.iter();
        sentences.all(|range| self.is_signature(reading, range) || self.is_dateline(reading, range))
            && reading.items.iter().any(is_person)
            && self.heading_of_next(at).is_none()
    }

    /// Who the page says has sent the letters that it prints.
    fn announced(&self, first: usize, found: &[Telling]) -> Option<usize> {
        let sends = |reading: &Reading<'_, '_>, range: &Range<usize>| {
            let items = &reading.items[range.clone()];
            let post = items.iter().any(|item| self.is(List::Post, item));
            let sent = |item: &Item<'_>| {
                self.scene.language.is_any(&[List::Sent, List::WroteTo, List::Wrote], item.class)
            };
            post && items.iter().any(sent)
        };
        let lead = (0..first.min(ANNOUNCED)).flat_map(|at| {
            let reading = self.reading(at);
            let told = reading.sentences.iter().filter(move |range| sends(reading, range));
            told.flat_map(move |range| self.leaders(at, range))
        });
        let mut leaders: Vec<usize> = lead.collect();
        leaders.sort_unstable();
        leaders.dedup();
        let others = found.iter().any(|it| leaders.first() != Some(&it.sender));
        if let [only] = leaders.as_slice() { Some(*only).filter(|_| !others) } else { None }
    }

    /// To whom the letter goes: the line above it says so, else the passages that announce it, else the page.
    fn addressee(&self, first: usize, writers: &[usize], found: &[Telling]) -> Option<usize> {
        let other = |it: &usize| !writers.contains(it);
        let above = (first.saturating_sub(2)..first).rev().find_map(|at| self.heading(at)).filter(other);
        let near = || {
            let before = (first.saturating_sub(ANNOUNCED)..first).rev();
            let mut named = before.map(|at| self.leaders(at, &(0..self.reading(at).items.len())));
            named.find_map(|all| {
                let mut all = all.into_iter().filter(other);
                all.next().filter(|_| all.next().is_none())
            })
        };
        let titled = || {
            let titles = self.scene.readings.iter().filter(|it| it.passage.part == Part::Title);
            let mut named = titles
                .flat_map(|it| it.items.iter().filter_map(|item| it.figure(item)))
                .filter(|it| self.scene.cast.leads(*it) && other(it));
            let first = named.next()?;
            named.all(|it| it == first).then_some(first)
        };
        let told = || {
            let mut all = found.iter().map(|it| it.recipient);
            let first = all.next()?;
            all.all(|it| it == first).then_some(first).filter(other)
        };
        above.or_else(near).or_else(titled).or_else(told)
    }

    /// The day of a line of a letter, or of the words "dated …" before it.
    fn line_days(&self, at: usize) -> Option<Days> {
        let reading = (at < self.bodies.len()).then(|| self.reading(at))?;
        let line = |range: &&Range<usize>| {
            let items = &reading.items[(*range).clone()];
            let dated = items.iter().any(|item| self.is(List::Dated, item));
            dated || self.is_dateline(reading, range)
        };
        let numbered = |at: &usize| {
            let timex = self.scene.timexes.get(reading.items[*at].index);
            timex.is_some_and(|timex| timex.text.chars().any(char::is_numeric))
        };
        let mut times = reading.sentences.iter().filter(line).flat_map(Clone::clone).filter(numbered);
        times.find_map(|at| days(self.scene, reading, at).filter(|days| days.only().is_some()))
    }

    /// The leaders whom some items of a passage name, each once.
    fn leaders(&self, at: usize, range: &Range<usize>) -> Vec<usize> {
        let reading = self.reading(at);
        let figures = reading.items[range.clone()].iter().filter_map(|item| reading.figure(item));
        let mut found: Vec<usize> = Vec::new();
        for figure in figures.filter(|it| self.scene.cast.leads(*it)) {
            if !found.contains(&figure) {
                found.push(figure);
            }
        }
        found
    }

    /// Whether an item may stand in a line of names, offices, places and days.
    fn is_of_line(&self, item: &Item<'_>) -> bool {
        const CLASSES: [char; 7] = [
            class::NAME,
            class::COUNTRY,
            class::OFFICE,
            class::COMMA,
            class::TIME,
            class::NUMBER,
            class::KNOWN,
        ];
        const LISTS: [List; 9] = [
            List::Of,
            List::The,
            List::To,
            List::ToThe,
            List::Title,
            List::Institution,
            List::Polity,
            List::House,
            List::Former,
        ];
        is_person(item) || CLASSES.contains(&item.class) || self.scene.language.is_any(&LISTS, item.class)
    }

    /// Whether an item is a word that a page tells of something with.
    fn tells(&self, item: &Item<'_>) -> bool {
        const TELLS: [List; 6] =
            [List::Speaking, List::Sent, List::Post, List::Gladly, List::Received, List::Read];
        self.scene.language.is_any(&TELLS, item.class) || [class::QUOTE, class::COLON].contains(&item.class)
    }

    fn is(&self, list: List, item: &Item<'_>) -> bool {
        self.scene.language.is(list, item.class)
    }

    /// Adds what a letter tells, or its day to what the page has told of it.
    fn tell(&self, letter: &Letter, found: &mut Vec<Telling>) {
        for &sender in &letter.writers {
            let own = |it: &&mut Telling| (it.sender, it.recipient) == (sender, letter.addressee);
            let news = |it: &&mut Telling| it.reading <= self.bodies[letter.passages.start];
            let mut known = found.iter_mut().filter(own).filter(news).peekable();
            if known.peek().is_some() {
                known.for_each(|it| it.dated = it.dated.or(letter.dated));
                continue;
            }
            let (cast, to) = (&self.scene.cast, letter.addressee);
            if sender != to && cast.writes(sender) && cast.writes(to) && !self.scene.dead.contains(&to) {
                found.extend(self.telling(letter, sender));
            }
        }
    }

    fn telling(&self, letter: &Letter, sender: usize) -> Option<Telling> {
        let reading = self.reading(letter.told);
        let says = |range: &&Range<usize>| kind_of(self.scene.language, &reading.items, range).is_some();
        let sentence = reading.sentences.iter().find(says)?.clone();
        Some(Telling {
            reading: self.bodies[letter.told],
            items: sentence.clone(),
            sentence,
            sender,
            recipient: letter.addressee,
            recipient_case: Case::Unknown,
            kind: Some(letter.kind),
            dated: letter.dated,
        })
    }
}
