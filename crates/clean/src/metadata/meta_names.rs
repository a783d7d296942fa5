//! What a `meta` element's name says of a page, days left out.

use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// What is told of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Field {
    Headline,
    Author,
    Description,
    Publisher,
    Owner,
    Section,
    Address,
    Image,
}

/// What a `meta` element with that lower-case name holds.
pub(super) fn field(name: &str) -> Option<Field> {
    static FIELDS: LazyLock<BTreeMap<String, Field>> = LazyLock::new(|| {
        let file: BTreeMap<Field, Vec<String>> = toml::from_str(include_str!("../../data/meta_names.toml"))
            .unwrap_or_else(|error| panic!("data/meta_names.toml: {error}"));
        file.into_iter().flat_map(|(field, names)| names.into_iter().map(move |name| (name, field))).collect()
    });
    FIELDS.get(name).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_tell_fields() {
        assert_eq!(field("og:title"), Some(Field::Headline));
        assert_eq!(field("dc.creator"), Some(Field::Author));
        assert_eq!(field("copyright"), Some(Field::Owner));
        assert_eq!(field("viewport"), None);
    }
}
