//! Finds temporal expressions in text and resolves them to TIMEX3 values.
//!
//! The caller says which language the text is in and when it was written (the document
//! creation time, DCT). Nothing here reads the clock or the disk.
//!
//! ```
//! use dateline_dates::{Dct, Tagger};
//!
//! let tagger = Tagger::builtin("en")?;
//! let dct: Dct = "2024-03-15".parse()?;
//! let found = tagger.tag("The council met yesterday.", dct);
//! assert_eq!(found[0].value().to_string(), "2024-03-14");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! Start at [`Tagger`]; [`Timex`] is what comes back, and [`Timex::explain`] says how its value came about. [`Dater`]
//! works a whole page: its own day, every expression, and the dates that cannot be right. [`Languages`] are the language
//! files, built in or your own; [`scores`] says how well all this does.
//!
//! Its rooms, in the order a text goes through them:
//!
//! | module | what it holds |
//! | --- | --- |
//! | `languages`, `grammar`, `pattern`, `template` | the language files: found, read, and compiled to rules, each with its pattern and the meaning it makes |
//! | `text`, `lexicon`, `scan`, `number` | a text folded; which words and numbers stand where in it |
//! | `start`, `stands`, `matcher`, `machine` | which rules may match where, and whether they do |
//! | `meaning`, `order`, `pair`, `time`, `tense` | what an expression says before it is known when it was said |
//! | `told`, `reading`, `resolve`, `value` | what it hangs on, and the TIMEX3 value that it has |
//! | `tagger`, `explain` | all this for one text, and how each value came about |
//! | `dating` | the day a page was published, from every clue on it |
//! | `repair` | the dates that cannot be right |
//! | `dater` | all this for a whole page |

#[cfg(feature = "cli")]
pub mod cli;
pub mod corpus;
mod dater;
mod dating;
mod explain;
mod grammar;
mod languages;
mod lexicon;
mod machine;
mod matcher;
mod meaning;
mod nearby;
mod number;
mod order;
mod pair;
mod pattern;
mod reading;
mod repair;
mod resolve;
mod scan;
mod stands;
mod start;
mod tagger;
mod template;
mod tense;
mod text;
mod time;
mod told;
#[cfg(feature = "train")]
pub mod train;
mod turn;
mod value;

/// How well it does, and how well others do.
#[doc = include_str!("../scores/SCORES.md")]
#[doc = include_str!("../scores/SPEED.md")]
#[doc = include_str!("../scores/DATING.md")]
pub mod scores {}

pub use dater::{DatedPage, Dater, Undatable};
pub use dating::{Report, STAMP, day_of_stamp, unread_stamps};
pub use explain::Explanation;
pub use grammar::{Grammar, GrammarError};
pub use languages::{Languages, UnknownLanguage};
pub use meaning::{Direction, Era, HangsOn, Meaning, Measure, Meridiem};
pub use pattern::PatternError;
pub use tagger::{Dct, Tagger, Timex};
pub use time::{Clock, Part};
pub use value::{CalendarValue, Count, Length, Reference, Season, Unit, Value, YearPart, YearValue};

/// The example of the documentation is run like those of this crate.
#[cfg(doctest)]
#[doc = include_str!("../../../docs/dates.md")]
struct Documentation;
