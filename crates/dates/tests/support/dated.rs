//! Pages of bare text, dated, and the one correction that is looked for on them.
#![allow(dead_code, reason = "each test file uses its part")]

use dateline_dates::{DatedPage, Dater};
use dateline_record::{Correction, Page, RawPage, Record};
use std::sync::LazyLock;

pub(crate) static DATER: LazyLock<Dater> = LazyLock::new(Dater::builtin);

pub(crate) fn page(language: &str, dct: Option<&str>, text: &str) -> Record {
    let page = Page {
        raw: Some(RawPage::Text(text.into())),
        lang: Some(language.into()),
        dct: dct.map(|day| day.parse().expect("tests name days as YYYY-MM-DD")),
        ..Page::default()
    };
    Record { page, ..Record::default() }
}

pub(crate) fn english(dct: &str, text: &str) -> DatedPage {
    DATER.date(&page("en", Some(dct), text))
}

/// The correction of a page that has one and no more.
pub(crate) fn only(dated: &DatedPage) -> &Correction {
    assert_eq!(dated.corrections.len(), 1, "{:#?}", dated.corrections);
    &dated.corrections[0]
}
