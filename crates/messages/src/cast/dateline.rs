//! Places that an article opens with, which are nobody's names.

use crate::cast::mention::Mention;
use crate::language::Language;
use crate::language::list::List;
use crate::language::pattern::class;
use crate::sentence::item::Item;

/// "In Stad Linite", "at Bab El Oued": a name that no office goes with and no file has is of a place right behind such a word.
pub(crate) fn is_place(language: &Language, items: &[Item<'_>], mention: &Mention) -> bool {
    let said = &mention.said;
    let bare = said.office.is_none() && said.known.is_empty() && said.title.is_none();
    let before = mention.items.start.checked_sub(1).map(|at| items[at].class);
    language.is_ordered() && bare && before.is_some_and(|class| language.is(List::In, class))
}

/// "BUENOS AIRES (Télam) –", "San Gabriel, 21 September –": a name that a passage opens with, and nothing but marks, times and
/// agencies between it and a dash, is of a place.
pub(crate) fn is_dateline(language: &Language, items: &[Item<'_>], mention: &Mention) -> bool {
    const LONGEST: usize = 10;
    const BETWEEN: [char; 6] =
        [class::OPEN, class::CLOSE, class::COMMA, class::TIME, class::AGENCY, class::NUMBER];
    let said = &mention.said;
    let bare = said.office.is_none() && said.known.is_empty() && mention.items.start == 0;
    let mut behind = items[mention.items.end..].iter().take(LONGEST);
    let between = |item: &&Item<'_>| BETWEEN.contains(&item.class) || item.class == class::NAME;
    language.spaces
        && !language.uncased
        && bare
        && behind.find(|item| !between(item)).is_some_and(|item| item.class == class::DASH)
}
