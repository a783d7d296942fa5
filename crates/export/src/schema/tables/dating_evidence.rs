//! Clues about articles' days.

use super::{ARTICLE, BLOCK, column};
use crate::schema::ColumnType::{Float, Int, Utf8};
use crate::schema::Null::{Allowed, Never};
use crate::schema::TableSchema;

pub(super) const DATING_EVIDENCE: TableSchema = TableSchema {
    name: "dating_evidence",
    about: "One clue about the day an article was published.",
    key_columns: 2,
    foreign_keys: &[ARTICLE, BLOCK],
    row_group: 65_536,
    columns: &[
        column("article_id", Utf8, Never, "The article.", "9f86d081884c7d65", "record"),
        column(
            "evidence",
            Int,
            Never,
            "The clue's number within the article, from 0, heaviest first.",
            "0",
            "dates",
        ),
        column(
            "text",
            Utf8,
            Allowed,
            "The passage; null where the clue has no words of its own.",
            "Thursday, June 12",
            "dates",
        ),
        column(
            "says",
            Utf8,
            Never,
            "What the clue says of the day, in a sentence a person can check.",
            "12 June is a Thursday in 2014, 2025 and 2031.",
            "dates",
        ),
        column(
            "weight",
            Float,
            Never,
            "How much it adds, in log-odds (natural logarithm) for the day given.",
            "3.1",
            "dates",
        ),
        column(
            "block",
            Int,
            Allowed,
            "The block of the passage; null where the clue is no passage.",
            "4",
            "dates",
        ),
        column("start", Int, Allowed, "First code point, in the block's text.", "0", "dates"),
        column("end", Int, Allowed, "One past the last code point, in the block's text.", "17", "dates"),
    ],
};
