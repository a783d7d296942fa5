//! Offices that a page speaks of before it names who holds them: "The Federal President has written … Joachim Gauck said".

use crate::cast::Cast;
use crate::language::gender::Gender;
use crate::language::list::List;
use crate::people::office::leads;
use crate::scene::{Reading, is_person};

/// Settles such mentions: the one leader whom the page names, but by no office, holds it.
pub(crate) fn settle(cast: &Cast<'_>, readings: &mut [Reading<'_, '_>]) {
    for reading in readings {
        for at in 0..reading.items.len() {
            let item = &reading.items[at];
            if !is_person(item) || names_whose(cast, reading, at) {
                continue;
            }
            let holder = reading.mentions.get(item.index).and_then(|mention| {
                let said = &mention.said;
                let bare = said.name.is_empty() && said.country.is_none() && !said.elected;
                let office = said.office.as_deref().filter(|office| leads(office))?;
                if bare && mention.figure.is_none() { cast.only_untitled(office, said.gender) } else { None }
            });
            if let Some(holder) = holder {
                reading.mentions[item.index].figure = Some(holder);
            }
        }
    }
}

/// "The president of the club": of something that no file knows.
fn names_whose(cast: &Cast<'_>, reading: &Reading<'_, '_>, at: usize) -> bool {
    let of = |item: &crate::sentence::item::Item<'_>| {
        cast.language.is_any(&[List::Of, List::Definite, List::Possessive], item.class)
    };
    reading.items.get(at + 1).is_some_and(of)
}

impl Cast<'_> {
    /// The only one of the file's who holds an office on the page's day, and whom the page gives none.
    fn only_untitled(&self, office: &str, gender: Option<Gender>) -> Option<usize> {
        let untitled = |at: &usize| {
            let figure = &self.figures[*at];
            figure.person.is_some()
                && figure.office.is_none()
                && Gender::agree(gender, figure.gender)
                && self.may_be(*at, office)
        };
        let mut found = (0..self.figures.len()).filter(untitled);
        let first = found.next().filter(|_| self.day.is_some())?;
        found.next().is_none().then_some(first)
    }
}
