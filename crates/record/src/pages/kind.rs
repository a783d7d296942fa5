//! What a file holds, by its name.

use super::Packing;
use std::path::Path;

/// What an input file holds, by its name with `.gz`, `.zst` or `.bz2` taken off.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum InputKind {
    /// One page of HTML: `.html`, `.htm`, `.xhtml`.
    Html,
    /// One page of flattened text: `.txt`.
    Text,
    /// Records, one a line: `.jsonl`, `.ndjson`.
    JsonLines,
    /// Records as a table: `.csv`.
    Csv,
    /// Records as a table: `.parquet`.
    Parquet,
    /// Web archive records with HTML: `.warc`.
    Warc,
    /// Web archive records with flattened text: `.wet`.
    Wet,
}

impl InputKind {
    /// The kind of the file named `path`; `None` for a name that says nothing. Upper and lower
    /// case are one.
    pub fn of(path: &Path) -> Option<Self> {
        let name = path.file_name()?.to_string_lossy().to_ascii_lowercase();
        let name = Packing::ENDS.iter().find_map(|(end, _)| name.strip_suffix(end)).unwrap_or(&name);
        let (stem, extension) = name.rsplit_once('.')?;
        // `.html` alone is a hidden file without an extension, not a page.
        if stem.is_empty() {
            return None;
        }
        Some(match extension {
            "html" | "htm" | "xhtml" => Self::Html,
            "txt" => Self::Text,
            "jsonl" | "ndjson" => Self::JsonLines,
            "csv" => Self::Csv,
            "parquet" => Self::Parquet,
            "warc" => Self::Warc,
            "wet" => Self::Wet,
            _ => return None,
        })
    }

    /// Whether a file of this kind is one page.
    pub fn is_page(self) -> bool {
        matches!(self, Self::Html | Self::Text)
    }
}

/// Whether `path` is named like a page: `.html`, `.htm`, `.xhtml` or `.txt`, plain or compressed.
pub fn is_page_file(path: &Path) -> bool {
    InputKind::of(path).is_some_and(InputKind::is_page)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_tell_kinds() {
        let kind = |name: &str| InputKind::of(Path::new(name));
        assert_eq!(kind("a/page.HTML"), Some(InputKind::Html));
        assert_eq!(kind("page.htm.gz"), Some(InputKind::Html));
        assert_eq!(kind("page.txt.zst"), Some(InputKind::Text));
        assert_eq!(kind("crawl.warc.wet.gz"), Some(InputKind::Wet));
        assert_eq!(kind("records.jsonl"), Some(InputKind::JsonLines));
        assert_eq!(kind("README"), None);
        assert_eq!(kind(".txt"), None);
        assert!(is_page_file(Path::new("x.txt")) && !is_page_file(Path::new("x.jsonl")));
    }
}
