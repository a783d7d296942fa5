//! What a page says about itself where readers do not look: `meta` and `link` elements, JSON-LD,
//! microdata, `time` elements, its address.

mod author;
mod date;
mod date_names;
mod json_ld;
mod meta_names;
mod origin;
mod reader;
mod value;

use crate::byline;
use crate::fold::fold;
use crate::html::{NodeId, Tree};
use crate::lexicon::Lexicon;
use crate::title;
pub(crate) use date_names::role as date_role;
use dateline_record::{DateRole, DateSource, FieldSource, PrintedDate};
use origin::Origin;
use reader::Reader;
pub(crate) use value::{absolute, machine_date, of_url};

/// What a page says about itself, each list with the most trustworthy first.
#[derive(Debug, Default)]
pub(crate) struct Metadata {
    /// Headlines as JSON-LD and `meta` have them.
    pub(crate) headlines: Vec<(FieldSource, String)>,
    /// The `title` element.
    pub(crate) page_title: Option<String>,
    /// Authors, by where they are named.
    authors: Vec<(Origin, Vec<String>)>,
    /// Publishers, by where they are named.
    publishers: Vec<(Origin, String)>,
    /// Sections, by where they are named.
    sections: Vec<(Origin, String)>,
    /// The address the page gives as its own.
    pub(crate) canonical_url: Option<(FieldSource, String)>,
    /// The lead picture.
    pub(crate) image: Option<(FieldSource, String)>,
    /// The language the page says it is in, BCP 47.
    pub(crate) language: Option<String>,
    /// The article's text as JSON-LD has it.
    pub(crate) body: Option<String>,
    /// The same with its line breaks and its markup.
    pub(crate) body_source: Option<String>,
    /// The data from which scripts would lay out the page, JSON.
    pub(crate) page_data: Option<String>,
    /// What the page says it is about, often the first words of the text.
    pub(crate) description: Option<String>,
    /// Dates in the order of the page.
    pub(crate) dates: Vec<PrintedDate>,
}

impl Metadata {
    /// Reads all of a page's own descriptions.
    pub(crate) fn read(tree: &Tree<'_>, source: &str, lexicon: &Lexicon) -> Self {
        let mut found = Reader::new(tree, source, lexicon).read();
        found.dates.dedup();
        let declared =
            ["lang", "xml:lang"].into_iter().find_map(|name| tree.attributes(NodeId::ROOT).raw(name));
        found.language = declared
            .map(|tag| tag.trim())
            .filter(|tag| dateline_record::Tag::parse(tag).is_ok())
            .map(str::to_owned);
        found
    }

    /// The authors where they are named best. A site that names itself as the author names nobody, as long as
    /// somebody is named elsewhere; what stands behind its name is where it is.
    pub(crate) fn authors(&self) -> Option<(FieldSource, &[String])> {
        let sites: Vec<String> = self.publishers.iter().map(|(_, name)| title::key(name)).collect();
        let is_site = |name: &String| {
            let key = title::key(name);
            let is_domain = name.rsplit_once('.').is_some_and(|(_, end)| {
                (2..=3).contains(&end.len()) && end.bytes().all(|byte| byte.is_ascii_lowercase())
            });
            let starts = |site: &String| *site == key || !name.contains(' ') && site.starts_with(&key);
            is_domain || sites.iter().any(starts)
        };
        let is_first = |names: &[String]| names.first().is_some_and(is_site);
        let best = self.authors.iter().min_by_key(|(origin, names)| (is_first(names), origin.rank));
        best.map(|(origin, names)| {
            let people = if is_first(names) { &names[..1] } else { names.as_slice() };
            (origin.source, people)
        })
    }

    /// The publisher's name.
    pub(crate) fn publisher(&self) -> Option<(FieldSource, &str)> {
        best(&self.publishers)
    }

    /// The section of the site.
    pub(crate) fn section(&self) -> Option<(FieldSource, &str)> {
        best(&self.sections)
    }

    /// Takes down who wrote the article by the data that its page is laid out from.
    pub(crate) fn add_authors(&mut self, names: &[&str], lexicon: &Lexicon) {
        let people: Vec<String> = names.iter().flat_map(|name| byline::of_field(name, lexicon)).collect();
        if !people.is_empty() {
            self.authors.push((Origin::JSON_LD, people));
        }
    }

    pub(crate) fn add_date(&mut self, text: &str, role: DateRole, from: DateSource) {
        let text = fold(text);
        if !text.is_empty() {
            let value = machine_date(&text);
            self.dates.push(PrintedDate { text, role, from, block: None, value });
        }
    }
}

fn best(said: &[(Origin, String)]) -> Option<(FieldSource, &str)> {
    let best = said.iter().min_by_key(|(origin, _)| origin.rank);
    best.map(|(origin, value)| (origin.source, value.as_str()))
}
