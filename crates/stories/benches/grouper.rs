//! How long grouping takes and how much memory it holds, by the number of pages: `cargo xtask bench stories` runs it.
//!
//! `grouper N …`: so many pages each time; without numbers ten thousand, a hundred thousand and a million. Pages are
//! made up: of every five, two stand alone, and three tell one story in words of their own. Names and words are drawn as they
//! are in news, a few very often and most of them seldom; the days are those of ten years. CPU seconds on one thread.
#![expect(clippy::print_stdout, reason = "a benchmark prints")]

use chrono::{Days, NaiveDate};
use dateline_measure::{peak_memory, timed};
use dateline_record::{
    Anchor, Article, Dating, Language, Method, Page, Reading, Record, Status, Timex, TimexType,
};
use dateline_stories::{Grouper, Keys, Stories};
use std::fmt::Write as _;
use std::time::Duration;

fn main() {
    let asked: Vec<u64> = std::env::args().skip(1).filter_map(|argument| argument.parse().ok()).collect();
    let sizes = if asked.is_empty() { vec![10_000, 100_000, 1_000_000] } else { asked };
    println!(
        "| pages | keys, s | grouping, s | grouping, µs a page | memory, MB | pairs right, % | pairs found, % |"
    );
    println!("| --- | --- | --- | --- | --- | --- | --- |");
    for pages in sizes {
        let mut grouper = Grouper::default();
        let mut keys_took = Duration::ZERO;
        for number in 0..pages {
            let record = page(number);
            let (keys, took) = timed(|| Keys::of(&record));
            keys_took += took;
            grouper.add(keys);
        }
        let (stories, took) = timed(|| grouper.finish());
        let (right, found) = score(&stories, pages);
        let memory = peak_memory().map_or_else(|| "-".to_owned(), |peak| peak.to_string());
        let each = took.as_secs_f64() * 1e6 / pages as f64;
        let (keys, took) = (keys_took.as_secs_f64(), took.as_secs_f64());
        println!("| {pages} | {keys:.1} | {took:.1} | {each:.0} | {memory} | {right:.1} | {found:.1} |");
    }
}

/// Pages of one story, and those that stand alone.
const TOLD: u64 = 3;
const OF: u64 = 5;

/// The story of a page; those that stand alone have one each.
fn story_of(number: u64) -> u64 {
    let (group, place) = (number / OF, number % OF);
    if place < TOLD { group * OF } else { number }
}

/// Of the pairs that are in one story here, how many should be; and of those that should be, how many are.
fn score(stories: &Stories, pages: u64) -> (f64, f64) {
    let mut of_story = std::collections::BTreeMap::<&str, Vec<u64>>::new();
    let ids: Vec<String> = (0..pages).map(id).collect();
    for number in 0..pages {
        of_story.entry(stories.of(&ids[number as usize]).unwrap_or_default()).or_default().push(number);
    }
    let (mut right, mut wrong) = (0_u64, 0_u64);
    for members in of_story.values() {
        for (place, one) in members.iter().enumerate() {
            for other in &members[place + 1..] {
                let same = story_of(*one) == story_of(*other);
                right += u64::from(same);
                wrong += u64::from(!same);
            }
        }
    }
    let all = pages / OF * (TOLD * (TOLD - 1) / 2);
    let percent = |part: u64, of: u64| 100.0 * part as f64 / of.max(1) as f64;
    (percent(right, right + wrong), percent(right, all))
}

/// A generator of numbers that are the same on every machine (SplitMix64).
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let bits = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        bits ^ (bits >> 31)
    }

    fn below(&mut self, end: u64) -> u64 {
        self.next() % end
    }

    /// A number below `end`, of which small ones are common: its logarithm is even.
    fn zipf(&mut self, end: u64) -> u64 {
        let share = self.below(1 << 32) as f64 / (1_u64 << 32) as f64;
        ((end as f64).powf(share) as u64).min(end) - 1
    }
}

fn id(number: u64) -> String {
    format!("{:016x}", Chance(number).next())
}

/// A word of a language that nobody speaks.
fn word(number: u64) -> String {
    const ONSETS: [&str; 16] =
        ["b", "d", "f", "g", "k", "l", "m", "n", "p", "r", "s", "t", "v", "sh", "ch", "st"];
    const VOWELS: [&str; 5] = ["a", "e", "i", "o", "u"];
    let mut chance = Chance(number);
    let mut word = String::new();
    for _ in 0..2 + chance.below(2) {
        word += ONSETS[chance.below(16) as usize];
        word += VOWELS[chance.below(5) as usize];
    }
    word += ONSETS[chance.below(13) as usize];
    word
}

fn capital(word: &str) -> String {
    word[..1].to_uppercase() + &word[1..]
}

/// A page of about 200 words.
fn page(number: u64) -> Record {
    let mut story = Chance(story_of(number) ^ 0x5701);
    let mut own = Chance(number ^ 0x0a6e);
    let names: Vec<String> = (0..8).map(|_| capital(&word(story.zipf(200_000) | 1 << 40))).collect();
    let topic: Vec<String> = (0..30).map(|_| word(story.zipf(50_000))).collect();
    let numbers: Vec<u64> = (0..3).map(|_| 10 + story.zipf(9_000)).collect();
    let event = day(story.below(3650));
    let history = story.zipf(60) as i32;
    let published = event + Days::new(own.below(2));
    let mut text = String::new();
    for sentence in 0..14 {
        text += "The";
        for place in 0..13 {
            let shared = own.below(4) == 0;
            let next = match place {
                4 | 9 if own.below(3) > 0 => names[own.below(names.len() as u64) as usize].clone(),
                7 if own.below(3) == 0 => numbers[own.below(3) as usize].to_string(),
                _ if shared => topic[own.below(topic.len() as u64) as usize].clone(),
                _ => word(own.zipf(50_000)),
            };
            write!(text, " {next}").expect("writing to a string does not fail");
        }
        text += if sentence % 4 == 3 { ".\n\n" } else { ". " };
    }
    let mut timexes = vec![timex(event.to_string(), event, event)];
    if own.below(2) == 0 {
        let year = 2010 - history;
        let first = NaiveDate::from_ymd_opt(year, 1, 1).unwrap_or(event);
        timexes.push(timex(year.to_string(), first, first + Days::new(364)));
    }
    Record {
        page: Page { id: id(number), ..Page::default() },
        article: Some(Article { text, ..Article::default() }),
        language: Some(Language {
            code: Some("en".to_owned()),
            script: Some("Latn".to_owned()),
            confidence: 1.0,
            family: None,
            declared: None,
        }),
        dating: Some(Dating {
            day: Some(published),
            time: None,
            from: Some(published),
            to: Some(published),
            method: Method::Printed,
            confidence: 0.97,
            runner_up: None,
            decided: None,
            reading: Reading::News,
            evidence: Vec::new(),
        }),
        timexes: Some(timexes),
        ..Record::default()
    }
}

fn day(number: u64) -> NaiveDate {
    NaiveDate::from_ymd_opt(2011, 1, 1).unwrap_or_default() + Days::new(number)
}

fn timex(value: String, first: NaiveDate, last: NaiveDate) -> Timex {
    Timex {
        block: 0,
        start: 0,
        end: 1,
        text: value.clone(),
        timex_type: TimexType::Date,
        value,
        modifier: None,
        first_day: Some(first),
        last_day: Some(last),
        anchor: Some(Anchor::Absolute),
        anchor_day: None,
        rule: "made".to_owned(),
        status: Status::Ok,
    }
}
