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
//! Start at [`Finder`]; [`Found`] is what comes back. A page is read into items (`sentence`), its people are found out
//! (`cast`, `mention`), patterns tell who wrote to whom (`telling`) and who said what (`speech`), and tellings of one
//! message become one (`chronicle`). `languages/README.md` explains the language files, `data/` holds the people.

mod address;
mod aside;
mod attribution;
mod case;
mod cast;
mod chronicle;
#[cfg(feature = "cli")]
pub mod cli;
mod denial;
mod dialogue;
mod discourse;
mod family;
mod figure;
mod finder;
mod follow_up;
mod frame;
mod headline;
mod holiday;
mod introduction;
mod item;
mod joint;
mod kinds;
mod language;
mod language_error;
mod language_file;
mod letter;
mod lexicon;
mod mention;
mod needs;
mod occasion;
mod office;
mod parties;
mod parts;
mod pattern;
mod people;
mod purpose;
mod quotation;
mod recent;
mod scene;
mod sent;
mod sentence;
mod setting;
mod speech;
mod telling;
mod transcript;
mod uncased;
mod unspaced;
mod voice;

pub use finder::{Finder, Found};
pub use language_error::LanguageError;
pub use pattern::PatternError;
