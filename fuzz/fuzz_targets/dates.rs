//! The tagger of some language on any text: the first byte chooses the language.
#![no_main]

#[path = "../../crates/dates/tests/support/invariants.rs"]
mod invariants;

use dateline_dates::{Dct, Languages, Tagger};
use libfuzzer_sys::fuzz_target;
use std::sync::LazyLock;

static TAGGERS: LazyLock<Vec<Tagger>> = LazyLock::new(|| {
    let languages = Languages::builtin();
    languages.codes().filter_map(|code| languages.tagger(code)?.ok()).collect()
});

fuzz_target!(|bytes: &[u8]| {
    let Some((first, rest)) = bytes.split_first() else { return };
    let Ok(text) = std::str::from_utf8(rest) else { return };
    let tagger = &TAGGERS[usize::from(*first) % TAGGERS.len()];
    for dct in ["2024-03-15".parse().unwrap_or_default(), Dct::UNKNOWN] {
        if let Some(broken) = invariants::broken(tagger, text, dct) {
            panic!("{}: {broken}", tagger.grammar().language());
        }
    }
});
