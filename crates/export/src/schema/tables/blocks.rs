//! The blocks of pages.

use super::{ARTICLE, column};
use crate::schema::ColumnType::{Float, Int, Utf8};
use crate::schema::Null::{Allowed, Never};
use crate::schema::TableSchema;

pub(super) const BLOCKS: TableSchema = TableSchema {
    name: "blocks",
    about: "One paragraph-sized piece of a page, furniture included, in reading order.",
    key_columns: 2,
    foreign_keys: &[ARTICLE],
    row_group: 32_768,
    columns: &[
        column("article_id", Utf8, Never, "The article.", "9f86d081884c7d65", "record"),
        column("block", Int, Never, "The block's place on the page, from 0.", "4", "clean"),
        column(
            "kind",
            Utf8,
            Never,
            "heading, paragraph, quote, list, table, caption or furniture.",
            "paragraph",
            "clean",
        ),
        column(
            "why",
            Utf8,
            Allowed,
            "Why the block is furniture; null for every other kind.",
            "navigation",
            "clean",
        ),
        column("language", Utf8, Allowed, "The block's own language, ISO 639-1.", "en", "lang"),
        column(
            "language_confidence",
            Float,
            Allowed,
            "How sure the block's language is, 0 to 1.",
            "0.99",
            "lang",
        ),
        column(
            "text",
            Utf8,
            Allowed,
            "The words, white space folded; null when there are none.",
            "The president sent a message.",
            "clean",
        ),
        column(
            "start",
            Int,
            Allowed,
            "Where the block starts in the raw text, in code points; null for HTML pages.",
            "120",
            "clean",
        ),
        column(
            "end",
            Int,
            Allowed,
            "One past its last code point in the raw text; null for HTML pages.",
            "149",
            "clean",
        ),
    ],
};
