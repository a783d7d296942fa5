//! The gold's own arithmetic: a weekday named beside a day is that day's weekday.

use crate::gold::{Dataset, Gold};
use dateline_record::Day;

/// The names of the weekdays from Monday on, as the gold's expressions spell them.
const WEEKDAYS: &[(&str, [&str; 7])] = &[
    ("en", ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]),
    ("fr", ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"]),
    ("de", ["montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonntag"]),
    ("es", ["lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"]),
    ("it", ["lunedì", "martedì", "mercoledì", "giovedì", "venerdì", "sabato", "domenica"]),
    ("pt", ["segunda", "terça", "quarta", "quinta", "sexta", "sábado", "domingo"]),
    ("ru", ["понедельник", "вторник", "сред", "четверг", "пятниц", "суббот", "воскресен"]),
    ("uk", ["понеділ", "вівтор", "серед", "четвер", "п’ятниц", "субот", "неділ"]),
    ("bg", ["понеделник", "вторник", "сряда", "четвъртък", "петък", "събота", "неделя"]),
    ("pl", ["poniedz", "wtor", "środ", "czwart", "piąt", "sobot", "niedziel"]),
    ("tr", ["pazartesi", "salı", "çarşamba", "perşembe", "cuma", "cumartesi", "pazar"]),
    ("zh", ["周一", "周二", "周三", "周四", "周五", "周六", "周日"]),
    ("ja", ["月曜", "火曜", "水曜", "木曜", "金曜", "土曜", "日曜"]),
    ("ko", ["월요일", "화요일", "수요일", "목요일", "금요일", "토요일", "일요일"]),
    ("ar", ["الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد"]),
];

#[test]
fn weekdays_in_the_gold_fit_their_days() {
    let dataset = Dataset::embedded();
    let named: Vec<(String, bool)> = dataset.gold.iter().flat_map(weekdays).collect();
    let wrong: Vec<&str> = named.iter().filter(|(_, fits)| !fits).map(|(say, _)| say.as_str()).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(named.len() >= 125, "only {} weekdays found: have the names above lost touch?", named.len());
}

/// The expressions that name a weekday and have a day, and whether the two agree.
fn weekdays(gold: &Gold) -> Vec<(String, bool)> {
    let (_, names) =
        WEEKDAYS.iter().find(|(lang, _)| *lang == gold.lang).expect("every language has its row");
    let mut found = Vec::new();
    for (words, values) in gold.timexes.iter().filter(|(words, _)| !is_planted(gold, words)) {
        let value = &values.all()[0];
        let day: Option<Day> = value.get(..10).and_then(|head| head.parse().ok());
        if let (Some(day), Some(weekday)) = (day, weekday(names, words)) {
            let says = day_number(day);
            found.push((format!("{}: {words:?} is {value}", gold.source), says == weekday));
        }
    }
    found
}

/// The longest name wins: `pazartesi` is no `pazar`.
fn weekday(names: &[&str; 7], words: &str) -> Option<usize> {
    let lower = words.to_lowercase();
    let hits = names.iter().enumerate().filter(|(_, name)| lower.contains(**name));
    hits.max_by_key(|(_, name)| name.len()).map(|(number, _)| number)
}

/// A weekday that was made wrong on purpose.
fn is_planted(gold: &Gold, words: &str) -> bool {
    let mut weekdays = gold.corrections.iter().filter(|fault| fault.kind == "weekday_mismatch");
    weekdays.any(|fault| fault.words.as_deref() == Some(words))
}

/// Days since Monday. 1970-01-05 was one.
fn day_number(day: Day) -> usize {
    let monday: Day = "1970-01-05".parse().unwrap();
    usize::try_from((day - monday).num_days().rem_euclid(7)).unwrap()
}
