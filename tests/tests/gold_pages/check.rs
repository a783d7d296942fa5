//! The checks of one page.

use crate::gold::{Fault, Gold, Told, Values, folded};
use dateline_record::{Article, BlockKind, Correction, Message, PageKind, Record};
use dateline_stories::Stories;

/// What a check is about. The order is the order of reports.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    /// No stage fails on the page.
    Runs,
    Title,
    Byline,
    Publisher,
    Language,
    Verdict,
    /// Words of the article that the body must hold.
    Body,
    /// Words of the page that it must not.
    Furniture,
    Caption,
    /// The publication day, where the page can be dated.
    Dated,
    /// The publication day, where a claim or metadata must be seen through.
    DatedAgainstClaim,
    /// No day where nothing tells it.
    Undatable,
    /// An expression's value, by the language's group.
    ValueEnglish,
    ValueOther,
    /// The value of an expression that is itself at fault, or read against a claim that is.
    ValueRepaired,
    /// The weekday of an English expression, seen not to fit.
    WeekdayEnglish,
    /// Every other planted fault, seen.
    FaultOther,
    /// `now` as the gold has it.
    Repair,
    /// No correction but at a planted fault.
    Sound,
    Message,
    Quote,
    /// A page that shares its event with others.
    Story,
}

/// One check and how it went.
#[derive(Debug)]
pub(crate) struct Check {
    pub(crate) kind: Kind,
    /// What is wrong; `None`: it holds.
    pub(crate) fault: Option<String>,
}

impl Check {
    fn new(kind: Kind, holds: bool, fault: impl FnOnce() -> String) -> Self {
        Self { kind, fault: (!holds).then(fault) }
    }

    /// A page that a stage could not handle; nothing else of it is checked.
    pub(crate) fn failed(failure: &dateline::Failure) -> Self {
        Self { kind: Kind::Runs, fault: Some(format!("{}: {}", failure.stage, failure.reason)) }
    }
}

/// All checks of a page.
pub(crate) fn page(gold: &Gold, record: &Record) -> Vec<Check> {
    let article = record.article.clone().unwrap_or_default();
    let mut checks = vec![Check::new(Kind::Runs, true, String::new)];
    checks.extend(metadata(gold, record, &article));
    checks.extend(body(gold, &article));
    checks.extend(day(gold, record));
    checks.extend(values(gold, record));
    checks.extend(corrections(gold, record));
    checks.extend(messages(gold, record));
    checks
}

fn metadata(gold: &Gold, record: &Record, article: &Article) -> Vec<Check> {
    let mut checks = Vec::new();
    let mut same = |kind, found: Option<&str>, wanted: Option<&str>| {
        let equal = found.map(folded) == wanted.map(folded);
        checks.push(Check::new(kind, equal, || format!("{found:?}, gold {wanted:?}")));
    };
    if let Some(title) = &gold.title {
        same(Kind::Title, article.title.as_deref(), Some(title));
    }
    if let Some(byline) = &gold.byline {
        same(Kind::Byline, article.byline.as_deref(), byline.as_deref());
    }
    if let Some(publisher) = &gold.publisher {
        same(Kind::Publisher, article.publisher.as_deref(), Some(publisher));
    }
    let code = record.language.as_ref().and_then(|language| language.code.as_deref());
    same(Kind::Language, code, Some(&gold.lang));
    let verdict = article.verdict.map(|verdict| name(verdict.kind));
    same(Kind::Verdict, verdict, Some(&gold.verdict));
    checks
}

fn name(kind: PageKind) -> &'static str {
    match kind {
        PageKind::Article => "article",
        PageKind::Index => "index",
        PageKind::Gallery => "gallery",
        PageKind::Error => "error",
        PageKind::Consent => "consent",
    }
}

fn body(gold: &Gold, article: &Article) -> Vec<Check> {
    let text = folded(&article.text);
    let has = |words: &String| text.contains(&folded(words));
    let lacks =
        gold.must_have.iter().map(|words| Check::new(Kind::Body, has(words), || format!("lacks {words:?}")));
    let keeps = gold.must_not.iter().map(|words| {
        let gone = !text.is_empty() && !has(words);
        Check::new(Kind::Furniture, gone, || format!("keeps {words:?}"))
    });
    let captions = gold.captions.iter().map(|words| {
        let wanted = folded(words);
        let blocks = article.blocks.iter().filter(|block| folded(&block.text).contains(&wanted));
        let kinds: Vec<BlockKind> = blocks.map(|block| block.kind).collect();
        let holds = kinds.contains(&BlockKind::Caption) && !kinds.contains(&BlockKind::Paragraph);
        Check::new(Kind::Caption, holds, || format!("{words:?} is {kinds:?}"))
    });
    lacks.chain(keeps).chain(captions).collect()
}

/// What is given below this confidence is not relied on.
const DOUBTFUL: f64 = 0.6;

fn day(gold: &Gold, record: &Record) -> Option<Check> {
    let dating = record.dating.as_ref();
    let day = dating.and_then(|dating| dating.day);
    let Some((from, to)) = gold.dct_from.zip(gold.dct_to) else {
        let doubtful = day.is_none() || dating.is_some_and(|dating| dating.confidence <= DOUBTFUL);
        let check = Check::new(Kind::Undatable, doubtful, || format!("{day:?}, gold none"));
        return (gold.verdict == "article").then_some(check);
    };
    let misled = gold.corrections.iter().any(|fault| fault.kind == "claimed_date");
    let kind = if misled { Kind::DatedAgainstClaim } else { Kind::Dated };
    let holds = day.is_some_and(|day| (from..=to).contains(&day));
    Some(Check::new(kind, holds, || format!("{day:?}, gold {from} to {to}")))
}

fn values(gold: &Gold, record: &Record) -> Vec<Check> {
    let timexes = record.timexes.as_deref().unwrap_or_default();
    let check = |(words, values): &(String, Values)| {
        let near = timexes.iter().filter(|timex| touches(&timex.text, words));
        let found: Vec<&str> = near.map(|timex| timex.value.as_str()).collect();
        let holds = values.all().iter().any(|value| found.contains(&value.as_str()));
        let wanted = values.all();
        Check::new(kind_of_value(gold, words), holds, || format!("{words:?} is {found:?}, gold {wanted:?}"))
    };
    gold.timexes.iter().map(check).collect()
}

fn kind_of_value(gold: &Gold, words: &str) -> Kind {
    let at_fault = |fault: &Fault| fault.words.as_ref().is_none_or(|at| touches(at, words));
    if gold.corrections.iter().any(at_fault) {
        Kind::ValueRepaired
    } else if gold.lang == "en" {
        Kind::ValueEnglish
    } else {
        Kind::ValueOther
    }
}

/// Spans are cut a little differently from reader to reader: one within the other is the same.
fn touches(one: &str, other: &str) -> bool {
    let (one, other) = (folded(one), folded(other));
    !one.is_empty() && (one.contains(&other) || other.contains(&one))
}

fn corrections(gold: &Gold, record: &Record) -> Vec<Check> {
    let found = record.corrections.as_deref().unwrap_or_default();
    let mut checks = Vec::new();
    for Fault { words, kind, now } in &gold.corrections {
        let hit = found.iter().find(|correction| is_at(correction, words.as_deref(), kind));
        let told: Vec<_> = found.iter().map(|c| (c.kind.as_str(), c.text.as_deref())).collect();
        let place = words.as_deref().unwrap_or("the claim");
        let seen =
            if gold.lang == "en" && is_weekday(kind) { Kind::WeekdayEnglish } else { Kind::FaultOther };
        checks
            .push(Check::new(seen, hit.is_some(), || format!("{kind} of {place:?} not seen, only {told:?}")));
        let right = hit.is_some_and(|hit| &hit.now == now && hit.applied == now.is_some());
        checks.push(Check::new(Kind::Repair, right, || {
            format!("{place:?} is {:?}, gold {now:?}", hit.map(|c| &c.now))
        }));
    }
    let planted = |found: &Correction| {
        gold.corrections.iter().any(|fault| match (&fault.words, &found.text) {
            (Some(words), Some(text)) => touches(words, text),
            (words, text) => words.is_none() && text.is_none(),
        })
    };
    let alarms: Vec<_> =
        found.iter().filter(|found| !planted(found)).map(|c| (c.kind.as_str(), &c.text)).collect();
    checks.push(Check::new(Kind::Sound, alarms.is_empty(), || format!("false alarm: {alarms:?}")));
    checks
}

/// A weekday that does not fit may lie in the year; both kinds name the same sight.
fn is_weekday(kind: &str) -> bool {
    matches!(kind, "weekday_mismatch" | "wrong_year")
}

fn is_at(correction: &Correction, words: Option<&str>, kind: &str) -> bool {
    let found = correction.kind.as_str();
    let alike = found == kind || (is_weekday(found) && is_weekday(kind));
    let here = match (words, &correction.text) {
        (Some(words), Some(text)) => touches(words, text),
        (words, _) => words.is_none(),
    };
    alike && here
}

fn messages(gold: &Gold, record: &Record) -> Vec<Check> {
    let found = record.messages.as_deref().unwrap_or_default();
    let messages = gold.messages.iter().map(|told| {
        let Told { sender, recipient, kind, occasion, .. } = told;
        let holds = found.iter().any(|message| {
            (&message.sender, &message.recipient, message.kind.as_str()) == (sender, recipient, kind)
                && &message.occasion == occasion
                && is_sent_as(message, told)
        });
        Check::new(Kind::Message, holds, || format!("no {kind} from {sender} to {recipient}"))
    });
    let said = record.quotes.as_deref().unwrap_or_default();
    let quotes = gold.quotes.iter().map(|(words, speaker)| {
        let holds = said.iter().any(|quote| quote.text.contains(words) && quote.speaker == *speaker);
        Check::new(Kind::Quote, holds, || format!("{words:?} by {speaker:?} not found"))
    });
    messages.chain(quotes).collect()
}

/// Whether a page is in one story with the pages that the gold puts with it, and with no others.
pub(crate) fn story(gold: &Gold, all: &[Gold], stories: &Stories) -> Option<Check> {
    let told = gold.story.as_ref()?;
    let own = stories.of(&gold.source);
    let together = |other: &&Gold| own.is_some() && stories.of(&other.source) == own;
    let found: Vec<&str> = all.iter().filter(together).map(|other| other.source.as_str()).collect();
    let with = all.iter().filter(|other| other.story.as_ref() == Some(told));
    let wanted: Vec<&str> = with.map(|other| other.source.as_str()).collect();
    Some(Check::new(Kind::Story, found == wanted, || format!("{told} is {found:?}, gold {wanted:?}")))
}

/// The range of days found meets the one told.
fn is_sent_as(message: &Message, told: &Told) -> bool {
    let Some(first) = told.day else { return message.sent_from.is_none() };
    let last = told.last.unwrap_or(first);
    let found = message.sent_from.zip(message.sent_to.or(message.sent_from));
    found.is_some_and(|(from, to)| from <= last && first <= to)
}
