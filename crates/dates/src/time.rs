//! Times of day.

use std::fmt;

/// A time of day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Clock {
    /// A part of the day: `TMO`.
    Part(Part),
    /// The hour of every day of a set: `T15`.
    Hour(u32),
    /// A clock time: `T14:30`, with its zone where one is named.
    Time {
        /// 0 to 24.
        hour: u32,
        /// 0 to 59; `None` where the text gives the hour alone.
        minute: Option<u32>,
        /// 0 to 59.
        second: Option<u32>,
        /// Minutes east of UTC.
        zone: Option<i32>,
    },
}

/// The parts of a day, after TIMEX3.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Part {
    Morning,
    Midday,
    Afternoon,
    Evening,
    Night,
    Daytime,
}

impl Part {
    /// The letters TIMEX3 writes.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Morning => "MO",
            Self::Midday => "MI",
            Self::Afternoon => "AF",
            Self::Evening => "EV",
            Self::Night => "NI",
            Self::Daytime => "DT",
        }
    }

    pub(crate) fn from_letters(letters: &str) -> Option<Self> {
        [Self::Morning, Self::Midday, Self::Afternoon, Self::Evening, Self::Night, Self::Daytime]
            .into_iter()
            .find(|part| part.as_str() == letters)
    }
}

impl fmt::Display for Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Part(part) => write!(f, "T{}", part.as_str()),
            Self::Hour(hour) => write!(f, "T{hour:02}"),
            Self::Time { hour, minute, second, zone } => {
                write!(f, "T{hour:02}:{:02}", minute.unwrap_or(0))?;
                if let Some(second) = second {
                    write!(f, ":{second:02}")?;
                }
                match zone {
                    None => Ok(()),
                    Some(0) => f.write_str("Z"),
                    Some(offset) => {
                        let sign = if offset < 0 { '-' } else { '+' };
                        write!(f, "{sign}{:02}:{:02}", offset.abs() / 60, offset.abs() % 60)
                    }
                }
            }
        }
    }
}
