//! What a recipe's dataset is made from: files below its folder, and files on servers.

use super::{Table, line_of, stays_below};
use crate::downloads::Download;
use crate::recipe::{Inputs, RecipeError};
use std::path::PathBuf;
use toml::Spanned;
use toml::de::DeValue;

const INPUTS: &str = "a list of files, folders and globs, such as [\"pages/**/*.html\", \"more.jsonl\"]";
const BELOW: &str = "paths within the recipe's folder, none with `..` or starting with `/`";
const DOWNLOAD: &[&str] = &["sha256", "url"];

impl<'t> Table<'t> {
    /// The inputs. A path that is absolute, or leads out of the recipe's folder, would make the dataset depend on the
    /// machine, and a stranger's recipe could read anything. What lies on a server could change, so it is pinned.
    pub(super) fn inputs(&self, folder: PathBuf) -> Result<Inputs, RecipeError> {
        let value = self.get("inputs").ok_or_else(|| self.missing("inputs", INPUTS))?;
        let items = value.get_ref().as_array().ok_or_else(|| self.wrong("inputs", value, INPUTS))?;
        let (mut patterns, mut downloads) = (Vec::new(), Vec::new());
        for item in items {
            match item.get_ref() {
                DeValue::String(text) if Download::looks_like_url(text) => {
                    return Err(self.wrong("inputs", item, Download::WANTED));
                }
                DeValue::String(text) if text.is_empty() => return Err(self.wrong("inputs", item, INPUTS)),
                // The whole list is shown: of a long one the fault is found by what is wanted.
                DeValue::String(text) if !stays_below(text) => return Err(self.wrong("inputs", value, BELOW)),
                DeValue::String(text) => patterns.push(text.clone().into_owned()),
                DeValue::Table(_) => downloads.push(self.download(item)?),
                _ => return Err(self.wrong("inputs", item, INPUTS)),
            }
        }
        Ok(Inputs::Patterns { folder, patterns, downloads })
    }

    /// A file on a server; without a pin it is none, for it may be another one tomorrow.
    fn download(&self, item: &'t Spanned<DeValue<'t>>) -> Result<Download, RecipeError> {
        let entries =
            item.get_ref().as_table().ok_or_else(|| self.wrong("inputs", item, Download::WANTED))?;
        let table = Table { file: self.file, prefix: "inputs.", keys: DOWNLOAD, entries };
        table.refuse_unknown_keys()?;
        let url = table.required("url", "an address that begins with https://", Download::is_url)?;
        let wanted = "the SHA-256 of the file in 64 hex digits, as `sha256sum` prints it; nothing is downloaded without";
        let sha256 = table.parsed("sha256", wanted, |text| {
            let hash = text.to_ascii_lowercase();
            Download::is_sha256(&hash).then_some(hash)
        })?;
        let unpinned = || RecipeError::Value {
            path: self.file.path.to_owned(),
            line: line_of(self.file.text, item.span().start),
            key: "inputs".to_owned(),
            found: format!("\"{url}\" without `sha256`"),
            wanted,
        };
        let sha256 = sha256.ok_or_else(unpinned)?;
        Ok(Download { url, sha256 })
    }
}
