//! The record as JSON.

use dateline_record::{
    BlockKind, CorrectionKind, Dating, FurnitureReason, MessageKind, Method, Modifier, PageKind, RawPage,
    RawRecord, Record,
};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::fmt::Debug;

#[test]
fn any_field_may_be_null() {
    let record: Record = serde_json::from_str(
        r#"{"id":null,"html":null,"text":"Hello.","errors":null,"dating":null,
            "article":{"title":null,"printed_dates":null,"blocks":[{"kind":"paragraph","text":null}]}}"#,
    )
    .unwrap();
    assert_eq!(record.page.raw, Some(RawPage::Text("Hello.".into())));
    let article = record.article.unwrap();
    assert_eq!((article.printed_dates.len(), article.blocks[0].text.as_str()), (0, ""));
}

#[test]
fn a_page_is_html_or_text() {
    let error = serde_json::from_str::<Record>(r#"{"id":"a","html":"<p>","text":"x"}"#).unwrap_err();
    assert!(error.to_string().starts_with("a page has `html` or `text`, not both"), "{error}");
}

#[test]
fn a_record_reads_back_as_it_was_written() {
    let json = r#"{"id":"a","url":"https://example.org/","html":"<p>Hi","fetched":"2025-06-20T09:00:00Z","dct":"2025-06-12"}"#;
    let record: Record = serde_json::from_str(json).unwrap();
    assert_eq!(serde_json::to_string(&record).unwrap(), json);
}

#[test]
fn a_line_becomes_a_record_of_the_fields_asked_for() {
    let json = r#"{"id":"a","text":"Hello.","lang":"eng","dct":"2025-06-12","timexes":7,"errors":null}"#;
    let raw = RawRecord::parse(json).unwrap();
    let record = raw.to_record(&["text", "lang", "dct"]).unwrap();
    assert_eq!(record.page.raw, Some(RawPage::Text("Hello.".into())));
    assert_eq!(record.page.dct, "2025-06-12".parse().ok());
    assert_eq!(record.page.language_tag().unwrap().unwrap().language(), "en");
    assert_eq!((record.page.id.as_str(), record.timexes), ("", None));
    let error = raw.to_record(&Record::FIELDS).unwrap_err().to_string();
    assert_eq!(error, "field `timexes` is the number 7; wanted a list");
}

#[test]
fn all_fields_read_are_those_that_are_written() {
    let json = r#"{"id":"a","url":"u","html":"<p>","published":"p","fetched":"f","dct":"2025-06-12","lang":"en",
        "article":{},"language":{},"dating":{"method":"none","confidence":0.0,"reading":"news"},"timexes":[],"corrections":[],"messages":[],"quotes":[],
        "errors":[{"stage":"clean","message":"m"}]}"#;
    let direct: Record = serde_json::from_str(json).unwrap();
    let record = RawRecord::parse(json).unwrap().to_record(&Record::FIELDS).unwrap();
    assert_eq!(record, direct);
}

#[test]
fn a_language_that_is_no_tag_is_named() {
    let raw = RawRecord::parse(r#"{"lang":"English"}"#).unwrap();
    let error = raw.to_record(&["lang"]).unwrap().page.language_tag().unwrap_err();
    assert_eq!(
        error.to_string(),
        "field `lang`: `English` is not a language tag; wanted BCP 47 with a language of ISO 639, such as `en` or `zh-Hant`"
    );
}

/// Who wrote the line knows JSON and the contract, not the program's types.
#[test]
fn faults_are_told_by_their_place_in_words_of_json() {
    let told = |line: &str| {
        let record = RawRecord::parse(line).and_then(|raw| raw.to_record(&Record::FIELDS));
        record.unwrap_err().to_string()
    };
    let lines = [
        "nonsense",
        "[1]",
        "7",
        "{\"text\":\"abc",
        "{\"text\":\"abc\",}",
        "{\"text\":\"a\tb\"}",
        r#"{"text":7.5}"#,
        r#"{"text":["a"]}"#,
        r#"{"text":{"a":1}}"#,
        r#"{"text":true}"#,
        r#"{"text":"a\ud800"}"#,
        r#"{"article":"A headline of more letters than a message can show"}"#,
        r#"{"article":{"blocks":[{"kind":"paragraph"},{"kind":"essay"}]}}"#,
        r#"{"article":{"blocks":[{"kind":"heading","start":-1}]}}"#,
        r#"{"article":{"blocks":{}}}"#,
        r#"{"errors":[{"stage":"clean"}]}"#,
        r#"{"timexes":[{"block":"first"}]}"#,
    ];
    insta::assert_snapshot!(lines.map(told).join("\n"), @r#"
    not a JSON object: no value of JSON stands here at column 2
    not a JSON object, but a list
    not a JSON object, but the number 7
    not a JSON object: it breaks off within text at column 12
    not a JSON object: nothing stands behind a comma at column 15
    not a JSON object: a control character stands in text as it is; wanted `\u` and four hex digits at column 10
    field `text` is the number 7.5; wanted text
    field `text` is a list; wanted text
    field `text` is an object; wanted text
    field `text` is true; wanted text
    field `text` has half of a character that is written as two `\u`; wanted both
    field `article` is the text "A headline of more letters tha…; wanted an object
    field `article.blocks[1].kind` is `essay`; wanted one of `heading`, `paragraph`, `quote`, `list`, `table`, `caption`, `furniture`
    field `article.blocks[0].start` is the number -1; wanted a whole number, not below 0
    field `article.blocks` is an object; wanted a list
    field `errors[0]` has no `message`
    field `timexes[0].block` is the text "first"; wanted a whole number, not below 0
    "#);
}

#[test]
fn a_number_is_an_id_by_its_digits() {
    let id = |json: &str| {
        let line = format!(r#"{{"id":{json},"text":"a"}}"#);
        RawRecord::parse(&line).unwrap().to_record(&["id"]).map(|record| record.page.id)
    };
    for json in ["7", "0", "-12", "123456789012345678901234567890"] {
        assert_eq!(id(json).unwrap(), json);
    }
    assert_eq!(id("1.50").unwrap_err().to_string(), "field `id` is the number 1.5; wanted text");
    assert_eq!(id("[7]").unwrap_err().to_string(), "field `id` is a list; wanted text");
}

#[test]
fn a_day_is_written_in_full() {
    for day in ["0000-01-01", "+12024-01-01", "-0044-03-15", "10000-01-01", "2023-02-30", "2025-6-1"] {
        let line = format!(r#"{{"text":"a","dct":"{day}"}}"#);
        let error = RawRecord::parse(&line).unwrap().to_record(&["dct"]).unwrap_err();
        assert_eq!(error.to_string(), format!("field `dct` is \"{day}\"; wanted a day, YYYY-MM-DD"));
    }
}

#[test]
fn tables_call_kinds_and_reasons_as_records_do() {
    fn same<T: DeserializeOwned + Serialize + PartialEq + Copy + Debug>(
        all: &[T],
        name: fn(T) -> &'static str,
    ) {
        for choice in all {
            assert_eq!(serde_json::to_value(choice).unwrap(), name(*choice));
            assert_eq!(serde_json::from_value::<T>(name(*choice).into()).unwrap(), *choice);
        }
    }
    same(PageKind::ALL, PageKind::as_str);
    same(BlockKind::ALL, BlockKind::as_str);
    same(FurnitureReason::ALL, FurnitureReason::as_str);
    same(Method::ALL, Method::as_str);
    same(CorrectionKind::ALL, CorrectionKind::as_str);
    same(MessageKind::ALL, MessageKind::as_str);
    same(Modifier::ALL, Modifier::as_str);
}

#[test]
fn a_day_is_sure_from_the_contracts_confidence_on() {
    let dating = |day: Option<&str>, confidence: f64| -> Dating {
        let json = serde_json::json!({"day": day, "from": null, "to": null, "method": "printed", "confidence": confidence,
            "reading": "news"});
        serde_json::from_value(json).unwrap()
    };
    assert_eq!(dating(Some("2024-03-15"), 0.8).sure_day(), "2024-03-15".parse().ok());
    assert_eq!(dating(Some("2024-03-15"), 0.79).sure_day(), None);
    assert!(!dating(None, 0.9).is_sure());
}
