//! Opening a file, whatever it is compressed with.

use flate2::bufread::MultiGzDecoder;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;

/// Big enough that reading is not felt, small enough to open thousands of files.
const BUFFER: usize = 128 * 1024;

/// Opens a file for reading; `.gz`, `.zst` and `.bz2` are unpacked on the way, all members of them.
pub fn open(path: &Path) -> io::Result<Box<dyn BufRead + Send>> {
    let file = File::open(path)?;
    // A folder opens without complaint on Unix and fails only at the first read.
    if file.metadata()?.is_dir() {
        return Err(io::Error::new(io::ErrorKind::IsADirectory, "it is a folder, not a file"));
    }
    unpacked(file, Packing::of(path))
}

/// How a file is compressed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Packing {
    /// Not at all.
    #[default]
    Plain,
    /// `.gz`
    Gzip,
    /// `.zst`
    Zstd,
    /// `.bz2`
    Bzip2,
}

impl Packing {
    /// The ends of names that promise a compression.
    pub const ENDS: [(&'static str, Self); 3] =
        [(".gz", Self::Gzip), (".zst", Self::Zstd), (".bz2", Self::Bzip2)];

    /// The compression a name promises. Upper and lower case are one.
    pub fn of(path: &Path) -> Self {
        let end = path.extension().and_then(|end| end.to_str()).unwrap_or_default();
        let found = Self::ENDS.into_iter().find(|(known, _)| end.eq_ignore_ascii_case(&known[1..]));
        found.map_or(Self::Plain, |(_, packing)| packing)
    }
}

/// Unpacks what a reader gives, all members of it.
pub fn unpacked(packed: impl Read + Send + 'static, packing: Packing) -> io::Result<Box<dyn BufRead + Send>> {
    let packed = BufReader::with_capacity(BUFFER, packed);
    fn buffered(unpacked: impl Read + Send + 'static) -> Box<dyn BufRead + Send> {
        Box::new(BufReader::with_capacity(BUFFER, unpacked))
    }
    Ok(match packing {
        Packing::Plain => Box::new(packed),
        Packing::Gzip => buffered(MultiGzDecoder::new(packed)),
        Packing::Zstd => buffered(zstd::stream::read::Decoder::with_buffer(packed)?),
        Packing::Bzip2 => buffered(bzip2::bufread::MultiBzDecoder::new(packed)),
    })
}
