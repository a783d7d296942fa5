//! Rows written by the names of their columns.

/// A row of a table: every column by its name, in the order of the schema. That these are the table's columns is checked
/// when the crate is compiled, so that a column moved here or there alone is an error, and costs nothing.
macro_rules! row {
    ($table:ident { $($column:ident: $cell:expr),+ $(,)? }) => {{
        const _: () = assert!(
            $crate::schema::Table::$table.has_columns(&[$(stringify!($column)),+]),
            "the row does not name the table's columns in their order",
        );
        vec![$($cell),+]
    }};
}

pub(crate) use row;
