//! Everything about `dateline-lang` from outside, in one program: each that links lingua's models
//! weighs a hundred megabytes.
#![expect(clippy::unwrap_used, reason = "helpers of tests stop the test too")]

mod build;
mod command;
mod oracle;
mod page;
mod texts;

// Parts of the build script, and what they need of the crate.
#[allow(dead_code)]
#[path = "../../src/table/layout.rs"]
mod layout;
#[allow(dead_code)]
#[path = "../../build/ngrams.rs"]
mod ngrams;
#[allow(dead_code)]
#[path = "../../build/serbian.rs"]
mod serbian;
