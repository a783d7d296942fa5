//! Why a page could not be cleaned.

/// Why a page could not be cleaned. Odd pages are cleaned as well as can be; only these are not.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
#[expect(missing_docs, reason = "each message names its fields")]
pub enum CleanError {
    #[error("the page has neither `html` nor `text`; give one of them, or an `article` made elsewhere")]
    NoRawPage,
    #[error("the page is {found} bytes long, the limit is {limit}")]
    TooLong { found: usize, limit: usize },
}
