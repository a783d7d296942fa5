//! Holidays on a day that is not their own, and anniversaries whose number does not fit.

#[path = "support/dated.rs"]
mod support;

use dateline_record::{CorrectionKind, Status};
use support::{DATER, english, only, page};

#[test]
fn a_holiday_on_another_s_day_takes_that_day_s_name() {
    let dated = english(
        "2023-08-16",
        "In North Korea the port was closed for Foundation Day (August 15), a pilot said.",
    );
    let correction = only(&dated);
    assert_eq!(correction.kind, CorrectionKind::HolidayMismatch);
    assert_eq!((correction.text.as_deref(), correction.was.as_str()), (Some("Foundation Day"), "2023-08-15"));
    assert_eq!((correction.now.as_deref(), correction.applied), (Some("Liberation Day"), true));
}

#[test]
fn a_name_set_right_is_of_the_day_that_it_was_given() {
    let text = "In South Korea the harbours were shut on Proclamation Day, which falls on August 15.";
    let dated = english("2023-08-16", text);
    assert!(only(&dated).applied);
    let named = dated.timexes.iter().find(|timex| timex.text.contains("Proclamation Day")).unwrap();
    assert_eq!((named.value.as_str(), named.status), ("2023-08-15", Status::Repaired));
}

#[test]
fn a_holiday_on_a_day_of_no_name_is_flagged() {
    for (language, text) in [
        ("en", "Bastille Day in France, which falls on July 24, was wet."),
        ("de", "Der Tag der Deutschen Einheit fällt auf den 2. Oktober."),
        ("fr", "La fête nationale française, célébrée le 15 juillet, a attiré la foule."),
        ("ko", "정부는 광복절(8월 14일) 기념식을 열었다."),
    ] {
        let dated = DATER.date(&page(language, Some("2023-10-16"), text));
        assert_eq!(only(&dated).kind, CorrectionKind::HolidayMismatch, "{language}");
        assert!(!only(&dated).applied, "{language}");
        let conflicts = dated.timexes.iter().filter(|timex| timex.status == Status::Conflict);
        assert_eq!(conflicts.count(), 1, "{language}: {:?}", dated.timexes);
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
