//! Which field or column of an input holds which field of a page.

use std::collections::BTreeMap;

/// The fields of a page that an input may give, by their names in the record.
pub(crate) const PAGE_FIELDS: [&str; 9] =
    ["id", "url", "html", "text", "published", "fetched", "dct", "lang", "article"];

/// What the fields of a page are called in the inputs: `text = "content"` in a recipe. A field that
/// is not named is called as it is in the record.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FieldNames {
    names: BTreeMap<String, String>,
}

impl FieldNames {
    /// The fields that may be named, in words.
    pub const KNOWN: &'static str = "id, url, html, text, published, fetched, dct, lang and article";

    /// Says what a field of the page is called in the inputs; `false` when pages have no such field.
    pub fn set(&mut self, field: &str, name: &str) -> bool {
        let known = PAGE_FIELDS.contains(&field);
        if known {
            self.names.insert(field.to_owned(), name.to_owned());
        }
        known
    }

    /// What a field is called in the inputs.
    pub fn name<'n>(&'n self, field: &'n str) -> &'n str {
        self.names.get(field).map_or(field, String::as_str)
    }

    /// Whether a field that was not named is none, because the name it would have is that of the page in its other form:
    /// with `html = "text"` what is called `text` is HTML.
    pub(crate) fn is_taken(&self, field: &str) -> bool {
        let other = match field {
            "html" => "text",
            "text" => "html",
            _ => return false,
        };
        !self.names.contains_key(field) && self.names.get(other).is_some_and(|name| name == field)
    }

    /// The name that both forms of a page were given: it can hold only one of them.
    pub(crate) fn named_twice(&self) -> Option<&str> {
        let (html, text) = (self.names.get("html")?, self.names.get("text")?);
        (html == text).then_some(html)
    }

    /// Whether every field is called as it is in the record.
    pub fn is_plain(&self) -> bool {
        self.names.is_empty()
    }

    /// The fields that are called otherwise, sorted.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.names.iter().map(|(field, name)| (field.as_str(), name.as_str()))
    }

    /// The fields that a table of these columns has, each with the column's place. Fails, in words,
    /// for a table without a page in it or without a column that was named.
    pub(crate) fn places(&self, columns: &[&str]) -> Result<Vec<(&'static str, usize)>, String> {
        let place = |field: &'static str| {
            let name = self.name(field);
            columns.iter().position(|column| *column == name).map(|place| (field, place))
        };
        let listed = columns.iter().map(|column| format!("`{column}`")).collect::<Vec<_>>().join(", ");
        if let Some((field, name)) = self.iter().find(|(_, name)| !columns.contains(name)) {
            return Err(format!(
                "no column `{name}`, which `fields.{field}` names; its columns are {listed}"
            ));
        }
        let is_twice = |name: &str| columns.iter().filter(|column| **column == name).count() > 1;
        if let Some(name) = PAGE_FIELDS.into_iter().map(|field| self.name(field)).find(|name| is_twice(name))
        {
            return Err(format!("two columns are called `{name}`; rename one"));
        }
        let places: Vec<_> = PAGE_FIELDS
            .into_iter()
            .filter(|field| *field != "article" && !self.is_taken(field))
            .filter_map(place)
            .collect();
        if !places.iter().any(|(field, _)| ["html", "text"].contains(field)) {
            if let Some(hint) = hint(columns) {
                return Err(format!("no column `html` or `text`; its columns are {listed}; {hint}"));
            }
            return Err(format!(
                "no column `html` or `text`; its columns are {listed}; say below `[fields]` in a recipe, or with \
                 `--field`, which of them holds the page, such as text = \"content\""
            ));
        }
        Ok(places)
    }
}

/// What is probably meant by columns of which none is the page.
fn hint(columns: &[&str]) -> Option<String> {
    if let [only] = columns
        && let Some(mark) = [';', '\t', '|'].into_iter().find(|mark| only.contains(*mark))
    {
        let mark = if mark == '\t' { "a tab".to_owned() } else { format!("`{mark}`") };
        return Some(format!(
            "they seem to be parted by {mark}, and a comma is wanted: save the file with commas"
        ));
    }
    let (field, column) = ["html", "text"].into_iter().find_map(|field| {
        let column = columns.iter().find(|column| column.trim().eq_ignore_ascii_case(field))?;
        Some((field, column))
    })?;
    Some(format!(
        "did you mean `{column}`? Then say so below `[fields]` in a recipe, or with `--field {field}={column:?}`"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use insta::assert_snapshot;

    #[test]
    fn columns_that_are_nearly_right_are_told() {
        let error = |columns: &[&str]| FieldNames::default().places(columns).unwrap_err();
        assert_snapshot!(error(&["URL", "Text"]), @r#"no column `html` or `text`; its columns are `URL`, `Text`; did you mean `Text`? Then say so below `[fields]` in a recipe, or with `--field text="Text"`"#);
        assert_snapshot!(error(&["url;text"]), @"no column `html` or `text`; its columns are `url;text`; they seem to be parted by `;`, and a comma is wanted: save the file with commas");
        assert!(error(&["title", "body"]).contains("say below `[fields]`"));
    }
}
