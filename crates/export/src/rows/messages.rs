//! Messages, told of by several articles, and the quotes from them.

use super::{RecordRows, numbered};
use crate::cell::{Cell, Row};
use crate::row::row;
use crate::schema::Table;
use dateline_record::pages::sha256_hex;
use dateline_record::{Message, Quote, Record};
use std::collections::BTreeSet;
use std::io;
use std::iter::Peekable;

/// Adds what a record tells of messages. Every article has its own row in `messages` until
/// [`MergedMessages`] makes one of those that tell of the same.
pub(super) fn add(rows: &mut RecordRows, article: &str, record: &Record) {
    let messages = record.messages.as_deref().unwrap_or_default();
    let quotes = record.quotes.as_deref().unwrap_or_default();
    let ids: Vec<String> = messages.iter().map(message_id).collect();
    let mut seen = BTreeSet::new();
    for (message, id) in messages.iter().zip(&ids) {
        // An article that tells of a message twice is one report, at the first place.
        if seen.insert(id) {
            rows.tables[Table::Messages as usize].push(message_row(id, message));
            rows.tables[Table::MessageReports as usize].push(report_row(id, article, message));
        }
    }
    rows.set(Table::Quotes, numbered(quotes, |quote, number| quote_row(article, number, quote, &ids)));
}

/// Two articles tell of one message when they agree on who, to whom, what, why and when.
fn message_id(message: &Message) -> String {
    let Message { sender, recipient, kind, occasion, occasion_day, sent_from, sent_to, .. } = message;
    let identity = (sender, recipient, kind.as_str(), occasion, occasion_day, sent_from, sent_to);
    let identity = serde_json::to_string(&identity).expect("a tuple of plain values serialises to JSON");
    let mut hex = sha256_hex(identity.as_bytes());
    hex.truncate(16);
    hex
}

fn message_row(id: &str, message: &Message) -> Row {
    row!(Messages {
        message_id: Cell::text(id),
        sender: Cell::text(&message.sender),
        recipient: Cell::text(&message.recipient),
        kind: Cell::text(message.kind.as_str()),
        occasion: Cell::text_or_null(message.occasion.as_deref()),
        occasion_day: Cell::day(message.occasion_day),
        sent_from: Cell::day(message.sent_from),
        sent_to: Cell::day(message.sent_to),
        reported_by: Cell::text_or_null(message.reported_by.as_deref()),
        reports: Cell::Int(1),
    })
}

fn report_row(id: &str, article: &str, message: &Message) -> Row {
    row!(MessageReports {
        message_id: Cell::text(id),
        article_id: Cell::text(article),
        block: Cell::count(message.block),
        start: Cell::count(message.start),
        end: Cell::count(message.end),
    })
}

fn quote_row(article: &str, number: usize, quote: &Quote, messages: &[String]) -> Row {
    let message = quote.message.and_then(|index| messages.get(index));
    row!(Quotes {
        article_id: Cell::text(article),
        quote: Cell::count(number),
        message_id: Cell::text_or_null(message.map(String::as_str)),
        speaker: Cell::text_or_null(quote.speaker.as_deref()),
        verb: Cell::text_or_null(quote.verb.as_deref()),
        block: Cell::count(quote.block),
        start: Cell::count(quote.start),
        end: Cell::count(quote.end),
        text: Cell::text(&quote.text),
    })
}

/// Makes one row of the rows of one message, and counts them. The rows come sorted by message and
/// then by article; the first article that names an agency says who reported it.
pub(crate) struct MergedMessages<I: Iterator> {
    rows: Peekable<I>,
}

impl<I: Iterator<Item = io::Result<Row>>> MergedMessages<I> {
    pub(crate) fn new(rows: I) -> Self {
        Self { rows: rows.peekable() }
    }
}

impl<I: Iterator<Item = io::Result<Row>>> Iterator for MergedMessages<I> {
    type Item = io::Result<Row>;

    fn next(&mut self) -> Option<Self::Item> {
        const AGENCY: usize = Table::Messages.place_of("reported_by");
        const REPORTS: usize = Table::Messages.place_of("reports");
        let mut kept = match self.rows.next()? {
            Ok(row) => row,
            Err(error) => return Some(Err(error)),
        };
        while let Some(Ok(next)) =
            self.rows.next_if(|next| next.as_ref().is_ok_and(|next| next[0] == kept[0]))
        {
            if kept[AGENCY] == Cell::Null {
                kept[AGENCY] = next[AGENCY].clone();
            }
            if let (Cell::Int(sum), Cell::Int(more)) = (&mut kept[REPORTS], &next[REPORTS]) {
                *sum += more;
            }
        }
        Some(Ok(kept))
    }
}
