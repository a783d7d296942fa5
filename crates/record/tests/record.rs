//! The record as JSON.

use dateline_record::{RawPage, Record};

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
