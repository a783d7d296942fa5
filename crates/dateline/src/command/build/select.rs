//! The options of `dateline build` that select articles and columns.

use dateline_export::{Selection, Shape};
use dateline_record::{Day, day_argument};

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

    /// Takes the place of what the recipe says of the same thing.
    pub(super) fn put_on(self, selection: &mut Selection) {
        match self {
            Self::Languages(codes) => selection.languages = codes,
            Self::From(day) => selection.from = Some(day),
            Self::To(day) => selection.to = Some(day),
            Self::Dated => selection.dated = true,
        }
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
}
