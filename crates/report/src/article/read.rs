//! Putting the articles together from the tables.

use super::{Article, Block, Clue, Message, Other};
use crate::corrections::Correction;
use crate::passage::{Mark, Span};
use crate::tables::{Row, Tables, maybe, number, share, text};
use std::collections::{BTreeMap, BTreeSet};

/// How many other pages of a story are listed.
const OTHERS: usize = 20;

type Articles = BTreeMap<String, Article>;

/// Reads the articles named, with what `corrections` says of them, the latest day first.
pub(crate) fn read<T: Tables>(
    tables: &T,
    ids: &BTreeSet<String>,
    corrections: &[Correction],
) -> Result<Vec<Article>, T::Error> {
    let mut articles = articles(tables, ids)?;
    add_evidence(tables, &mut articles)?;
    add_messages(tables, &mut articles)?;
    add_blocks(tables, &mut articles)?;
    // First, so that a faulty passage is marked as a whole, with what its dates say after it.
    mark_corrections(&mut articles, corrections);
    mark_dates(tables, &mut articles)?;
    add_others(tables, &mut articles)?;
    let mut articles: Vec<Article> = articles.into_values().collect();
    articles.sort_by(|one, two| two.published.cmp(&one.published).then_with(|| one.id.cmp(&two.id)));
    Ok(articles)
}

fn articles<T: Tables>(tables: &T, ids: &BTreeSet<String>) -> Result<Articles, T::Error> {
    let columns = [
        "article_id",
        "source",
        "sha256",
        "url",
        "title",
        "byline",
        "publisher",
        "verdict",
        "language",
        "published",
        "published_from",
        "published_to",
        "published_method",
        "published_confidence",
        "published_runner_up",
        "claimed_published",
        "story_id",
        "words",
        "published_decided",
    ];
    let mut articles = Articles::new();
    tables.rows("articles", &columns, &mut |row| {
        let id = text(row[0]);
        if ids.contains(&id) {
            articles.insert(id, article(row));
        }
    })?;
    Ok(articles)
}

fn article(row: Row<'_>) -> Article {
    Article {
        id: text(row[0]),
        source: text(row[1]),
        sha256: text(row[2]),
        url: maybe(row[3]),
        title: maybe(row[4]),
        byline: maybe(row[5]),
        publisher: maybe(row[6]),
        verdict: maybe(row[7]),
        language: maybe(row[8]),
        published: maybe(row[9]),
        from: maybe(row[10]),
        to: maybe(row[11]),
        method: maybe(row[12]),
        confidence: row[13].map(|_| format!("{:.2}", share(row[13]))),
        runner_up: maybe(row[14]),
        claimed: maybe(row[15]),
        story: maybe(row[16]),
        words: text(row[17]),
        decided: maybe(row[18]),
        ..Article::default()
    }
}

fn add_evidence<T: Tables>(tables: &T, articles: &mut Articles) -> Result<(), T::Error> {
    tables.rows("dating_evidence", &["article_id", "says", "text", "weight"], &mut |row| {
        if let Some(article) = row[0].and_then(|id| articles.get_mut(id)) {
            let clue = Clue { says: text(row[1]), text: maybe(row[2]), weight: share(row[3]) };
            article.evidence.push(clue);
        }
    })
}

fn add_messages<T: Tables>(tables: &T, articles: &mut Articles) -> Result<(), T::Error> {
    let mut reports: BTreeMap<String, Vec<String>> = BTreeMap::new();
    tables.rows("message_reports", &["message_id", "article_id"], &mut |row| {
        let (message, article) = (text(row[0]), text(row[1]));
        if articles.contains_key(&article) {
            reports.entry(message).or_default().push(article);
        }
    })?;
    let columns = ["message_id", "sender", "recipient", "kind", "occasion", "sent_from", "sent_to"];
    tables.rows("messages", &columns, &mut |row| {
        for article in row[0].and_then(|id| reports.get(id)).into_iter().flatten() {
            if let Some(article) = articles.get_mut(article) {
                article.messages.push(Message {
                    sender: text(row[1]),
                    recipient: text(row[2]),
                    kind: text(row[3]),
                    occasion: maybe(row[4]),
                    from: maybe(row[5]),
                    to: maybe(row[6]),
                });
            }
        }
    })
}

fn add_blocks<T: Tables>(tables: &T, articles: &mut Articles) -> Result<(), T::Error> {
    let columns = ["article_id", "block", "kind", "why", "language", "text"];
    tables.rows("blocks", &columns, &mut |row| {
        if let Some(article) = row[0].and_then(|id| articles.get_mut(id)) {
            article.blocks.push(Block {
                number: number(row[1]).unwrap_or(0),
                kind: text(row[2]),
                why: maybe(row[3]),
                language: maybe(row[4]),
                text: text(row[5]),
                spans: Vec::new(),
            });
        }
    })
}

fn mark_corrections(articles: &mut Articles, corrections: &[Correction]) {
    for correction in corrections {
        let now = correction.now.as_deref().unwrap_or("unsettled");
        let lines = vec![
            format!("{}: was {}, now {now}", correction.kind_words(), correction.was),
            correction.evidence.clone(),
        ];
        let mark = Mark { status: correction.status().to_owned(), lines };
        if let (Some(block), Some(start), Some(end)) = (correction.block, correction.start, correction.end) {
            add_mark(articles, &correction.article, block, Span { start, end, mark });
        }
    }
}

fn mark_dates<T: Tables>(tables: &T, articles: &mut Articles) -> Result<(), T::Error> {
    let columns = [
        "article_id",
        "block",
        "start",
        "end",
        "type",
        "value",
        "mod",
        "first_day",
        "last_day",
        "anchor",
        "anchor_day",
        "rule",
        "status",
    ];
    tables.rows("dates", &columns, &mut |row| {
        if let (Some(id), Some(block), Some(start), Some(end)) =
            (row[0], number(row[1]), number(row[2]), number(row[3]))
        {
            let mark = Mark { status: text(row[12]), lines: explained(&row[4..]) };
            add_mark(articles, id, block, Span { start, end, mark });
        }
    })
}

/// What there is to say of an expression: type, value, modifier, first and last day, anchor and its day, rule, status.
fn explained(row: Row<'_>) -> Vec<String> {
    let modifier = row[2].map(|modifier| format!(" ({modifier})")).unwrap_or_default();
    let mut first = format!("{} {}{modifier}", text(row[0]), text(row[1]));
    if let (Some(from), Some(to)) = (row[3], row[4])
        && from != to
    {
        first.push_str(&format!(", from {from} to {to}"));
    }
    let anchor = match (row[5], row[6]) {
        (Some("dct"), Some(day)) => format!("reckoned from the page's own day, {day}"),
        (Some("text"), Some(day)) => format!("reckoned from a day told before, {day}"),
        _ if text(row[1]).starts_with('X') => "nothing tells the parts that are X".to_owned(),
        _ => "complete in itself".to_owned(),
    };
    let status = match row[8] {
        Some("repaired") => ", repaired",
        Some("conflict") => ", cannot be right",
        _ => "",
    };
    vec![first, format!("{anchor}{status}"), format!("rule {}", text(row[7]))]
}

fn add_mark(articles: &mut Articles, id: &str, block: usize, span: Span) {
    let blocks = articles.get_mut(id).map(|article| &mut article.blocks);
    if let Some(block) = blocks.into_iter().flatten().find(|candidate| candidate.number == block) {
        block.spans.push(span);
    }
}

fn add_others<T: Tables>(tables: &T, articles: &mut Articles) -> Result<(), T::Error> {
    let mut stories: BTreeMap<String, Vec<Other>> =
        articles.values().filter_map(|article| Some((article.story.clone()?, Vec::new()))).collect();
    let columns = ["article_id", "title", "source", "published", "story_id"];
    tables.rows("articles", &columns, &mut |row| {
        if let Some(pages) = row[4].and_then(|story| stories.get_mut(story)) {
            let id = text(row[0]);
            let shown = articles.contains_key(&id);
            pages.push(Other { id, title: text(row[1].or(row[2])), published: maybe(row[3]), shown });
        }
    })?;
    for article in articles.values_mut() {
        let pages = article.story.as_ref().and_then(|story| stories.get(story)).into_iter().flatten();
        let mut others: Vec<Other> = pages.filter(|other| other.id != article.id).cloned().collect();
        others.sort_by_key(|other| !other.shown);
        article.more_others = others.len().saturating_sub(OTHERS);
        others.truncate(OTHERS);
        article.others = others;
    }
    Ok(())
}
