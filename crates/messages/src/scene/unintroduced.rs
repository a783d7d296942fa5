//! Offices that a page speaks of before it names who holds them: "The Federal President has written … Joachim Gauck said".

use crate::cast::Cast;
use crate::language::gender::Gender;
use crate::language::list::List;
use crate::people::office::leads;
use crate::scene::{Reading, is_person};
use std::collections::BTreeMap;

/// Settles such mentions: the one leader whom the page names, but by no office, holds it.
pub(crate) fn settle(cast: &Cast<'_>, readings: &mut [Reading<'_, '_>]) {
    let titled = only_titled(cast, readings);
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
                let open = bare && mention.figure.is_none();
                let titled = || titled.get(said.title.as_deref()?).copied().flatten();
                if open { cast.only_untitled(office, said.gender).or_else(titled) } else { None }
            });
            if let Some(holder) = holder {
                reading.mentions[item.index].figure = Some(holder);
            }
        }
    }
}

/// "The President has sent …", of whom the next lines say "President Tarrow": for each title that no country stands beside the
/// only leader who is named with it, `None` where there are several.
fn only_titled(cast: &Cast<'_>, readings: &[Reading<'_, '_>]) -> BTreeMap<String, Option<usize>> {
    let mut found: BTreeMap<String, Option<usize>> = BTreeMap::new();
    for mention in readings.iter().flat_map(|it| &it.mentions) {
        let said = &mention.said;
        let named = !said.name.is_empty() && said.country.is_none() && !said.elected;
        let leader = mention.figure.filter(|figure| named && cast.leads(*figure));
        if let Some((title, figure)) = said.title.clone().zip(leader) {
            let only = found.entry(title).or_insert(Some(figure));
            *only = only.filter(|it| *it == figure);
        }
    }
    found
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
