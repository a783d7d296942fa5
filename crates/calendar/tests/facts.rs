//! Holds the data against facts that are easily looked up, and the arithmetic against chrono.

use chrono::{Datelike, Weekday};
use dateline_calendar::{Calendar, Day, Easter, Span, day, week};
use proptest::prelude::*;

fn date(text: &str) -> Day {
    text.parse().expect(text)
}

#[test]
fn every_language_names_twelve_months_and_seven_weekdays() {
    let calendar = Calendar::builtin();
    let languages: Vec<&str> = calendar.languages().collect();
    assert!(languages.len() >= 21, "{languages:?}");
    for language in languages {
        let names = calendar.names(language).expect("listed");
        for month in 1..=12 {
            assert!(names.months().any(|(_, number)| number == month), "{language} has no month {month}");
        }
        for weekday in
            [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri, Weekday::Sat, Weekday::Sun]
        {
            assert!(names.weekdays().any(|(_, day)| day == weekday), "{language} has no {weekday}");
        }
        assert!(!names.source().is_empty(), "{language} names no source");
    }
}

#[test]
fn names_in_many_scripts() {
    let month =
        |language: &str, name| Calendar::builtin().names(language).and_then(|names| names.month(name));
    for (language, name, number) in [
        ("en", "sept.", 9),
        ("es", "setiembre", 9),
        ("fr", "févr.", 2),
        ("de", "jänner", 1),
        ("pt", "março", 3),
        ("ru", "июня", 6),
        ("uk", "листопада", 11),
        ("pl", "października", 10),
        ("bg", "юли", 7),
        ("tr", "ağustos", 8),
        ("ar", "حزيران", 6),
        ("ar", "يونيو", 6),
        ("ar", "كانون الثاني", 1),
        ("fa", "ژوئیه", 7),
        ("hi", "सितंबर", 9),
        ("zh", "十二月", 12),
        ("ko", "유월", 6),
        ("vi", "tháng tư", 4),
        ("id", "agustus", 8),
        ("sv", "maj", 5),
    ] {
        assert_eq!(month(language, name), Some(number), "{language} {name}");
    }
    let weekday =
        |language: &str, name| Calendar::builtin().names(language).and_then(|names| names.weekday(name));
    for (language, name, day) in [
        ("en", "thurs.", Weekday::Thu),
        ("fr", "mercredi", Weekday::Wed),
        ("pt", "2ª-feira", Weekday::Mon),
        ("ru", "среду", Weekday::Wed),
        ("uk", "п’ятницю", Weekday::Fri),
        ("zh", "星期天", Weekday::Sun),
        ("ja", "木曜日", Weekday::Thu),
        ("ko", "금", Weekday::Fri),
        ("vi", "chủ nhật", Weekday::Sun),
        ("ar", "الجمعة", Weekday::Fri),
        ("fa", "سه‌شنبه", Weekday::Tue),
        ("sv", "onsdagen", Weekday::Wed),
    ] {
        assert_eq!(weekday(language, name), Some(day), "{language} {name}");
    }
    let english = Calendar::builtin().names("en").expect("English");
    assert!(english.is_ambiguous("may") && english.is_ambiguous("sat") && !english.is_ambiguous("thursday"));
    assert_eq!(english.month("smarch"), None);
}

#[test]
fn holidays_fall_on_their_days() {
    for (id, expected) in [
        ("ru.russia-day", "2025-06-12"),
        ("ru.victory-day", "2024-05-09"),
        ("ru.unity-day", "2023-11-04"),
        ("kp.liberation-day", "2024-08-15"),
        ("kr.liberation-day", "2024-08-15"),
        ("kp.foundation-day", "2023-09-09"),
        ("kp.day-of-the-sun", "2022-04-15"),
        ("kr.chuseok", "2024-09-17"),
        ("kr.seollal", "1997-02-08"),
        ("cn.spring-festival", "2025-01-29"),
        ("cn.qingming", "2024-04-04"),
        ("jp.coming-of-age-day", "1999-01-15"),
        ("jp.coming-of-age-day", "2024-01-08"),
        ("jp.spring-equinox", "2024-03-20"),
        ("us.thanksgiving", "2023-11-23"),
        ("us.memorial-day", "2024-05-27"),
        ("us.independence-day", "2024-07-04"),
        ("fr.bastille-day", "2024-07-14"),
        ("de.reunification", "2024-10-03"),
        ("bg.liberation-day", "2024-03-03"),
        ("ua.independence-day", "2024-08-24"),
        ("ua.statehood-day", "2023-07-28"),
        ("ua.statehood-day", "2024-07-15"),
        ("ca.victoria-day", "2024-05-20"),
        ("se.midsummer", "2024-06-22"),
        ("gb.remembrance-sunday", "2024-11-10"),
        ("christian.good-friday", "2024-03-29"),
        ("orthodox.easter", "2024-05-05"),
        ("islam.eid-al-fitr", "2024-04-10"),
        ("jewish.passover", "2024-04-23"),
        ("il.independence-day", "2024-05-14"),
        ("ir.nowruz", "2024-03-20"),
        ("hindu.diwali", "2024-10-31"),
        ("vn.tet", "2007-02-17"),
        ("nl.kings-day", "2024-04-27"),
        ("ir.revolution-day", "2024-02-11"),
        ("ir.revolution-day", "2025-02-10"),
    ] {
        let expected = date(expected);
        let holiday = Calendar::builtin().holiday(id).unwrap_or_else(|| panic!("no holiday {id}"));
        assert_eq!(holiday.day_in(expected.year()).map(|found| found.day), Some(expected), "{id}");
        assert!(holiday.is_on(expected), "{id}");
    }
}

#[test]
fn only_feasts_that_wait_for_the_moon_are_approximate() {
    let approximate = |id: &str| {
        Calendar::builtin().holiday(id).and_then(|holiday| holiday.day_in(2024)).expect(id).approximate
    };
    assert!(approximate("islam.eid-al-adha") && approximate("hindu.diwali"));
    assert!(
        !approximate("cn.mid-autumn") && !approximate("christian.easter") && !approximate("ru.russia-day")
    );
}

#[test]
fn a_lunar_feast_may_come_round_twice() {
    let feast = Calendar::builtin().holiday("islam.eid-al-fitr").expect("listed");
    let days: Vec<String> = feast.days_in(2000).map(|found| found.day.to_string()).collect();
    assert_eq!(days, ["2000-01-08", "2000-12-27"]);
}

#[test]
fn holidays_are_found_by_name_in_any_language() {
    let calendar = Calendar::builtin();
    let ids = |name: &str| calendar.holidays_named(name).map(|holiday| holiday.id()).collect::<Vec<_>>();
    assert_eq!(ids("Proclamation Day"), ["kp.foundation-day"]);
    assert_eq!(ids("National Day of the Russian Federation"), ["ru.russia-day"]);
    assert!(ids("liberation day").contains(&"kp.liberation-day"));
    assert!(ids("Liberation Day").contains(&"kr.liberation-day"));
    assert_eq!(ids("광복절"), ["kr.liberation-day"]);
    assert!(ids("День Победы").contains(&"ru.victory-day"));
    assert!(ids("New Year’s Day").contains(&"world.new-years-day"));
    assert!(ids("Talk Like a Pirate Day").is_empty());
}

#[test]
fn the_fifteenth_of_august_has_its_holidays() {
    let on: Vec<&str> =
        Calendar::builtin().holidays_on(date("2024-08-15")).map(|holiday| holiday.id()).collect();
    for id in ["kp.liberation-day", "kr.liberation-day", "in.independence-day", "christian.assumption"] {
        assert!(on.contains(&id), "{id} is not among {on:?}");
    }
    assert!(!on.contains(&"kp.foundation-day"));
}

#[test]
fn events_have_their_days_and_names() {
    let calendar = Calendar::builtin();
    for (id, first, last) in [
        ("wwii-end-europe", "1945-05-08", "1945-05-09"),
        ("korea-liberation", "1945-08-15", "1945-08-15"),
        ("korean-war-end", "1953-07-27", "1953-07-27"),
        ("berlin-wall-fall", "1989-11-09", "1989-11-09"),
        ("russia-sovereignty", "1990-06-12", "1990-06-12"),
        ("ussr-dissolution", "1991-12-26", "1991-12-26"),
        ("september-11", "2001-09-11", "2001-09-11"),
        ("donbas-war", "2014-04-01", "2014-04-30"),
    ] {
        let event = calendar.event(id).unwrap_or_else(|| panic!("no event {id}"));
        assert_eq!((event.first_day(), event.last_day()), (date(first), date(last)), "{id}");
    }
    for name in
        ["war in Ukraine", "invaded Ukraine", "invasion of Ukraine", "вторжение в Украину", "ウクライナ侵攻"]
    {
        let ids: Vec<&str> = calendar.events_named(name).map(|event| event.id()).collect();
        assert_eq!(ids, ["ukraine-invasion"], "{name}");
    }
}

#[test]
fn the_data_is_wide_enough() {
    let calendar = Calendar::builtin();
    let mut countries: Vec<&str> =
        calendar.holidays().iter().filter_map(|holiday| holiday.country()).collect();
    countries.sort_unstable();
    countries.dedup();
    assert!(countries.len() >= 100, "{} countries", countries.len());
    assert!(calendar.holidays().len() >= 350, "{} holidays", calendar.holidays().len());
    assert!(calendar.events().len() >= 300, "{} events", calendar.events().len());
    for holiday in calendar.holidays() {
        assert!(
            (2000..=2030).any(|year| holiday.day_in(year).is_some()) || holiday.id() == "de.unity-day-1953",
            "{} never falls",
            holiday.id()
        );
        for (language, name) in holiday.all_names() {
            assert!(
                !name.trim().is_empty() && language.len() == 2,
                "{}: `{name}` in {language}",
                holiday.id()
            );
        }
    }
}

#[test]
fn no_name_is_listed_twice_for_one_row() {
    let calendar = Calendar::builtin();
    let twice = |id: &str, names: &mut Vec<(String, String)>| {
        names.sort_unstable();
        names.windows(2).find(|pair| pair[0] == pair[1]).map(|pair| format!("{id}: {:?}", pair[0]))
    };
    let owned = |(language, name): (&str, &str)| (language.to_owned(), name.to_owned());
    let holidays = calendar
        .holidays()
        .iter()
        .filter_map(|row| twice(row.id(), &mut row.all_names().map(owned).collect()));
    let events =
        calendar.events().iter().filter_map(|row| twice(row.id(), &mut row.all_names().map(owned).collect()));
    let found: Vec<String> = holidays.chain(events).collect();
    assert!(found.is_empty(), "{}", found.join("\n"));
}

prop_compose! {
    fn any_day()(days in -700_000_i32..1_200_000) -> Day {
        Day::from_num_days_from_ce_opt(days).expect("in chrono's range")
    }
}

fn any_weekday() -> impl Strategy<Value = Weekday> {
    (0_u8..7).prop_map(|number| Weekday::try_from(number).expect("0 to 6"))
}

proptest! {
    #[test]
    fn months_have_as_many_days_as_chrono_says(year in -2000..3000_i32, month in 1_u32..=12) {
        let days = day::days_in_month(year, month).unwrap();
        prop_assert!(Day::from_ymd_opt(year, month, days).is_some());
        prop_assert!(Day::from_ymd_opt(year, month, days + 1).is_none());
        prop_assert_eq!(Span::month(year, month).unwrap().days(), i64::from(days));
    }

    #[test]
    fn adding_months_keeps_the_day_or_clamps_it(start in any_day(), months in -2400_i32..2400) {
        let end = day::add_months(start, months).unwrap();
        let count = |day: Day| day.year() * 12 + day.month0() as i32;
        prop_assert_eq!(count(end) - count(start), months);
        let last = day::days_in_month(end.year(), end.month()).unwrap();
        prop_assert_eq!(end.day(), start.day().min(last));
    }

    #[test]
    fn a_neighbouring_weekday_is_the_nearest(start in any_day(), weekday in any_weekday()) {
        let next = day::next_weekday(start, weekday).unwrap();
        let previous = day::previous_weekday(start, weekday).unwrap();
        prop_assert_eq!(next.weekday(), weekday);
        prop_assert_eq!(previous.weekday(), weekday);
        prop_assert!((1..=7).contains(&(next - start).num_days()));
        prop_assert!((1..=7).contains(&(start - previous).num_days()));
    }

    #[test]
    fn the_nth_weekday_counts_alike_from_both_ends(day in any_day()) {
        let nth = (day.day0() / 7 + 1) as i32;
        let found = day::nth_weekday(day.year(), day.month(), day.weekday(), nth);
        prop_assert_eq!(found, Some(day));
        let last = day::days_in_month(day.year(), day.month()).unwrap();
        let from_end = -(((last - day.day()) / 7 + 1) as i32);
        let found = day::nth_weekday(day.year(), day.month(), day.weekday(), from_end);
        prop_assert_eq!(found, Some(day));
    }

    #[test]
    fn every_day_lies_in_its_week(day in any_day()) {
        let (year, number) = week::iso_week(day);
        let span = week::week(year, number).unwrap();
        prop_assert!(span.contains(day));
        prop_assert_eq!(span.days(), 7);
        prop_assert!(number <= week::weeks_in_year(year));
    }

    #[test]
    fn easter_is_a_sunday_of_spring(year in 1583..4000_i32) {
        let western = Easter::Western.sunday(year).unwrap();
        prop_assert_eq!(western.weekday(), Weekday::Sun);
        let ordinal = (western.month(), western.day());
        prop_assert!(((3, 22)..=(4, 25)).contains(&ordinal));
        let orthodox = Easter::Orthodox.sunday(year).unwrap();
        prop_assert_eq!(orthodox.weekday(), Weekday::Sun);
        prop_assert!(orthodox >= western);
    }

    #[test]
    fn the_parts_of_a_year_fill_it(year in -2000..3000_i32) {
        let whole = Span::year(year).unwrap();
        let sum = |parts: Vec<Option<Span>>| parts.into_iter().map(|part| part.unwrap().days()).sum::<i64>();
        prop_assert_eq!(sum((1..=12).map(|month| Span::month(year, month)).collect()), whole.days());
        prop_assert_eq!(sum((1..=4).map(|quarter| Span::quarter(year, quarter)).collect()), whole.days());
        prop_assert_eq!(sum((1..=2).map(|half| Span::half(year, half)).collect()), whole.days());
    }

    #[test]
    fn a_holiday_is_kept_on_its_own_day(year in 1900..2100_i32) {
        for holiday in Calendar::builtin().holidays() {
            for found in holiday.days_in(year) {
                prop_assert_eq!(found.day.year(), year);
                prop_assert!(holiday.is_on(found.day), "{} on {}", holiday.id(), found.day);
            }
        }
    }
}
