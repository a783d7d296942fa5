//! Shows a dataset as one HTML page: what is in it, what was put right, and why.
//!
//! The page stands alone: styles, script and charts are in it, and it asks for nothing outside of itself. It
//! is made from the tables of a finished dataset, whatever they lie in: whoever calls brings a [`Tables`].
//! The same tables make the same bytes.
//!
//! ```
//! use dateline_report::{About, Row, Tables, render};
//! use std::convert::Infallible;
//!
//! /// A dataset of one article.
//! struct One;
//!
//! impl Tables for One {
//!     type Error = Infallible;
//!
//!     fn rows(&self, table: &str, columns: &[&str], each: &mut dyn FnMut(Row<'_>)) -> Result<(), Infallible> {
//!         if table == "articles" {
//!             let value = |column: &&str| match *column {
//!                 "article_id" => Some("a"),
//!                 "title" => Some("Bread <& butter>"),
//!                 _ => None,
//!             };
//!             each(&columns.iter().map(value).collect::<Vec<_>>());
//!         }
//!         Ok(())
//!     }
//! }
//!
//! let html = render(&About { name: "bread", version: "1.0.0", ..About::default() }, &One)?;
//! assert!(html.contains("Bread &#60;&#38; butter&#62;"));
//! # Ok::<(), Infallible>(())
//! ```
//!
//! Start at [`render`], or at [`Report`] for a page that is written as it is made. A large dataset is shown by a sample: [`ARTICLES`] and [`CORRECTIONS`] say how large a one.

mod article;
mod bars;
mod corrections;
mod overview;
mod page;
mod passage;
mod rejects;
mod sample;
mod tables;
mod timeline;

pub use page::{About, Report, render};
pub use passage::Counted;
pub use sample::{ARTICLES, CORRECTIONS};
pub use tables::{Row, Tables};
