//! Events whose day is known and whose anniversaries and "since" clauses news uses.

use crate::called::Called;
use crate::error::{CalendarError, Place};
use crate::source;
use crate::{Day, Span};
use serde::Deserialize;
use toml::Spanned;

/// Something that happened, once.
#[derive(Debug, Clone)]
pub struct Event {
    id: String,
    kind: EventKind,
    name: String,
    names: Called,
    days: Span,
    source: String,
}

/// Which end of a longer happening the day of an event is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum EventKind {
    /// It began then and went on: a war, a rule.
    Start,
    /// It ended then.
    End,
    /// It happened then.
    Point,
}

impl Event {
    /// A short name that never changes: `ukraine-invasion`.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Which end of a longer happening its day is.
    pub fn kind(&self) -> EventKind {
        self.kind
    }

    /// The name in English.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What texts in a language call it, the usual name first; verbs too ("invaded Ukraine").
    /// Empty where none is known.
    pub fn names(&self, language: &str) -> &[String] {
        self.names.in_language(language)
    }

    /// Every name with its language.
    pub fn all_names(&self) -> impl Iterator<Item = (&str, &str)> {
        self.names.all()
    }

    /// The first day it may have been: the first of the month where only that is known.
    pub fn first_day(&self) -> Day {
        self.days.first()
    }

    /// The last day it may have been.
    pub fn last_day(&self) -> Day {
        self.days.last()
    }

    /// From the first day to the last.
    pub fn days(&self) -> Span {
        self.days
    }

    /// Where the day is from.
    pub fn source(&self) -> &str {
        &self.source
    }
}

/// Reads `data/events.toml`; each event comes with the span of its id.
pub(crate) fn parse(path: &str, text: &str) -> Result<Vec<Spanned<Event>>, CalendarError> {
    let file: EventFile = source::parse(path, text)?;
    file.event.into_iter().map(|row| read_row(path, text, row)).collect()
}

fn read_row(path: &str, text: &str, row: EventRow) -> Result<Spanned<Event>, CalendarError> {
    let days_of = |written: &Spanned<String>| {
        parse_span(written.get_ref()).ok_or_else(|| CalendarError::EventDay {
            place: Place::new(path, text, written.span()),
            found: written.get_ref().clone(),
        })
    };
    let mut days = days_of(&row.day)?;
    if let Some(until) = &row.until {
        days = Span::new(days.first(), days_of(until)?.last()).ok_or_else(|| CalendarError::EventOrder {
            place: Place::new(path, text, until.span()),
            found: until.get_ref().clone(),
            first: row.day.get_ref().clone(),
        })?;
    }
    // The canonical name is a name too, and the first.
    let names = row.names.with_english(&row.name);
    let span = row.id.span();
    let event =
        Event { id: row.id.into_inner(), kind: row.kind, name: row.name, names, days, source: row.source };
    Ok(Spanned::new(span, event))
}

/// Reads `1945-08-15`, `1945-08` or `1945`.
fn parse_span(text: &str) -> Option<Span> {
    match text.len() {
        10 => text.parse().ok().map(Span::day),
        7 => {
            let (year, month) = text.split_once('-')?;
            Span::month(year.parse().ok()?, month.parse().ok()?)
        }
        4 => Span::year(text.parse().ok()?),
        _ => None,
    }
}

/// `data/events.toml`, as written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct EventFile {
    event: Vec<EventRow>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct EventRow {
    id: Spanned<String>,
    kind: EventKind,
    name: String,
    #[serde(default)]
    names: Called,
    day: Spanned<String>,
    until: Option<Spanned<String>>,
    source: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(rest: &str) -> Result<Vec<Spanned<Event>>, CalendarError> {
        let head = "[[event]]\nid = \"x\"\nkind = \"point\"\nname = \"X\"\nsource = \"none\"\n";
        parse("events.toml", &format!("{head}{rest}"))
    }

    #[test]
    fn days_are_as_coarse_as_written() {
        let span = |rest| read(rest).unwrap()[0].get_ref().days().to_string();
        assert_eq!(span("day = \"1945-08-15\""), "1945-08-15/1945-08-15");
        assert_eq!(span("day = \"1945-02\""), "1945-02-01/1945-02-28");
        assert_eq!(span("day = \"1959\""), "1959-01-01/1959-12-31");
        assert_eq!(span("day = \"1945-05-08\"\nuntil = \"1945-05-09\""), "1945-05-08/1945-05-09");
    }

    #[test]
    fn errors_name_place_found_and_wanted() {
        let error = |rest| read(rest).expect_err("broken on purpose").to_string();
        assert_eq!(
            error("day = \"1945-13\""),
            "events.toml:6: `1945-13` is no day, month or year; `YYYY-MM-DD`, `YYYY-MM` or `YYYY` wanted"
        );
        assert_eq!(
            error("day = \"1945-05-09\"\nuntil = \"1945-05-08\""),
            "events.toml:7: `1945-05-08` is not after 1945-05-09, where it begins; a later day wanted"
        );
        assert!(error("day = \"1945\"\nwhen = 3").starts_with("events.toml:7: unknown field `when`"));
    }
}
