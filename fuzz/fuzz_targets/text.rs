//! The cleaner on any flattened text: it never panics, and every block points back into the raw text.
#![no_main]

use dateline_clean::Cleaner;
use libfuzzer_sys::fuzz_target;
use std::sync::LazyLock;

static CLEANER: LazyLock<Cleaner> = LazyLock::new(Cleaner::default);

fuzz_target!(|raw: &str| {
    let points: Vec<char> = raw.chars().collect();
    let words =
        |text: &str| text.chars().filter(|c| !c.is_whitespace() && c.is_alphanumeric()).collect::<String>();
    let article = CLEANER.clean_text(raw);
    // Text in a wrong encoding is mended: its letters are others than those that it points back to.
    let has_same_letters = article.mended.is_none();
    let mut last = 0;
    for block in article.blocks {
        let (Some(start), Some(end)) = (block.start, block.end) else { panic!("no offsets: {block:?}") };
        assert!(last <= start && start < end && end <= points.len(), "out of order: {block:?}");
        let slice: String = points[start..end].iter().collect();
        assert!(!has_same_letters || words(&slice) == words(&block.text), "{slice:?} is not {block:?}");
        last = end;
    }
});
