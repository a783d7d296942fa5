//! The cleaner on any HTML: it never panics, and what it finds holds together.
#![no_main]

use dateline_clean::Cleaner;
use libfuzzer_sys::fuzz_target;
use std::sync::LazyLock;

static CLEANER: LazyLock<Cleaner> = LazyLock::new(Cleaner::default);

fuzz_target!(|source: &str| {
    let article = CLEANER.clean_html(source, None);
    for block in &article.blocks {
        assert!(block.start.is_none() && block.end.is_none(), "HTML has no offsets: {block:?}");
        assert!(!block.text.is_empty(), "a block without text");
    }
    for date in &article.printed_dates {
        let named = date.block.is_none_or(|block| article.blocks[block].text.contains(&date.text));
        assert!(named, "{date:?} does not stand in its block");
    }
});
