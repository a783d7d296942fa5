//! Dates of elements: `time`, and those with a property of schema.org.

use super::date_names;
use super::reader::{MAX_TIMES, Reader};
use super::value::machine_date;
use crate::fold::fold;
use crate::html::{NodeId, Walk};
use dateline_record::{DateRole, DateSource, PrintedDate};

impl Reader<'_, '_> {
    pub(super) fn time(&mut self, id: NodeId) {
        if self.times >= 2 * MAX_TIMES {
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
            self.take_down(id, PrintedDate { text, role, from: DateSource::TimeTag, block: None, value });
        }
    }

    /// The date of an element with a property of schema.org.
    pub(super) fn item_date(&mut self, id: NodeId, property: &str) {
        let attributes = self.tree.attributes(id);
        let role = date_names::role(property).unwrap_or(DateRole::Unknown);
        // "8:00" may be shown, and the whole date stand in the title.
        let machine = ["content", "datetime", "title"].into_iter().filter_map(|name| attributes.get(name));
        let mut machine = machine.filter(|text| !text.trim().is_empty());
        let text = machine.next().map_or_else(|| self.text(id), |text| fold(&text));
        if !text.is_empty() && text.chars().count() <= 80 {
            let value = machine_date(&text);
            self.take_down(id, PrintedDate { text, role, from: DateSource::Meta, block: None, value });
        }
    }

    /// Puts a date behind those of the page's own part when its element stands in furniture.
    fn take_down(&mut self, id: NodeId, date: PrintedDate) {
        let list = if self.is_in_furniture(id) { &mut self.aside } else { &mut self.found.dates };
        if list.iter().filter(|known| known.from == date.from).count() < MAX_TIMES {
            list.push(date);
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
        let said = self.lexicon.hits(&crate::letter::normal(&words), false);
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
