//! The filter loop.
