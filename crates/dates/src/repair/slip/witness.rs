//! Other mentions of a day, which speak for a reading.

use super::super::{Scene, Told};
use crate::dating::fills_line;
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// What another mention of the day adds, in log-odds: in full; without its year; by its weekday alone; as the day of
/// the page itself.
const IN_FULL: f64 = 4.6;
const WITHOUT_YEAR: f64 = 1.5;
const BY_WEEKDAY: f64 = 0.7;
const OWN_DAY: f64 = 0.5;

/// Other mentions of each day: what they add, and their words.
pub(super) struct Witnesses<'s> {
    days: BTreeMap<NaiveDate, Vec<(&'s str, f64)>>,
}

impl<'s> Witnesses<'s> {
    /// The days that the page's sound expressions tell, and those it prints outside of its body.
    pub(super) fn new(scene: &'s Scene<'_, '_>, suspects: &[usize]) -> Self {
        let mut days: BTreeMap<NaiveDate, Vec<(&str, f64)>> = BTreeMap::new();
        for (index, told) in scene.told.iter().enumerate() {
            let Some(day) = told.timex.value().day() else { continue };
            if suspects.binary_search(&index).is_ok() {
                continue;
            }
            let meaning = told.timex.meaning();
            let adds = match (meaning.common_year().is_some(), meaning.month, meaning.day, meaning.weekday) {
                _ if Some(day) == scene.day && stands_alone(scene, told) => OWN_DAY,
                (true, Some(_), Some(_), _) => IN_FULL,
                (false, Some(_), Some(_), _) => WITHOUT_YEAR,
                (false, None, None, Some(_)) => BY_WEEKDAY,
                _ => continue,
            };
            days.entry(day).or_default().push((told.timex.text(), adds));
        }
        for (day, words) in scene.printed.iter().filter(|(day, _)| Some(*day) != scene.day) {
            days.entry(*day).or_default().push((words, IN_FULL));
        }
        Self { days }
    }

    /// What the other mentions of a day add to it: the plainest counts.
    pub(super) fn add(&self, day: NaiveDate) -> Option<(&'s str, f64)> {
        let told = self.days.get(&day)?;
        told.iter().copied().max_by(|one, other| one.1.total_cmp(&other.1))
    }
}

/// Whether an expression fills its line, as a date line does.
fn stands_alone(scene: &Scene<'_, '_>, told: &Told<'_>) -> bool {
    let range = told.timex.range();
    fills_line(&scene.passages[told.passage].text, (range.start, range.end))
}
