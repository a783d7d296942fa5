//! One record as rows of every table.

mod check;
mod messages;
mod words;

use crate::cell::{Cell, Row};
use crate::schema::{TABLES, Table};
use crate::source::Source;
use dateline_record::{
    Article, Block, Correction, Dating, Decided, Evidence, Language, RawPage, Record, Timex,
};

pub(crate) use check::RowError;
pub(crate) use messages::MergedMessages;

/// What one record adds to every table.
///
/// Rows are made record by record and know nothing of other records, so that they can wait in
/// memory, or on the disk, until their place in the sorted tables is known.
#[derive(Debug, Default)]
pub struct RecordRows {
    tables: Box<[Vec<Row>; TABLES]>,
}

impl RecordRows {
    /// The rows for one table, in the order of its key.
    pub fn of(&self, table: Table) -> &[Row] {
        &self.tables[table as usize]
    }

    /// Takes the rows for one table out.
    pub fn take(&mut self, table: Table) -> Vec<Row> {
        std::mem::take(&mut self.tables[table as usize])
    }

    pub(crate) fn set(&mut self, table: Table, rows: Vec<Row>) {
        self.tables[table as usize] = rows;
    }
}

/// The rows of one record whose id and raw page's hash are known. Which story it tells is known
/// only when all pages are in.
pub(crate) fn rows_of(
    id: &str,
    sha256: Option<&str>,
    source: &Source,
    record: &Record,
    story: Option<&str>,
) -> Result<RecordRows, RowError> {
    let bare = bare_text(record);
    let article = record.article.as_ref().or(bare.as_ref()).ok_or(RowError::NoArticle)?;
    let mut rows = RecordRows::default();
    rows.set(Table::Articles, vec![article_row(id, sha256, source, record, article, story)]);
    rows.set(Table::Blocks, numbered(&article.blocks, |block, number| block_row(id, number, block)));
    rows.set(Table::Dates, each(&record.timexes, |timex| date_row(id, timex)));
    let corrections = record.corrections.as_deref().unwrap_or_default();
    rows.set(Table::Corrections, numbered(corrections, |it, number| correction_row(id, number, it)));
    rows.set(Table::CorrectionCandidates, candidate_rows(id, corrections));
    let evidence = record.dating.as_ref().map_or(&[][..], |dating| &dating.evidence);
    rows.set(Table::DatingEvidence, numbered(evidence, |clue, number| evidence_row(id, number, clue)));
    messages::add(&mut rows, id, record);
    check::check(&mut rows, article.blocks.len())?;
    Ok(rows)
}

/// A record of bare text has one block, as its offsets presume: the text itself.
fn bare_text(record: &Record) -> Option<Article> {
    let Some(RawPage::Text(text)) = &record.page.raw else { return None };
    let block = Block {
        kind: dateline_record::BlockKind::Paragraph,
        why: None,
        text: text.clone(),
        start: Some(0),
        end: Some(text.chars().count()),
        language: record.language.clone(),
    };
    Some(Article { text: text.clone(), blocks: vec![block], ..Article::default() })
}

fn article_row(
    id: &str,
    sha256: Option<&str>,
    source: &Source,
    record: &Record,
    article: &Article,
    story: Option<&str>,
) -> Row {
    let page = &record.page;
    let mut row = vec![
        Cell::text(id),
        Cell::text(&source.to_string()),
        Cell::text_or_null(page.url.as_deref()),
        Cell::text_or_null(sha256),
        Cell::text_or_null(article.title.as_deref()),
        Cell::text_or_null(article.byline.as_deref()),
        Cell::text_or_null(article.publisher.as_deref()),
        Cell::text_or_null(article.section.as_deref()),
        Cell::text_or_null(article.canonical_url.as_deref()),
        Cell::text_or_null(article.image.as_deref()),
        article.verdict.map_or(Cell::Null, |verdict| Cell::text(verdict.kind.as_str())),
        article.verdict.map_or(Cell::Null, |verdict| Cell::float(verdict.confidence)),
    ];
    row.extend(language_cells(record.language.as_ref()));
    row.extend(dating_cells(record.dating.as_ref()));
    row.extend([
        Cell::text_or_null(page.published.as_deref()),
        Cell::text_or_null(page.fetched.as_deref()),
        Cell::text_or_null(story),
        Cell::count(words::count(&article.text)),
        Cell::text(&article.text),
    ]);
    row
}

fn language_cells(language: Option<&Language>) -> [Cell; 4] {
    let Some(language) = language else { return std::array::from_fn(|_| Cell::Null) };
    [
        Cell::text_or_null(language.code.as_deref()),
        Cell::text_or_null(language.script.as_deref()),
        Cell::float(language.confidence),
        Cell::text_or_null(language.family.as_deref()),
    ]
}

fn dating_cells(dating: Option<&Dating>) -> [Cell; 9] {
    let Some(dating) = dating else { return std::array::from_fn(|_| Cell::Null) };
    [
        Cell::day(dating.day),
        Cell::text_or_null(dating.time.as_deref()),
        Cell::day(dating.from),
        Cell::day(dating.to),
        Cell::text(dating.method.as_str()),
        Cell::float(dating.confidence),
        Cell::day(dating.runner_up),
        decided_cell(dating.decided),
        Cell::text(dating.reading.as_str()),
    ]
}

fn block_row(id: &str, number: usize, block: &Block) -> Row {
    let language = block.language.as_ref();
    vec![
        Cell::text(id),
        Cell::count(number),
        Cell::text(block.kind.as_str()),
        block.why.map_or(Cell::Null, |why| Cell::text(why.as_str())),
        Cell::text_or_null(language.and_then(|language| language.code.as_deref())),
        language.map_or(Cell::Null, |language| Cell::float(language.confidence)),
        Cell::text(&block.text),
        Cell::count_or_null(block.start),
        Cell::count_or_null(block.end),
    ]
}

fn date_row(id: &str, timex: &Timex) -> Row {
    vec![
        Cell::text(id),
        Cell::count(timex.block),
        Cell::count(timex.start),
        Cell::count(timex.end),
        Cell::text(&timex.text),
        Cell::text(timex.timex_type.as_str()),
        Cell::text(&timex.value),
        timex.modifier.map_or(Cell::Null, |modifier| Cell::text(modifier.as_str())),
        Cell::day(timex.first_day),
        Cell::day(timex.last_day),
        Cell::text(timex.anchor.as_str()),
        Cell::day(timex.anchor_day),
        Cell::text(&timex.rule),
        Cell::text(timex.status.as_str()),
    ]
}

fn correction_row(id: &str, number: usize, correction: &Correction) -> Row {
    vec![
        Cell::text(id),
        Cell::count(number),
        Cell::text(correction.kind.as_str()),
        Cell::count_or_null(correction.block),
        Cell::count_or_null(correction.start),
        Cell::count_or_null(correction.end),
        Cell::text_or_null(correction.text.as_deref()),
        Cell::text(&correction.was),
        Cell::text_or_null(correction.now.as_deref()),
        Cell::float(correction.confidence),
        Cell::Bool(correction.applied),
        Cell::text(&correction.evidence),
        decided_cell(correction.decided),
    ]
}

fn decided_cell(decided: Option<Decided>) -> Cell {
    decided.map_or(Cell::Null, |decided| Cell::text(decided.as_str()))
}

fn candidate_rows(id: &str, corrections: &[Correction]) -> Vec<Row> {
    let mut rows = Vec::new();
    for (number, correction) in corrections.iter().enumerate() {
        for (index, candidate) in correction.candidates.iter().enumerate() {
            rows.push(vec![
                Cell::text(id),
                Cell::count(number),
                Cell::count(index + 1),
                Cell::text(&candidate.value),
                Cell::float(candidate.probability),
            ]);
        }
    }
    rows
}

fn evidence_row(id: &str, number: usize, clue: &Evidence) -> Row {
    vec![
        Cell::text(id),
        Cell::count(number),
        Cell::text(&clue.text),
        Cell::text(&clue.says),
        Cell::float(clue.weight),
        Cell::count_or_null(clue.block),
        Cell::count_or_null(clue.start),
        Cell::count_or_null(clue.end),
    ]
}

fn each<T>(items: &Option<Vec<T>>, row: impl FnMut(&T) -> Row) -> Vec<Row> {
    items.iter().flatten().map(row).collect()
}

fn numbered<T>(items: &[T], mut row: impl FnMut(&T, usize) -> Row) -> Vec<Row> {
    items.iter().enumerate().map(|(number, item)| row(item, number)).collect()
}

#[cfg(test)]
mod tests;
