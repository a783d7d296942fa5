//! Why a recipe cannot be built from, worded for the person who wrote it.

use std::path::PathBuf;

/// Why a recipe could not be read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
#[expect(missing_docs, reason = "each message names its fields")]
pub enum RecipeError {
    #[error(
        "{path}: there is no such recipe; name a recipe.toml, or pages (.html, .htm, .txt, .jsonl) to build without one"
    )]
    Missing { path: PathBuf },
    #[error("{path}: a recipe is a file, and this is a folder; name the recipe.toml in it")]
    Folder { path: PathBuf },
    #[error(
        "{path}: a recipe says itself what is read, and nothing else may be named beside it; put the pages under `inputs` \
         in it, or name the pages alone"
    )]
    NotAlone { path: PathBuf },
    #[error("{path}: a recipe is UTF-8 text, and this is not; save it as UTF-8")]
    NotText { path: PathBuf },
    #[error("{path}: the recipe could not be read: {fault}")]
    Read { path: PathBuf, fault: std::io::Error },
    #[error("{path}:{line}: not TOML: {message}")]
    Syntax { path: PathBuf, line: usize, message: String },
    #[error("{path}:{line}: unknown key `{key}`{hint}; the keys here are {known}")]
    UnknownKey { path: PathBuf, line: usize, key: String, hint: String, known: String },
    #[error("{path}:{line}: `columns`: {unknown}")]
    NoColumn { path: PathBuf, line: usize, unknown: dateline_export::NoSuchColumn },
    #[error("{path}: `{key}` is missing; give {wanted}")]
    MissingKey { path: PathBuf, key: String, wanted: &'static str },
    #[error("{path}:{line}: `{key}` is {found}; wanted {wanted}")]
    Value { path: PathBuf, line: usize, key: String, found: String, wanted: &'static str },
}
