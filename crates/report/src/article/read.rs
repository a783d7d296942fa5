//! Putting the articles together from the tables.

use super::{Article, Block, Clue, Message, Other};
use crate::corrections::Correction;
use crate::passage::{Mark, Span};
use crate::tables::{Tables, each_row, maybe, number, share, text};
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
    each_row(tables, "articles", columns, |row| {
        let [id, source, sha256, url, title, byline, publisher, verdict, language, published, rest @ ..] =
            row;
        let [from, to, method, confidence, runner_up, claimed, story, words, decided] = rest;
        let id = text(id);
        if !ids.contains(&id) {
            return;
        }
        let article = Article {
            id: id.clone(),
            source: text(source),
            sha256: text(sha256),
            url: maybe(url),
            title: maybe(title),
            byline: maybe(byline),
            publisher: maybe(publisher),
            verdict: maybe(verdict),
            language: maybe(language),
            published: maybe(published),
            from: maybe(from),
            to: maybe(to),
            method: maybe(method),
            confidence: confidence.map(|_| format!("{:.2}", share(confidence))),
            runner_up: maybe(runner_up),
            claimed: maybe(claimed),
            story: maybe(story),
            words: text(words),
            decided: maybe(decided),
            ..Article::default()
        };
        articles.insert(id, article);
    })?;
    Ok(articles)
}

fn add_evidence<T: Tables>(tables: &T, articles: &mut Articles) -> Result<(), T::Error> {
    let columns = ["article_id", "says", "text", "weight"];
    each_row(tables, "dating_evidence", columns, |[article, says, words, weight]| {
        if let Some(article) = article.and_then(|id| articles.get_mut(id)) {
            let clue = Clue { says: text(says), text: maybe(words), weight: share(weight) };
            article.evidence.push(clue);
        }
    })
}

fn add_messages<T: Tables>(tables: &T, articles: &mut Articles) -> Result<(), T::Error> {
    let mut reports: BTreeMap<String, Vec<String>> = BTreeMap::new();
    each_row(tables, "message_reports", ["message_id", "article_id"], |row| {
        let [message, article] = row.map(text);
        if articles.contains_key(&article) {
            reports.entry(message).or_default().push(article);
        }
    })?;
    let columns = ["message_id", "sender", "recipient", "kind", "occasion", "sent_from", "sent_to"];
    each_row(tables, "messages", columns, |[message, sender, recipient, kind, occasion, from, to]| {
        for article in message.and_then(|id| reports.get(id)).into_iter().flatten() {
            if let Some(article) = articles.get_mut(article) {
                article.messages.push(Message {
                    sender: text(sender),
                    recipient: text(recipient),
                    kind: text(kind),
                    occasion: maybe(occasion),
                    from: maybe(from),
                    to: maybe(to),
                });
            }
        }
    })
}

fn add_blocks<T: Tables>(tables: &T, articles: &mut Articles) -> Result<(), T::Error> {
    let columns = ["article_id", "block", "kind", "why", "language", "text"];
    each_row(tables, "blocks", columns, |[article, block, kind, why, language, words]| {
        if let Some(article) = article.and_then(|id| articles.get_mut(id)) {
            article.blocks.push(Block {
                number: number(block).unwrap_or(0),
                kind: text(kind),
                why: maybe(why),
                language: maybe(language),
                text: text(words),
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
        "status",
        "type",
        "value",
        "mod",
        "first_day",
        "last_day",
        "anchor",
        "anchor_day",
        "rule",
    ];
    each_row(tables, "dates", columns, |[article, block, start, end, status, expression @ ..]| {
        if let (Some(id), Some(block), Some(start), Some(end)) =
            (article, number(block), number(start), number(end))
        {
            let mark = Mark { status: text(status), lines: explained(status, expression) };
            add_mark(articles, id, block, Span { start, end, mark });
        }
    })
}

/// What there is to say of an expression.
fn explained(
    status: Option<&str>,
    [kind, value, modifier, from, to, anchor, anchor_day, rule]: [Option<&str>; 8],
) -> Vec<String> {
    let modifier = modifier.map(|modifier| format!(" ({modifier})")).unwrap_or_default();
    let mut first = format!("{} {}{modifier}", text(kind), text(value));
    if let (Some(from), Some(to)) = (from, to)
        && from != to
    {
        first.push_str(&format!(", from {from} to {to}"));
    }
    let anchor = match (anchor, anchor_day) {
        (Some("dct"), Some(day)) => format!("reckoned from the page's own day, {day}"),
        (Some("text"), Some(day)) => format!("reckoned from a day told before, {day}"),
        _ if text(value).starts_with('X') => "nothing tells the parts that are X".to_owned(),
        _ => "complete in itself".to_owned(),
    };
    let verdict = match status {
        Some("repaired") => ", repaired",
        Some("conflict") => ", cannot be right",
        _ => "",
    };
    vec![first, format!("{anchor}{verdict}"), format!("rule {}", text(rule))]
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
    each_row(tables, "articles", columns, |[id, title, source, published, story]| {
        if let Some(pages) = story.and_then(|story| stories.get_mut(story)) {
            let id = text(id);
            let shown = articles.contains_key(&id);
            pages.push(Other { id, title: text(title.or(source)), published: maybe(published), shown });
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
