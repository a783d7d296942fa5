//! What the words of a printed date mean.

use crate::tagger::{Dct, Tagger};
use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, NaiveTime};
use dateline_calendar::Calendar;
use dateline_record::{Page, PrintedDate};
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// What a printed date may mean.
pub(super) struct Read {
    pub(super) days: Vec<(NaiveDate, Option<String>)>,
    /// How many readings its words leave; more than `days` where they contradict themselves.
    pub(super) readings: u32,
    /// Why there is more than one, for the evidence.
    pub(super) doubt: &'static str,
}

impl Read {
    /// Words with one reading.
    pub(super) fn certain(day: (NaiveDate, Option<String>)) -> Self {
        Self { days: vec![day], readings: 1, doubt: "" }
    }
}

/// In which order a page writes day and month in figures, as far as its printed dates tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FigureOrder {
    /// One of them has a figure above twelve in front: 16/07/2022.
    DayFirst,
    /// One of them has it behind: 07/16/2022.
    MonthFirst,
    /// None of them tells, or they contradict each other.
    Open,
}

impl FigureOrder {
    /// What the words of all printed dates of a page tell.
    pub(super) fn of<'p>(texts: impl Iterator<Item = &'p str>) -> Self {
        let (mut day_first, mut month_first) = (false, false);
        for [first, second] in texts.filter_map(figures) {
            day_first |= first > 12;
            month_first |= second > 12;
        }
        match (day_first, month_first) {
            (true, false) => Self::DayFirst,
            (false, true) => Self::MonthFirst,
            _ => Self::Open,
        }
    }
}

/// Reads a printed date: its machine-readable value, else its words in the page's language, by their form alone, and
/// at last by the names of months in any language.
pub(super) fn read(
    printed: &PrintedDate,
    tagger: Option<&Tagger>,
    neutral: &Tagger,
    order: FigureOrder,
) -> Read {
    let certain = Read::certain;
    if let Some(read) = printed.value.as_deref().and_then(read_iso) {
        return certain(read);
    }
    let mut taggers = tagger.into_iter().chain([neutral]);
    let found = taggers.find_map(|tagger| {
        let dated = tagger.tag(&printed.text, Dct::UNKNOWN);
        dated.into_iter().find_map(|timex| Some((timex.value().day()?, timex)))
    });
    let Some((day, timex)) = found else { return by_month_name(&printed.text) };
    if timex.meaning().weekday.is_some_and(|weekday| weekday != day.weekday()) {
        return Read { days: vec![(day, None)], readings: 2, doubt: ", though its weekday is another's" };
    }
    let Some([first, second]) = figures(timex.text()) else { return certain((day, None)) };
    let other = |day: NaiveDate| NaiveDate::from_ymd_opt(day.year(), day.day(), day.month());
    let (months, days) = match order {
        FigureOrder::DayFirst => (second, first),
        FigureOrder::MonthFirst => (first, second),
        FigureOrder::Open => (day.month(), day.day()),
    };
    match NaiveDate::from_ymd_opt(day.year(), months, days) {
        Some(settled) if order != FigureOrder::Open => certain((settled, None)),
        _ => match other(day).filter(|other| *other != day) {
            Some(other) => {
                let doubt = ", or with day and month the other way round";
                Read { days: vec![(day, None), (other, None)], readings: 2, doubt }
            }
            None => certain((day, None)),
        },
    }
}

/// The two small figures of a date in figures with its year last: 06/07/2022. Written with stops, the day is first
/// everywhere.
fn figures(words: &str) -> Option<[u32; 2]> {
    let figures = words.split(|c: char| !c.is_ascii_digit()).filter(|figures| !figures.is_empty());
    let figures: Vec<&str> = figures.take(3).collect();
    let [first, second, _] = figures[..] else { return None };
    let in_figures = first.len() <= 2 && second.len() <= 2 && words.contains(['/', '-']);
    let small = |figure: &str| figure.parse().ok();
    if in_figures && !words.contains(char::is_alphabetic) {
        Some([small(first)?, small(second)?])
    } else {
        None
    }
}

/// Which months a name means, in all languages.
static MONTHS: LazyLock<BTreeMap<String, Vec<u32>>> = LazyLock::new(|| {
    let calendar = Calendar::builtin();
    let mut months = BTreeMap::<String, Vec<u32>>::new();
    let names = calendar.languages().filter_map(|language| calendar.names(language));
    for (name, month) in names.flat_map(|names| names.months().collect::<Vec<_>>()) {
        let known = months.entry(name.to_lowercase()).or_default();
        if !known.contains(&month) {
            known.push(month);
        }
    }
    months
});

/// A date with the name of its month, in whatever language and order: pages print dates as their software does,
/// not as their language would have it ("Oktober 25, 2023"; "September 29, 2020" in Hindi).
fn by_month_name(words: &str) -> Read {
    let tokens: Vec<&str> = words
        .split(|c: char| !c.is_alphanumeric())
        .filter(|token| !token.is_empty())
        .flat_map(figures_apart)
        .collect();
    let day_of = |token: &&&str| {
        let digits = token.trim_end_matches(char::is_alphabetic);
        digits.len() <= 2 && matches!(digits.parse::<u32>(), Ok(1..=31)) && token.len() <= digits.len() + 2
    };
    let year_of = |token: &&&str| token.len() == 4 && matches!(token.parse::<i32>(), Ok(1900..=2099));
    for (at, token) in tokens.iter().enumerate() {
        let Some(months) = MONTHS.get(&token.to_lowercase()) else { continue };
        // "de", "of", or the month's second name may stand between.
        let before = || tokens[at.saturating_sub(2)..at].iter().rev();
        let after = || tokens[at + 1..].iter().take(4);
        let (day, year) = match before().find(day_of) {
            Some(day) => (Some(day), after().find(year_of)),
            None => (after().find(day_of), after().find(year_of).or_else(|| before().find(year_of))),
        };
        let (Some(day), Some(year)) = (day, year) else { continue };
        let number = day.trim_end_matches(char::is_alphabetic).parse().unwrap_or(0);
        let days: Vec<_> = months
            .iter()
            .filter_map(|month| NaiveDate::from_ymd_opt(year.parse().ok()?, *month, number))
            .map(|day| (day, None))
            .collect();
        let doubt = if days.len() > 1 { ", a month by its name in one of several languages" } else { "" };
        if !days.is_empty() {
            return Read { readings: days.len() as u32, days, doubt };
        }
    }
    Read { days: Vec::new(), readings: 0, doubt: "" }
}

/// "on28" and "Hamburg07": figures that hang on a word without being its ending.
fn figures_apart(token: &str) -> impl Iterator<Item = &str> {
    let at = token.find(|c: char| c.is_ascii_digit()).filter(|at| *at > 0).unwrap_or(token.len());
    let (word, figures) = token.split_at(at);
    [word, figures].into_iter().filter(|part| !part.is_empty())
}

/// An ISO 8601 day, perhaps with a time and zone: `2025-06-12T09:14:00+09:00`.
pub(crate) fn read_iso(value: &str) -> Option<(NaiveDate, Option<String>)> {
    let day = value.get(..10)?.parse().ok()?;
    let rest = value.get(10..)?.trim_end();
    match rest.strip_prefix(['T', 't', ' ']) {
        Some(time) => Some((day, short_time(time))),
        None => rest.is_empty().then_some((day, None)),
    }
}

/// The day of a time stamp as feeds and crawlers write it: ISO 8601, or RFC 2822 as RSS has it
/// (`Fri, 14 Mar 2025 09:14:00 GMT`), in the stamp's own zone. `None` where it is neither.
pub fn day_of_stamp(stamp: &str) -> Option<NaiveDate> {
    let of_mail = || DateTime::parse_from_rfc2822(stamp).ok().map(|stamp| stamp.date_naive());
    read_iso(stamp).map(|(day, _)| day).or_else(of_mail)
}

/// What [`day_of_stamp`] reads, in words.
pub const STAMP: &str = "ISO 8601 or RFC 2822, such as 2025-06-12";

/// The stamps of a page (`published`, `fetched`) that are no day, so that nothing is made of them: field and value.
pub fn unread_stamps(page: &Page) -> impl Iterator<Item = (&'static str, &str)> {
    let stamps = [("published", &page.published), ("fetched", &page.fetched)];
    let told = stamps.into_iter().filter_map(|(field, stamp)| Some((field, stamp.as_deref()?)));
    told.filter(|(_, stamp)| day_of_stamp(stamp).is_none())
}

/// The day and the minute of a stamp in its own zone; at its end where it tells none.
pub(super) fn instant_of_stamp(stamp: &str) -> Option<NaiveDateTime> {
    let Some((day, time)) = read_iso(stamp) else {
        return DateTime::parse_from_rfc2822(stamp).ok().map(|stamp| stamp.naive_local());
    };
    let clock = time.as_deref().and_then(|time| NaiveTime::parse_from_str(time.get(..5)?, "%H:%M").ok());
    Some(day.and_time(clock.unwrap_or(NaiveTime::from_hms_opt(23, 59, 0)?)))
}

/// `09:14:00.000+09:00` without its seconds: `09:14+09:00`.
fn short_time(time: &str) -> Option<String> {
    let clock = time.get(..5).filter(|clock| {
        clock.as_bytes()[2] == b':' && clock.bytes().filter(u8::is_ascii_digit).count() == 4
    })?;
    let zone = time.rfind(['+', '-', 'Z']).map_or("", |at| &time[at..]);
    Some(format!("{clock}{}", zone.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn by_name(words: &str) -> Vec<String> {
        by_month_name(words).days.iter().map(|(day, _)| day.to_string()).collect()
    }

    #[test]
    fn months_are_known_by_their_names_in_any_order() {
        for (words, day) in [
            ("Oktober 25, 2023", "2023-10-25"),
            ("Posted on28. Juli 2019", "2019-07-28"),
            ("29 / Dezember / 2022", "2022-12-29"),
            ("12 Dezember, 2015", "2015-12-12"),
            ("2021 March 3rd", "2021-03-03"),
        ] {
            assert_eq!(by_name(words), [day], "{words}");
        }
        for words in ["March 2021", "Room 12, March", "the 3rd of 2021"] {
            assert!(by_name(words).is_empty(), "{words}");
        }
    }

    #[test]
    fn stamps_of_feeds_and_crawlers_are_days() {
        let day = |stamp| day_of_stamp(stamp).map(|day| day.to_string());
        for stamp in [
            "2025-03-14",
            "2025-03-14T23:14:00Z",
            "2025-03-14 09:14",
            "Fri, 14 Mar 2025 23:14:00 GMT",
            "14 Mar 2025 09:14:00 +0900",
        ] {
            assert_eq!(day(stamp).as_deref(), Some("2025-03-14"), "{stamp}");
        }
        for stamp in ["", "soon", "2025-02-30", "Fri, 30 Feb 2025 09:14:00 GMT", "14.03.2025"] {
            assert_eq!(day(stamp), None, "{stamp}");
        }
    }

    #[test]
    fn one_date_settles_the_order_of_all() {
        let order = |texts: &[&str]| FigureOrder::of(texts.iter().copied());
        assert_eq!(order(&["06/07/2022", "16/07/2022"]), FigureOrder::DayFirst);
        assert_eq!(order(&["06/07/2022", "07/16/2022"]), FigureOrder::MonthFirst);
        assert_eq!(order(&["06/07/2022", "5 March 2021"]), FigureOrder::Open);
    }
}
