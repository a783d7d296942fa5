//! Page files on disk: which files are pages, reading one, its id, the lines of a JSONL file, and the records of
//! a web archive.
//!
//! Compression is by the last part of the name (`.gz`, `.zst`, `.bz2`) and transparent everywhere. The
//! kind of a file is decided by its name alone, never by its contents, so that one broken byte
//! does not turn a page into something else.

mod archive;
mod digest;
mod encoding;
mod input;
mod kind;
mod lines;
mod open;
mod read;
mod walk;

pub use archive::{ArchiveError, ArchiveReader, ArchiveRecord, Capture};
pub use digest::{Hashing, sha256_hex, sha256_of};
pub use input::{InputError, RecordInput, fields_of, id_without, input_of};
pub use kind::{InputKind, is_page_file};
pub use lines::{Line, LineError, LineFault, LineReader};
pub use open::{Packing, open, unpacked};
pub use read::{Limits, PageError, PageFault, decode_page, page_id, read_page};
pub use walk::{FileFault, Found, Walked, walk, walk_with};
