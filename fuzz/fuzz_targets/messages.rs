//! The finder of messages and quotes on any text: the first byte chooses the language.
#![no_main]

#[path = "../../crates/messages/tests/support/invariants.rs"]
mod invariants;

use dateline_messages::Finder;
use libfuzzer_sys::fuzz_target;
use std::sync::LazyLock;

static FINDER: LazyLock<Finder> = LazyLock::new(Finder::builtin);
static LANGUAGES: LazyLock<Vec<&str>> = LazyLock::new(|| FINDER.languages().collect());

fuzz_target!(|bytes: &[u8]| {
    let Some((first, rest)) = bytes.split_first() else { return };
    let Ok(text) = std::str::from_utf8(rest) else { return };
    let language = LANGUAGES[usize::from(*first) % LANGUAGES.len()];
    if let Some(broken) = invariants::broken(&FINDER, language, text) {
        panic!("{language}: {broken}");
    }
});
