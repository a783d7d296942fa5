//! Dates that cannot be right: what is repaired, what is only flagged, and what is left alone.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on says where")]

use chrono::{Datelike, Days, NaiveDate};
use dateline_dates::{DatedPage, Dater};
use dateline_record::{Correction, CorrectionKind, Page, RawPage, Record, Status};
use proptest::prelude::*;
use std::sync::LazyLock;

static DATER: LazyLock<Dater> = LazyLock::new(Dater::builtin);

fn page(language: &str, dct: Option<&str>, text: &str) -> Record {
    let page = Page {
        raw: Some(RawPage::Text(text.into())),
        lang: Some(language.into()),
        dct: dct.map(|day| day.parse().unwrap()),
        ..Page::default()
    };
    Record { page, ..Record::default() }
}

fn english(dct: &str, text: &str) -> DatedPage {
    DATER.date(&page("en", Some(dct), text))
}

fn only(dated: &DatedPage) -> &Correction {
    assert_eq!(dated.corrections.len(), 1, "{:#?}", dated.corrections);
    &dated.corrections[0]
}

#[test]
fn a_day_that_the_page_tells_again_decides_against_the_weekday() {
    let dated = english(
        "2019-06-27",
        "The lock was tested on Friday (June 22), the port said.\n\nThe log of the port gives June 22, 2019.",
    );
    let correction = only(&dated);
    assert_eq!(correction.kind, CorrectionKind::WeekdayMismatch);
    assert_eq!((correction.now.as_deref(), correction.applied), (Some("2019-06-22"), true));
    assert_eq!((dated.timexes[0].value.as_str(), dated.timexes[0].status), ("2019-06-22", Status::Repaired));
}

#[test]
fn a_day_that_the_page_tells_again_decides_for_the_weekday() {
    let dated = english(
        "2019-06-27",
        "The lock was tested on Friday (June 22), the port said.\n\nThe log of the port gives June 21, 2019.",
    );
    assert_eq!(only(&dated).now.as_deref(), Some("2019-06-21"));
    assert_eq!(dated.timexes[0].value, "2019-06-21");
    assert_eq!(dated.timexes[0].first_day, "2019-06-21".parse().ok());
    assert!(only(&dated).evidence.contains("June 21, 2019"), "{}", only(&dated).evidence);
}

#[test]
fn two_witnesses_against_each_other_settle_nothing() {
    let dated = english(
        "2019-06-27",
        "The lock was tested on Friday (June 22).\n\nThe log gives June 21, 2019.\n\nThe mayor gives June 22, 2019.",
    );
    assert!(!only(&dated).applied);
    assert_eq!(only(&dated).now, None);
    assert_eq!(only(&dated).candidates.len(), 2);
}

#[test]
fn last_years_number_in_january_is_repaired() {
    let dated =
        english("2024-01-05", "Two ships collided on Wednesday, January 3, 2023, the coast guard said.");
    let correction = only(&dated);
    assert_eq!(correction.kind, CorrectionKind::WrongYear);
    assert_eq!((correction.now.as_deref(), correction.applied), (Some("2024-01-03"), true));
}

#[test]
fn a_contradiction_long_ago_is_flagged_with_its_readings() {
    let dated = english("2021-01-21", "The mole was closed on Monday, May 29, 2020, the port said.");
    let correction = only(&dated);
    assert!(!correction.applied && correction.now.is_none());
    assert!(correction.candidates.len() > 1);
    assert_eq!(dated.timexes[0].value, "2020-05-29");
}

#[test]
fn a_day_and_month_changed_about_are_set_right_by_the_weekday_and_the_page() {
    let dated = english("2024-04-09", "The regatta was held on Saturday, 4 June 2024, the club said.");
    let correction = only(&dated);
    assert_eq!(correction.kind, CorrectionKind::DayMonthOrder);
    assert_eq!((correction.now.as_deref(), correction.applied), (Some("2024-04-06"), true));
}

#[test]
fn an_impossible_day_is_settled_by_a_witness_alone() {
    let flagged = english("2022-07-05", "The school opened on June 31, the council said.");
    assert_eq!((only(&flagged).kind, only(&flagged).applied), (CorrectionKind::ImpossibleDate, false));
    let settled =
        english("2022-07-05", "The school opened on June 31.\n\nThe ribbon was cut on June 30, 2022.");
    assert_eq!((only(&settled).now.as_deref(), only(&settled).applied), (Some("2022-06-30"), true));
}

#[test]
fn a_weekday_and_its_date_in_brackets_contradict_each_other_in_any_language() {
    for (language, text) in [
        ("ko", "항구는 금요일(6월 22일) 문을 열었다."),
        ("ja", "港は金曜日（6月22日）に開いた。"),
        ("de", "Der Hafen wurde am Freitag (22. Juni) eröffnet."),
    ] {
        let dated = DATER.date(&page(language, Some("2019-06-27"), text));
        assert_eq!(only(&dated).kind, CorrectionKind::WeekdayMismatch, "{language}");
    }
}

#[test]
fn a_holiday_on_another_s_day_takes_that_day_s_name() {
    let dated = english("2023-08-16", "They met on Foundation Day in North Korea, which falls on August 15.");
    let correction = only(&dated);
    assert_eq!(correction.kind, CorrectionKind::HolidayMismatch);
    assert_eq!((correction.text.as_deref(), correction.was.as_str()), (Some("Foundation Day"), "2023-08-15"));
    assert_eq!((correction.now.as_deref(), correction.applied), (Some("Liberation Day"), true));
}

#[test]
fn a_holiday_on_a_day_of_no_name_is_flagged() {
    for (language, text) in [
        ("en", "Victory Day in Russia, which falls on May 19, was quiet."),
        ("de", "Der Tag der Deutschen Einheit fällt auf den 2. Oktober."),
        ("fr", "La fête nationale française, célébrée le 15 juillet, a attiré la foule."),
        ("ko", "정부는 광복절(8월 14일) 기념식을 열었다."),
    ] {
        let dated = DATER.date(&page(language, Some("2023-10-16"), text));
        assert_eq!(only(&dated).kind, CorrectionKind::HolidayMismatch, "{language}");
        assert!(!only(&dated).applied, "{language}");
    }
}

#[test]
fn a_date_beside_a_holiday_s_name_or_before_it_is_given_to_it() {
    for (language, dct, text) in [
        ("en", "2023-07-20", "Bastille Day, July 18, is a holiday in France."),
        ("en", "2023-07-20", "July 18 is Bastille Day in France."),
        ("de", "2023-10-09", "Deutschland feiert am 7. Oktober den Tag der Deutschen Einheit."),
        ("fr", "2023-07-20", "La fête nationale française du 18 juillet a été calme."),
        ("es", "2023-10-17", "El Día de la Hispanidad, 16 de octubre, fue tranquilo en España."),
        ("ru", "2023-06-18", "16 июня, в День России, музей закрыт."),
        ("ru", "2023-06-18", "Россия отмечает День России 16 июня."),
        ("uk", "2023-08-29", "День Незалежності України 28 серпня відзначили тихо."),
        ("ar", "2023-09-28", "يصادف اليوم الوطني السعودي 27 سبتمبر من كل عام."),
        ("ar", "2023-09-28", "تحتفل السعودية باليوم الوطني السعودي في 27 سبتمبر."),
        ("ja", "2023-05-10", "5月8日の憲法記念日、博物館は休館した。"),
        ("ko", "2023-08-20", "8월 19일은 광복절이다."),
    ] {
        let dated = DATER.date(&page(language, Some(dct), text));
        assert_eq!(only(&dated).kind, CorrectionKind::HolidayMismatch, "{text}");
    }
}

#[test]
fn a_day_before_or_after_a_holiday_is_not_its_own() {
    for (language, text) in [
        ("en", "Celebrations ahead of Bastille Day on July 13 drew thousands in France."),
        ("en", "On the eve of Bastille Day, July 13, the museum in France was open."),
        ("en", "July 15, Bastille Day weekend, was hot in France."),
        ("de", "Am Vorabend des Tages der Deutschen Einheit, am 2. Oktober, gab es ein Konzert."),
        ("fr", "À la veille de la fête nationale française, le 13 juillet, le musée était ouvert."),
        ("es", "La víspera del Día de la Hispanidad, 11 de octubre, el museo abrió en España."),
        ("ru", "Накануне Дня России, 11 июня, прошёл концерт."),
        ("uk", "Напередодні Дня Незалежності України, 23 серпня, відкрили музей."),
        ("pl", "W przeddzień Narodowego Święta Niepodległości, 10 listopada, odbył się koncert."),
        ("ja", "5月2日の憲法記念日前日、博物館は開いた。"),
        ("ko", "8월 13일 광복절 특집 방송이 나갔다."),
        ("ar", "عشية اليوم الوطني السعودي في 22 سبتمبر أقيم حفل."),
    ] {
        assert_eq!(DATER.date(&page(language, Some("2023-07-20"), text)).corrections, [], "{text}");
    }
}

#[test]
fn a_date_beside_a_holiday_is_not_always_its_own() {
    let dated = english(
        "2023-07-03",
        "Independence Day celebrations in the United States began early: on July 1 a parade crossed the town. \
         Independence Day is on July 4. Eid al-Fitr fell on April 21. Veterans Day is observed on November 10.",
    );
    assert_eq!(dated.corrections, []);
}

#[test]
fn the_number_of_an_anniversary_is_counted() {
    let dated =
        english("2024-08-15", "Seoul marked the 78th anniversary of Korea's liberation from Japanese rule.");
    let correction = only(&dated);
    assert_eq!(correction.kind, CorrectionKind::AnniversaryMismatch);
    assert_eq!((correction.was.as_str(), correction.now.as_deref()), ("78", Some("79")));
}

#[test]
fn years_since_an_event_are_counted_in_every_language() {
    for (language, text) in [
        ("en", "This year marks NUMBER years since the fall of the Berlin Wall."),
        ("en", "The fall of the Berlin Wall, NUMBER years ago this week, was remembered on Saturday."),
        ("de", "In diesem Jahr jährt sich der Fall der Berliner Mauer zum NUMBER. Mal."),
        ("de", "Der Mauerfall vor NUMBER Jahren wird in diesem Jahr gefeiert."),
        ("fr", "Cette année, la ville célèbre les NUMBER ans de la chute du mur de Berlin."),
        ("es", "Este año se cumplen NUMBER años de la caída del Muro de Berlín."),
        ("it", "Quest'anno ricorrono i NUMBER anni dalla caduta del Muro di Berlino."),
        ("pt", "Este ano assinalam-se NUMBER anos da queda do Muro de Berlim."),
        ("nl", "Dit jaar is het NUMBER jaar geleden dat de val van de Berlijnse Muur begon."),
        ("pl", "W tym roku mija NUMBER lat od upadku muru berlińskiego."),
        ("pl", "W tym roku przypada NUMBER-lecie upadku muru berlińskiego."),
        ("ru", "В этом году исполняется NUMBER лет со дня падения Берлинской стены."),
        ("uk", "Цього року виповнюється NUMBER років від падіння Берлінського муру."),
        ("bg", "Тази година се навършват NUMBER години от падането на Берлинската стена."),
        ("tr", "Bu yıl Berlin Duvarı'nın yıkılışının NUMBER. yıl dönümü."),
        ("ar", "تحل هذا العام الذكرى NUMBER لسقوط جدار برلين."),
        ("ar", "يصادف هذا العام مرور NUMBER عاما على سقوط جدار برلين."),
        ("zh", "今年距柏林墙倒塌已NUMBER年。"),
        ("ja", "今年でベルリンの壁崩壊からNUMBER年になる。"),
        ("ko", "올해로 베를린 장벽 붕괴 NUMBER년을 맞았다."),
    ] {
        let dated =
            |number: &str| DATER.date(&page(language, Some("2024-11-08"), &text.replace("NUMBER", number)));
        assert_eq!(dated("35").corrections, [], "{text}");
        let wrong = dated("36");
        assert_eq!(only(&wrong).kind, CorrectionKind::AnniversaryMismatch, "{text}");
        assert_eq!((only(&wrong).was.as_str(), only(&wrong).now.as_deref()), ("36", Some("35")), "{text}");
    }
}

#[test]
fn years_that_end_on_another_day_are_left_alone() {
    for (language, text) in [
        ("en", "This year the museum, which opened 34 years after the fall of the Berlin Wall, got a roof."),
        ("en", "Nearly 36 years since the fall of the Berlin Wall, the law was changed this year."),
        ("en", "Last year was 34 years since the fall of the Berlin Wall."),
        (
            "en",
            "In 2023, 34 years since the fall of the Berlin Wall, a map was printed. This year it sold well.",
        ),
        ("de", "In diesem Jahr findet zum 34. Mal der Lauf zum Mauerfall statt."),
        ("de", "Am 9. November jährt sich der Mauerfall zum 35. Mal."),
        ("ru", "В этом году ему исполняется 36 лет, он помнит падение Берлинской стены."),
        ("ja", "今年、ベルリンの壁崩壊から34年後に建てられた塔が改修された。"),
    ] {
        assert_eq!(DATER.date(&page(language, Some("2024-11-08"), text)).corrections, [], "{text}");
    }
    let early =
        english("2024-03-02", "This year, 34 years since the fall of the Berlin Wall, the archive opened.");
    assert_eq!(early.corrections, []);
}

#[test]
fn an_anniversary_of_another_year_is_left_alone() {
    let dated = english(
        "2024-08-15",
        "The book came out in 1995, for the 50th anniversary of the end of World War II. Next year is the 80th \
         anniversary of the end of the war. Last year the 78th anniversary of Korea's liberation was marked.",
    );
    assert_eq!(dated.corrections, []);
}

#[test]
fn a_year_that_the_sentence_contradicts_is_flagged() {
    for (language, dct, text, day) in [
        (
            "en",
            "2024-01-04",
            "The pier will be closed on January 18, 2023, the harbour master said.",
            "2024-01-18",
        ),
        (
            "de",
            "2020-01-11",
            "Der Anleger wird am 25. Januar 2019 geprüft werden, sagte die Hafenmeisterin.",
            "2020-01-25",
        ),
    ] {
        let dated = DATER.date(&page(language, Some(dct), text));
        let correction = only(&dated);
        assert_eq!((correction.kind, correction.applied), (CorrectionKind::WrongYear, false), "{text}");
        assert_eq!(correction.candidates[0].value, day, "{text}");
        assert_eq!(dated.timexes[0].status, Status::Conflict, "{text}");
    }
}

#[test]
fn what_only_looks_wrong_is_left_alone() {
    for (language, dct, text) in [
        ("en", "2024-05-10", "The matches are on Saturday and Sunday, May 18 and 19."),
        ("en", "2024-05-10", "The fair runs from Friday through Sunday, May 17 to 19."),
        ("en", "2024-01-03", "The toll rises on January 1, 2025, the board said on December 20, 2023."),
        ("en", "2024-05-10", "He crossed the strait on Wednesday, June 18, 1908, by the old calendar."),
        (
            "en",
            "2024-05-10",
            "Russia marked Victory Day on May 9. Victory Day is marked on May 8 in Ukraine.",
        ),
        (
            "en",
            "2023-04-20",
            "Easter Sunday was on April 16, 2023, in Athens. In London, Easter Sunday fell on April 9.",
        ),
        (
            "en",
            "2024-09-23",
            "Mali kept Independence Day on September 22. Mexico's Independence Day, on September 16, was loud.",
        ),
        ("en", "2024-04-12", "Eid al-Fitr fell on April 10 in most countries and on April 11 in others."),
        ("en", "2021-07-08", "Independence Day, observed on Monday, July 5, 2021, was quiet."),
        ("ru", "2024-11-08", "Правительство было свергнуто 25 октября (7 ноября) 1917 года."),
        ("ko", "2024-08-15", "2022년 6월 8일 부두를 열었다. 올해는 광복 79주년이 되는 해이다."),
    ] {
        assert_eq!(DATER.date(&page(language, Some(dct), text)).corrections, [], "{text}");
    }
}

#[test]
fn a_weekday_beside_figures_is_held_against_them_in_every_language() {
    for (language, date) in [
        ("en", "Thursday, 11.03.2016"),
        ("de", "11.03.2016 (Donnerstag)"),
        ("es", "jueves (11.03.2016)"),
        ("nl", "donderdag, 11.03.2016"),
        ("tr", "Perşembe 11.03.2016"),
        ("ar", "الخميس، 11.03.2016"),
        ("ru", "четверг 11/03/2016"),
        ("ja", "木曜日 11.03.2016"),
    ] {
        // Another date tells in which order the page writes its figures.
        let text = format!("X: {date}\n\nY: 14/10/2016");
        let dated = DATER.date(&page(language, Some("2016-11-08"), &text));
        let correction = only(&dated);
        assert_eq!(correction.kind, CorrectionKind::DayMonthOrder, "{date}");
        assert_eq!((correction.now.as_deref(), correction.applied), (Some("2016-11-03"), true), "{date}");
        assert_eq!(correction.text.as_deref(), Some(date), "{date}");
    }
    let english = |text: &str| DATER.date(&page("en", Some("2016-11-08"), text));
    // Where nothing tells the order, the weekday does, and where another thing follows it is no pair.
    for text in ["X: Thursday, 03/11/2016.", "X: 03.11.2016, Friday closed."] {
        assert_eq!(english(text).corrections, [], "{text}");
    }
}

#[test]
fn figures_with_their_units_named_are_not_swapped() {
    let dated =
        DATER.date(&page("ko", Some("2022-08-09"), "잠수사들이 2022년 6월 8일(토요일) 항로를 청소했다."));
    assert_eq!((only(&dated).kind, only(&dated).applied), (CorrectionKind::WeekdayMismatch, false));
    let german = DATER.date(&page(
        "de",
        Some("2024-05-07"),
        "Die Wahl war am Montag, 05.06.2024, sagte der Sprecher.",
    ));
    assert_eq!(
        (only(&german).kind, only(&german).now.as_deref()),
        (CorrectionKind::DayMonthOrder, Some("2024-05-06"))
    );
}

#[test]
fn a_year_that_the_page_tells_elsewhere_is_left_alone() {
    let dated = english(
        "2024-01-04",
        "In 2022 the council said that the pier would be closed on January 18, 2023. It did so in 2023.",
    );
    assert_eq!(dated.corrections, []);
}

#[test]
fn a_weekday_tells_the_year_of_a_date_without_one() {
    let dated = DATER.date(&page(
        "pl",
        Some("2021-04-20"),
        "Most zamknięto w 2014 r. po powodzi. Raport w tej sprawie otrzymał burmistrz w piątek 16 kwietnia.",
    ));
    assert_eq!(dated.corrections, []);
    assert_eq!(dated.timexes[1].value, "2021-04-16");
}

#[test]
fn a_witness_is_no_date_line() {
    let dated = DATER.date(&page(
        "nl",
        Some("2014-11-30"),
        "Duikers maakten op zaterdag 30 november 2014 de vaargeul vrij.\n\nHet verslag noemt 30 november 2014.",
    ));
    assert_eq!((only(&dated).now.as_deref(), only(&dated).applied), (Some("2014-11-30"), true));
}

#[test]
fn names_of_holidays_are_found_where_words_are_not_parted() {
    for (language, text) in [
        ("ja", "憲法記念日は5月11日だ。"),
        ("zh", "美国独立日是7月15日。"),
        ("ko", "광복절은 8월 26일이다."),
        ("tr", "Cumhuriyet Bayramı 4 Kasım tarihinde kutlanıyor."),
        (
            "es",
            "El consulado cierra por el Día de la Independencia de Estados Unidos, que se celebra el 15 de julio.",
        ),
    ] {
        let dated = DATER.date(&page(language, Some("2022-07-20"), text));
        assert_eq!(only(&dated).kind, CorrectionKind::HolidayMismatch, "{language}");
    }
}

#[test]
fn a_date_line_dates_a_bare_text() {
    for text in [
        "Lock tested\nMarch 14, 2008\nThe lock was tested on Wednesday.",
        "PORT TERN, March 14, 2008 - The lock was tested on Wednesday.",
    ] {
        let dated = DATER.date(&page("en", None, text));
        assert_eq!(dated.dating.day, "2008-03-14".parse().ok(), "{text}");
        assert!(dated.dating.confidence >= 0.9, "{text}");
    }
    let told = DATER.date(&page("en", None, "The lock was tested on March 14, 2008, and leaked."));
    assert!(told.dating.confidence < 0.8);
}

/// A sound page: what it tells lies some days before its own day, and is told rightly.
fn sound() -> impl Strategy<Value = (NaiveDate, String)> {
    let day = (0..11_000u64).prop_map(|days| NaiveDate::from_ymd_opt(1995, 1, 1).unwrap() + Days::new(days));
    (day, 0..7u64, 0..5usize, any::<bool>(), any::<bool>()).prop_map(|(day, lag, form, again, own)| {
        let told = day - Days::new(lag);
        let date = match form {
            0 => told.format("%A, %B %-d"),
            1 => told.format("%A (%B %-d)"),
            2 => told.format("%A, %B %-d, %Y"),
            3 => told.format("%B %-d, %Y"),
            _ => told.format("%B %-d"),
        };
        let again = again.then(|| told.format("The log of the port gives %B %-d, %Y.\n\n").to_string());
        let number = day.year() - 1989;
        let own = own.then(|| {
            format!("This year, the {number}th anniversary of the fall of the Berlin Wall is celebrated.\n\n")
        });
        let text = format!(
            "Lock tested\n\n{}\n\nThe lock was tested on {date}, the port said.\n\n{}{}Nobody was hurt.\n",
            day.format("%B %-d, %Y"),
            again.unwrap_or_default(),
            own.unwrap_or_default()
        );
        (day, text)
    })
}

proptest! {
    #[test]
    fn nothing_is_repaired_on_a_sound_page((day, text) in sound(), known in any::<bool>()) {
        let dct = known.then(|| day.to_string());
        let dated = DATER.date(&page("en", dct.as_deref(), &text));
        prop_assert_eq!(&dated.corrections, &[], "{}", text);
        prop_assert_eq!(dated.dating.day, Some(day), "{}", text);
    }

    #[test]
    fn what_cannot_be_right_is_told_with_its_reasons((day, text) in sound(), off in 1..6u64) {
        let wrong = text.replace("was tested on ", &format!("was tested on {}, ", (day + Days::new(off)).format("%A")));
        let dated = DATER.date(&page("en", Some(&day.to_string()), &wrong));
        for correction in &dated.corrections {
            prop_assert!(!correction.evidence.is_empty() && correction.evidence.ends_with('.'));
            prop_assert!((0.0..=1.0).contains(&correction.confidence));
            prop_assert!(!correction.applied || correction.now.is_some());
        }
    }
}

#[test]
fn a_name_that_many_countries_use_is_no_country_s_own() {
    let page = page(
        "fr",
        Some("2019-04-18"),
        "Le roi assistera à la fête nationale, le lundi 6 mai prochain, à Saint-Orme.",
    );
    assert_eq!(DATER.date(&page).corrections, []);
}
