//! One line of JSON Lines, of which single fields are read and replaced.

use crate::TagError;
use serde::de::{DeserializeOwned, MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::value::RawValue;
use std::borrow::Cow;
use std::fmt;

/// A JSON object whose fields stay raw slices of the line until they are asked for.
///
/// Untouched fields are written back byte for byte: number spellings, escapes, nested unknown
/// fields and key order survive. A field that is set keeps its place; a new one goes to the end.
#[derive(Debug, Clone)]
pub struct RawRecord<'line> {
    fields: Vec<(Cow<'line, str>, Cow<'line, RawValue>)>,
}

/// Why a line or a field could not be read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
#[expect(missing_docs, reason = "each message names its fields")]
pub enum RecordError {
    #[error("not a JSON object: {}", in_line(.fault))]
    NotAnObject { fault: serde_json::Error },
    #[error("field `{field}`: {}", without_place(.fault))]
    Field { field: String, fault: serde_json::Error },
    #[error("field `{field}` is {found}; wanted {wanted}")]
    Value { field: String, found: String, wanted: &'static str },
    #[error("field `lang`: {source}")]
    Lang { source: TagError },
}

/// serde's words with its column but without its line, which is always 1 and not that in the file. A fault of the whole
/// line has no column.
fn in_line(fault: &serde_json::Error) -> String {
    let words = without_place(fault);
    if fault.column() == 0 { words } else { format!("{words} at column {}", fault.column()) }
}

/// serde's words alone: in a field, its column counts from the field's start.
fn without_place(fault: &serde_json::Error) -> String {
    let mut words = fault.to_string();
    let place = format!(" at line {} column {}", fault.line(), fault.column());
    if let Some(before) = words.strip_suffix(&place) {
        words.truncate(before.len());
    }
    words
}

impl<'line> RawRecord<'line> {
    /// Reads one line. Of fields given twice the last one counts, as everywhere in JSON.
    pub fn parse(line: &'line str) -> Result<Self, RecordError> {
        serde_json::from_str(line).map_err(|fault| RecordError::NotAnObject { fault })
    }

    /// The raw JSON of a field; `None` when it is absent or `null`.
    pub fn raw(&self, name: &str) -> Option<&str> {
        let (_, value) = self.fields.iter().find(|(key, _)| key == name)?;
        Some(value.get()).filter(|json| *json != "null")
    }

    /// A field as `T`; `None` when it is absent or `null`.
    pub fn get<T: DeserializeOwned>(&self, name: &str) -> Result<Option<T>, RecordError> {
        self.raw(name)
            .map(serde_json::from_str)
            .transpose()
            .map_err(|fault| RecordError::Field { field: name.to_owned(), fault })
    }

    /// Sets a field, in its place if it is there already.
    ///
    /// # Panics
    ///
    /// If `value` does not serialise to JSON, as maps with non-string keys do not.
    pub fn set<T: Serialize + ?Sized>(&mut self, name: &str, value: &T) {
        let raw = serde_json::value::to_raw_value(value).expect("record types serialise to JSON");
        self.set_raw(name, raw);
    }

    /// Sets a field to JSON that is made already, as [`set`](Self::set) does.
    pub fn set_raw(&mut self, name: &str, json: Box<RawValue>) {
        let value = Cow::Owned(json);
        match self.fields.iter_mut().find(|(key, _)| key == name) {
            Some((_, old)) => *old = value,
            None => self.fields.push((Cow::Owned(name.to_owned()), value)),
        }
    }

    /// The record as one line of JSON, without the line feed.
    pub fn to_json(&self) -> String {
        serde_json::to_string(self).expect("raw slices serialise to JSON")
    }
}

impl Serialize for RawRecord<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.fields.iter().map(|(key, value)| (key, value.as_ref())))
    }
}

impl<'de> Deserialize<'de> for RawRecord<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Fields;
        impl<'de> Visitor<'de> for Fields {
            type Value = RawRecord<'de>;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("a JSON object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut record = RawRecord { fields: Vec::with_capacity(map.size_hint().unwrap_or(12)) };
                while let Some((Key(key), value)) = map.next_entry::<Key<'de>, &'de RawValue>()? {
                    match record.fields.iter_mut().find(|(known, _)| *known == key) {
                        Some((_, old)) => *old = Cow::Borrowed(value),
                        None => record.fields.push((key, Cow::Borrowed(value))),
                    }
                }
                Ok(record)
            }
        }
        deserializer.deserialize_map(Fields)
    }
}

/// A key, borrowed unless it holds escapes.
#[derive(Deserialize)]
struct Key<'a>(#[serde(borrow)] Cow<'a, str>);
