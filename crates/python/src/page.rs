//! A page as a Python caller has it: its source, or a dictionary with the fields of a record.

use crate::invalid;
use dateline_record::pages::page_id;
use dateline_record::{Day, Page, RawPage, Record};
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyString};

/// Reads a page: a string, HTML where it looks like HTML, else flattened text; or a dictionary.
pub(crate) fn record(page: &Bound<'_, PyAny>) -> PyResult<Record> {
    if let Ok(source) = page.cast::<PyString>() {
        let source = source.to_string();
        let raw = if is_html(&source) { RawPage::Html(source) } else { RawPage::Text(source) };
        return Ok(of(Page { raw: Some(raw), ..Page::default() }));
    }
    let fields = page.cast::<PyDict>().map_err(|_| {
        invalid("a page is a string, or a dictionary with `html` or `text` and what else is known of it")
    })?;
    Ok(of(from_fields(|name| match fields.get_item(name)? {
        Some(value) if !value.is_none() => words(name, &value).map(Some),
        _ => Ok(None),
    })?))
}

/// A field of a page. Days may be `datetime.date`, all else is text: bytes or a float that stands for "missing" would be
/// worked as the words they print as.
fn words(name: &str, value: &Bound<'_, PyAny>) -> PyResult<String> {
    if let Ok(text) = value.cast::<PyString>() {
        return Ok(text.to_string());
    }
    if let Ok(day) = value.call_method0("isoformat") {
        let day = day.str()?.to_string();
        return Ok(if name == "dct" { day.chars().take(10).collect() } else { day });
    }
    Err(invalid(format!("field `{name}` is of type {}; wanted text", value.get_type().name()?)))
}

/// The page with these fields, each read by its name.
pub(crate) fn from_fields(mut field: impl FnMut(&'static str) -> PyResult<Option<String>>) -> PyResult<Page> {
    let raw = match (field("html")?, field("text")?) {
        (Some(_), Some(_)) => return Err(invalid("a page has `html` or `text`, not both")),
        (Some(html), None) => Some(RawPage::Html(html)),
        (None, text) => text.map(RawPage::Text),
    };
    Ok(Page {
        id: field("id")?.unwrap_or_default(),
        url: field("url")?,
        raw,
        published: field("published")?,
        fetched: field("fetched")?,
        dct: field("dct")?.map(|day| self::day("dct", &day)).transpose()?,
        lang: field("lang")?,
        decoded: None,
    })
}

/// A day as `YYYY-MM-DD`, as `datetime.date` prints itself.
pub(crate) fn day(name: &str, text: &str) -> PyResult<Day> {
    dateline_record::parse_day(text)
        .ok_or_else(|| invalid(format!("`{name}` is `{text}`; wanted a day as YYYY-MM-DD")))
}

/// The record of a page, with an id where it came without one.
pub(crate) fn of(mut page: Page) -> Record {
    if page.id.is_empty() {
        page.id = page_id(page.raw.as_ref().map(RawPage::as_str).unwrap_or_default().as_bytes());
    }
    Record { page, ..Record::default() }
}

/// Whether a source begins as HTML does: with a declaration, a comment or an element.
fn is_html(source: &str) -> bool {
    let mut characters = source.trim_start_matches('\u{feff}').trim_start().chars();
    characters.next() == Some('<')
        && characters.next().is_some_and(|next| next.is_ascii_alphabetic() || next == '!' || next == '?')
}
