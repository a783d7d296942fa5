//! A page's elements, one after the other: `meta`, `link`, scripts, microdata.

use super::meta_names::{self, Field};
use super::origin::{Origin, meta_source};
use super::{Metadata, date_names, json_ld};
use crate::byline;
use crate::fold::fold;
use crate::html::{Attributes, NodeId, Tag, Tree, Walk, decode};
use crate::lexicon::Lexicon;
use dateline_record::{DateSource, FieldSource, PrintedDate};

/// How many `time` elements are taken down of the page's own part, and as many of its furniture; a page of teasers
/// has hundreds.
pub(super) const MAX_TIMES: usize = 24;

/// How many steps of an element's tree are read for its text: what describes a page is short, and elements may be
/// nested without end.
const LONGEST_WALK: usize = 512;

/// Reads a page's elements one after the other.
pub(super) struct Reader<'t, 's> {
    pub(super) tree: &'t Tree<'s>,
    pub(super) lexicon: &'t Lexicon,
    microdata: bool,
    pub(super) found: Metadata,
    /// Dates of elements that stand in furniture: mostly those of other articles.
    pub(super) aside: Vec<PrintedDate>,
    pub(super) times: usize,
    /// What `twitter:label1` and its kin announce: the number behind, and whether it is an author.
    pub(super) announced: Option<char>,
    /// The link to the last author.
    pub(super) last_author: Option<NodeId>,
}

impl<'t, 's> Reader<'t, 's> {
    pub(super) fn new(tree: &'t Tree<'s>, source: &str, lexicon: &'t Lexicon) -> Self {
        let microdata = memchr::memmem::find(source.as_bytes(), b"itemprop").is_some();
        Self {
            tree,
            lexicon,
            microdata,
            found: Metadata::default(),
            aside: Vec::new(),
            times: 0,
            announced: None,
            last_author: None,
        }
    }

    pub(super) fn read(mut self) -> Metadata {
        for step in self.tree.walk() {
            if let Walk::Enter(id) = step {
                self.element(id);
            }
        }
        self.found.dates.append(&mut self.aside);
        self.found
    }

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
        if !matches!(tag, Tag::Body | Tag::Html | Tag::Article | Tag::Main | Tag::Script | Tag::Img) {
            self.named_author(id);
        }
        if self.microdata && tag != Tag::Meta {
            self.item_property(id);
        }
    }

    /// The text of a node and all under it, folded.
    pub(super) fn text(&self, id: NodeId) -> String {
        let mut folder = crate::fold::Folder::default();
        for step in self.tree.walk_under(id).take(LONGEST_WALK) {
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
        let name = name.trim().to_ascii_lowercase();
        let source = meta_source(&name);
        match meta_names::field(&name) {
            Some(Field::Headline) => self.found.headlines.push((source, content)),
            Some(Field::Author) => self.authors(Origin::meta(&name), &content),
            Some(Field::Description) => _ = self.found.description.get_or_insert(content),
            Some(Field::Publisher) => self.found.publishers.push((Origin::meta(&name), content)),
            Some(Field::Owner) => self.found.publishers.push((Origin::WEAK_META, content)),
            Some(Field::Section) => self.found.sections.push((Origin::meta(&name), content)),
            Some(Field::Address) => _ = self.found.canonical_url.get_or_insert((source, content)),
            Some(Field::Image) => _ = self.found.image.get_or_insert((source, content)),
            None => self.other_meta(&name, &content),
        }
    }

    /// A line of a card, which one `meta` announces and another holds, or a date.
    fn other_meta(&mut self, name: &str, content: &str) {
        let number = name.chars().last();
        if name.starts_with("twitter:label") {
            self.announced = number.filter(|_| byline::announces(content, self.lexicon));
        } else if name.starts_with("twitter:data") {
            if self.announced.is_some() && number == self.announced {
                self.authors(Origin::ANNOUNCED, content);
            }
        } else if let Some(role) = date_names::role(name) {
            self.found.add_date(content, role, DateSource::Meta);
        }
    }

    fn link(&mut self, attributes: Attributes<'_>) {
        let canonical = attributes.raw("rel").is_some_and(|rel| rel.eq_ignore_ascii_case("canonical"));
        if canonical && let Some(address) = attributes.get("href") {
            let linked = non_empty(&address).map(|address| (FieldSource::Link, address));
            self.found.canonical_url = linked.or(self.found.canonical_url.take());
        }
    }

    fn script(&mut self, id: NodeId) {
        let attributes = self.tree.attributes(id);
        let kind = attributes.raw("type").unwrap_or_default();
        // Next.js keeps there what it lays out.
        let is_data = attributes.raw("id") == Some("__NEXT_DATA__");
        if !is_data && !kind.trim().eq_ignore_ascii_case("application/ld+json") {
            return;
        }
        for step in self.tree.walk_under(id) {
            if let Walk::Enter(id) = step
                && let Some((text, _)) = self.tree.text(id)
            {
                if is_data {
                    self.found.page_data = Some(text.to_owned());
                } else {
                    json_ld::read(text, &mut self.found, self.lexicon);
                }
            }
        }
    }

    fn item_property(&mut self, id: NodeId) {
        let attributes = self.tree.attributes(id);
        let Some(property) = attributes.raw("itemprop") else { return };
        let value = || attributes.get("content").map_or_else(|| self.text(id), |content| fold(&content));
        match property.trim().to_ascii_lowercase().as_str() {
            "author" | "creator" => {
                let value = self.named_inside(id).unwrap_or_else(value);
                self.authors(Origin::MICRODATA, &value);
            }
            "headline" => {
                let headline = value();
                if !headline.is_empty() && headline.chars().count() <= 300 && self.found.headlines.is_empty()
                {
                    self.found.headlines.push((FieldSource::Microdata, headline));
                }
            }
            "publisher" => {
                if let Some(name) = self.named_inside(id).filter(|name| !name.is_empty()) {
                    self.found.publishers.push((Origin::MICRODATA, name));
                }
            }
            "articlesection" => {
                let section = value();
                self.found.sections.push((Origin::MICRODATA, section));
            }
            name @ ("datepublished" | "datemodified" | "datecreated") if self.tree.tag(id) != Tag::Time => {
                self.item_date(id, name);
            }
            _ => {}
        }
    }
}

fn non_empty(text: &str) -> Option<String> {
    let text = fold(text);
    (!text.is_empty()).then_some(text)
}
