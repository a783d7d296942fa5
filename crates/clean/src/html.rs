//! HTML source into a tree of nodes.
//!
//! The parser keeps to the tree construction rules of the HTML standard as far as they move text:
//! implied end tags, void elements, raw text, formatting elements that outlive their parents, and
//! text that is moved out in front of a table. It leaves out what no reader sees: `head` and
//! `body` as nodes, quirks mode, the insides of `frameset`.
//!
//! Text and attributes stay ranges of the source; character references are decoded when a text is
//! read. Nothing recurses, and every input takes linear time: see `build::MAX_DEPTH`.

mod adoption;
mod attributes;
mod build;
mod end;
mod entities;
mod foreign;
mod formatting;
mod link;
mod open;
mod start;
mod tag;
mod token;
mod tree;

pub(crate) use attributes::Attributes;
pub(crate) use entities::{decode, reference};
pub(crate) use tag::Tag;
pub(crate) use tree::{NodeId, Tree, Walk};

#[cfg(test)]
mod oracle;
#[cfg(test)]
mod tests;
