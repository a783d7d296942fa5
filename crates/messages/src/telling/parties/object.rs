//! Who is written to, and does not write, by where they stand.

use crate::language::Language;
use crate::language::list::List;
use crate::language::pattern::class;
use crate::scene::is_person;
use crate::sentence::item::Item;

/// "In a telegram to Erdogan, wrote Scholz": whoever stands behind "to" is written to, articles and titles between.
pub(crate) fn is_addressed(language: &Language, items: &[Item<'_>], at: usize) -> bool {
    const PASSED: [List; 5] = [List::The, List::Title, List::His, List::Former, List::Article];
    let mut before = items[..at].iter().rev();
    let before = before.find(|item| !language.is_any(&PASSED, item.class));
    language.spaces && before.is_some_and(|item| language.is(List::To, item.class))
        || is_object(language, items, at)
}

/// "Kim had written to Moon, to wish him …": Moon, behind a verb that has somebody before it, does not act.
pub(super) fn is_object(language: &Language, items: &[Item<'_>], at: usize) -> bool {
    const VERBS: [List; 6] =
        [List::WroteTo, List::Wired, List::Gladly, List::Wished, List::Thanked, List::Invited];
    const NEAR: usize = 30;
    let passed = |at: &usize| language.is_any(&[List::The, List::His, List::Title], items[*at].class);
    let verb = (0..at).rev().find(|at| !passed(at));
    let verb = verb.filter(|verb| language.is_any(&VERBS, items[*verb].class));
    let ordered = language.is_ordered();
    verb.filter(|_| ordered).is_some_and(|verb| {
        let before = (0..verb).rev().take(NEAR);
        let mut before = before.take_while(|at| ![class::COLON, class::QUOTE].contains(&items[*at].class));
        // "Y'yi tebrik eden X": a particle tells that the one before does not act.
        let marked = |at: usize| items.get(at + 1).is_some_and(|next| language.is(List::Dative, next.class));
        before.any(|at| is_person(&items[at]) && !marked(at) && !is_celebrated(language, &items[..at]))
    })
}

/// "Zur Wiederwahl von X gratulierten …": whose occasion it is, by what stands before them.
pub(super) fn is_celebrated(language: &Language, before: &[Item<'_>]) -> bool {
    let mut before = before.iter().rev();
    before.next().is_some_and(|item| language.is(List::Of, item.class))
        && before.next().is_some_and(|item| item.class == class::OCCASION)
}
