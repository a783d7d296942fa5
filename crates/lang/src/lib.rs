//! Tells the language of a text, and of a news page block by block.
//!
//! A script stage answers first: Hangul is Korean, kana Japanese, and a dozen scripts have one
//! language each. Where a script has several, each letter is weighed by how often it stands after
//! the four before it in each of them; those figures are [lingua](https://docs.rs/lingua)'s, turned
//! from a table a language into one table that a single look-up asks for all. A text whose letters
//! are too dear for every language is in none of them. On a page the body decides, never the
//! furniture around it, and short lines are read in the light of the languages that the page is
//! known to hold.
//!
//! ```
//! use dateline_lang::Detector;
//!
//! let detector = Detector::new();
//! let language = detector.detect("The minister said on Thursday that talks would go on.");
//! assert_eq!(language.code.as_deref(), Some("en"));
//! assert_eq!(language.script.as_deref(), Some("Latn"));
//!
//! let few = Detector::with_languages(&["de", "ko"])?;
//! assert_eq!(few.detect("회담은 계속된다").code.as_deref(), Some("ko"));
//! assert_eq!(few.detect("2024-06-12").code, None);
//! # Ok::<(), dateline_lang::LangError>(())
//! ```
//!
//! Start at [`Detector`]. [`PageBlock`] is for pages that are not an
//! [`Article`](dateline_record::Article); [`Tag`] reads what a caller knows of a page's language, and [`Hints`] tells it apart
//! from what the page says of itself;
//! [`languages`] lists the languages that can be told: those of news, and with the feature
//! `all-languages` all that lingua has models of. The same text has the same answer, down to
//! the confidence, in every run and on any number of threads.

mod claim;
#[cfg(feature = "cli")]
pub mod cli;
mod confidence;
mod contrast;
mod detector;
mod error;
mod evidence;
mod han;
mod known;
mod page;
mod sample;
mod script;
mod table;
mod word;

pub use claim::{Claim, Hints};
pub use dateline_record::Tag;
pub use detector::Detector;
pub use error::LangError;
pub use known::languages;
pub use page::{BlockLanguages, PageBlock, PageLanguages, Role};
