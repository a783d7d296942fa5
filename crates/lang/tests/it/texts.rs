//! Texts on their own.

use dateline_lang::{Detector, LangError, languages};
use proptest::prelude::*;
use std::collections::BTreeSet;
use std::sync::LazyLock;

pub(crate) static DETECTOR: LazyLock<Detector> = LazyLock::new(Detector::new);

/// Language, or `-` for none that is known, and text.
pub(crate) fn corpus() -> impl Iterator<Item = (&'static str, &'static str)> {
    let others = if cfg!(feature = "all-languages") { include_str!("texts-all.tsv") } else { "" };
    let lines = include_str!("texts.tsv").lines().chain(others.lines());
    lines.filter(|line| !line.starts_with('#')).map(|line| line.split_once('\t').unwrap())
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
fn a_letter_that_one_language_alone_has_is_no_certainty() {
    let found = DETECTOR.detect("Ѕ");
    assert!(found.code.as_deref() != Some("mk") || found.confidence < 0.9, "{found:?}");
    assert!(found.confidence < 1.0 && DETECTOR.detect("aÀaaºaaA D").confidence < 1.0);
}

#[test]
fn a_text_without_spaces_is_read_in_part() {
    let found = DETECTOR.detect(&"ab".repeat(4_000_000));
    assert_eq!(found.script.as_deref(), Some("Latn"));
}

#[test]
fn addresses_are_in_no_language() {
    let found = DETECTOR.detect("https://www.example.org/the-minister-said @minister");
    assert_eq!((found.code, found.script.as_deref(), found.confidence), (None, Some("Latn"), 0.0));
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
fn the_three_that_are_nearly_one_are_told_by_their_words() {
    let found = |text| DETECTOR.detect(text);
    let serbian = found("Lepo vreme se očekuje posle ponedeljka, a sneg tek sledeće nedelje.");
    assert_eq!((serbian.code.as_deref(), serbian.script.as_deref()), (Some("sr"), Some("Latn")));
    let croatian = found("Lijepo vrijeme očekuje se poslije ponedjeljka, a snijeg tek idući tjedan.");
    assert_eq!(croatian.code.as_deref(), Some("hr"));
    // What all of them would write is as good as a guess, and says so.
    let any = found("Grad je danas mali, ali ima novi most.");
    assert_eq!(any.family.as_deref(), Some("bs-hr-sr"));
    assert!(any.confidence < 0.7, "{}", any.confidence);
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
fn a_text_far_from_all_languages_named_is_undetermined() {
    let far = [
        "Der Rat der Stadt hat am Dienstag beschlossen, die alte Brücke über den Fluss bis zum Frühjahr zu sperren.",
        "O conselho da cidade decidiu na terça-feira fechar a ponte velha sobre o rio até a primavera.",
        "A városi tanács kedden úgy döntött, hogy tavaszig lezárja a folyó feletti régi hidat.",
        "Hội đồng thành phố hôm thứ Ba đã quyết định đóng cửa cây cầu cũ bắc qua sông cho đến mùa xuân.",
    ];
    let english = "The city council decided on Tuesday to close the old bridge over the river until spring.";
    for names in [&["en", "ko"][..], &["en", "sv", "fi"]] {
        let detector = Detector::with_languages(names).unwrap();
        for text in far {
            let language = detector.detect(text);
            assert_eq!((language.code, language.confidence), (None, 0.0), "{text} of {names:?}");
        }
        assert_eq!(detector.detect(english).code.as_deref(), Some("en"));
    }
    // Near, and short.
    let detector = Detector::with_languages(&["nb", "ko"]).unwrap();
    let danish = "Byrådet besluttede tirsdag at lukke den gamle bro over åen indtil foråret.";
    assert_eq!(
        [danish, "Bridge"].map(|text| detector.detect(text).code),
        ["nb", "nb"].map(|code| Some(code.to_owned()))
    );
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
    fn the_order_in_which_languages_are_named_changes_nothing(text in "[a-zäöüßéñ ]{0,60}") {
        let one = Detector::with_languages(&["de", "fr", "es"]).unwrap().detect(&text);
        prop_assert_eq!(Detector::with_languages(&["es", "de", "fr"]).unwrap().detect(&text), one);
    }

    #[test]
    fn what_is_no_letter_changes_nothing(words in prop::collection::vec("[a-zäöü]{1,8}", 1..12)) {
        let plain = DETECTOR.detect(&words.join(" "));
        prop_assert_eq!(DETECTOR.detect(&words.join(", 17 – ").to_uppercase()), plain);
    }

    #[test]
    fn any_text_has_an_answer_and_always_the_same(text in "\\PC{0,80}") {
        let first = DETECTOR.detect(&text);
        prop_assert!((0.0..1.0).contains(&first.confidence));
        prop_assert_eq!(first.code.is_none(), first.confidence == 0.0);
        prop_assert_eq!(&Detector::new().detect(&text), &first);
    }
}
