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

/// Why a page could not be read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
#[expect(missing_docs, reason = "each message names its fields")]
pub enum PageError {
    #[error("{}: cannot be read: {source}", path.display())]
    Read { path: PathBuf, source: io::Error },
    #[error("{}: not named like a page; wanted .html, .htm, .xhtml or .txt (also .gz, .zst, .bz2)", path.display())]
    NotAPage { path: PathBuf },
    #[error("{}: the file is empty; wanted a page", path.display())]
    Empty { path: PathBuf },
    #[error("{}: more than {limit} bytes; split the page, or raise the limit (`--max-page-bytes`)", path.display())]
    TooLong { path: PathBuf, limit: u64 },
    #[error("{}: byte {offset} is NUL, so this is a binary file; wanted a page of text", path.display())]
    Binary { path: PathBuf, offset: usize },
    #[error("{}: byte {offset} is not UTF-8, and no other encoding fits; convert the page to UTF-8 first", path.display())]
    NotUtf8 { path: PathBuf, offset: usize },
}

/// Reads one page file, plain or compressed. The id is made of its unpacked bytes.
pub fn read_page(path: &Path, limits: Limits) -> Result<Page, PageError> {
    // That there is no such file goes before what it is called.
    fs::metadata(path).map_err(|source| PageError::Read { path: path.to_owned(), source })?;
    let kind = InputKind::of(path).filter(|kind| kind.is_page());
    let kind = kind.ok_or_else(|| PageError::NotAPage { path: path.to_owned() })?;
    let bytes = read_bytes(path, limits)?;
    decode_page(path, kind, bytes, None)
}

/// Makes a page of its raw bytes. `path` is for the messages; any `kind` but
/// [`InputKind::Html`] is taken for flattened text. `charset` is what the HTTP header says of its encoding.
/// [`Page::decoded`] tells which was found, unless it is plain UTF-8.
pub fn decode_page(
    path: &Path,
    kind: InputKind,
    bytes: Vec<u8>,
    charset: Option<&str>,
) -> Result<Page, PageError> {
    let path = || path.to_owned();
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(PageError::Empty { path: path() });
    }
    let wide = bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]);
    if !wide && let Some(offset) = memchr::memchr(0, &bytes) {
        return Err(PageError::Binary { path: path(), offset });
    }
    let id = page_id(&bytes);
    let (text, decoded) = encoding::decode(bytes, charset, kind == InputKind::Html)
        .map_err(|offset| PageError::NotUtf8 { path: path(), offset })?;
    let raw = match kind {
        InputKind::Html => RawPage::Html(text),
        _ => RawPage::Text(text),
    };
    Ok(Page { id, raw: Some(raw), decoded, ..Page::default() })
}

fn read_bytes(path: &Path, limits: Limits) -> Result<Vec<u8>, PageError> {
    let failed = |source| PageError::Read { path: path.to_owned(), source };
    let mut bytes = Vec::new();
    let mut reader = open(path).map_err(failed)?.take(limits.max_bytes.saturating_add(1));
    reader.read_to_end(&mut bytes).map_err(failed)?;
    if bytes.len() as u64 > limits.max_bytes {
        return Err(PageError::TooLong { path: path.to_owned(), limit: limits.max_bytes });
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
