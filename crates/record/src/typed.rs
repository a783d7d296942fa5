//! From a line of JSON to a typed record, each fault named by its field.

use crate::words::shortened;
use crate::{Day, Page, RawPage, RawRecord, Record, RecordError, StageError};
use serde::de::DeserializeOwned;
use serde_json::value::RawValue;

impl Record {
    /// The names of all fields, in the order they are written.
    pub const FIELDS: [&str; 17] = [
        "id",
        "url",
        "html",
        "text",
        "published",
        "fetched",
        "decoded",
        "dct",
        "lang",
        "article",
        "language",
        "dating",
        "timexes",
        "corrections",
        "messages",
        "quotes",
        "errors",
    ];
}

impl RawRecord<'_> {
    /// The record with the `fields` named ([`Record::FIELDS`]: all of them); the others are left
    /// out, unread. Whoever does not look at the raw page need not copy it.
    ///
    /// ```
    /// let line = r#"{"html":"<p>…","dct":"June"}"#;
    /// let raw = dateline_record::RawRecord::parse(line)?;
    /// assert!(raw.to_record(&["url", "lang"])?.page.raw.is_none());
    /// assert_eq!(
    ///     raw.to_record(&["dct"]).unwrap_err().to_string(),
    ///     r#"field `dct` is "June"; wanted a day, YYYY-MM-DD"#
    /// );
    /// # Ok::<(), dateline_record::RecordError>(())
    /// ```
    pub fn to_record(&self, fields: &[&str]) -> Result<Record, RecordError> {
        Chosen { record: self, fields }.record()
    }

    /// Whether a stage failed on this record: it has `errors`, and one of them at least.
    pub fn has_failed(&self) -> bool {
        let entries: Vec<Box<RawValue>> = self.get("errors").ok().flatten().unwrap_or_default();
        entries.iter().any(|entry| serde_json::from_str::<StageError>(entry.get()).is_ok())
    }

    /// The page's id. Many number their pages: a whole number stands for its digits.
    fn id(&self) -> Result<Option<String>, RecordError> {
        let digits = self.raw("id").map(|json| json.strip_prefix('-').unwrap_or(json));
        match digits {
            Some(digits) if digits.bytes().all(|byte| byte.is_ascii_digit()) => {
                Ok(self.raw("id").map(str::to_owned))
            }
            _ => self.get("id"),
        }
    }

    /// A field that holds a day.
    fn day(&self, name: &str) -> Result<Option<Day>, RecordError> {
        let wrong = || RecordError::Value {
            field: name.to_owned(),
            found: shortened(self.raw(name).unwrap_or("null").to_owned()),
            wanted: "a day, YYYY-MM-DD",
        };
        let day: Option<Day> = self.get(name).map_err(|_| wrong())?;
        // chrono reads "2025-6-1" as well.
        let as_written = |day: Day| self.raw(name) == Some(&format!("\"{day}\""));
        if day.is_some_and(|day| !crate::is_written(day) || !as_written(day)) {
            Err(wrong())
        } else {
            Ok(day)
        }
    }
}

/// A record, of which some fields are wanted.
struct Chosen<'a> {
    record: &'a RawRecord<'a>,
    fields: &'a [&'a str],
}

impl Chosen<'_> {
    fn wants(&self, name: &str) -> bool {
        debug_assert!(Record::FIELDS.contains(&name), "`{name}` is a field of records");
        self.fields.contains(&name)
    }

    fn get<T: DeserializeOwned>(&self, name: &str) -> Result<Option<T>, RecordError> {
        if self.wants(name) { self.record.get(name) } else { Ok(None) }
    }

    fn record(&self) -> Result<Record, RecordError> {
        Ok(Record {
            page: self.page()?,
            article: self.get("article")?,
            language: self.get("language")?,
            dating: self.get("dating")?,
            timexes: self.get("timexes")?,
            corrections: self.get("corrections")?,
            messages: self.get("messages")?,
            quotes: self.get("quotes")?,
            errors: self.get("errors")?.unwrap_or_default(),
        })
    }

    fn page(&self) -> Result<Page, RecordError> {
        let raw = match self.get("html")? {
            Some(html) => Some(RawPage::Html(html)),
            None => self.get("text")?.map(RawPage::Text),
        };
        Ok(Page {
            id: if self.wants("id") { self.record.id()?.unwrap_or_default() } else { String::new() },
            url: self.get("url")?,
            raw,
            // Ours where it is as we write it; a caller's own field of that name is left alone.
            decoded: self.get("decoded").unwrap_or_default(),
            published: self.get("published")?,
            fetched: self.get("fetched")?,
            dct: if self.wants("dct") { self.record.day("dct")? } else { None },
            lang: self.get("lang")?,
        })
    }
}
