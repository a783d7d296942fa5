//! The columns of every table. The order here is the order in the files.

mod articles;
mod blocks;
mod corrections;
mod dates;
mod dating_evidence;
mod messages;
mod quotes;
mod rejects;

use super::{Column, ColumnType, ForeignKey, Null, Since, Table, TableSchema};

const fn column(
    name: &'static str,
    kind: ColumnType,
    null: Null,
    about: &'static str,
    example: &'static str,
    filled_by: &'static str,
) -> Column {
    Column { name, kind, null, about, example, filled_by, since: Since::Start }
}

/// A column that came after datasets of this schema version had been made.
const fn later(column: Column) -> Column {
    Column { since: Since::Later, ..column }
}

const ARTICLE: ForeignKey = ForeignKey { columns: &["article_id"], table: Table::Articles };
const BLOCK: ForeignKey = ForeignKey { columns: &["article_id", "block"], table: Table::Blocks };
const CORRECTION: ForeignKey =
    ForeignKey { columns: &["article_id", "correction"], table: Table::Corrections };
const MESSAGE: ForeignKey = ForeignKey { columns: &["message_id"], table: Table::Messages };

/// In the order of [`Table`]'s variants.
pub(super) static TABLES: [TableSchema; super::TABLES] = [
    articles::ARTICLES,
    blocks::BLOCKS,
    dates::DATES,
    corrections::CORRECTIONS,
    corrections::CORRECTION_CANDIDATES,
    dating_evidence::DATING_EVIDENCE,
    messages::MESSAGES,
    messages::MESSAGE_REPORTS,
    quotes::QUOTES,
    rejects::REJECTS,
];
