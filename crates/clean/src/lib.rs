//! Finds the article in a news page, HTML or flattened text.
//!
//! A page falls into blocks; each is labelled as part of the article or as furniture, with the
//! reason. Nothing is thrown away. Beside them come the title, the authors, the publisher, the
//! places where dates are printed, and a verdict whether the page is an article at all.
//!
//! ```
//! use dateline_clean::{CleanOptions, Cleaner};
//! use dateline_record::BlockKind;
//!
//! let cleaner = Cleaner::new(CleanOptions::default());
//! let article = cleaner.clean_text(
//!     "Bridge of Tern closes for the winter\n\n\
//!      By Mara Tolven\n\n\
//!      The old bridge of Tern closes on Monday, the council said, and nobody knows for how long. \
//!      Engineers had found cracks in two of its five pillars.\n\n\
//!      You may also like\n",
//! );
//! assert_eq!(article.title.as_deref(), Some("Bridge of Tern closes for the winter"));
//! assert_eq!(article.byline.as_deref(), Some("Mara Tolven"));
//! assert!(article.text.starts_with("The old bridge"));
//! assert_eq!(article.blocks.last().map(|block| block.kind), Some(BlockKind::Furniture));
//! ```
//!
//! # Why an HTML parser of its own
//!
//! A page of 116 kB may cost 2.5 ms over all stages, its tree 0.8 ms of them. Measured on 321 real
//! pages, one thread: html5ever's tree 1.1 ms and html5gum's tokens 0.6 ms, both before anything
//! is done with them; tl's tree 0.17 ms, but it knows no implied end tags and gives unclosed
//! paragraphs another shape than browsers do. The tree here takes 0.14 to 0.17 ms, keeps to the
//! standard's rules, and the tests compare it with html5ever. The whole of cleaning takes 1.1 ms.
//!
//! Start at [`Cleaner`]. The blocks of a flattened page carry offsets, in code points, into the
//! raw text. What a printed date says is for `dateline-dates` to read.
//!
//! Its rooms, in the order a page goes through them:
//!
//! | module | what it holds |
//! | --- | --- |
//! | `mojibake` | text that was saved in the wrong encoding, put right |
//! | `html`, `metadata` | HTML source as a tree of nodes; what a page says of itself where readers do not look |
//! | `dom`, `flat`, `draft` | the pieces that a tree or flattened lines fall into |
//! | `features`, `characters`, `lexicon` | what can be measured of a piece by itself |
//! | `places`, `surroundings`, `container`, `told` | where it stands, and what stands around it |
//! | `title`, `reasons`, `score` | the headline; what speaks for a piece being furniture or text |
//! | `chooser`, `others`, `tables`, `classify` | which pieces are the article: by learned trees, and in sequence |
//! | `unprinted`, `page_data` | text of the article that the page holds for its scripts alone |
//! | `byline`, `publisher`, `printed`, `listing`, `verdict` | who wrote and published it, where it prints dates, and whether it is an article |
//! | `cleaner` | the whole way |

mod byline;
mod caption;
mod characters;
mod chooser;
mod classify;
mod cleaner;
#[cfg(feature = "cli")]
pub mod cli;
mod container;
mod date_roles;
mod date_shape;
mod date_span;
mod dateline;
mod dom;
mod draft;
mod error;
mod features;
mod flat;
mod fold;
mod group;
mod html;
mod letter;
mod lexicon;
mod listing;
mod markup;
mod metadata;
mod mojibake;
mod options;
mod others;
mod page_data;
mod places;
mod printed;
mod publisher;
mod reasons;
mod relative;
mod retold;
mod runs;
mod score;
mod surroundings;
mod tables;
mod teaser_dates;
mod title;
mod told;
#[cfg(feature = "train")]
pub mod train;
mod unprinted;
mod verdict;

pub use cleaner::Cleaner;
pub use error::CleanError;
pub use options::{CleanOptions, Prefer};
