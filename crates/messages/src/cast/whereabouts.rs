//! Names that a page has only for places: it says what happens in them, and of what somebody is president, and nothing that they do.

use crate::cast::dateline::is_place;
use crate::cast::mention::Mention;
use crate::language::Language;
use crate::language::list::List;
use crate::language::pattern::{Class, class};
use crate::sentence::item::Item;
use std::collections::BTreeMap;

/// Where names stand that no office goes with and no file has.
#[derive(Debug, Default)]
pub(crate) struct Whereabouts {
    names: BTreeMap<String, Stands>,
}

/// What stands before a name, all over the page.
#[derive(Debug, Default)]
struct Stands {
    /// "In Port Alder", "the president-elect of Port Alder", at least once.
    in_it: bool,
    /// Somewhere nothing makes the name belong to something else: whoever acts has a name, too.
    freely: bool,
}

impl Whereabouts {
    /// Takes in a passage.
    pub(crate) fn read(&mut self, language: &Language, items: &[Item<'_>], mentions: &[Mention]) {
        const GOVERNS: [List; 5] = [List::In, List::Of, List::To, List::ToThe, List::From];
        // Where endings tell the case the same word stands before people and places.
        if !language.is_ordered() {
            return;
        }
        for mention in mentions {
            let said = &mention.said;
            let bare = said.office.is_none() && said.known.is_empty() && said.title.is_none();
            let before: Option<Class> = mention.items.start.checked_sub(1).map(|at| items[at].class);
            let is = |list| before.is_some_and(|class| language.is(list, class));
            let led = || {
                let office = mention.items.start.checked_sub(2).map(|at| items[at].class);
                is(List::Of) && office == Some(class::OFFICE)
            };
            let stands = self.names.entry(said.name.clone()).or_default();
            stands.in_it |= is_place(language, items, mention) || bare && led();
            stands.freely |= !bare || !GOVERNS.iter().any(|list| is(*list));
        }
    }

    /// The places.
    pub(crate) fn places(self) -> impl Iterator<Item = String> {
        let places = self.names.into_iter().filter(|(_, stands)| stands.in_it && !stands.freely);
        places.map(|(name, _)| name)
    }
}
