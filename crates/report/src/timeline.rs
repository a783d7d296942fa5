//! Articles and messages over time.

use crate::bars::hundredths;
use chrono::{Datelike, Days, Months, NaiveDate};
use std::collections::BTreeMap;

/// How many bars a timeline has at most; beyond that its steps grow.
const STEPS: usize = 120;

/// A timeline of equal steps, without gaps.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Timeline {
    /// `day`, `month`, `year` or `decade`.
    pub(crate) step: &'static str,
    /// Every step from the first to the last.
    pub(crate) steps: Vec<Step>,
    /// A few labels, evenly spread: where they stand, in hundredths of the width, and the words.
    pub(crate) ticks: Vec<(String, String)>,
    /// The greatest number of articles, and of messages, in one step.
    pub(crate) most: (u64, u64),
}

/// One step.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Step {
    /// `2024-03-11`, `2024-03`, `2024` or `2020s`.
    pub(crate) label: String,
    pub(crate) articles: u64,
    pub(crate) messages: u64,
    /// Heights, in hundredths of the greatest.
    pub(crate) article_height: String,
    pub(crate) message_height: String,
}

#[derive(Debug, Clone, Copy)]
enum Grain {
    Day,
    Month,
    Year,
    Decade,
}

/// Articles and messages by day.
pub(crate) type ByDay = BTreeMap<NaiveDate, (u64, u64)>;

impl Timeline {
    /// The timeline of those days, in the finest steps that are few enough; `None` without a day.
    pub(crate) fn of(days: &ByDay) -> Option<Self> {
        let (first, last) = (*days.keys().next()?, *days.keys().next_back()?);
        let grain = [Grain::Day, Grain::Month, Grain::Year]
            .into_iter()
            .find(|grain| grain.starts(first, last).nth(STEPS).is_none())
            .unwrap_or(Grain::Decade);
        let mut counts: BTreeMap<NaiveDate, (u64, u64)> =
            grain.starts(first, last).map(|start| (start, (0, 0))).collect();
        for (day, (articles, messages)) in days {
            let step = counts.entry(grain.start(*day)).or_default();
            step.0 += articles;
            step.1 += messages;
        }
        let most = counts.values().fold((0, 0), |most, step| (most.0.max(step.0), most.1.max(step.1)));
        let steps: Vec<Step> = counts
            .into_iter()
            .map(|(start, (articles, messages))| Step {
                label: grain.label(start),
                articles,
                messages,
                article_height: hundredths(articles, most.0),
                message_height: hundredths(messages, most.1),
            })
            .collect();
        Some(Self { step: grain.name(), ticks: ticks(&steps), steps, most })
    }
}

/// The first, the last and two between, where there are that many.
fn ticks(steps: &[Step]) -> Vec<(String, String)> {
    let last = steps.len() - 1;
    let mut places = vec![0, last / 3, last * 2 / 3, last];
    places.dedup();
    places
        .into_iter()
        .map(|place| (hundredths(place as u64, last as u64), steps[place].label.clone()))
        .collect()
}

impl Grain {
    fn name(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Month => "month",
            Self::Year => "year",
            Self::Decade => "decade",
        }
    }

    /// The first day of the step that a day is in.
    fn start(self, day: NaiveDate) -> NaiveDate {
        let year = match self {
            Self::Day => return day,
            Self::Month => return day.with_day(1).unwrap_or(day),
            Self::Year => day.year(),
            Self::Decade => day.year().div_euclid(10) * 10,
        };
        NaiveDate::from_ymd_opt(year, 1, 1).unwrap_or(day)
    }

    /// The first days of all steps from one day's to another's.
    fn starts(self, first: NaiveDate, last: NaiveDate) -> impl Iterator<Item = NaiveDate> {
        let next = move |start: &NaiveDate| match self {
            Self::Day => start.checked_add_days(Days::new(1)),
            Self::Month => start.checked_add_months(Months::new(1)),
            Self::Year => start.checked_add_months(Months::new(12)),
            Self::Decade => start.checked_add_months(Months::new(120)),
        };
        std::iter::successors(Some(self.start(first)), next).take_while(move |start| *start <= last)
    }

    fn label(self, start: NaiveDate) -> String {
        match self {
            Self::Day => start.to_string(),
            Self::Month => format!("{:04}-{:02}", start.year(), start.month()),
            Self::Year => format!("{:04}", start.year()),
            Self::Decade => format!("{:04}s", start.year()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn timeline(days: &[&str]) -> Timeline {
        let days = days.iter().map(|day| (day.parse().unwrap(), (1, 0))).collect();
        Timeline::of(&days).unwrap()
    }

    #[test]
    fn steps_grow_with_the_span_and_leave_no_gap() {
        for (days, step, steps) in [
            (&["2024-02-28", "2024-03-01"][..], "day", 3),
            (&["2023-10-31", "2024-03-31"], "month", 6),
            (&["1990-05-01", "2024-03-31"], "year", 35),
            (&["1399-05-01", "2024-03-31"], "decade", 64),
            (&["2024-03-31"], "day", 1),
        ] {
            let found = timeline(days);
            assert_eq!((found.step, found.steps.len()), (step, steps), "{days:?}");
            assert_eq!(found.steps.iter().map(|step| step.articles).sum::<u64>(), days.len() as u64);
        }
        assert_eq!(Timeline::of(&ByDay::new()), None);
    }
}
