//! The day of Easter, by which many feasts are reckoned.
//!
//! Both computations are those of Jean Meeus, *Astronomical Algorithms*, 2nd edition (1998),
//! chapter 8: the anonymous Gregorian algorithm, first printed in *Nature* of 20 April 1876, and
//! Delambre's for the Julian calendar.

use crate::Day;
use crate::day::add_days;

/// Which churches' Easter is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Easter {
    /// Of the Catholic and Protestant churches.
    Western,
    /// Of the Orthodox churches, reckoned in the Julian calendar.
    Orthodox,
}

impl Easter {
    /// Easter Sunday of a year, as a Gregorian day. `None` before 1583, when the Gregorian
    /// calendar began.
    pub fn sunday(self, year: i32) -> Option<Day> {
        match self {
            _ if year < 1583 => None,
            Self::Western => western(year),
            Self::Orthodox => orthodox(year),
        }
    }
}

fn western(year: i32) -> Option<Day> {
    let golden = year % 19;
    let (century, of_century) = (year / 100, year % 100);
    let leap_century = century / 4;
    let moon_correction = (century - (century + 8) / 25 + 1) / 3;
    let epact = (19 * golden + century - leap_century - moon_correction + 15) % 30;
    let to_sunday = (32 + 2 * (century % 4) + 2 * (of_century / 4) - epact - of_century % 4) % 7;
    let shift = (golden + 11 * epact + 22 * to_sunday) / 451;
    month_and_day(year, epact + to_sunday - 7 * shift + 114)
}

fn orthodox(year: i32) -> Option<Day> {
    let full_moon = (19 * (year % 19) + 15) % 30;
    let to_sunday = (2 * (year % 4) + 4 * (year % 7) - full_moon + 34) % 7;
    let julian = month_and_day(year, full_moon + to_sunday + 114)?;
    // Easter lies after February, so the centurial leap day of its own year counts.
    let behind = year / 100 - year / 400 - 2;
    add_days(julian, i64::from(behind))
}

/// Both algorithms end in a number that is 31 times the month, plus the day less one.
fn month_and_day(year: i32, sum: i32) -> Option<Day> {
    Day::from_ymd_opt(year, u32::try_from(sum / 31).ok()?, u32::try_from(sum % 31 + 1).ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_easters() {
        // U.S. Naval Observatory and Greek Orthodox Archdiocese tables; 1818 and 2038 are the
        // earliest and a latest western Easter, 1954 and 1983 the earliest and latest orthodox
        // ones of their century.
        let known = [
            (1818, "1818-03-22", "1818-04-26"),
            (1954, "1954-04-18", "1954-04-25"),
            (1983, "1983-04-03", "1983-05-08"),
            (2000, "2000-04-23", "2000-04-30"),
            (2008, "2008-03-23", "2008-04-27"),
            (2013, "2013-03-31", "2013-05-05"),
            (2017, "2017-04-16", "2017-04-16"),
            (2024, "2024-03-31", "2024-05-05"),
            (2025, "2025-04-20", "2025-04-20"),
            (2038, "2038-04-25", "2038-04-25"),
        ];
        for (year, western, orthodox) in known {
            assert_eq!(Easter::Western.sunday(year).unwrap().to_string(), western);
            assert_eq!(Easter::Orthodox.sunday(year).unwrap().to_string(), orthodox);
        }
        assert_eq!(Easter::Western.sunday(1582), None);
    }
}
