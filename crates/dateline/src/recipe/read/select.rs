//! Which articles the dataset takes in, and how its tables lie in files.

use super::{Table, line_of};
use crate::recipe::RecipeError;
use dateline_export::{CsvFiles, PartitionBy, Selection, Shape};
use dateline_record::parse_day;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

const WHERE: &[&str] = &["dated", "from", "languages", "to"];
const DAY: &str = "a day, such as \"2025-06-20\"";
const YES_OR_NO: &str = "true or false";

impl<'t> Table<'t> {
    pub(super) fn selection(&self) -> Result<Selection, RecipeError> {
        let mut selection = Selection::default();
        selection.sample = self.sample()?;
        let wanted = "a table `[where]` of lines such as languages = [\"en\"]";
        let Some(entries) = self.entries_of("where", wanted)? else { return Ok(selection) };
        let table = Table { file: self.file, prefix: "where.", keys: WHERE, entries };
        table.refuse_unknown_keys()?;
        let day = |key| table.parsed(key, DAY, parse_day);
        selection.languages = table
            .list("languages", "a list of language codes, such as [\"en\", \"ko\"]")?
            .unwrap_or_default();
        (selection.from, selection.to) = (day("from")?, day("to")?);
        selection.dated = table.flag("dated")?;
        Ok(selection)
    }

    pub(super) fn shape(&self) -> Result<Shape, RecipeError> {
        let mut shape = Shape::default();
        shape.csv = self.parsed("csv", CsvFiles::WANTED, |text| text.parse().ok())?.unwrap_or_default();
        shape.partition_by = self.parsed("partition_by", PartitionBy::WANTED, |text| text.parse().ok())?;
        shape.spreadsheet_safe = self.flag("spreadsheet_safe")?;
        let wanted = "a table `[columns]` of lines such as articles = [\"title\", \"published\"]";
        let Some(entries) = self.entries_of("columns", wanted)? else { return Ok(shape) };
        let table = Table { file: self.file, prefix: "columns.", keys: &[], entries };
        // In the order of the file, so that of several errors the first is told.
        let mut names: Vec<_> = entries.keys().collect();
        names.sort_by_key(|name| name.span().start);
        for name in names {
            let columns = table.list(name.get_ref(), "a list of columns, such as [\"title\"]")?;
            shape.keep_columns(name.get_ref(), &columns.unwrap_or_default()).map_err(|unknown| {
                RecipeError::NoColumn {
                    path: self.file.path.to_owned(),
                    line: line_of(self.file.text, name.span().start),
                    unknown,
                }
            })?;
        }
        Ok(shape)
    }

    fn sample(&self) -> Result<Option<u64>, RecipeError> {
        let Some(value) = self.get("sample") else { return Ok(None) };
        let number = match value.get_ref() {
            DeValue::Integer(number) => u64::from_str_radix(number.as_str(), number.radix()).ok(),
            _ => None,
        };
        number.map(Some).ok_or_else(|| self.wrong("sample", value, "a number of articles, such as 1000"))
    }

    fn flag(&self, key: &'static str) -> Result<bool, RecipeError> {
        let Some(value) = self.get(key) else { return Ok(false) };
        value.get_ref().as_bool().ok_or_else(|| self.wrong(key, value, YES_OR_NO))
    }

    pub(super) fn entries_of(
        &self,
        key: &'static str,
        wanted: &'static str,
    ) -> Result<Option<&'t DeTable<'t>>, RecipeError> {
        let Some(value): Option<&Spanned<DeValue<'t>>> = self.get(key) else { return Ok(None) };
        value.get_ref().as_table().map(Some).ok_or_else(|| self.wrong(key, value, wanted))
    }
}
