//! Finds who wrote to whom on what occasion in dated articles, and who is quoted with what words.
//!
//! The caller brings a page that has been cleaned and dated: its blocks, its language, its temporal expressions. Nothing
//! here reads the clock or the disk.
//!
//! ```
//! use dateline_messages::Finder;
//! use dateline_record::{Page, RawPage, Record};
//!
//! let text = "Russian President Vladimir Putin congratulated Chinese President Xi Jinping on China’s National Day.";
//! let page = Page {
//!     raw: Some(RawPage::Text(text.to_owned())),
//!     lang: Some("en".to_owned()),
//!     dct: Some("2024-10-01".parse()?),
//!     ..Page::default()
//! };
//! let found = Finder::builtin().find(&Record { page, ..Record::default() });
//! assert_eq!(found.messages[0].sender, "Vladimir Putin");
//! assert_eq!(found.messages[0].occasion.as_deref(), Some("National Day of China"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! Start at [`Finder`]; [`Found`] is what comes back. Its rooms, in the order a page goes through them:
//!
//! | module | what it holds |
//! | --- | --- |
//! | `language` | a language file, read: words with their senses, cases, patterns |
//! | `people` | heads of state and government, agencies, and whose an office is on a day |
//! | `kinds` | what is written for which occasion |
//! | `sentence` | a text as items: words, names, times and quoted words |
//! | `cast` | the people of one page, how it names them, and whom a later "the president" means |
//! | `scene` | the page as passages and sentences, its people told apart |
//! | `telling` | sentences that tell of a message, and who wrote to whom in them |
//! | `occasion` | what a message was written for, and the day of that |
//! | `chronicle` | tellings of one message made one, with the days it may have been sent |
//! | `speech` | quotes, and whose words they are |
//!
//! `languages/README.md` explains the language files; `data/` holds people, agencies and occasions.

mod cast;
mod chronicle;
#[cfg(feature = "cli")]
pub mod cli;
mod finder;
mod kinds;
mod language;
mod occasion;
mod people;
mod scene;
mod sentence;
mod speech;
mod telling;

pub use finder::{Finder, Found};
pub use language::error::LanguageError;
pub use language::pattern::PatternError;
