//! Everything about `dateline-lang` from outside, in one program: each that links lingua's models
//! weighs a hundred megabytes.
#![expect(clippy::unwrap_used, reason = "helpers of tests stop the test too")]

mod command;
mod page;
mod texts;
