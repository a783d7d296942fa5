//! What a page says about itself where readers do not look: `meta` and `link` elements, JSON-LD,
//! microdata, `time` elements, its address.

mod date_names;
mod json_ld;
mod value;

use crate::byline::{self, Byline};
use crate::draft::Hints;
use crate::fold::fold;
use crate::html::{Attributes, NodeId, Tag, Tree, Walk, decode};
use crate::lexicon::Lexicon;
use crate::markup;
use crate::score::FURNITURE;
use dateline_record::{DateRole, DateSource, PrintedDate};
pub(crate) use value::{machine_date, of_url};

/// How many `time` elements are taken down; a page of teasers has hundreds.
const MAX_TIMES: usize = 24;

/// What a page says about itself, each list with the most trustworthy first.
#[derive(Debug, Default)]
pub(crate) struct Metadata {
    /// Headlines as JSON-LD and `meta` have them.
    pub(crate) headlines: Vec<String>,
    /// The `title` element.
    pub(crate) page_title: Option<String>,
    /// Authors, by where they are named.
    authors: Vec<(Rank, Vec<String>)>,
    /// Publishers, by where they are named.
    publishers: Vec<(Rank, String)>,
    /// Sections, by where they are named.
    sections: Vec<(Rank, String)>,
    /// The address the page gives as its own.
    pub(crate) canonical_url: Option<String>,
    /// The lead picture.
    pub(crate) image: Option<String>,
    /// The language the page says it is in, BCP 47.
    pub(crate) language: Option<String>,
    /// Dates in the order of the page.
    pub(crate) dates: Vec<PrintedDate>,
}

/// Where something is said, best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Rank {
    /// In a JSON-LD description of an article.
    JsonLd,
    /// In Open Graph or another widely used `meta`.
    Meta,
    /// In microdata or a link of the page's text.
    Page,
    /// In JSON-LD or `meta` that may be about something else than the article.
    Weak,
    /// In an element that is named as an author's.
    Named,
}

impl Metadata {
    /// Reads all of a page's own descriptions.
    pub(crate) fn read(tree: &Tree<'_>, source: &str, lexicon: &Lexicon) -> Self {
        let mut reader =
            Reader { tree, lexicon, microdata: has_microdata(source), found: Self::default(), times: 0 };
        for step in tree.walk() {
            if let Walk::Enter(id) = step {
                reader.element(id);
            }
        }
        reader.found.dates.dedup();
        let declared =
            ["lang", "xml:lang"].into_iter().find_map(|name| tree.attributes(NodeId::ROOT).raw(name));
        reader.found.language = declared
            .map(|tag| tag.trim())
            .filter(|tag| dateline_record::Tag::parse(tag).is_ok())
            .map(str::to_owned);
        reader.found
    }

    /// The authors where they are named best.
    pub(crate) fn authors(&self) -> Option<&[String]> {
        best(&self.authors).map(Vec::as_slice)
    }

    /// The publisher's name.
    pub(crate) fn publisher(&self) -> Option<&str> {
        best(&self.publishers).map(String::as_str)
    }

    /// The section of the site.
    pub(crate) fn section(&self) -> Option<&str> {
        best(&self.sections).map(String::as_str)
    }

    fn add_date(&mut self, text: &str, role: DateRole, from: DateSource) {
        let text = fold(text);
        if !text.is_empty() {
            let value = machine_date(&text);
            self.dates.push(PrintedDate { text, role, from, block: None, value });
        }
    }
}

fn best<T>(ranked: &[(Rank, T)]) -> Option<&T> {
    ranked.iter().min_by_key(|(rank, _)| *rank).map(|(_, value)| value)
}

fn has_microdata(source: &str) -> bool {
    memchr::memmem::find(source.as_bytes(), b"itemprop").is_some()
}

struct Reader<'t, 's> {
    tree: &'t Tree<'s>,
    lexicon: &'t Lexicon,
    microdata: bool,
    found: Metadata,
    times: usize,
}

impl Reader<'_, '_> {
    fn element(&mut self, id: NodeId) {
        if self.tree.text(id).is_some() {
            return;
        }
        let tag = self.tree.tag(id);
        match tag {
            Tag::Meta => self.meta(self.tree.attributes(id)),
            Tag::Link => self.link(self.tree.attributes(id)),
            Tag::Script => self.script(id),
            Tag::Title if self.found.page_title.is_none() => {
                self.found.page_title = non_empty(&self.text(id))
            }
            Tag::Time => self.time(id),
            Tag::A => self.author_link(id),
            _ => {}
        }
        if matches!(tag, Tag::Span | Tag::P | Tag::Div | Tag::A) {
            self.named_author(id);
        }
        if self.microdata && tag != Tag::Meta {
            self.item_property(id);
        }
    }

    /// The text of a node and all under it, folded.
    fn text(&self, id: NodeId) -> String {
        let mut folder = crate::fold::Folder::default();
        for step in self.tree.walk_under(id) {
            if let Walk::Enter(id) = step
                && let Some((text, encoded)) = self.tree.text(id)
            {
                if encoded { folder.push_source(text) } else { folder.push_text(text) }
            }
        }
        folder.into_text()
    }

    fn meta(&mut self, attributes: Attributes<'_>) {
        let name = ["property", "name", "itemprop"].into_iter().find_map(|key| attributes.raw(key));
        let (Some(name), Some(content)) = (name, attributes.raw("content")) else { return };
        if content.len() > 4096 {
            return;
        }
        let content = fold(&decode(content));
        if content.is_empty() {
            return;
        }
        match name.trim().to_ascii_lowercase().as_str() {
            "og:title" | "twitter:title" | "headline" | "dc.title" | "dcterms.title" | "parsely-title"
            | "sailthru.title" => {
                self.found.headlines.push(content);
            }
            "author"
            | "article:author"
            | "og:article:author"
            | "dc.creator"
            | "dcterms.creator"
            | "byl"
            | "parsely-author"
            | "sailthru.author"
            | "article:author_name"
            | "article.author"
            | "citation_author" => {
                self.authors(Rank::Meta, &content);
            }
            "og:site_name" => self.found.publishers.push((Rank::Meta, content)),
            "application-name" | "publisher" | "dc.publisher" | "copyright" => {
                self.found.publishers.push((Rank::Weak, content))
            }
            "article:section" | "og:article:section" | "section" | "parsely-section" => {
                self.found.sections.push((Rank::Meta, content))
            }
            "og:url" => {
                self.found.canonical_url.get_or_insert(content);
            }
            "og:image" | "og:image:url" | "twitter:image" | "twitter:image:src" => {
                self.found.image.get_or_insert(content);
            }
            name => {
                if let Some(role) = date_names::role(name) {
                    self.found.add_date(&content, role, DateSource::Meta);
                }
            }
        }
    }

    fn authors(&mut self, rank: Rank, value: &str) {
        let people = byline::of_field(value, self.lexicon);
        if people.is_empty() {
            return;
        }
        // Several `meta` elements name an author each.
        match self.found.authors.iter_mut().find(|(known, _)| *known == rank) {
            Some((_, known)) => {
                for person in people {
                    if !known.contains(&person) {
                        known.push(person);
                    }
                }
            }
            None => self.found.authors.push((rank, people)),
        }
    }

    fn link(&mut self, attributes: Attributes<'_>) {
        let canonical = attributes.raw("rel").is_some_and(|rel| rel.eq_ignore_ascii_case("canonical"));
        if canonical && let Some(address) = attributes.get("href") {
            self.found.canonical_url = non_empty(&address).or(self.found.canonical_url.take());
        }
    }

    fn script(&mut self, id: NodeId) {
        let kind = self.tree.attributes(id).raw("type").unwrap_or_default();
        if !kind.trim().eq_ignore_ascii_case("application/ld+json") {
            return;
        }
        for step in self.tree.walk_under(id) {
            if let Walk::Enter(id) = step
                && let Some((text, _)) = self.tree.text(id)
            {
                json_ld::read(text, &mut self.found, self.lexicon);
            }
        }
    }

    fn time(&mut self, id: NodeId) {
        if self.times >= MAX_TIMES {
            return;
        }
        self.times += 1;
        let attributes = self.tree.attributes(id);
        let shown = self.text(id);
        let machine = attributes.get("datetime").or_else(|| attributes.get("content"));
        let role = self.time_role(id, &shown);
        let value = machine.as_deref().and_then(machine_date);
        let text = if shown.is_empty() { machine.map(|text| fold(&text)).unwrap_or_default() } else { shown };
        if !text.is_empty() && text.chars().count() <= 120 {
            self.found.dates.push(PrintedDate { text, role, from: DateSource::TimeTag, block: None, value });
        }
    }

    /// The role a `time` element's names give it, or the words in front of it.
    fn time_role(&self, id: NodeId, shown: &str) -> DateRole {
        let attributes = self.tree.attributes(id);
        if attributes.raw("pubdate").is_some() {
            return DateRole::Published;
        }
        for name in ["itemprop", "class"] {
            let names = attributes.raw(name).unwrap_or_default();
            if let Some(role) =
                names.split_ascii_whitespace().find_map(|name| named_role(&name.to_ascii_lowercase()))
            {
                return role;
            }
        }
        let words = format!("{} {shown}", self.words_before(id));
        let said = self.lexicon.hits(&crate::lexicon::normal(&words), false);
        match (said.published, said.modified) {
            (true, _) => DateRole::Published,
            (_, true) => DateRole::Modified,
            _ => DateRole::Unknown,
        }
    }

    /// The last words in front of a node, in its parent.
    fn words_before(&self, id: NodeId) -> String {
        const ENOUGH: usize = 24;
        let Some(parent) = self.tree.parent(id) else { return String::new() };
        let mut folder = crate::fold::Folder::default();
        // A parent with very much in front of the node says nothing of it.
        for step in self.tree.walk_under(parent).take(64) {
            let Walk::Enter(inner) = step else { continue };
            if inner == id {
                let text = folder.into_text();
                let start = text.char_indices().rev().nth(ENOUGH).map_or(0, |(at, _)| at);
                return text[start..].to_owned();
            }
            if let Some((text, true)) = self.tree.text(inner) {
                folder.push_source(text);
            }
        }
        String::new()
    }

    fn author_link(&mut self, id: NodeId) {
        let rel = self.tree.attributes(id).raw("rel").unwrap_or_default();
        if rel.split_ascii_whitespace().any(|rel| rel.eq_ignore_ascii_case("author")) {
            let text = self.text(id);
            self.authors(Rank::Page, &text);
        }
    }

    /// An element called "byline", "author" or "writer" that holds a name.
    fn named_author(&mut self, id: NodeId) {
        const LONGEST: usize = 80;
        let attributes = self.tree.attributes(id);
        let Some(class) = attributes.raw("class") else { return };
        let class = class.to_ascii_lowercase();
        // Most elements are ruled out before their names are looked up.
        let may_be = ["by", "author", "writer", "autor", "auteur", "reporter", "journalist"];
        if !may_be.iter().any(|part| class.contains(part))
            || self.found.authors.iter().any(|(rank, _)| *rank == Rank::Named)
        {
            return;
        }
        if !markup::hints(self.tree.tag(id), attributes).any(Hints::BYLINE) || self.is_in_furniture(id) {
            return;
        }
        let text = self.text(id);
        if text.chars().count() <= LONGEST
            && let Some(Byline::People(people)) = byline::of_named(&text, self.lexicon)
        {
            self.found.authors.push((Rank::Named, people));
        }
    }

    fn is_in_furniture(&self, id: NodeId) -> bool {
        std::iter::successors(Some(id), |id| self.tree.parent(*id))
            .filter(|id| self.tree.text(*id).is_none())
            .any(|id| markup::hints(self.tree.tag(id), self.tree.attributes(id)).any(FURNITURE))
    }

    fn item_property(&mut self, id: NodeId) {
        let attributes = self.tree.attributes(id);
        let Some(property) = attributes.raw("itemprop") else { return };
        let value = || attributes.get("content").map_or_else(|| self.text(id), |content| fold(&content));
        match property.trim().to_ascii_lowercase().as_str() {
            "author" | "creator" => {
                let value = self.named_inside(id).unwrap_or_else(value);
                self.authors(Rank::Page, &value);
            }
            "headline" => {
                let headline = value();
                if !headline.is_empty() && headline.chars().count() <= 300 && self.found.headlines.is_empty()
                {
                    self.found.headlines.push(headline);
                }
            }
            "publisher" => {
                if let Some(name) = self.named_inside(id).filter(|name| !name.is_empty()) {
                    self.found.publishers.push((Rank::Page, name));
                }
            }
            "articlesection" => {
                let section = value();
                self.found.sections.push((Rank::Page, section));
            }
            "datepublished" | "datemodified" | "datecreated" if self.tree.tag(id) != Tag::Time => {
                let role =
                    date_names::role(&property.trim().to_ascii_lowercase()).unwrap_or(DateRole::Unknown);
                let value = value();
                if value.chars().count() <= 80 {
                    self.found.add_date(&value, role, DateSource::Meta);
                }
            }
            _ => {}
        }
    }

    /// The `itemprop="name"` under an author.
    fn named_inside(&self, id: NodeId) -> Option<String> {
        self.tree.walk_under(id).find_map(|step| {
            let Walk::Enter(inner) = step else { return None };
            let attributes = self.tree.attributes(inner);
            if inner == id || !attributes.raw("itemprop")?.eq_ignore_ascii_case("name") {
                return None;
            }
            Some(attributes.get("content").map_or_else(|| self.text(inner), |content| fold(&content)))
        })
    }
}

fn non_empty(text: &str) -> Option<String> {
    let text = fold(text);
    (!text.is_empty()).then_some(text)
}

/// The role by a class or property of an element.
fn named_role(name: &str) -> Option<DateRole> {
    if ["modif", "updat"].iter().any(|part| name.contains(part)) {
        return Some(DateRole::Modified);
    }
    ["publish", "pubdate", "entry-date", "dt-published", "created", "posted"]
        .iter()
        .any(|part| name.contains(part))
        .then_some(DateRole::Published)
}
