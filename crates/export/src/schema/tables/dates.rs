//! Temporal expressions.

use super::{ARTICLE, BLOCK, column};
use crate::schema::ColumnType::{Date, Int, Utf8};
use crate::schema::Null::{Allowed, Never};
use crate::schema::TableSchema;

pub(super) const DATES: TableSchema = TableSchema {
    name: "dates",
    about: "One temporal expression in an article's body or captions, with its TIMEX3 value.",
    key_columns: 3,
    foreign_keys: &[ARTICLE, BLOCK],
    row_group: 65_536,
    columns: &[
        column("article_id", Utf8, Never, "The article.", "9f86d081884c7d65", "record"),
        column("block", Int, Never, "The block the expression stands in.", "4", "dates"),
        column("start", Int, Never, "First code point, in the block's text.", "17", "dates"),
        column("end", Int, Never, "One past the last code point, in the block's text.", "34", "dates"),
        column("text", Utf8, Never, "The words.", "Thursday, June 12", "dates"),
        column("type", Utf8, Never, "The TIMEX3 type: DATE, TIME, DURATION or SET.", "DATE", "dates"),
        column(
            "value",
            Utf8,
            Never,
            "The TIMEX3 value; parts that nothing tells stay `X`.",
            "2025-06-12",
            "dates",
        ),
        column("mod", Utf8, Allowed, "The TIMEX3 modifier.", "START", "dates"),
        column(
            "first_day",
            Date,
            Allowed,
            "First calendar day the expression covers; null when it names none.",
            "2025-06-12",
            "dates",
        ),
        column("last_day", Date, Allowed, "Last calendar day the expression covers.", "2025-06-12", "dates"),
        column(
            "anchor",
            Utf8,
            Allowed,
            "What the value was resolved against: dct, text or absolute; null for unresolved expressions.",
            "dct",
            "dates",
        ),
        column(
            "anchor_day",
            Date,
            Allowed,
            "The day it was resolved against; null for absolute and unresolved expressions.",
            "2025-06-13",
            "dates",
        ),
        column("rule", Utf8, Never, "The rule that read it.", "en.weekday-month-day", "dates"),
        column(
            "status",
            Utf8,
            Never,
            "ok; repaired, the value is the repaired one; conflict, the value is as printed and cannot be right.",
            "ok",
            "dates",
        ),
    ],
};
