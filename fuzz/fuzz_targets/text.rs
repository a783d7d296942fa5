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
    let mut last = 0;
    for block in CLEANER.clean_text(raw).blocks {
        let (Some(start), Some(end)) = (block.start, block.end) else { panic!("no offsets: {block:?}") };
        assert!(last <= start && start < end && end <= points.len(), "out of order: {block:?}");
        let slice: String = points[start..end].iter().collect();
        assert_eq!(words(&slice), words(&block.text));
        last = end;
    }
});
