//! Words read again by what stands around them: "the airliner … came down".

use crate::language::case::Case;
use crate::language::context::Context;
use crate::sentence::item::{Item, class_of, class_set, classes, covered};

/// Reads the words of a sentence again, each as the first context that fits has it.
pub(crate) fn reread<'l>(contexts: &'l [Context], items: &mut [Item<'l>]) {
    let (written, held) = (classes(items), class_set(items));
    let mut taken = vec![false; items.len()];
    for context in contexts.iter().filter(|it| it.pattern.may_match(&held)) {
        for captures in context.pattern.captures_iter(&written) {
            let Some(at) = captures.name("here").map(|here| covered(&here).start) else { continue };
            if !std::mem::replace(&mut taken[at], true) {
                items[at].entry = Some(&context.entry);
                items[at].class = class_of(&context.entry.sense, Case::Unknown).0;
            }
        }
    }
}
