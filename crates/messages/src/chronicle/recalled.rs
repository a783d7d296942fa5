//! Messages of another age, on a page that recalls it: "on December 3 Wałęsa congratulated Kravchuk", of 1991.
//!
//! A day without its year reads like one of the page's own, in which the two were leaders no more. It is of the year that
//! the page tells before it, and in which they were.

use super::{Sent, complete};
use crate::language::pattern::class;
use crate::people::Term;
use crate::scene::Scene;
use crate::scene::time::Days;
use chrono::Datelike;
use dateline_record::{Anchor, Day, Timex};

/// Whoever is congratulated on an election takes office so many days later at most.
const SOON: chrono::Days = chrono::Days::new(120);
/// A day longer ago is told with its year.
const YEAR_DAYS: i64 = 366;

/// Puts the messages of another age into the year that the page tells of them.
pub(super) fn recall(scene: &Scene<'_, '_>, all: &mut [Sent]) {
    for sent in all {
        if sent.happened.is_some() || !complete::is_of_history(scene, sent) {
            continue;
        }
        let known = |it: usize| scene.cast.figures[it].person.map(|at| &scene.cast.people.people[at].terms);
        let parties: Vec<&Vec<Term>> = [sent.sender, sent.recipient].into_iter().filter_map(known).collect();
        let led = |day: &Day| parties.iter().all(|terms| terms.iter().any(|term| is_near(term, *day)));
        let block = scene.readings[sent.reading].passage.block;
        let years = scene.timexes.iter().take_while(|it| it.block <= block).filter_map(year);
        match own_day(scene, sent) {
            Some(own) => {
                let turns = years.filter_map(|year| Day::from_ymd_opt(year, own.month(), own.day()));
                if let Some(day) = turns.filter(led).last() {
                    sent.days = Some(Days { from: day, to: day });
                    sent.recalled = true;
                }
            }
            None if sent.days.is_none() => {
                let ends = [(1, 1), (12, 31)];
                let mut days = years
                    .flat_map(|year| ends.map(|(month, day)| Day::from_ymd_opt(year, month, day)))
                    .flatten();
                sent.recalled = days.any(|day| led(&day));
            }
            None => {}
        }
    }
}

/// The day of a message, as of the page's year, or the only one of its sentence that reads like one to come.
fn own_day(scene: &Scene<'_, '_>, sent: &Sent) -> Option<Day> {
    let page = scene.day?;
    if let Some(days) = sent.days {
        return days.only().filter(|day| (page - *day).num_days() < YEAR_DAYS);
    }
    let reading = &scene.readings[sent.reading];
    let timexes = reading.items[sent.sentence.clone()]
        .iter()
        .filter(|item| item.class == class::TIME)
        .filter_map(|item| scene.timexes.get(item.index));
    let mut days = timexes.filter_map(|timex| {
        let day = timex.first_day.filter(|day| timex.last_day == Some(*day) && *day > page)?;
        timex.text.chars().any(char::is_numeric).then_some(day)
    });
    let first = days.next()?;
    days.all(|day| day == first).then_some(first)
}

/// Whether an office was held on a day, or taken soon after.
fn is_near(term: &Term, day: Day) -> bool {
    term.holds_on(day) || day.checked_add_days(SOON).is_some_and(|later| term.holds_on(later))
}

/// The year that a time is told with: "in 1961", "in the spring of 1961".
fn year(timex: &Timex) -> Option<i32> {
    const DIGITS: usize = 4;
    let (year, rest) = timex.value.split_at_checked(DIGITS)?;
    let told = timex.anchor == Some(Anchor::Absolute) && (rest.is_empty() || rest.starts_with('-'));
    year.parse().ok().filter(|_| told)
}
