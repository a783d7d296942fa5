//! Opening a file, whatever it is compressed with.

use flate2::read::MultiGzDecoder;
use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::path::Path;

/// Big enough that reading is not felt, small enough to open thousands of files.
const BUFFER: usize = 128 * 1024;

/// Opens a file for reading; `.gz` and `.zst` are unpacked on the way, all members of them.
pub fn open(path: &Path) -> io::Result<Box<dyn BufRead + Send>> {
    let file = File::open(path)?;
    // A folder opens without complaint on Unix and fails only at the first read.
    if file.metadata()?.is_dir() {
        return Err(io::Error::new(io::ErrorKind::IsADirectory, "it is a folder, not a file"));
    }
    Ok(match compression(path) {
        Some("gz") => Box::new(BufReader::with_capacity(BUFFER, MultiGzDecoder::new(file))),
        Some("zst") => Box::new(BufReader::with_capacity(BUFFER, zstd::stream::read::Decoder::new(file)?)),
        _ => Box::new(BufReader::with_capacity(BUFFER, file)),
    })
}

/// The compression a name promises.
pub(super) fn compression(path: &Path) -> Option<&'static str> {
    let extension = path.extension()?.to_str()?;
    ["gz", "zst"].into_iter().find(|known| extension.eq_ignore_ascii_case(known))
}
