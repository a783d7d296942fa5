//! Where the rows come from.

/// The values of one row, in the order in which the columns were asked for; null as `None`.
pub type Row<'r> = &'r [Option<&'r str>];

/// The tables of a dataset, as the contract names them and their columns.
pub trait Tables {
    /// Why a table could not be read.
    type Error;

    /// Calls `each` with every row of a table in the order of its key. Values are spelled as in CSV: days
    /// `YYYY-MM-DD`, `true` and `false`. A table that is not there has no rows; a column that is not
    /// there is null.
    fn rows(&self, table: &str, columns: &[&str], each: &mut dyn FnMut(Row<'_>)) -> Result<(), Self::Error>;
}

/// The same with a row's values by name: `|[id, day]|` where `["article_id", "published"]` are asked for.
pub(crate) fn each_row<T: Tables, const N: usize>(
    tables: &T,
    table: &str,
    columns: [&str; N],
    mut each: impl for<'r> FnMut([Option<&'r str>; N]),
) -> Result<(), T::Error> {
    tables.rows(table, &columns, &mut |row| each(std::array::from_fn(|column| row[column])))
}

/// Text, empty where it is null.
pub(crate) fn text(value: Option<&str>) -> String {
    value.unwrap_or_default().to_owned()
}

/// Text that may be null.
pub(crate) fn maybe(value: Option<&str>) -> Option<String> {
    value.map(str::to_owned)
}

/// A count or an offset that may be null.
pub(crate) fn number(value: Option<&str>) -> Option<usize> {
    value?.parse().ok()
}

/// A share, 0 where it is null.
pub(crate) fn share(value: Option<&str>) -> f64 {
    value.and_then(|value| value.parse().ok()).unwrap_or(0.0)
}
