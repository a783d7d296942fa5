//! Any bytes as a web archive: reading ends, records come in order and lie within the archive.
#![no_main]

use dateline_record::pages::ArchiveReader;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let mut last = None;
    for record in ArchiveReader::new(bytes) {
        let (offset, size) = match &record {
            Ok(record) => (
                record.offset,
                record.page.as_ref().map_or(0, |page| page.url.as_ref().map_or(0, String::len)),
            ),
            Err(error) => (error.offset, 0),
        };
        assert!(last.is_none_or(|last| last < offset), "a record twice");
        assert!(offset <= bytes.len() as u64 && size <= bytes.len());
        last = Some(offset);
    }
});
