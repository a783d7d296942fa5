//! Pages whose articles are known, as the user points to them.

use super::TrainError;
use dateline_record::pages;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::io::BufRead;
use std::path::PathBuf;

/// A line of a gold file: a page, what is known of its article, or both; lines with one `id` belong
/// together, whatever file they stand in.
#[derive(Debug, Deserialize)]
struct Line {
    id: String,
    url: Option<String>,
    html: Option<String>,
    text: Option<String>,
    wet: Option<String>,
    res: Option<String>,
    gold_text: Option<String>,
    #[serde(default)]
    must_have: Vec<String>,
    #[serde(default)]
    must_not: Vec<String>,
}

/// One page in all its forms, and what is known of its article.
#[derive(Debug, Default)]
pub(super) struct GoldPage {
    /// The part of its id before the first slash: which collection it is from.
    pub(super) set: String,
    /// Whose page it is: pages of one site are never parted between learning and checking.
    pub(super) site: String,
    pub(super) url: Option<String>,
    pub(super) html: Option<String>,
    /// The page as flattened text, in as many ways as there are: the form's name and the text.
    pub(super) flat: Vec<(&'static str, String)>,
    /// The article's text.
    pub(super) article: Option<String>,
    /// Passages the article holds.
    pub(super) must_have: Vec<String>,
    /// Passages of the page that are none of the article.
    pub(super) must_not: Vec<String>,
}

/// All pages of which something is known, by id.
pub(super) fn read(files: &[PathBuf]) -> Result<Vec<GoldPage>, TrainError> {
    let mut found: BTreeMap<String, GoldPage> = BTreeMap::new();
    for path in files {
        let failed = |source| TrainError::Read { path: path.clone(), source };
        for (number, line) in pages::open(path).map_err(failed)?.lines().enumerate() {
            let line: Line = serde_json::from_str(&line.map_err(failed)?)
                .map_err(|source| TrainError::Line { path: path.clone(), line: number + 1, source })?;
            let page = found.entry(line.id.clone()).or_default();
            page.set = line.id.split('/').next().unwrap_or_default().to_owned();
            page.flat.extend(
                [("text", line.text), ("wet", line.wet), ("res", line.res)]
                    .into_iter()
                    .filter_map(|(form, text)| Some((form, text.filter(|text| !text.trim().is_empty())?))),
            );
            page.html = page.html.take().or(line.html);
            page.url = page.url.take().or(line.url);
            page.article = page.article.take().or(line.gold_text.filter(|text| !text.trim().is_empty()));
            page.must_have.extend(line.must_have);
            page.must_not.extend(line.must_not);
        }
    }
    found.retain(|_, page| page.article.is_some() || !page.must_have.is_empty());
    for (id, page) in &mut found {
        page.site = page.url.as_deref().map_or_else(|| id.clone(), site);
    }
    Ok(found.into_values().collect())
}

/// The registered name of an address's host, near enough: `news.example.co.uk` is `example.co.uk`.
fn site(url: &str) -> String {
    let host = url.split_once("://").map_or(url, |(_, rest)| rest);
    let host = host.split(['/', '?', '#', ':']).next().unwrap_or(host).to_lowercase();
    let labels: Vec<&str> = host.split('.').collect();
    let keep = match labels.as_slice() {
        [.., _, second, top] if second.len() <= 3 && top.len() == 2 => 3,
        _ => 2,
    };
    labels[labels.len().saturating_sub(keep)..].join(".")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_site_is_its_registered_name() {
        assert_eq!(site("https://news.example.co.uk/a?b"), "example.co.uk");
        assert_eq!(site("http://www.example.org:80/"), "example.org");
    }
}
