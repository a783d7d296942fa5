//! Reading one page file.

use super::{InputKind, encoding, open, sha256_hex};
use crate::{Page, RawPage};
use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// What a page may cost.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// The most bytes of one page, unpacked.
    pub max_bytes: u64,
}

impl Default for Limits {
    /// 64 MiB a page: ten times what crawlers keep, and far from filling the memory.
    fn default() -> Self {
        Self { max_bytes: 64 << 20 }
    }
}

/// Why a page could not be read, and which.
#[derive(Debug, thiserror::Error)]
#[error("{}: {fault}", path.display())]
pub struct PageError {
    /// The page's file.
    pub path: PathBuf,
    /// What is wrong with it, for whoever names the file otherwise.
    pub fault: PageFault,
}

/// What is wrong with a page that could not be read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
#[expect(missing_docs, reason = "each message names its fields")]
pub enum PageFault {
    #[error("cannot be read: {0}")]
    Unreadable(io::Error),
    #[error("not named like a page; wanted .html, .htm, .xhtml or .txt (also .gz, .zst, .bz2)")]
    NotAPage,
    #[error("the file is empty; wanted a page")]
    Empty,
    #[error("more than {limit} bytes; split the page, or raise the limit (`--max-page-bytes`)")]
    TooLong { limit: u64 },
    #[error("byte {offset} is NUL, so this is a binary file; wanted a page of text")]
    Binary { offset: usize },
    #[error("byte {offset} is not UTF-8, and no other encoding fits; convert the page to UTF-8 first")]
    NotUtf8 { offset: usize },
}

impl PageFault {
    /// The fault with its page.
    pub fn of(self, path: &Path) -> PageError {
        PageError { path: path.to_owned(), fault: self }
    }
}

/// Reads one page file, plain or compressed. The id is made of its unpacked bytes.
pub fn read_page(path: &Path, limits: Limits) -> Result<Page, PageError> {
    page_at(path, limits).map_err(|fault| fault.of(path))
}

fn page_at(path: &Path, limits: Limits) -> Result<Page, PageFault> {
    // That there is no such file goes before what it is called.
    fs::metadata(path).map_err(PageFault::Unreadable)?;
    let kind = InputKind::of(path).filter(|kind| kind.is_page()).ok_or(PageFault::NotAPage)?;
    decode_page(kind, read_bytes(path, limits)?, None)
}

/// Makes a page of its raw bytes. Any `kind` but [`InputKind::Html`] is taken for flattened text. `charset` is what the
/// HTTP header says of its encoding. [`Page::decoded`] tells which was found, unless it is plain UTF-8.
pub fn decode_page(kind: InputKind, bytes: Vec<u8>, charset: Option<&str>) -> Result<Page, PageFault> {
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(PageFault::Empty);
    }
    let wide = bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]);
    if !wide && let Some(offset) = memchr::memchr(0, &bytes) {
        return Err(PageFault::Binary { offset });
    }
    let id = page_id(&bytes);
    let (text, decoded) = encoding::decode(bytes, charset, kind == InputKind::Html)
        .map_err(|offset| PageFault::NotUtf8 { offset })?;
    let raw = match kind {
        InputKind::Html => RawPage::Html(text),
        _ => RawPage::Text(text),
    };
    Ok(Page { id, raw: Some(raw), decoded, ..Page::default() })
}

fn read_bytes(path: &Path, limits: Limits) -> Result<Vec<u8>, PageFault> {
    let mut bytes = Vec::new();
    let mut reader = open(path).map_err(PageFault::Unreadable)?.take(limits.max_bytes.saturating_add(1));
    reader.read_to_end(&mut bytes).map_err(PageFault::Unreadable)?;
    if bytes.len() as u64 > limits.max_bytes {
        return Err(PageFault::TooLong { limit: limits.max_bytes });
    }
    Ok(bytes)
}

/// A page's id where none is given: the first 16 hex digits of the SHA-256 of its raw bytes.
pub fn page_id(raw: &[u8]) -> String {
    let mut id = sha256_hex(raw);
    id.truncate(16);
    id
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_id_is_the_head_of_the_known_hash() {
        assert_eq!(page_id(b"abc"), "ba7816bf8f01cfea");
    }
}
