//! Limits on what an input may unpack to.

use super::Tracked;
use std::io::{self, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// The most that a record may unpack to, as a multiple of its packed size. Text packs to a tenth, logs
/// of one line over and over to a hundredth; gzip's own limit is 1:1032, which only bombs come near.
const RATIO: u64 = 250;
/// Below this size no ratio of a record is looked at: small things may be odd, and what is packed is read ahead of it.
const HARMLESS: u64 = 64 << 20;
/// The same of a whole file. Captures of one page over and over pack far better than any text, but each takes some bytes.
const FILE_RATIO: u64 = 10_000;
const HARMLESS_FILE: u64 = 1 << 30;

/// A reader of unpacked bytes that ends with an error where there are more than there can
/// reasonably be.
pub(crate) struct Guarded<R> {
    inner: R,
    packed: Tracked,
    unpacked: u64,
    /// How much was read of the packed file when the record began.
    record_began: u64,
    record: RecordBytes,
    longest_record: Option<u64>,
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
        let record = RecordBytes::default();
        Self { inner, packed, unpacked: 0, record_began: 0, record, longest_record: None }
    }

    /// The reader of records says where they begin.
    pub(crate) fn record_bytes(&self) -> RecordBytes {
        self.record.clone()
    }

    /// Limits what one record may have, for a reader of records that has no limit of its own.
    pub(crate) fn limit_records(&mut self, bytes: u64) {
        self.longest_record = Some(bytes);
    }

    /// Why there are more bytes than there can reasonably be.
    fn too_many(&self, in_record: u64) -> Option<String> {
        let packed = self.packed.bytes_read();
        if in_record > HARMLESS && (in_record - HARMLESS) / RATIO > packed - self.record_began {
            return Some(format!("a record unpacks to more than {RATIO} times its size, which no page does"));
        }
        if self.unpacked > HARMLESS_FILE && self.unpacked / FILE_RATIO > packed {
            return Some(format!("unpacks to more than {FILE_RATIO} times its size, which no pages do"));
        }
        let longest = self.longest_record.filter(|longest| in_record > *longest)?;
        Some(format!("a record of more than {longest} bytes; is a quote left open?"))
    }
}

impl<R: Read> Read for Guarded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        self.unpacked += count as u64;
        let before = self.record.0.fetch_add(count as u64, Ordering::Relaxed);
        if before == 0 {
            self.record_began = self.packed.bytes_read();
        }
        match self.too_many(before + count as u64) {
            Some(words) => Err(io::Error::new(io::ErrorKind::InvalidInput, words)),
            None => Ok(count),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::inputs::InputPath;

    /// How much can be read of a reader without end, of which nothing lies on the disk, with a record every so many bytes.
    fn read(every: u64) -> (u64, String) {
        let file = tempfile::NamedTempFile::new().unwrap();
        let input = InputPath { path: file.path().to_owned(), ..InputPath::stdin() };
        let mut guarded = Guarded::new(io::repeat(b' '), Tracked::open(&input).unwrap());
        let record = guarded.record_bytes();
        let mut buffer = vec![0; 1 << 20];
        for number in 1.. {
            match guarded.read(&mut buffer) {
                Err(error) => return (guarded.unpacked >> 20, error.to_string()),
                Ok(_) if number * (1 << 20) % every == 0 => record.begin(),
                Ok(_) => {}
            }
        }
        unreachable!("a reader without end is cut off")
    }

    #[test]
    fn bombs_are_cut_off() {
        let (megabytes, words) = read(u64::MAX);
        assert_eq!(megabytes, 65);
        assert!(words.starts_with("a record unpacks to more than 250 times its size"), "{words}");
        let (megabytes, words) = read(1 << 20);
        assert_eq!(megabytes, 1025);
        assert!(words.starts_with("unpacks to more than 10000 times its size"), "{words}");
    }
}
