//! Limits on what an input may unpack to.

use super::Tracked;
use std::io::{self, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// The most that a file may unpack to, as a multiple of its packed size. Text packs to a tenth, logs
/// of one line over and over to a hundredth; gzip's own limit is 1:1032, which only bombs come near.
const RATIO: u64 = 250;
/// Below this size no ratio is looked at: small things may be odd.
const HARMLESS: u64 = 64 << 20;
/// The longest record of a table of text: an open quote would else swallow the rest of the file.
pub(crate) const LONGEST: u64 = 128 << 20;

/// A reader of unpacked bytes that ends with an error where there are more than there can
/// reasonably be.
pub(crate) struct Guarded<R> {
    inner: R,
    packed: Tracked,
    unpacked: u64,
    record: RecordBytes,
}

/// Bytes read since the last record began.
#[derive(Debug, Clone, Default)]
pub(crate) struct RecordBytes(Arc<AtomicU64>);

impl RecordBytes {
    /// A record begins.
    pub(crate) fn begin(&self) {
        self.0.store(0, Ordering::Relaxed);
    }
}

impl<R: Read> Guarded<R> {
    pub(crate) fn new(inner: R, packed: Tracked) -> Self {
        Self { inner, packed, unpacked: 0, record: RecordBytes::default() }
    }

    /// Limits what one record may have to [`LONGEST`]; the reader of records says where they begin.
    pub(crate) fn record_bytes(&self) -> RecordBytes {
        self.record.clone()
    }
}

impl<R: Read> Read for Guarded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        self.unpacked += count as u64;
        let in_record = self.record.0.fetch_add(count as u64, Ordering::Relaxed);
        let fail = |words: String| Err(io::Error::new(io::ErrorKind::InvalidInput, words));
        if self.unpacked > HARMLESS && self.unpacked / RATIO > self.packed.bytes_read() {
            return fail(format!("unpacks to more than {RATIO} times its size, which no pages do"));
        }
        // Readers that do not say where records begin keep their own limit.
        if Arc::strong_count(&self.record.0) > 1 && in_record > LONGEST {
            return fail(format!("a record of more than {LONGEST} bytes; is a quote left open?"));
        }
        Ok(count)
    }
}
