//! Who wrote the page, as its elements say.

use super::origin::{Origin, Rank};
use super::reader::Reader;
use crate::byline::{self, Byline};
use crate::draft::Hints;
use crate::fold::fold;
use crate::html::{NodeId, Walk};
use crate::markup;
use crate::score::FURNITURE;

/// How many nodes may lie between the links to two authors of one article.
const CLOSE: u32 = 60;

/// How far up the elements around one are looked at; pages are not nested deeper, but for mischief.
const DEEPEST: usize = 64;

impl Reader<'_, '_> {
    pub(super) fn authors(&mut self, origin: Origin, value: &str) {
        let people = byline::of_field(value, self.lexicon);
        if people.is_empty() {
            return;
        }
        // Several `meta` elements name an author each.
        match self.found.authors.iter_mut().find(|(known, _)| known.rank == origin.rank) {
            Some((_, known)) => {
                for person in people {
                    if !known.contains(&person) {
                        known.push(person);
                    }
                }
            }
            None => self.found.authors.push((origin, people)),
        }
    }

    pub(super) fn author_link(&mut self, id: NodeId) {
        let rel = self.tree.attributes(id).raw("rel").unwrap_or_default();
        let names_author = rel.split_ascii_whitespace().any(|rel| rel.eq_ignore_ascii_case("author"));
        // Further down, and in furniture, stand the authors of other articles.
        let apart = self.last_author.is_some_and(|last| id.0 > last.0 + CLOSE);
        if names_author && !apart && !self.is_in_furniture(id) {
            let text = self.text(id);
            self.authors(Origin::LINK, &text);
            self.last_author = Some(id);
        }
    }

    /// An element called "byline", "author" or "writer" that holds a name.
    pub(super) fn named_author(&mut self, id: NodeId) {
        const LONGEST: usize = 80;
        let attributes = self.tree.attributes(id);
        let Some(class) = attributes.raw("class") else { return };
        let class = class.to_ascii_lowercase();
        // Most elements are ruled out before their names are looked up.
        let may_be = ["by", "author", "writer", "autor", "auteur", "reporter", "journalist"];
        if !may_be.iter().any(|part| class.contains(part))
            // A reader who says what he thinks.
            || class.contains("comment")
            || self.found.authors.iter().any(|(origin, _)| origin.rank == Rank::Named)
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
            self.found.authors.push((Origin::NAMED, people));
        }
    }

    pub(super) fn is_in_furniture(&self, id: NodeId) -> bool {
        std::iter::successors(Some(id), |id| self.tree.parent(*id))
            .take(DEEPEST)
            .filter(|id| self.tree.text(*id).is_none())
            .any(|id| markup::hints(self.tree.tag(id), self.tree.attributes(id)).any(FURNITURE))
    }

    /// The `itemprop="name"` under an author.
    pub(super) fn named_inside(&self, id: NodeId) -> Option<String> {
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
