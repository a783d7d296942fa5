//! Claims and metadata that the page contradicts.

use super::percent;
use crate::dating::{Doubt, day_of_stamp, place_name, web_begins};
use chrono::NaiveDate;
use dateline_record::{Candidate, Correction, CorrectionKind, DateRole, DateSource, Dating, Method, Record};

/// A claim this near is the same day in another time zone.
const ZONE: i64 = 1;
/// Below this confidence the day found contradicts nothing.
const LIKELY: f64 = 0.7;

/// The claim of a feed or crawler, and the days of publication in the page's metadata, where the page contradicts them; and
/// those that no page can have.
pub(crate) fn claims(
    page: &Record,
    dating: &Dating,
    doubts: &[Doubt],
    as_of: Option<NaiveDate>,
) -> Vec<Correction> {
    let bounds = Bounds { fetched: page.page.fetched.as_deref().and_then(day_of_stamp), as_of };
    if dating.method == Method::Given {
        // It is in force, whatever else is true: who gave it will want to know. It may be older than the web.
        let day = dating.day.filter(|day| *day >= web_begins());
        let why = day.and_then(|day| Some((day, bounds.broken_by(day, "the `dct` given")?)));
        return why.map(|(day, why)| flag(dating, day, 1.0, why)).into_iter().collect();
    }
    let mut claims: Vec<Correction> = Vec::new();
    for claim in given(page, bounds) {
        if claims.iter().any(|known| known.was == claim.day.to_string()) {
            continue;
        }
        let doubt = doubts.iter().find(|doubt| doubt.day == claim.day);
        // Other days of the metadata may be of something else: only where the page is sure of its own are they wrong.
        let found = (claim.is_claim || claim.impossible.is_some() || dating.is_sure())
            .then(|| check_claim(dating, claim.day, claim.of))
            .flatten();
        claims.extend(match (found, &claim.impossible, doubt) {
            (Some(found), Some(why), _) => {
                let evidence = format!("{} Most likely the page is of {}.", why, found.candidates[0].value);
                Some(Correction { evidence, ..found })
            }
            (Some(found), None, _) => Some(found),
            (None, Some(why), _) => Some(flag(dating, claim.day, 1.0, why.clone())),
            (None, None, Some(doubt)) => Some(flag(dating, claim.day, doubt.wrong, against(claim.of, doubt))),
            (None, None, None) => None,
        });
    }
    claims
}

/// A day that is given for a page.
struct Given {
    day: NaiveDate,
    /// Who gives it.
    of: &'static str,
    is_claim: bool,
    /// Why no page can have it.
    impossible: Option<String>,
}

/// The days that a page's own lies between.
#[derive(Clone, Copy)]
struct Bounds {
    fetched: Option<NaiveDate>,
    as_of: Option<NaiveDate>,
}

impl Bounds {
    /// Why no page can have a day, where none can.
    fn broken_by(self, day: NaiveDate, of: &str) -> Option<String> {
        let of = capitalised(of);
        if day < web_begins() {
            return Some(format!("{of} says {day}, which is before there were web pages."));
        }
        // The crawler's day may end before the page's does.
        let after = |bound: &NaiveDate| (day - *bound).num_days() > ZONE;
        if let Some(fetched) = self.fetched.filter(after) {
            return Some(format!("{of} says {day}, but the page was fetched on {fetched} already."));
        }
        let as_of = self.as_of.filter(|as_of| day > *as_of)?;
        Some(format!("{of} says {day}, but no page is later than {as_of}."))
    }
}

fn given(page: &Record, bounds: Bounds) -> Vec<Given> {
    let of_page = |stamp: Option<&str>| stamp.and_then(day_of_stamp);
    let impossible = |day: NaiveDate, of: &str| bounds.broken_by(day, of);
    let of = "the feed or crawler";
    let claimed = of_page(page.page.published.as_deref());
    let claim = claimed.map(|day| Given { day, of, is_claim: true, impossible: impossible(day, of) });
    let printed = page.article.iter().flat_map(|article| &article.printed_dates);
    let metadata = printed.filter(|printed| printed.role == DateRole::Published).filter_map(|printed| {
        let (day, of) = (of_page(printed.value.as_deref())?, place_name(printed.from));
        let impossible = impossible(day, of);
        let described = matches!(printed.from, DateSource::JsonLd | DateSource::Meta);
        (described || impossible.is_some()).then_some(Given { day, of, is_claim: false, impossible })
    });
    claim.into_iter().chain(metadata).collect()
}

/// A day that the page tells is wrong, without telling which is right.
fn flag(dating: &Dating, day: NaiveDate, wrong: f64, evidence: String) -> Correction {
    let candidate = |day: NaiveDate, probability| Candidate { value: day.to_string(), probability };
    let guess = dating.day.filter(|guess| *guess != day);
    // That the guess holds is no likelier than that the day given does not.
    let candidates = guess.map(|day| candidate(day, percent(dating.confidence.min(wrong))));
    let rest = (percent(1.0 - wrong) > 0.0).then(|| candidate(day, percent(1.0 - wrong)));
    let mut candidates: Vec<Candidate> = candidates.into_iter().chain(rest).collect();
    candidates.sort_by(|one, two| two.probability.total_cmp(&one.probability));
    Correction {
        kind: CorrectionKind::ClaimedDate,
        block: None,
        start: None,
        end: None,
        text: None,
        was: day.to_string(),
        now: None,
        confidence: candidates.first().map_or(0.0, |likeliest| likeliest.probability),
        applied: false,
        decided: None,
        evidence,
        candidates,
    }
}

fn against(of: &str, doubt: &Doubt) -> String {
    format!(
        "{} says {}, but the page tells \u{201c}{}\u{201d}, and {}.",
        capitalised(of),
        doubt.day,
        doubt.words.trim(),
        doubt.says
    )
}

/// Flags a claim, or a day of the metadata, that the day found contradicts, by the name of who gives it; and replaces it where
/// the page is sure of its day.
pub(crate) fn check_claim(dating: &Dating, claimed: NaiveDate, of: &str) -> Option<Correction> {
    let day = dating.day.filter(|_| dating.method != Method::Given && dating.confidence >= LIKELY)?;
    let applied = dating.is_sure();
    let first = dating.from.unwrap_or(day);
    let last = dating.to.unwrap_or(day);
    if (claimed - claimed.clamp(first.min(day), last.max(day))).num_days().abs() <= ZONE {
        return None;
    }
    let heaviest = dating.evidence.iter().find(|clue| clue.weight > 0.0 && clue.block.is_some());
    let why = heaviest.map_or_else(String::new, |clue| format!(" (\u{201c}{}\u{201d})", clue.text.trim()));
    Some(Correction {
        kind: CorrectionKind::ClaimedDate,
        block: None,
        start: None,
        end: None,
        text: None,
        was: claimed.to_string(),
        now: applied.then(|| day.to_string()),
        confidence: dating.confidence,
        applied,
        decided: None,
        evidence: format!("{} says {claimed}, but the page{why} is of {day}.", capitalised(of)),
        candidates: vec![Candidate { value: day.to_string(), probability: dating.confidence }],
    })
}

/// The words as the beginning of a sentence.
fn capitalised(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
