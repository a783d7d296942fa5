//! One line of JSON Lines, of which single fields are read and replaced.

use crate::{TagError, words};
use serde::de::{DeserializeOwned, Error as _, MapAccess, Visitor};
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
    /// Each name once.
    fields: Vec<(Cow<'line, str>, Cow<'line, RawValue>)>,
}

/// Why a line or a field could not be read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
#[expect(missing_docs, reason = "each message names its fields")]
pub enum RecordError {
    #[error("not a JSON object{}", words::of_line(.fault))]
    NotAnObject { fault: serde_json::Error },
    #[error("field `{field}`{}", words::of_field(.fault))]
    /// `field` goes on to the one at fault within it: `article.blocks[0].kind`.
    Field { field: String, fault: serde_json::Error },
    #[error("field `{field}` is {found}; wanted {wanted}")]
    Value { field: String, found: String, wanted: &'static str },
    #[error("field `{field}` appears twice; remove one")]
    Twice { field: String },
    #[error("field `lang`: {fault}")]
    Lang { fault: TagError },
}

impl<'line> RawRecord<'line> {
    /// Reads one line. One with a field that appears twice is no record: whichever was taken, the other would be
    /// lost without a word.
    pub fn parse(line: &'line str) -> Result<Self, RecordError> {
        let fields = serde_json::from_str(line).map_err(|fault| RecordError::NotAnObject { fault })?;
        Self::of_fields(fields).map_err(|field| RecordError::Twice { field })
    }

    /// Fails with the name of a field that appears twice.
    fn of_fields(Fields { fields, twice }: Fields<'line>) -> Result<Self, String> {
        twice.map_or(Ok(Self { fields }), |field| Err(field.into_owned()))
    }

    /// The raw JSON of a field; `None` when it is absent or `null`.
    pub fn raw(&self, name: &str) -> Option<&str> {
        let (_, value) = self.fields.iter().find(|(key, _)| key == name)?;
        Some(value.get()).filter(|json| *json != "null")
    }

    /// A field as `T`; `None` when it is absent or `null`.
    pub fn get<T: DeserializeOwned>(&self, name: &str) -> Result<Option<T>, RecordError> {
        let Some(json) = self.raw(name) else { return Ok(None) };
        serde_json::from_str(json)
            .map(Some)
            .map_err(|fault| RecordError::Field { field: faulty::<T>(name, json), fault })
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

/// The path to what is wrong in a field's JSON. It is read once more for that: following the path takes time, and few
/// fields have a fault.
fn faulty<T: DeserializeOwned>(name: &str, json: &str) -> String {
    let read = serde_path_to_error::deserialize::<_, T>(&mut serde_json::Deserializer::from_str(json));
    let path = read.err().map(|error| error.path().to_string()).unwrap_or_default();
    match path.as_str() {
        "" | "." => name.to_owned(),
        path if path.starts_with('[') => format!("{name}{path}"),
        path => format!("{name}.{path}"),
    }
}

impl Serialize for RawRecord<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.fields.iter().map(|(key, value)| (key, value.as_ref())))
    }
}

impl<'de> Deserialize<'de> for RawRecord<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::of_fields(Fields::deserialize(deserializer)?)
            .map_err(|field| D::Error::custom(format!("field `{field}` appears twice")))
    }
}

/// The fields of an object, and one that it has twice.
#[derive(Default)]
struct Fields<'line> {
    fields: Vec<(Cow<'line, str>, Cow<'line, RawValue>)>,
    twice: Option<Cow<'line, str>>,
}

impl<'de> Deserialize<'de> for Fields<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(FieldsVisitor)
    }
}

struct FieldsVisitor;

impl<'de> Visitor<'de> for FieldsVisitor {
    type Value = Fields<'de>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a JSON object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut found = Fields { fields: Vec::with_capacity(map.size_hint().unwrap_or(12)), twice: None };
        while let Some((Key(key), value)) = map.next_entry::<Key<'de>, &'de RawValue>()? {
            if found.fields.iter().any(|(known, _)| *known == key) {
                found.twice = Some(key);
            } else {
                found.fields.push((key, Cow::Borrowed(value)));
            }
        }
        Ok(found)
    }
}

/// A key, borrowed unless it holds escapes.
#[derive(Deserialize)]
struct Key<'a>(#[serde(borrow)] Cow<'a, str>);
