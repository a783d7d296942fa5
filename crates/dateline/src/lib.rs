//! Turns scraped news pages into clean, dated, versioned datasets.
//!
//! A [`Recipe`] says what a dataset is called and where its pages are; [`build`] runs every page
//! through all stages in one process and writes the dataset's folder, whole or not at all.
//!
//! ```
//! use dateline::{BuildOptions, Recipe};
//!
//! # let folder = tempfile::tempdir()?;
//! # std::env::set_current_dir(&folder)?;
//! std::fs::write("page.txt", "Council votes on new bridge\n\nThe council voted on Tuesday, March 4, 2025.\n")?;
//!
//! let recipe = Recipe::for_pages("bridges", vec!["page.txt".into()]);
//! let summary = dateline::build(&recipe, &BuildOptions::new("bridges"), &mut ())?;
//! assert_eq!(summary.manifest.counts.articles, 1);
//! assert!(std::path::Path::new("bridges/articles.csv").exists());
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! - [`Recipe`]: `recipe.toml`, read with errors that name the line.
//! - [`build`], [`BuildOptions`], [`Progress`]: a whole build.
//! - [`Download`]: an input on a server. The library fetches nothing; it reads what lies in a folder of downloads.
//! - [`Summary`]: what it made, in numbers.
//! - [`Pipeline`]: the stages on one page, for programs that bring their own pages.
//! - [`arrow`]: the same on Arrow batches, and [`release`]: a build whose pages were processed elsewhere, as on a cluster.
//!
//! The same inputs, recipe and version of dateline give the same bytes, on any machine and at any
//! number of threads: nothing here reads the clock, and no path of the machine gets into a table.

pub mod arrow;
mod budget;
mod build;
mod cache;
mod decisions;
mod downloads;
mod flow;
mod inputs;
mod limits;
mod page;
mod panics;
mod pipeline;
mod plan;
mod recipe;
mod summary;
mod together;

pub use build::{BuildError, BuildOptions, Position, Progress, build, release};
pub use decisions::{DECISIONS_FILE, Decisions, DecisionsError};
pub use downloads::Download;
pub use inputs::{FieldNames, InputError};
pub use limits::RejectLimit;
pub use pipeline::{Failure, Pipeline};
pub use plan::{Plan, PlannedFile, plan};
pub use recipe::{Inputs, Recipe, RecipeError};
pub use summary::{Corrections, Summary, Unread};
