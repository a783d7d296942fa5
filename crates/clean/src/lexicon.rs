//! The words that give furniture away, from the data files in `data/furniture`.
//!
//! The engine knows no language: every file's words count on every page.

use aho_corasick::automaton::OverlappingState;
use aho_corasick::{AhoCorasick, AhoCorasickBuilder, AhoCorasickKind, Anchored, Input, MatchKind, StartKind};
use dateline_record::FurnitureReason;
use serde::Deserialize;
use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::LazyLock;

/// The files, one a language; `und` holds what all share.
const FILES: [(&str, &str); 22] = [
    ("und.toml", include_str!("../data/furniture/und.toml")),
    ("ar.toml", include_str!("../data/furniture/ar.toml")),
    ("bg.toml", include_str!("../data/furniture/bg.toml")),
    ("da.toml", include_str!("../data/furniture/da.toml")),
    ("de.toml", include_str!("../data/furniture/de.toml")),
    ("el.toml", include_str!("../data/furniture/el.toml")),
    ("en.toml", include_str!("../data/furniture/en.toml")),
    ("es.toml", include_str!("../data/furniture/es.toml")),
    ("fr.toml", include_str!("../data/furniture/fr.toml")),
    ("it.toml", include_str!("../data/furniture/it.toml")),
    ("ja.toml", include_str!("../data/furniture/ja.toml")),
    ("ko.toml", include_str!("../data/furniture/ko.toml")),
    ("nb.toml", include_str!("../data/furniture/nb.toml")),
    ("nl.toml", include_str!("../data/furniture/nl.toml")),
    ("pl.toml", include_str!("../data/furniture/pl.toml")),
    ("pt.toml", include_str!("../data/furniture/pt.toml")),
    ("ru.toml", include_str!("../data/furniture/ru.toml")),
    ("sv.toml", include_str!("../data/furniture/sv.toml")),
    ("tr.toml", include_str!("../data/furniture/tr.toml")),
    ("uk.toml", include_str!("../data/furniture/uk.toml")),
    ("vi.toml", include_str!("../data/furniture/vi.toml")),
    ("zh.toml", include_str!("../data/furniture/zh.toml")),
];

/// One language file. See `data/furniture/README.md`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(rename = "language")]
    _language: String,
    #[serde(default)]
    furniture: Furniture,
    #[serde(default)]
    byline: BylineWords,
    #[serde(default)]
    caption: CaptionWords,
    #[serde(default)]
    date: DateWords,
    #[serde(default)]
    publisher: PublisherWords,
    #[serde(default)]
    verdict: VerdictWords,
}

/// The reasons a phrase can give.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Furniture {
    navigation: Phrases,
    related: Phrases,
    comments: Phrases,
    login: Phrases,
    cookies: Phrases,
    legal: Phrases,
    promotion: Phrases,
    other: Phrases,
}

impl Furniture {
    fn by_reason(self) -> [(FurnitureReason, Phrases); 8] {
        [
            (FurnitureReason::Navigation, self.navigation),
            (FurnitureReason::Related, self.related),
            (FurnitureReason::Comments, self.comments),
            (FurnitureReason::Login, self.login),
            (FurnitureReason::Cookies, self.cookies),
            (FurnitureReason::Legal, self.legal),
            (FurnitureReason::Promotion, self.promotion),
            (FurnitureReason::Other, self.other),
        ]
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Phrases {
    line: Vec<String>,
    start: Vec<String>,
    any: Vec<String>,
    words: Vec<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct BylineWords {
    start: Vec<String>,
    end: Vec<String>,
    joiner: Vec<String>,
    not_people: Vec<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct CaptionWords {
    credit: Vec<String>,
    end: Vec<String>,
    agency: Vec<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct DateWords {
    published: Vec<String>,
    modified: Vec<String>,
    other: Vec<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct PublisherWords {
    before: Vec<String>,
    after: Vec<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct VerdictWords {
    error: Vec<String>,
    consent: Vec<String>,
}

/// Where in a block a phrase has to stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Anchor {
    /// Anywhere, as words of its own.
    Any,
    /// At its start.
    Start,
    /// It is all there is.
    Line,
}

/// What a phrase says of the block it stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Meaning {
    Furniture(Reason),
    Published,
    Modified,
    OtherDate,
    Error,
    Consent,
    /// An author line begins, or ends, so.
    Byline,
    /// A credit begins so.
    Credit,
    /// A publisher's name stands beside it.
    Publisher,
}

/// [`FurnitureReason`] by its place in [`REASONS`], so that it has an order.
type Reason = u8;

const REASONS: [FurnitureReason; 12] = [
    FurnitureReason::Title,
    FurnitureReason::Navigation,
    FurnitureReason::Related,
    FurnitureReason::Comments,
    FurnitureReason::Login,
    FurnitureReason::Cookies,
    FurnitureReason::Legal,
    FurnitureReason::Byline,
    FurnitureReason::Date,
    FurnitureReason::Duplicate,
    FurnitureReason::Promotion,
    FurnitureReason::Other,
];

/// What the lexicon found in one block.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct Hits {
    /// The reason the strongest furniture phrase gives, and where it stands.
    pub(crate) furniture: Option<(FurnitureReason, Anchor)>,
    /// A word such as "Published".
    pub(crate) published: bool,
    /// A word such as "Updated".
    pub(crate) modified: bool,
    /// Words such as "Closing date": the day is not the page's own.
    pub(crate) other_date: bool,
    /// "Page not found".
    pub(crate) error: bool,
    /// "Before you continue".
    pub(crate) consent: bool,
    /// It may be an author line.
    pub(crate) byline: bool,
    /// It may be a line that credits a picture.
    pub(crate) credit: bool,
    /// It may name the publisher.
    pub(crate) publisher: bool,
}

/// All words of all languages, ready to be looked up.
#[derive(Debug)]
pub(crate) struct Lexicon {
    /// Phrases that stand anywhere.
    anywhere: Phrasebook,
    /// Phrases that a block starts with. They are most, and looked for where it starts alone.
    opening: Phrasebook,
    button_words: HashMap<String, FurnitureReason>,
    pub(crate) byline_start: Vec<String>,
    pub(crate) byline_end: Vec<String>,
    pub(crate) joiners: Vec<String>,
    pub(crate) not_people: HashSet<String>,
    pub(crate) credits: Vec<String>,
    pub(crate) credit_ends: Vec<String>,
    /// The characters a text ends in that ends in one of these, in either case.
    pub(crate) credit_last: Vec<char>,
    pub(crate) agencies: HashSet<String>,
    pub(crate) publisher_before: Vec<String>,
    pub(crate) publisher_after: Vec<String>,
}

impl Lexicon {
    /// The words that come with the crate.
    pub(crate) fn builtin() -> &'static Self {
        static BUILTIN: LazyLock<Lexicon> = LazyLock::new(|| {
            let files = FILES.map(|(name, source)| match toml::from_str(source) {
                Ok(file) => file,
                Err(error) => unreachable!("data/furniture/{name}: {error}"),
            });
            Lexicon::new(files)
        });
        &BUILTIN
    }

    fn new(files: impl IntoIterator<Item = File>) -> Self {
        let mut phrases: Vec<(String, Meaning, Anchor)> = Vec::new();
        let mut button_words = HashMap::new();
        let (mut byline, mut caption) = (BylineWords::default(), CaptionWords::default());
        let mut publisher = PublisherWords::default();
        for file in files {
            for (reason, lists) in file.furniture.by_reason() {
                let meaning = Meaning::Furniture(place(reason));
                let anchored =
                    [(lists.line, Anchor::Line), (lists.start, Anchor::Start), (lists.any, Anchor::Any)];
                for (list, anchor) in anchored {
                    phrases.extend(list.iter().map(|phrase| (normal(phrase), meaning, anchor)));
                }
                button_words.extend(lists.words.into_iter().map(|word| (normal(&word), reason)));
            }
            let others = [
                (file.date.published, Meaning::Published),
                (file.date.modified, Meaning::Modified),
                (file.date.other, Meaning::OtherDate),
                (file.verdict.error, Meaning::Error),
                (file.verdict.consent, Meaning::Consent),
            ];
            for (list, meaning) in others {
                phrases.extend(list.iter().map(|phrase| (normal(phrase), meaning, Anchor::Any)));
            }
            let gates = [
                (&file.byline.start, Meaning::Byline, Anchor::Start),
                (&file.byline.end, Meaning::Byline, Anchor::Any),
                (&file.caption.credit, Meaning::Credit, Anchor::Start),
                (&file.publisher.before, Meaning::Publisher, Anchor::Any),
            ];
            for (list, meaning, anchor) in gates {
                phrases.extend(list.iter().map(|phrase| (normal(phrase), meaning, anchor)));
            }
            byline.start.extend(file.byline.start);
            byline.end.extend(file.byline.end);
            byline.joiner.extend(file.byline.joiner);
            byline.not_people.extend(file.byline.not_people);
            caption.credit.extend(file.caption.credit.iter().map(|word| normal(word)));
            caption.end.extend(file.caption.end.iter().map(|word| normal(word)));
            caption.agency.extend(file.caption.agency.iter().map(|word| normal(word)));
            publisher.before.extend(file.publisher.before);
            publisher.after.extend(file.publisher.after);
        }
        phrases.sort();
        phrases.dedup();
        // The longest first, so that "published by" is seen before "by".
        byline.start.sort_by_key(|word| std::cmp::Reverse(word.len()));
        let (anywhere, opening) = phrases.into_iter().partition(|(_, _, anchor)| *anchor == Anchor::Any);
        Self {
            anywhere: Phrasebook::new(anywhere, StartKind::Unanchored),
            opening: Phrasebook::new(opening, StartKind::Anchored),
            button_words,
            byline_start: byline.start,
            byline_end: byline.end,
            joiners: byline.joiner,
            not_people: byline.not_people.iter().map(|name| normal(name)).collect(),
            credit_last: last_characters(&caption.end),
            credits: caption.credit,
            credit_ends: caption.end,
            agencies: caption.agency.into_iter().collect(),
            publisher_before: publisher.before,
            publisher_after: publisher.after,
        }
    }

    /// What the phrases say of a block; `text` is [normal]. `whole`: it is all of the block.
    pub(crate) fn hits(&self, text: &str, whole: bool) -> Hits {
        let mut hits = Hits::default();
        let mut best = None;
        let (first, last) = bare_ends(text);
        let mut take = |(meaning, anchor): (Meaning, Anchor), found: Range<usize>| {
            let at_end = whole && found.end >= last;
            if anchor == Anchor::Line && !at_end || !is_word(text, found.start, found.end) {
                return;
            }
            match meaning {
                Meaning::Furniture(reason) => best = best.max(Some((anchor, found.len(), reason))),
                Meaning::Published => hits.published = true,
                Meaning::Modified => hits.modified = true,
                Meaning::OtherDate => hits.other_date = true,
                Meaning::Error => hits.error = true,
                Meaning::Consent => hits.consent = true,
                Meaning::Byline => hits.byline = true,
                Meaning::Credit => hits.credit = true,
                Meaning::Publisher => hits.publisher = true,
            }
        };
        self.anywhere.find(Input::new(text), &mut take);
        // A phrase may begin with a sign: "© ".
        for start in (0..=first).filter(|at| text.is_char_boundary(*at)) {
            let input = Input::new(text).range(start..).anchored(Anchored::Yes);
            // The automaton tells phrases too that end another's beginning: "comment" in "one comment".
            self.opening.find(input, &mut |meaning, found| {
                if found.start == start {
                    take(meaning, found);
                }
            });
        }
        hits.furniture = best.map(|(anchor, _, reason)| (REASONS[reason as usize], anchor));
        hits
    }

    /// The reason when every word is one that stands on buttons: "print share email".
    pub(crate) fn buttons(&self, text: &str) -> Option<FurnitureReason> {
        let mut reason = None;
        for word in text.split(|c: char| !c.is_alphanumeric() && c != '-').filter(|word| !word.is_empty()) {
            if word.bytes().all(|byte| byte.is_ascii_digit()) {
                continue; // "Share 12"
            }
            reason = Some(*self.button_words.get(word)?);
        }
        reason
    }
}

/// Phrases, and what each says.
#[derive(Debug)]
struct Phrasebook {
    automaton: AhoCorasick,
    /// All that each phrase says: one may close an article in one language and be a button in another.
    meanings: Vec<Vec<(Meaning, Anchor)>>,
}

impl Phrasebook {
    fn new(phrases: Vec<(String, Meaning, Anchor)>, start: StartKind) -> Self {
        let automaton = AhoCorasickBuilder::new()
            .match_kind(MatchKind::Standard)
            .start_kind(start)
            .kind(Some(AhoCorasickKind::ContiguousNFA))
            .dense_depth(3)
            .build(phrases.chunk_by(|one, other| one.0 == other.0).map(|alike| &alike[0].0))
            .expect("the phrases are far fewer than the automaton can hold");
        let meanings = phrases.chunk_by(|one, other| one.0 == other.0);
        let meanings =
            meanings.map(|alike| alike.iter().map(|(_, meaning, anchor)| (*meaning, *anchor)).collect());
        Self { automaton, meanings: meanings.collect() }
    }

    /// Tells all that stand there, overlapping ones too.
    fn find(&self, input: Input<'_>, tell: &mut impl FnMut((Meaning, Anchor), Range<usize>)) {
        let mut state = OverlappingState::start();
        loop {
            self.automaton.find_overlapping(input.clone(), &mut state);
            let Some(found) = state.get_match() else { return };
            for meaning in &self.meanings[found.pattern().as_usize()] {
                tell(*meaning, found.range());
            }
        }
    }
}

/// The last characters of words, in small letters and in capitals.
fn last_characters(words: &[String]) -> Vec<char> {
    let last = words.iter().filter_map(|word| word.chars().next_back());
    let mut found: Vec<char> = last.flat_map(|c| std::iter::once(c).chain(c.to_uppercase())).collect();
    found.sort_unstable();
    found.dedup();
    found
}

fn place(reason: FurnitureReason) -> Reason {
    REASONS.iter().position(|known| *known == reason).expect("REASONS lists them all") as Reason
}

/// Lower case, straight apostrophes: the form in which phrases are compared.
pub(crate) fn normal(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    // Most of a text in Latin letters is ASCII, even where it is not all.
    while !rest.is_empty() {
        let plain = rest.bytes().take_while(u8::is_ascii).count();
        out.push_str(&rest[..plain]);
        let marked = rest[plain..].chars().take_while(|c| !c.is_ascii());
        let mut end = plain;
        for c in marked {
            if c == '’' {
                out.push('\'')
            } else {
                push_lower(c, &mut out)
            }
            end += c.len_utf8();
        }
        rest = &rest[end..];
    }
    out.make_ascii_lowercase();
    out
}

/// Appends the lower case of a character.
#[inline]
pub(crate) fn push_lower(c: char, out: &mut String) {
    match c {
        '\0'..='\x7F' => out.push(c.to_ascii_lowercase()),
        // Signs of East Asia, which have no case, are most of what is not ASCII.
        '\u{2E80}'..='\u{A4CF}' | '\u{AC00}'..='\u{D7A3}' => out.push(c),
        _ => out.extend(c.to_lowercase()),
    }
}

/// Where the letters and digits of a text start and end.
fn bare_ends(text: &str) -> (usize, usize) {
    let first = text.find(char::is_alphanumeric).unwrap_or(0);
    let last = text.rfind(char::is_alphanumeric);
    let last = last.map_or(text.len(), |at| at + text[at..].chars().next().map_or(0, char::len_utf8));
    (first, last)
}

/// Whether a stretch is made of whole words, in scripts that have spaces between words.
fn is_word(text: &str, start: usize, end: usize) -> bool {
    let joins = |one: Option<char>, other: Option<char>| {
        let spaced = |c: char| c.is_alphanumeric() && !crate::flat::is_wide(c);
        one.is_some_and(spaced) && other.is_some_and(spaced)
    };
    let stretch = &text[start..end];
    !joins(text[..start].chars().next_back(), stretch.chars().next())
        && !joins(stretch.chars().next_back(), text[end..].chars().next())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reason(text: &str) -> Option<FurnitureReason> {
        Lexicon::builtin().hits(&normal(text), true).furniture.map(|(reason, _)| reason)
    }

    #[test]
    fn every_file_loads_and_names_itself() {
        for (name, source) in FILES {
            let file: File = toml::from_str(source).unwrap_or_else(|error| panic!("{name}: {error}"));
            assert_eq!(format!("{}.toml", file._language), name);
        }
    }

    #[test]
    fn phrases_stand_where_they_must() {
        assert_eq!(reason("You may also like"), Some(FurnitureReason::Related));
        assert_eq!(reason("See also  The mayor resigns"), Some(FurnitureReason::Related));
        assert_eq!(reason("Leave a Comment »"), Some(FurnitureReason::Comments));
        assert_eq!(reason("댓글 쓰기"), Some(FurnitureReason::Comments));
        assert_eq!(reason("The minister did not see also the report"), None);
    }

    #[test]
    fn buttons_are_nothing_but_button_words() {
        let lexicon = Lexicon::builtin();
        assert_eq!(lexicon.buttons("print dictionary print"), Some(FurnitureReason::Navigation));
        assert_eq!(lexicon.buttons("print the report"), None);
        assert_eq!(lexicon.buttons("12"), None);
    }
}
