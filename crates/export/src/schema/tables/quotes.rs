//! Quotations.

use super::{ARTICLE, BLOCK, MESSAGE, column};
use crate::schema::ColumnType::{Int, Utf8};
use crate::schema::Null::{Allowed, Never};
use crate::schema::TableSchema;

pub(super) const QUOTES: TableSchema = TableSchema {
    name: "quotes",
    about: "Words that an article quotes.",
    key_columns: 2,
    foreign_keys: &[ARTICLE, BLOCK, MESSAGE],
    row_group: 65_536,
    columns: &[
        column("article_id", Utf8, Never, "The article.", "9f86d081884c7d65", "record"),
        column("quote", Int, Never, "The quote's number within the article, from 0.", "0", "messages"),
        column(
            "message_id",
            Utf8,
            Allowed,
            "The message the words are from.",
            "7d865e959b246691",
            "messages",
        ),
        column("speaker", Utf8, Allowed, "Who said them.", "Ann Lee", "messages"),
        column("verb", Utf8, Allowed, "The verb that attributes them.", "said", "messages"),
        column("block", Int, Never, "The block the words stand in.", "6", "messages"),
        column("start", Int, Never, "First code point, in the block's text.", "0", "messages"),
        column("end", Int, Never, "One past the last code point, in the block's text.", "40", "messages"),
        column("text", Utf8, Never, "The words.", "We shall meet again.", "messages"),
    ],
};
