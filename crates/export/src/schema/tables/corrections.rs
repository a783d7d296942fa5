//! Dates that cannot be right, and their possible readings.

use super::{ARTICLE, BLOCK, CORRECTION, column, later};
use crate::schema::ColumnType::{Bool, Float, Int, Utf8};
use crate::schema::Null::{Allowed, Never};
use crate::schema::TableSchema;

pub(super) const CORRECTIONS: TableSchema = TableSchema {
    name: "corrections",
    about: "One date that cannot be right, and what was done about it.",
    key_columns: 2,
    foreign_keys: &[ARTICLE, BLOCK],
    row_group: 65_536,
    columns: &[
        column("article_id", Utf8, Never, "The article.", "9f86d081884c7d65", "record"),
        column("correction", Int, Never, "The correction's number within the article, from 0.", "0", "dates"),
        column(
            "kind",
            Utf8,
            Never,
            "What is wrong: weekday_mismatch, impossible_date, day_month_order, wrong_year, holiday_mismatch, anniversary_mismatch or claimed_date.",
            "weekday_mismatch",
            "dates",
        ),
        column(
            "block",
            Int,
            Allowed,
            "The block of the passage; null for a claim or metadata.",
            "4",
            "dates",
        ),
        column("start", Int, Allowed, "First code point, in the block's text.", "120", "dates"),
        column("end", Int, Allowed, "One past the last code point, in the block's text.", "136", "dates"),
        column(
            "text",
            Utf8,
            Allowed,
            "The words that cannot be right; null for a claim or metadata.",
            "Monday (June 13)",
            "dates",
        ),
        column("was", Utf8, Never, "The value as printed.", "2023-06-13", "dates"),
        column(
            "now",
            Utf8,
            Allowed,
            "The value that holds; null where nothing settles it.",
            "2023-06-12",
            "dates",
        ),
        column(
            "confidence",
            Float,
            Never,
            "How sure `now` is, 0 to 1; where it is null, how sure the likeliest candidate is, 0 without one.",
            "0.94",
            "dates",
        ),
        column("applied", Bool, Never, "Whether `now` is in force in the other tables.", "true", "dates"),
        column(
            "evidence",
            Utf8,
            Never,
            "One sentence a person can check.",
            "13 June 2023 was a Tuesday.",
            "dates",
        ),
        later(column(
            "decided",
            Utf8,
            Allowed,
            "What a reviewer decided: accept, reject (it stands as printed) or value (another one, which is `now`); null where none did.",
            "accept",
            "dateline",
        )),
    ],
};

pub(super) const CORRECTION_CANDIDATES: TableSchema = TableSchema {
    name: "correction_candidates",
    about: "One possible reading of a date that cannot be right.",
    key_columns: 3,
    foreign_keys: &[CORRECTION],
    row_group: 65_536,
    columns: &[
        column("article_id", Utf8, Never, "The article.", "9f86d081884c7d65", "record"),
        column("correction", Int, Never, "The correction's number within the article.", "0", "dates"),
        column("rank", Int, Never, "1 for the most likely reading, then 2 and so on.", "1", "dates"),
        column("value", Utf8, Never, "The value of this reading.", "2023-06-12", "dates"),
        column(
            "probability",
            Float,
            Never,
            "0 to 1; the readings of one correction need not sum to 1.",
            "0.94",
            "dates",
        ),
    ],
};
