//! Groups news pages that report the same event, by keys that are far smaller than the pages.
//!
//! [`Keys`] are what is kept of a page: sketches of its text, the names, days and numbers it tells of, the messages on
//! it and its own day. A [`Grouper`] takes the keys of all pages in any order and finds the [`Stories`]. Nothing here
//! reads a clock or a disk, and the same pages make the same stories whatever their order.
//!
//! ```
//! use dateline_record::Record;
//! use dateline_stories::{Grouper, Keys};
//!
//! let page = |id: &str, text: &str| -> Result<Record, serde_json::Error> {
//!     serde_json::from_value(serde_json::json!({ "id": id, "article": { "text": text } }))
//! };
//! let report = "The ferry Halcyon ran aground off Corran Point on Monday with 212 people on board.";
//! let mut grouper = Grouper::default();
//! grouper.add(Keys::of(&page("a", report)?));
//! grouper.add(Keys::of(&page("b", &format!("{report} All are safe."))?));
//! grouper.add(Keys::of(&page("c", "The harbour museum opens on Sundays again.")?));
//!
//! let stories = grouper.finish();
//! assert_eq!(stories.of("a"), stories.of("b"));
//! assert_ne!(stories.of("a"), stories.of("c"));
//! # Ok::<(), serde_json::Error>(())
//! ```
//!
//! - [`Keys::of`]: what is kept of a page.
//! - [`Grouper`]: how candidates are found, weighed against [`THRESHOLD`] and put together.
//! - [`Rarity`], [`Weighed`], [`Ties`], [`Stories::of_tied`]: the grouper's steps one by one, for engines whose pages are on many
//!   machines.
//! - [`Stories`]: which page belongs to which story, which pages date others, and which messages are one.

mod candidates;
mod cities;
mod cluster;
mod contrast;
mod exchange;
mod feature;
mod grouper;
mod keys;
mod likeness;
mod messages;
mod names;
mod numbers;
mod packed;
mod paragraphs;
mod party;
mod rarity;
mod skeleton;
mod sketch;
mod stories;
mod subjects;
mod ties;
mod topics;
#[cfg(feature = "train")]
pub mod train;
mod weighed;
mod words;

pub use candidates::{Bucket, NEXT, SMALL};
pub use grouper::{Grouper, candidates_of};
pub use keys::{Keys, PageDay};
pub use likeness::{Likeness, THRESHOLD, threshold};
pub use packed::KeysError;
pub use rarity::{PieceError, Rarity};
pub use stories::{Settlement, Stories, Witness};
pub use ties::Ties;
pub use weighed::Weighed;
