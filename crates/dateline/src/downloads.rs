//! Inputs that lie on a server: named by address and pinned by hash.
//!
//! Nothing here touches the network. The command fetches what is missing into a folder; a build reads from there, under the
//! address as the source's name, and holds every byte against the pin.

use std::path::{Path, PathBuf};

/// An input on a server.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Download {
    /// Its address, which begins with `https://`.
    pub url: String,
    /// The SHA-256 of its bytes as the server gives them, 64 hex digits in small letters.
    pub sha256: String,
}

impl Download {
    /// What a pinned address looks like in a recipe.
    pub(crate) const WANTED: &str = "an address with its pin, such as { url = \"https://data.example/pages.jsonl.gz\", sha256 = \"…64 hex digits…\" }";

    /// Where the file lies in a folder of downloads, once it is there: below its hash, so that two versions of one address
    /// do not meet, and by a name that every system takes.
    pub fn path_in(&self, folder: &Path) -> PathBuf {
        folder.join(&self.sha256).join(self.file_name())
    }

    /// The last part of the address, with `-` for what a file name should not have.
    pub fn file_name(&self) -> String {
        let way = self.url.split(['?', '#']).next().unwrap_or_default();
        let last = way.rsplit('/').next().unwrap_or_default();
        let plain = |c: char| if c.is_ascii_alphanumeric() || "-_.".contains(c) { c } else { '-' };
        last.chars().map(plain).collect()
    }

    /// Whether a string is an address that may be downloaded from.
    pub(crate) fn is_url(url: &str) -> bool {
        let host =
            url.strip_prefix("https://").map(|rest| rest.split(['/', '?', '#']).next().unwrap_or_default());
        host.is_some_and(|host| !host.is_empty()) && url.chars().all(|c| c.is_ascii_graphic())
    }

    /// Whether a string is a SHA-256 as it is written here.
    pub(crate) fn is_sha256(hash: &str) -> bool {
        hash.len() == 64 && hash.bytes().all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte))
    }

    /// Whether a word looks like an address of any kind.
    pub(crate) fn looks_like_url(text: &str) -> bool {
        let scheme = text.split("://").next().unwrap_or_default();
        text.contains("://") && scheme.len() > 1 && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_have_names_that_every_system_takes() {
        let name = |url: &str| Download { url: url.to_owned(), sha256: String::new() }.file_name();
        assert_eq!(name("https://a.example/b/pages.jsonl.gz?x=1/2#y"), "pages.jsonl.gz");
        assert_eq!(name("https://a.example/a%20b:c*.html"), "a-20b-c-.html");
        assert_eq!(name("https://a.example/"), "");
        assert!(Download::is_url("https://a.example/x") && !Download::is_url("https:///x"));
        assert!(!Download::is_url("http://a.example/x") && !Download::is_url("https://a.example/a b"));
        assert!(Download::looks_like_url("http://a.example") && !Download::looks_like_url("c:/pages"));
    }
}
