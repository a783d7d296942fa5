//! What expressions are read against: the page's day, what was told before, the rest of the page.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on says where")]

use dateline_dates::{Dater, Dct, Tagger};
use dateline_record::{Anchor, Page, RawPage, Reading, Record};
use std::sync::LazyLock;

static ENGLISH: LazyLock<Tagger> = LazyLock::new(|| Tagger::builtin("en").unwrap());

fn dct() -> Dct {
    "2024-03-15".parse().unwrap()
}

/// The values of a text, in order.
fn values(tagger: &Tagger, text: &str, dct: Dct) -> Vec<String> {
    tagger.tag(text, dct).iter().map(|timex| timex.value().to_string()).collect()
}

const HISTORY: &str = "The league was founded on 4 May 1911. On 7 June the fleet sailed, and on 12 June it was seen off Tarn. \
    In November 1912 the siege began; in January the town fell. The envoys met on 3 March 1913. Two days later they \
    parted. On 9 October 1913 the harbour opened. By the summer of 1914 the league was gone.";

#[test]
fn a_history_hangs_on_the_last_date_told() {
    let found = values(&ENGLISH, HISTORY, dct());
    let expected = [
        "1911-05-04",
        "1911-06-07",
        "1911-06-12",
        "1912-11",
        "1913-01",
        "1913-03-03",
        "1913-03-05",
        "1913-10-09",
        "1914-SU",
    ];
    assert_eq!(found, expected);
    let second = &ENGLISH.tag(HISTORY, dct())[1];
    assert_eq!(
        (second.anchor(), second.anchor_day().unwrap().to_string().as_str()),
        (Some(Anchor::Text), "1911-05-04")
    );
}

#[test]
fn a_history_needs_no_dct() {
    assert_eq!(values(&ENGLISH, HISTORY, Dct::UNKNOWN)[1], "1911-06-07");
}

#[test]
fn a_year_told_in_passing_is_no_anchor() {
    let text = HISTORY.replace("and on 12 June", "as a film of 1987 shows, and on 12 June");
    assert!(values(&ENGLISH, &text, dct()).contains(&"1911-06-12".to_owned()));
}

#[test]
fn news_hangs_on_its_own_day() {
    let text =
        "The mayor, elected in 2011, resigned on Tuesday. He said on March 4 that he would leave in June.";
    assert_eq!(values(&ENGLISH, text, dct()), ["2011", "2024-03-12", "2024-03-04", "2024-06"]);
}

#[test]
fn the_reading_is_part_of_the_record() {
    let page = |text: &str| Record {
        page: Page {
            raw: Some(RawPage::Text(text.to_owned())),
            lang: Some("en".to_owned()),
            dct: dct().day(),
            ..Page::default()
        },
        ..Record::default()
    };
    let dater = Dater::builtin();
    assert_eq!(dater.date(&page(HISTORY)).dating.reading, Reading::Narrative);
    assert_eq!(dater.date(&page("The mayor resigned on Tuesday.")).dating.reading, Reading::News);
}

#[test]
fn the_reading_may_be_the_callers() {
    let text = "The league was founded in 1911. On 7 June the fleet sailed.";
    let read = |reading| values(&ENGLISH.clone().with_reading(reading), text, dct());
    assert_eq!(read(Reading::News)[1], "2023-06-07");
    assert_eq!(read(Reading::Narrative)[1], "1911-06-07");
}

#[test]
fn weekdays_may_be_read_ahead() {
    let text = "We met on Monday.";
    assert_eq!(values(&ENGLISH, text, dct()), ["2024-03-11"]);
    assert_eq!(values(&ENGLISH.clone().with_weekdays_ahead(), text, dct()), ["2024-03-18"]);
}

#[test]
fn the_rest_of_the_page_tells_the_order_of_figures() {
    assert_eq!(values(&ENGLISH, "Signed on 03/04/2016.", dct()), ["2016-03-04"]);
    assert_eq!(
        values(&ENGLISH, "Signed on 03/04/2016, paid on 13/04/2016.", dct()),
        ["2016-04-03", "2016-04-13"]
    );
    let german = Tagger::builtin("de").unwrap();
    assert_eq!(values(&german, "Am 03/04/2016 beschlossen.", dct()), ["2016-04-03"]);
    assert_eq!(
        values(&german, "Am 03/04/2016 und 04/13/2016 beschlossen.", dct()),
        ["2016-03-04", "2016-04-13"]
    );
}

#[test]
fn a_year_before_stays_as_fine_as_what_it_repeats() {
    let text = "Profit rose in the third quarter of 2019. In the same period a year earlier it had fallen.";
    assert_eq!(values(&ENGLISH, text, dct()), ["2019-Q3", "2018-Q3"]);
}

#[test]
fn days_of_the_hijra_are_days_of_ours() {
    let arabic = Tagger::builtin("ar").unwrap();
    assert_eq!(values(&arabic, "افتتح المعرض في 1 رمضان 1445 هـ", dct()), ["2024-03-11"]);
}

#[test]
fn eras_are_years_of_ours() {
    for (language, text, value) in [
        ("ja", "令和6年3月15日に開かれた。", "2024-03-15"),
        ("ja", "平成元年1月8日", "1989-01-08"),
        ("zh", "民國113年3月15日舉行", "2024-03-15"),
        ("ko", "주체106(2017)년 4월 15일", "2017-04-15"),
    ] {
        assert_eq!(values(&Tagger::builtin(language).unwrap(), text, dct()), [value], "{text}");
    }
}

#[test]
fn a_clock_time_in_a_sentence_of_its_own_hangs_on_no_day_to_come() {
    let text = "Harbour notes\nApril 20: Tern regatta. Gate: 9 a.m.";
    assert_eq!(values(&ENGLISH, text, dct())[1], "2024-03-15T09:00");
}

#[test]
fn a_weekday_and_its_date_in_brackets_are_one_expression_for_the_tagger_too() {
    let polish = Tagger::builtin("pl").unwrap();
    let found = polish.tag("Rada zebrała się w poniedziałek (12 czerwca).", dct());
    assert_eq!(found.iter().map(|timex| timex.text()).collect::<Vec<_>>(), ["poniedziałek (12 czerwca)"]);
}

#[test]
fn what_a_speaker_calls_today_is_no_date_of_a_history() {
    let history = Tagger::builtin("en").unwrap().with_reading(Reading::Narrative);
    let text = "In May 1936 the emperor left. \"It is us today,\" he said. On June 30, he spoke again.";
    assert_eq!(values(&history, text, dct()), ["1936-05", "2024-03-15", "1936-06-30"]);
}

#[test]
fn a_history_that_has_told_no_day_leaves_the_next_one_open() {
    let history = Tagger::builtin("en").unwrap().with_reading(Reading::Narrative);
    let text = "The fleet sailed in 480 BC. The next day it was seen off the coast.";
    assert_eq!(values(&history, text, dct()), ["BC0480", "XXXX-XX-XX"]);
}
