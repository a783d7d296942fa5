//! Whole datasets, through the public interface.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails; the helpers are tests too")]

mod command;
mod dataset;
mod determinism;
mod locks;
mod metadata;
mod records;
mod staging;
mod streaming;
mod verification;
