//! Texts on their own.

use dateline_lang::{Detector, LangError, languages};
use proptest::prelude::*;
use std::collections::BTreeSet;
use std::sync::LazyLock;

pub(crate) static DETECTOR: LazyLock<Detector> = LazyLock::new(Detector::new);

fn corpus() -> impl Iterator<Item = (&'static str, &'static str)> {
    let lines = include_str!("texts.tsv").lines().filter(|line| !line.starts_with('#'));
    lines.map(|line| line.split_once('\t').unwrap())
}

#[test]
fn every_language_is_told() {
    let failures: Vec<String> = corpus()
        .filter_map(|(code, text)| {
            let found = DETECTOR.detect(text);
            let is_right = found.code.as_deref().unwrap_or("-") == code;
            (!is_right).then(|| format!("{code}: {:?} at {} for {text}", found.code, found.confidence))
        })
        .collect();
    assert!(failures.is_empty(), "{} texts fail:\n{}", failures.len(), failures.join("\n"));
}

#[test]
fn every_language_has_a_text() {
    let tested: BTreeSet<&str> = corpus().map(|(code, _)| code).collect();
    let missing: Vec<&str> = languages().filter(|code| !tested.contains(code)).collect();
    assert!(missing.is_empty(), "no text for {missing:?}");
}

#[test]
fn a_sentence_is_surer_than_a_word_and_nothing_is_certain() {
    let confidence = |text| DETECTOR.detect(text).confidence;
    let sentence = confidence("The finance minister said on Thursday that the new bridge would open soon.");
    assert!(sentence > 0.9 && sentence < 1.0, "{sentence}");
    assert!(confidence("Hotel") < 0.7, "{}", confidence("Hotel"));
    assert_eq!(confidence("2024"), 0.0);
}

#[test]
fn scripts_are_named() {
    let script = |text| DETECTOR.detect(text).script;
    assert_eq!(script("这个问题还没有解决").as_deref(), Some("Hans"));
    assert_eq!(script("這個問題還沒有解決").as_deref(), Some("Hant"));
    assert_eq!(script("人民").as_deref(), Some("Hani"));
    assert_eq!(script("東京で会談").as_deref(), Some("Jpan"));
    assert_eq!(script("Новый мост").as_deref(), Some("Cyrl"));
    assert_eq!(script("2024"), None);
}

#[test]
fn near_identical_languages_say_so() {
    let family = |text| DETECTOR.detect(text).family;
    let norwegian = "Finansministeren sa torsdag at den nye broen åpner før utgangen av måneden.";
    assert_eq!(family(norwegian).as_deref(), Some("nb-nn-da"));
    assert_eq!(family("Die neue Brücke wird eröffnet, sagte der Minister."), None);
}

#[test]
fn only_the_languages_named_are_chosen_among() {
    let detector = Detector::with_languages(&["ko", "EN", "zh-Hant"]).unwrap();
    assert_eq!(detector.languages().collect::<Vec<_>>(), ["en", "zh", "ko"]);
    let code = |text| detector.detect(text).code;
    assert_eq!(code("Nach starkem Schneefall bleiben die Schulen zu.").as_deref(), Some("en"));
    assert_eq!(code("Школы остаются закрытыми"), None);
    assert_eq!(code("市立図書館").as_deref(), Some("zh"));
}

#[test]
fn an_unknown_language_is_named_with_the_one_meant() {
    let message = |names: &[&str]| Detector::with_languages(names).err().unwrap().to_string();
    let head = |names: &[&str]| message(names).split(';').next().unwrap().to_owned();
    assert_eq!(head(&["en", "korean"]), "unknown language `korean`, did you mean `ko`?");
    assert_eq!(head(&["jp"]), "unknown language `jp`, did you mean `ja`?");
    assert_eq!(head(&["klingon-empire"]), "unknown language `klingon-empire`");
    assert!(message(&["jp"]).contains("; known are en es fr "));
    assert_eq!(Detector::with_languages(&[]).err(), Some(LangError::NoLanguage));
}

#[test]
fn a_long_text_is_told_by_its_middle() {
    let english = "Share this page with your friends and sign in to read more. ".repeat(3);
    let german = "Der Minister sagte am Donnerstag, die neue Brücke werde bald eröffnet. ".repeat(40);
    assert_eq!(DETECTOR.detect(&format!("{english}{german}{english}")).code.as_deref(), Some("de"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_text_has_an_answer_and_always_the_same(text in "\\PC{0,80}") {
        let first = DETECTOR.detect(&text);
        prop_assert!((0.0..1.0).contains(&first.confidence));
        prop_assert_eq!(first.code.is_none(), first.confidence == 0.0);
        prop_assert_eq!(&Detector::new().detect(&text), &first);
    }
}
