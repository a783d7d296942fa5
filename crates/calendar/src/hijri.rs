//! The Islamic calendar, by the tables of Umm al-Qura.

use crate::day::add_days;
use crate::error::CalendarError;
use crate::source::{self, Source};
use crate::{Day, Span};
use serde::Deserialize;

/// The years that the tables cover, month by month.
#[derive(Debug)]
pub(crate) struct Hijri {
    first_year: i32,
    first_day: Day,
    /// The lengths of all months, in days.
    months: Vec<u8>,
}

/// `data/hijri.toml`, as written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(rename = "source")]
    _source: String,
    first_year: i32,
    first_day: String,
    months: Vec<String>,
}

impl Hijri {
    pub(crate) fn load(source: &Source) -> Result<Self, CalendarError> {
        let file: File = source::parse(source.path, source.text)?;
        let length = |figure| if figure == '1' { 30 } else { 29 };
        Ok(Self {
            first_year: file.first_year,
            first_day: file.first_day.parse().unwrap_or_default(),
            months: file.months.iter().flat_map(|year| year.chars().map(length)).collect(),
        })
    }

    /// The days of a month, 1 to 12, of a year of the Hijra; `None` outside of the tables.
    pub(crate) fn month(&self, year: i32, month: u32) -> Option<Span> {
        let years = usize::try_from(year.checked_sub(self.first_year)?).ok()?;
        let index = years.checked_mul(12)?
            + usize::try_from(month.checked_sub(1)?).ok().filter(|month| *month < 12)?;
        let length = i64::from(*self.months.get(index)?);
        let before: i64 = self.months[..index].iter().map(|days| i64::from(*days)).sum();
        let first = add_days(self.first_day, before)?;
        Span::new(first, add_days(first, length - 1)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Days that newspapers printed in both calendars.
    #[test]
    fn months_begin_when_the_papers_say() {
        let hijri = Hijri::load(&source::HIJRI).expect("the file is compiled in");
        for (year, month, first) in
            [(1400, 1, "1979-11-20"), (1445, 9, "2024-03-11"), (1446, 1, "2024-07-07")]
        {
            assert_eq!(hijri.month(year, month).map(|span| span.first().to_string()).as_deref(), Some(first));
        }
        assert_eq!((hijri.month(1364, 12), hijri.month(1501, 1), hijri.month(1445, 13)), (None, None, None));
    }

    #[test]
    fn every_year_has_twelve_months_and_353_to_355_days() {
        let hijri = Hijri::load(&source::HIJRI).expect("the file is compiled in");
        assert_eq!(hijri.months.len() % 12, 0);
        for year in hijri.months.chunks(12) {
            let days: u32 = year.iter().map(|days| u32::from(*days)).sum();
            assert!((353..=355).contains(&days), "{days}");
        }
    }
}
