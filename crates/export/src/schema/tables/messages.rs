//! Messages, and who reports them.

use super::{ARTICLE, BLOCK, MESSAGE, column};
use crate::schema::ColumnType::{Date, Int, Utf8};
use crate::schema::Null::{Allowed, Never};
use crate::schema::TableSchema;

pub(super) const MESSAGES: TableSchema = TableSchema {
    name: "messages",
    about: "One message of a leader or government to another.",
    key_columns: 1,
    foreign_keys: &[],
    row_group: 65_536,
    columns: &[
        column(
            "message_id",
            Utf8,
            Never,
            "The first 16 hex digits of a SHA-256 over what the message is: who, to whom, what, when.",
            "7d865e959b246691",
            "messages",
        ),
        column(
            "sender",
            Utf8,
            Never,
            "Who sent it, by the canonical English name; the page's own for whoever nobody knows.",
            "Ruritania",
            "messages",
        ),
        column(
            "recipient",
            Utf8,
            Never,
            "Whom it was sent to, by the canonical English name; the page's own for whoever nobody knows.",
            "Graustark",
            "messages",
        ),
        column(
            "kind",
            Utf8,
            Never,
            "congratulation, greeting, thanks, condolence, reply or invitation.",
            "congratulation",
            "messages",
        ),
        column("occasion", Utf8, Allowed, "The occasion, by its English name.", "Founding Day", "messages"),
        column("occasion_day", Date, Allowed, "The occasion's day.", "2025-06-12", "messages"),
        column("sent_from", Date, Allowed, "First day it may have been sent.", "2025-06-12", "messages"),
        column("sent_to", Date, Allowed, "Last day it may have been sent.", "2025-06-12", "messages"),
        column("reported_by", Utf8, Allowed, "The agency that reported it.", "Example News", "messages"),
        column("reports", Int, Never, "How many articles tell of it.", "3", "export"),
    ],
};

pub(super) const MESSAGE_REPORTS: TableSchema = TableSchema {
    name: "message_reports",
    about: "One article that tells of a message, with the passage.",
    key_columns: 2,
    foreign_keys: &[MESSAGE, ARTICLE, BLOCK],
    row_group: 65_536,
    columns: &[
        column("message_id", Utf8, Never, "The message.", "7d865e959b246691", "messages"),
        column("article_id", Utf8, Never, "The article.", "9f86d081884c7d65", "record"),
        column("block", Int, Never, "The block that tells of it.", "4", "messages"),
        column("start", Int, Never, "First code point, in the block's text.", "0", "messages"),
        column("end", Int, Never, "One past the last code point, in the block's text.", "230", "messages"),
    ],
};
