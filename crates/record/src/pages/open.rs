//! Opening a file, whatever it is compressed with.

use flate2::bufread::MultiGzDecoder;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;

/// Big enough that reading is not felt, small enough to open thousands of files.
const BUFFER: usize = 128 * 1024;

/// Opens a file for reading; gzip, zstd and bzip2 are unpacked on the way, all members of them.
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

    /// The compression that the first bytes of a file tell. No text begins with any of them.
    fn of_bytes(head: &[u8]) -> Self {
        /// RFC 1952 with its only method, RFC 8878, and the mark of the first block of a bzip2 file.
        const GZIP: &[u8] = &[0x1F, 0x8B, 0x08];
        const ZSTD: &[u8] = &[0x28, 0xB5, 0x2F, 0xFD];
        const BZIP2_BLOCK: &[u8] = &[0x31, 0x41, 0x59, 0x26, 0x53, 0x59];
        match head {
            _ if head.starts_with(GZIP) => Self::Gzip,
            _ if head.starts_with(ZSTD) => Self::Zstd,
            [b'B', b'Z', b'h', b'1'..=b'9', rest @ ..] if rest.starts_with(BZIP2_BLOCK) => Self::Bzip2,
            _ => Self::Plain,
        }
    }
}

/// Unpacks what a reader gives, all members of it. What no name promised to be packed is unpacked where its first bytes
/// say that it is: standard input has no name, and files lose their endings.
pub fn unpacked(packed: impl Read + Send + 'static, packing: Packing) -> io::Result<Box<dyn BufRead + Send>> {
    let mut packed = BufReader::with_capacity(BUFFER, packed);
    let packing = match packing {
        // A reader that fails here fails again when it is read.
        Packing::Plain => packed.fill_buf().map(Packing::of_bytes).unwrap_or_default(),
        named => named,
    };
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
