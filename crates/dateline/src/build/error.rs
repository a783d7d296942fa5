//! Why a build ended without a dataset.

use crate::decisions::DecisionsError;
use crate::inputs::InputError;
use crate::limits::RejectLimit;
use crate::recipe::RecipeError;
use dateline_export::{ExportError, PreparedError};
use dateline_lang::LangError;
use dateline_record::Day;
use dateline_stories::KeysError;
use std::path::PathBuf;

/// Why a build ended without a dataset. What was at the output's place before is there still, and
/// nothing is left of the build but what the next one goes on with ([`BuildError::Resumable`]).
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
#[expect(missing_docs, reason = "each message names its fields")]
pub enum BuildError {
    #[error(transparent)]
    Recipe(#[from] RecipeError),
    #[error(transparent)]
    Input(#[from] InputError),
    #[error(transparent)]
    Decisions(#[from] DecisionsError),
    #[error("languages: {0}")]
    Languages(LangError),
    #[error("{}: could not be made or used as a cache: {fault}; name a folder that can be written to", path.display())]
    Cache { path: PathBuf, fault: std::io::Error },
    #[error("where: no day is from {from} on and up to {to}; exchange the two days")]
    NoDays { from: Day, to: Day },
    #[error(
        "fields: `html` and `text` are both called `{name}`, and it holds one of them; leave the other out"
    )]
    NamedTwice { name: String },
    #[error("{}: there is a dataset or folder of that name; choose another, or say `--replace`", path.display())]
    Exists { path: PathBuf },
    #[error(transparent)]
    Export(ExportError),
    #[error("{}: could not be read to its end: {fault}; nothing was written, mend or leave out the file", path.display())]
    Read { path: PathBuf, fault: std::io::Error },
    #[error("{}: could not be read: {fault}; the recipe names it, so mend the file or take out its line", path.display())]
    Text { path: PathBuf, fault: std::io::Error },
    #[error(
        "{rejects} of {read} pages were rejected, and no more than {limit} may be (`max_rejects`); nothing was \
         written; the first: {first}"
    )]
    TooManyRejects { rejects: u64, read: u64, limit: RejectLimit, first: String },
    #[error(
        "{first} breaks off{}, and how many pages are lost with the rest cannot be counted against `max_rejects` \
         ({limit}); nothing was written; repair the file or fetch it again, or name it under `allow_cut_short`",
        and_others(*others)
    )]
    CutShort { first: String, others: usize, limit: RejectLimit },
    #[error("{}: {words}; nothing was written", path.display())]
    Unusable { path: PathBuf, words: String },
    #[error("{}: changed while it was read; nothing was written, run the command again when it is complete", path.display())]
    Changed { path: PathBuf },
    #[error(
        "{}: its SHA-256 is {found}, and the recipe pins {wanted} for {url}; nothing was written, remove the file to have \
         it downloaded again", path.display()
    )]
    Pin { path: PathBuf, url: String, found: String, wanted: String },
    #[error("interrupted; nothing was written to {}; run the same command again to build it", out.display())]
    Interrupted { out: PathBuf },
    #[error("a page comes from `{page}`, which is none of the recipe's inputs; nothing was written")]
    Stranger { page: String },
    #[error(
        "the recipe has reviewers' decisions, which are obeyed where pages are processed, and these were processed elsewhere; \
         build from the pages, or leave the decisions out"
    )]
    DecisionsElsewhere,
    #[error(transparent)]
    Prepared(#[from] PreparedError),
    #[error("page {article}: {fault}; nothing was written; please report this")]
    Keys { article: String, fault: KeysError },
    #[error(
        "of the pages some were settled together and page {article} was not; nothing was written; settle all of them, each \
         with its own `source`, `line` and `offset`, or none"
    )]
    Unsettled { article: String },
    #[error("a part of dateline gave up ({words}); nothing was written; please report this")]
    Panicked { words: String },
    #[error(
        "{}; the first {pages} pages need not be processed again: the same command goes on after them",
        dateline_record::with_causes(.cause.as_ref())
    )]
    Resumable { cause: Box<BuildError>, pages: u64 },
}

fn and_others(count: usize) -> String {
    match count {
        0 => String::new(),
        1 => " (and another file as well)".to_owned(),
        more => format!(" (and {more} other files as well)"),
    }
}

impl From<LangError> for BuildError {
    fn from(error: LangError) -> Self {
        Self::Languages(error)
    }
}

impl From<ExportError> for BuildError {
    fn from(error: ExportError) -> Self {
        match error {
            ExportError::Exists { path } => Self::Exists { path },
            error => Self::Export(error),
        }
    }
}

impl BuildError {
    /// Says that the next build need not work so many pages again.
    pub(crate) fn resumable_from(self, pages: u64) -> Self {
        if pages == 0 { self } else { Self::Resumable { cause: Box::new(self), pages } }
    }

    /// The exit code of the command: 1 for a check that failed, 130 for an interruption, 2 for
    /// everything that kept the build from running.
    pub fn exit_code(&self) -> u8 {
        match self {
            Self::TooManyRejects { .. }
            | Self::CutShort { .. }
            | Self::Export(ExportError::NotReleased { .. }) => 1,
            Self::Interrupted { .. } => 130,
            Self::Resumable { cause, .. } => cause.exit_code(),
            _ => 2,
        }
    }
}
