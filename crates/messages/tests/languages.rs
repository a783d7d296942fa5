//! Every language file loads, and what is found holds together whatever the text.

#[path = "support/invariants.rs"]
mod invariants;

use dateline_messages::Finder;
use proptest::prelude::*;
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

static FINDER: LazyLock<Finder> = LazyLock::new(Finder::builtin);

#[test]
fn every_language_loads() {
    FINDER.check().unwrap_or_else(|error| panic!("{error}"));
}

#[test]
fn every_occasion_says_what_is_written_for_it() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    let read = |path: &Path| -> toml::Table {
        fs::read_to_string(path)
            .unwrap()
            .parse()
            .unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    };
    let kinds = read(&folder.join("data/occasions.toml"));
    let known: Vec<&str> = kinds["kinds"]
        .as_table()
        .unwrap()
        .values()
        .flat_map(|labels| labels.as_array().unwrap())
        .filter_map(toml::Value::as_str)
        .collect();
    for language in FINDER.languages() {
        let file = read(&folder.join(format!("languages/{language}.toml")));
        for label in file["occasions"].as_table().unwrap().keys() {
            assert!(
                known.contains(&label.as_str()),
                "languages/{language}.toml: no message is for `{label}`"
            );
        }
    }
}

#[test]
fn a_file_that_cannot_be_read_says_where() {
    let broken = [("xx".to_owned(), "language = 1".to_owned())].to_vec();
    let error = Finder::with_languages(broken).expect_err("broken on purpose").to_string();
    assert!(error.starts_with("languages/xx.toml: "), "{error}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn what_is_found_holds_together(pieces in prop::collection::vec(piece(), 0..40)) {
        let text = pieces.join("");
        for language in FINDER.languages() {
            let broken = invariants::broken(&FINDER, language, &text);
            prop_assert_eq!(broken, None, "{} {}", language, text);
        }
    }
}

/// Pieces of sentences that patterns look for, and anything else.
fn piece() -> impl Strategy<Value = String> {
    let signs = [
        "“", "”", "\"", "«", "»", "„", "‘", "’", "「", "」", "—", ", ", ". ", "。", "：", "\n", "🙂", " 12 ",
        "III",
    ];
    let latin = [
        "Vladimir Putin",
        "Kim Jong-un",
        "President ",
        " congratulated ",
        " sent a message to ",
        " said ",
        "'s ",
        " replied",
        " in his answer ",
        " on Victory Day",
        "Bundeskanzler Olaf Scholz ",
        " gratulierte ",
        " a félicité ",
        " le président Emmanuel Macron ",
        " envió un telegrama a ",
        " pogratulował ",
    ];
    let cyrillic =
        ["поздравил ", "Путина", "президент ", "послание ", "поздрави ", "Сі Цзіньпіна ", " написав: "];
    let han = [
        "习近平",
        "普京",
        "国家主席",
        "12日",
        "致电",
        "祝贺",
        "表示",
        "国庆",
        "金正恩",
        "總統",
        "首相は",
        "祝電を送った",
        "と述べた",
    ];
    let hangul =
        ["김정은 ", "국무위원장은 ", "푸틴 대통령에게 ", "축전을 보냈다", "고 말했다. ", "시진핑 주석이 "];
    let arabic =
        ["بعث ", "الرئيس ", "فلاديمير بوتين ", "برقية تهنئة إلى ", "شي جين بينغ ", "وقال: ", "هنأ ", "ملك "];
    let known = [&signs[..], &latin, &cyrillic, &han, &hangul, &arabic].concat();
    prop_oneof![8 => prop::sample::select(known).prop_map(str::to_owned), 1 => ".{0,6}"]
}
