//! `CITATION.cff`, Citation File Format 1.2.0: <https://citation-file-format.github.io>.

use super::{Described, licence, yaml};
use std::fmt::Write as _;

pub(super) fn citation(described: &Described<'_>) -> String {
    let info = &described.manifest.dataset;
    let mut text = String::from("cff-version: 1.2.0\n");
    let mut line = |key: &str, value: &str| {
        let _ = writeln!(text, "{key}: {}", yaml(value));
    };
    line("message", "If you use this dataset, please cite it as below.");
    line("type", "dataset");
    line("title", described.title());
    line("version", &info.version);
    line("abstract", &described.description());
    if let Some(url) = &info.url {
        line("url", url);
    }
    // The format knows one licence, or a list of which any may be chosen.
    if let [id] = licence::ids(info.licence.as_deref().unwrap_or_default()).as_slice() {
        line("license", id.name);
    }
    text.push_str("authors:\n");
    for author in authors(described) {
        let _ = writeln!(text, "  - name: {}", yaml(&author));
    }
    text
}

/// Those whom the recipe names. The format wants one at least, as do people who cite.
pub(super) fn authors(described: &Described<'_>) -> Vec<String> {
    let info = &described.manifest.dataset;
    match info.authors.is_empty() {
        true => vec![format!("The makers of {}", info.name)],
        false => info.authors.clone(),
    }
}
