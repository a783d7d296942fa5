//! Stretches of days.

use crate::Day;
use crate::day::days_in_month;
use std::fmt;

/// A stretch of whole days, both ends included. Written `first/last`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    first: Day,
    last: Day,
}

impl Span {
    /// The days from `first` to `last`; `None` when `last` lies before `first`.
    pub fn new(first: Day, last: Day) -> Option<Self> {
        (first <= last).then_some(Self { first, last })
    }

    /// A single day.
    pub fn day(day: Day) -> Self {
        Self { first: day, last: day }
    }

    /// A month, 1 to 12.
    pub fn month(year: i32, month: u32) -> Option<Self> {
        Self::months(year, month, month)
    }

    /// A quarter, 1 to 4.
    pub fn quarter(year: i32, quarter: u32) -> Option<Self> {
        (1..=4).contains(&quarter).then(|| Self::months(year, 3 * quarter - 2, 3 * quarter))?
    }

    /// A half year, 1 or 2.
    pub fn half(year: i32, half: u32) -> Option<Self> {
        (1..=2).contains(&half).then(|| Self::months(year, 6 * half - 5, 6 * half))?
    }

    /// A calendar year.
    pub fn year(year: i32) -> Option<Self> {
        Self::months(year, 1, 12)
    }

    /// The ten years whose numbers begin alike, named by what they begin with, as TIMEX3 does:
    /// `Span::decade(199)` is 1990 to 1999.
    pub fn decade(prefix: i32) -> Option<Self> {
        Self::years(prefix.checked_mul(10)?, 10)
    }

    /// The hundred years whose numbers begin alike, named by what they begin with, as TIMEX3
    /// does: `Span::century(19)` is 1900 to 1999, in everyday words the 20th century.
    pub fn century(prefix: i32) -> Option<Self> {
        Self::years(prefix.checked_mul(100)?, 100)
    }

    /// The first day.
    pub fn first(self) -> Day {
        self.first
    }

    /// The last day, still inside.
    pub fn last(self) -> Day {
        self.last
    }

    /// Whether `day` lies inside.
    pub fn contains(self, day: Day) -> bool {
        self.first <= day && day <= self.last
    }

    /// The days both spans have; `None` when they have none.
    pub fn intersection(self, other: Self) -> Option<Self> {
        Self::new(self.first.max(other.first), self.last.min(other.last))
    }

    /// How many days it has, at least one.
    pub fn days(self) -> i64 {
        (self.last - self.first).num_days() + 1
    }

    fn months(year: i32, first: u32, last: u32) -> Option<Self> {
        let first = Day::from_ymd_opt(year, first, 1)?;
        let last = Day::from_ymd_opt(year, last, days_in_month(year, last)?)?;
        Self::new(first, last)
    }

    fn years(first: i32, count: i32) -> Option<Self> {
        let last = first.checked_add(count - 1)?;
        Self::new(Day::from_ymd_opt(first, 1, 1)?, Day::from_ymd_opt(last, 12, 31)?)
    }
}

impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.first, self.last)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_of_a_year() {
        let shown = |span: Option<Span>| span.unwrap().to_string();
        assert_eq!(shown(Span::month(2024, 2)), "2024-02-01/2024-02-29");
        assert_eq!(shown(Span::quarter(2023, 4)), "2023-10-01/2023-12-31");
        assert_eq!(shown(Span::half(2023, 1)), "2023-01-01/2023-06-30");
        assert_eq!(shown(Span::decade(199)), "1990-01-01/1999-12-31");
        assert_eq!(shown(Span::century(19)), "1900-01-01/1999-12-31");
        assert_eq!(Span::month(2024, 13), None);
        assert_eq!(Span::quarter(2024, 0), None);
        assert_eq!(Span::half(2024, 3), None);
        assert_eq!(Span::century(i32::MAX), None);
    }

    #[test]
    fn spans_meet_or_do_not() {
        let quarter = Span::quarter(2024, 1).unwrap();
        let march = Span::month(2024, 3).unwrap();
        assert_eq!(quarter.intersection(march), Some(march));
        assert_eq!(march.intersection(Span::month(2024, 4).unwrap()), None);
        assert_eq!(quarter.days(), 91);
        assert_eq!(Span::new(march.last(), march.first()), None);
        assert!(march.contains(march.last()));
    }
}
