//! Whole datasets, through the public interface.

mod command;
mod dataset;
mod determinism;
mod locks;
mod records;
mod staging;
mod verification;
