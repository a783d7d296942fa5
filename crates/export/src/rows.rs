//! One record as rows of every table.

mod check;
mod messages;
mod words;

use crate::cell::{Cell, Row};
use crate::row::row;
use crate::schema::{TABLES, Table};
use crate::source::Source;
use dateline_record::{Article, Block, Correction, Evidence, RawPage, Record, Timex};

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
    let language = record.language.as_ref();
    let dating = record.dating.as_ref();
    row!(Articles {
        article_id: Cell::text(id),
        source: Cell::text(&source.to_string()),
        url: Cell::text_or_null(page.url.as_deref()),
        sha256: Cell::text_or_null(sha256),
        title: Cell::text_or_null(article.title.as_deref()),
        byline: Cell::text_or_null(article.byline.as_deref()),
        publisher: Cell::text_or_null(article.publisher.as_deref()),
        section: Cell::text_or_null(article.section.as_deref()),
        canonical_url: Cell::text_or_null(article.canonical_url.as_deref()),
        image: Cell::text_or_null(article.image.as_deref()),
        verdict: Cell::text_or_null(article.verdict.map(|it| it.kind.as_str())),
        verdict_confidence: Cell::float_or_null(article.verdict.map(|it| it.confidence)),
        language: Cell::text_or_null(language.and_then(|it| it.code.as_deref())),
        language_script: Cell::text_or_null(language.and_then(|it| it.script.as_deref())),
        language_confidence: Cell::float_or_null(language.map(|it| it.confidence)),
        language_family: Cell::text_or_null(language.and_then(|it| it.family.as_deref())),
        published: Cell::day(dating.and_then(|it| it.day)),
        published_time: Cell::text_or_null(dating.and_then(|it| it.time.as_deref())),
        published_from: Cell::day(dating.and_then(|it| it.from)),
        published_to: Cell::day(dating.and_then(|it| it.to)),
        published_method: Cell::text_or_null(dating.map(|it| it.method.as_str())),
        published_confidence: Cell::float_or_null(dating.map(|it| it.confidence)),
        published_runner_up: Cell::day(dating.and_then(|it| it.runner_up)),
        published_decided: Cell::text_or_null(dating.and_then(|it| it.decided).map(|it| it.as_str())),
        reading: Cell::text_or_null(dating.map(|it| it.reading.as_str())),
        claimed_published: Cell::text_or_null(page.published.as_deref()),
        fetched: Cell::text_or_null(page.fetched.as_deref()),
        story_id: Cell::text_or_null(story),
        words: Cell::count(words::count(&article.text)),
        text: Cell::text(&article.text),
    })
}

fn block_row(id: &str, number: usize, block: &Block) -> Row {
    let language = block.language.as_ref();
    row!(Blocks {
        article_id: Cell::text(id),
        block: Cell::count(number),
        kind: Cell::text(block.kind.as_str()),
        why: Cell::text_or_null(block.why.map(|why| why.as_str())),
        language: Cell::text_or_null(language.and_then(|language| language.code.as_deref())),
        language_confidence: Cell::float_or_null(language.map(|language| language.confidence)),
        text: Cell::text(&block.text),
        start: Cell::count_or_null(block.start),
        end: Cell::count_or_null(block.end),
    })
}

fn date_row(id: &str, timex: &Timex) -> Row {
    row!(Dates {
        article_id: Cell::text(id),
        block: Cell::count(timex.block),
        start: Cell::count(timex.start),
        end: Cell::count(timex.end),
        text: Cell::text(&timex.text),
        type: Cell::text(timex.timex_type.as_str()),
        value: Cell::text(&timex.value),
        mod: Cell::text_or_null(timex.modifier.map(|modifier| modifier.as_str())),
        first_day: Cell::day(timex.first_day),
        last_day: Cell::day(timex.last_day),
        anchor: Cell::text_or_null(timex.anchor.map(|anchor| anchor.as_str())),
        anchor_day: Cell::day(timex.anchor_day),
        rule: Cell::text(&timex.rule),
        status: Cell::text(timex.status.as_str()),
    })
}

fn correction_row(id: &str, number: usize, correction: &Correction) -> Row {
    row!(Corrections {
        article_id: Cell::text(id),
        correction: Cell::count(number),
        kind: Cell::text(correction.kind.as_str()),
        block: Cell::count_or_null(correction.block),
        start: Cell::count_or_null(correction.start),
        end: Cell::count_or_null(correction.end),
        text: Cell::text_or_null(correction.text.as_deref()),
        was: Cell::text(&correction.was),
        now: Cell::text_or_null(correction.now.as_deref()),
        confidence: Cell::float(correction.confidence),
        applied: Cell::Bool(correction.applied),
        evidence: Cell::text(&correction.evidence),
        decided: Cell::text_or_null(correction.decided.map(|it| it.as_str())),
    })
}

fn candidate_rows(id: &str, corrections: &[Correction]) -> Vec<Row> {
    let mut rows = Vec::new();
    for (number, correction) in corrections.iter().enumerate() {
        for (index, candidate) in correction.candidates.iter().enumerate() {
            rows.push(row!(CorrectionCandidates {
                article_id: Cell::text(id),
                correction: Cell::count(number),
                rank: Cell::count(index + 1),
                value: Cell::text(&candidate.value),
                probability: Cell::float(candidate.probability),
            }));
        }
    }
    rows
}

fn evidence_row(id: &str, number: usize, clue: &Evidence) -> Row {
    row!(DatingEvidence {
        article_id: Cell::text(id),
        evidence: Cell::count(number),
        text: Cell::text(&clue.text),
        says: Cell::text(&clue.says),
        weight: Cell::float(clue.weight),
        block: Cell::count_or_null(clue.block),
        start: Cell::count_or_null(clue.start),
        end: Cell::count_or_null(clue.end),
    })
}

fn each<T>(items: &Option<Vec<T>>, row: impl FnMut(&T) -> Row) -> Vec<Row> {
    items.iter().flatten().map(row).collect()
}

fn numbered<T>(items: &[T], mut row: impl FnMut(&T, usize) -> Row) -> Vec<Row> {
    items.iter().enumerate().map(|(number, item)| row(item, number)).collect()
}

#[cfg(test)]
mod tests;
