//! What a `meta` element's name says of the date it holds.

use dateline_record::DateRole;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::LazyLock;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    published: Vec<String>,
    modified: Vec<String>,
    unknown: Vec<String>,
}

/// The role of a date by its field's lower-case name, when the field is about a date at all.
pub(crate) fn role(name: &str) -> Option<DateRole> {
    static ROLES: LazyLock<BTreeMap<String, DateRole>> = LazyLock::new(|| {
        let file: File = match toml::from_str(include_str!("../../data/date_names.toml")) {
            Ok(file) => file,
            Err(error) => panic!("data/date_names.toml: {error}"),
        };
        let groups = [
            (file.published, DateRole::Published),
            (file.modified, DateRole::Modified),
            (file.unknown, DateRole::Unknown),
        ];
        groups.into_iter().flat_map(|(names, role)| names.into_iter().map(move |name| (name, role))).collect()
    });
    ROLES.get(name).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_tell_roles() {
        assert_eq!(role("article:published_time"), Some(DateRole::Published));
        assert_eq!(role("dcterms.modified"), Some(DateRole::Modified));
        assert_eq!(role("date"), Some(DateRole::Unknown));
        assert_eq!(role("viewport"), None);
    }
}
