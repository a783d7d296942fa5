//! Days of feasts that follow another calendar, year by year.

use crate::Day;
use crate::error::{CalendarError, Place};
use crate::source;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::Arc;
use toml::Spanned;

/// The days of one feast, ascending. A lunar year is shorter than ours, so two may fall in one
/// year.
#[derive(Debug)]
pub(crate) struct Table {
    approximate: bool,
    days: Vec<Day>,
}

impl Table {
    /// Whether the days may be off by one, as where a feast waits for the new moon to be seen.
    pub(crate) fn is_approximate(&self) -> bool {
        self.approximate
    }

    /// The days, ascending.
    pub(crate) fn days(&self) -> &[Day] {
        &self.days
    }
}

/// Every table by its id.
pub(crate) type Tables = BTreeMap<String, Arc<Table>>;

/// Reads `data/tables.toml`.
pub(crate) fn parse(path: &str, text: &str) -> Result<Tables, CalendarError> {
    let file: TableFile = source::parse(path, text)?;
    let mut tables = Tables::new();
    for row in file.table {
        let mut days: Vec<Day> = Vec::with_capacity(row.days.len());
        for written in &row.days {
            let place = || Place::new(path, text, written.span());
            let found = written.get_ref();
            let day: Day = found
                .parse()
                .map_err(|_| CalendarError::TableDay { place: place(), found: found.clone() })?;
            if days.last().is_some_and(|&before| before >= day) {
                return Err(CalendarError::TableOrder {
                    place: place(),
                    table: row.id.into_inner(),
                    found: found.clone(),
                });
            }
            days.push(day);
        }
        let table = Arc::new(Table { approximate: row.approximate, days });
        if tables.insert(row.id.get_ref().clone(), table).is_some() {
            let place = Place::new(path, text, row.id.span());
            return Err(CalendarError::DuplicateId { place, id: row.id.into_inner() });
        }
    }
    Ok(tables)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TableFile {
    table: Vec<TableRow>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TableRow {
    id: Spanned<String>,
    #[serde(default)]
    approximate: bool,
    #[serde(rename = "source")]
    _source: String,
    days: Vec<Spanned<String>>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_name_place_found_and_wanted() {
        let head = "[[table]]\nid = \"moon\"\nsource = \"none\"\n";
        let error = |text: &str| parse("tables.toml", text).expect_err("broken on purpose").to_string();
        assert_eq!(
            error(&format!("{head}days = [\"2024-02-30\"]")),
            "tables.toml:4: `2024-02-30` is no day; `YYYY-MM-DD` wanted"
        );
        assert_eq!(
            error(&format!("{head}days = [\n  \"2024-02-10\",\n  \"2023-01-22\",\n]")),
            "tables.toml:6: `2023-01-22` of table `moon` is not after the day before it; ascending days wanted"
        );
    }
}
