//! The words that the calendar knows of a language: months, weekdays, holidays.

use super::Compiler;
use crate::grammar::file::File;
use crate::template::Atom;
use crate::text::fold_word;
use dateline_calendar::{Calendar, Holiday};
use std::collections::BTreeMap;

impl Compiler {
    pub(in crate::grammar) fn add_calendar_names(&mut self, file: &File) {
        self.add_holidays(&file.language);
        let Some(names) = Calendar::builtin().names(&file.language) else { return };
        let doubtful = |word: &str| {
            let word = word.trim_end_matches('.');
            names.is_ambiguous(word) || file.ambiguous.contains(word)
        };
        for (word, month) in names.months() {
            self.add_name("month", word, doubtful(word), Atom::Number(i64::from(month)));
        }
        for (word, weekday) in names.weekdays() {
            let atom = Atom::Word(weekday.to_string().to_lowercase());
            self.add_name("weekday", word, doubtful(word), atom);
        }
    }

    /// The names of holidays that mean one day: "Christmas", but not "Independence Day".
    fn add_holidays(&mut self, language: &str) {
        let mut named: BTreeMap<Vec<u8>, Vec<&Holiday>> = BTreeMap::new();
        for holiday in Calendar::builtin().holidays() {
            for name in holiday.names(language) {
                named.entry(fold_word(name)).or_default().push(holiday);
            }
        }
        let list = self.symbol("holiday");
        for (name, holidays) in named {
            if let Some(holiday) = the_one(&holidays) {
                self.lexicon.add(name, list, Atom::Word(holiday.id().to_owned()));
            }
        }
    }

    fn add_name(&mut self, list: &str, word: &str, ambiguous: bool, atom: Atom) {
        let all = self.symbol(list);
        self.lexicon.add(fold_word(word), all, atom.clone());
        let clear = self.symbol(&format!("{list}-clear"));
        if !ambiguous {
            self.lexicon.add(fold_word(word), clear, atom);
        }
    }
}

/// The holiday that a name means: the only one of that name, the only one kept in many countries, or any
/// where all of the name fall on the same days.
fn the_one<'h>(holidays: &[&'h Holiday]) -> Option<&'h Holiday> {
    /// Two years in which no two holidays of different rules fall on the same days.
    const YEARS: [i32; 2] = [2023, 2024];
    let worldwide: Vec<&Holiday> =
        holidays.iter().copied().filter(|holiday| holiday.country().is_none()).collect();
    if let [one] = worldwide.as_slice() {
        return Some(one);
    }
    let days = |holiday: &Holiday| YEARS.map(|year| holiday.day_in(year).map(|holiday| holiday.day));
    let first = holidays.first()?;
    holidays.iter().all(|holiday| days(holiday) == days(first)).then_some(first)
}
