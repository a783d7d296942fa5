//! The options of `dateline build` that select articles and columns.

use dateline_export::{Selection, Shape};
use dateline_record::{Day, day_argument};
use std::collections::BTreeMap;

/// One condition of `--where`.
#[derive(Debug, Clone)]
pub(super) enum Condition {
    Languages(Vec<String>),
    From(Day),
    To(Day),
    Dated,
}

impl Condition {
    pub(super) fn read(text: &str) -> Result<Self, String> {
        let day = |text: &str| day_argument(text).map_err(|words| format!("`{text}` is {words}"));
        match text.split_once('=') {
            None if text == "dated" => Ok(Self::Dated),
            Some(("languages", codes)) if !codes.is_empty() => {
                Ok(Self::Languages(codes.split(',').map(|code| code.trim().to_owned()).collect()))
            }
            Some(("from", text)) => day(text).map(Self::From),
            Some(("to", text)) => day(text).map(Self::To),
            _ => Err("wanted languages=CODES, from=DAY, to=DAY or dated".to_owned()),
        }
    }

    /// All of them take the place of what the recipe says of the same things. Languages named one after the other are
    /// all meant, and an article must be within every range of days.
    pub(super) fn put_all(conditions: Vec<Self>, selection: &mut Selection) {
        let (mut languages, mut from, mut to) = (Vec::new(), None, None);
        for condition in conditions {
            match condition {
                Self::Languages(codes) => languages.extend(codes),
                Self::From(day) => from = from.max(Some(day)),
                Self::To(day) => to = Some(to.map_or(day, |earlier: Day| earlier.min(day))),
                Self::Dated => selection.dated = true,
            }
        }
        if !languages.is_empty() {
            selection.languages = languages;
        }
        selection.from = from.or(selection.from);
        selection.to = to.or(selection.to);
    }
}

/// The columns that `--columns` keeps of one table.
#[derive(Debug, Clone)]
pub(super) struct Columns {
    pub(super) table: String,
    pub(super) columns: Vec<String>,
}

impl Columns {
    pub(super) fn read(text: &str) -> Result<Self, String> {
        let wanted = || "wanted TABLE=COLUMNS, such as articles=title,published".to_owned();
        let (table, columns) = text.split_once('=').ok_or_else(wanted)?;
        let columns: Vec<String> =
            columns.split(',').map(str::trim).filter(|name| !name.is_empty()).map(str::to_owned).collect();
        Shape::default().keep_columns(table, &columns).map_err(|unknown| unknown.to_string())?;
        Ok(Self { table: table.to_owned(), columns })
    }

    /// The columns named for each table, wherever they were named.
    pub(super) fn by_table(all: Vec<Self>) -> BTreeMap<String, Vec<String>> {
        all.into_iter().fold(BTreeMap::new(), |mut tables: BTreeMap<String, Vec<String>>, named| {
            tables.entry(named.table).or_default().extend(named.columns);
            tables
        })
    }
}
