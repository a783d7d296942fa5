//! A page, read: its passages as items, its people, its times.

pub(crate) mod aside;
mod celebrating;
pub(crate) mod dead;
pub(crate) mod holder;
pub(crate) mod joint;
mod section;
pub(crate) mod time;
mod uncased;
mod unintroduced;
mod unspaced;

use crate::cast::Cast;
use crate::cast::dateline;
use crate::cast::figure::Figure;
use crate::cast::mention::{self, Mention};
use crate::cast::nation;
use crate::cast::quoted;
use crate::cast::recent::Recent;
use crate::cast::resolution;
use crate::cast::whereabouts::Whereabouts;
use crate::language::Language;
use crate::language::lexicon::Sense;
use crate::language::list::List;
use crate::language::pattern::class;
use crate::people::People;
use crate::people::country::Country;
use crate::sentence::context;
use crate::sentence::dialogue;
use crate::sentence::item::{self, Item};
use crate::sentence::quotation::{Quotation, quotations};
use crate::sentence::{Stretch, items};
use dateline_record::{BlockKind, Correction, Day, FurnitureReason, Record, Timex};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// What a passage is to the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    /// The headline.
    Title,
    /// The article itself.
    Body,
    /// Words of somebody else, set apart.
    SetApart,
    /// Under a picture: it names people and tells of nothing.
    Caption,
}

/// A block that is worth reading.
#[derive(Debug)]
pub(crate) struct Passage<'p> {
    pub(crate) block: usize,
    pub(crate) part: Part,
    pub(crate) text: &'p str,
    pub(crate) quotes: Vec<Quotation>,
    /// Times with their bytes; `index` is a position in the page's timexes.
    pub(crate) times: Vec<Stretch>,
}

/// A passage with its people found.
#[derive(Debug)]
pub(crate) struct Reading<'p, 'l> {
    pub(crate) passage: &'p Passage<'p>,
    /// Every item, each mention being one.
    pub(crate) items: Vec<Item<'l>>,
    pub(crate) mentions: Vec<Mention>,
    pub(crate) sentences: Vec<Range<usize>>,
    /// The day of its section, on a page that dates its sections.
    pub(crate) section: Option<Day>,
}

/// A page with all that is known of it.
#[derive(Debug)]
pub(crate) struct Scene<'p, 'l> {
    pub(crate) language: &'l Language,
    pub(crate) cast: Cast<'l>,
    pub(crate) readings: Vec<Reading<'p, 'l>>,
    pub(crate) timexes: &'p [Timex],
    pub(crate) corrections: &'p [Correction],
    /// The page's own day.
    pub(crate) day: Option<Day>,
    /// Those of whose death the page tells: they neither write nor are written to.
    pub(crate) dead: BTreeSet<usize>,
    /// The country whose day headline or lead tell of.
    pub(crate) celebrating: Option<Country>,
}

/// The page's own day, where it is sure enough.
pub(crate) fn day_of(page: &Record) -> Option<Day> {
    page.page.dct.or_else(|| page.dating.as_ref()?.sure_day())
}

/// The passages of a page: title, body, captions; the text itself where there is no article.
pub(crate) fn passages<'p>(language: &Language, page: &'p Record) -> Vec<Passage<'p>> {
    let timexes = page.timexes.as_deref().unwrap_or_default();
    let Some(article) = &page.article else {
        let Some(dateline_record::RawPage::Text(text)) = &page.page.raw else { return Vec::new() };
        return vec![passage(language, 0, Part::Body, text, timexes)];
    };
    let parts = article.blocks.iter().enumerate().filter_map(|(at, block)| {
        let part = match block.kind {
            BlockKind::Caption => Part::Caption,
            BlockKind::Quote => Part::SetApart,
            BlockKind::Furniture if block.why == Some(FurnitureReason::Title) => titled(&block.text),
            BlockKind::Furniture => return None,
            _ => Part::Body,
        };
        Some(passage(language, at, part, &block.text, timexes))
    });
    parts.collect()
}

/// A page without a headline may have its first paragraph taken for one: that ends with a full stop.
fn titled(text: &str) -> Part {
    const LONGEST: usize = 40;
    let stops = text.trim_end().ends_with(['.', '。']);
    if stops && text.chars().count() > LONGEST { Part::Body } else { Part::Title }
}

fn passage<'p>(
    language: &Language,
    block: usize,
    part: Part,
    text: &'p str,
    timexes: &[Timex],
) -> Passage<'p> {
    let from = timexes.partition_point(|timex| timex.block < block);
    let here = timexes[from..].iter().take_while(|timex| timex.block == block);
    let mut bytes = Bytes::new(text);
    let mut times = Vec::new();
    for (offset, timex) in here.enumerate() {
        if let (Some(start), Some(end)) = (bytes.at(timex.start), bytes.at(timex.end))
            && !is_bare_holiday(timex)
            && times.last().is_none_or(|last: &Stretch| last.end <= start)
        {
            times.push(Stretch { start, end, index: from + offset });
        }
    }
    let mut quotes = dialogue::turns(language, text);
    let apart = |quote: &Quotation| {
        quotes.iter().all(|turn| quote.outer_end <= turn.outer_start || turn.outer_end <= quote.outer_start)
    };
    let marked = quotations(text).into_iter().filter(apart);
    let marked: Vec<Quotation> = marked.flat_map(|it| dialogue::parted(language, text, it)).collect();
    quotes.extend(marked);
    quotes.sort_by_key(|quote| quote.outer_start);
    Passage { block, part, text, quotes, times }
}

/// A holiday by its name alone: what a message is for, and when it was sent only if nothing else tells.
fn is_bare_holiday(timex: &Timex) -> bool {
    timex.rule.ends_with(".holiday") && !timex.text.chars().any(char::is_numeric)
}

/// Bytes for ascending code points, in one walk.
struct Bytes<'t> {
    rest: std::str::CharIndices<'t>,
    length: usize,
    at: (usize, usize),
}

impl<'t> Bytes<'t> {
    fn new(text: &'t str) -> Self {
        Self { rest: text.char_indices(), length: text.len(), at: (0, 0) }
    }

    fn at(&mut self, point: usize) -> Option<usize> {
        while self.at.0 < point {
            self.rest.next()?;
            self.at = (self.at.0 + 1, self.rest.offset());
        }
        (self.at.0 == point).then_some(self.at.1.min(self.length))
    }
}

impl<'p, 'l> Scene<'p, 'l> {
    /// Reads the passages twice: once for who is named, once for who every mention means.
    pub(crate) fn new(
        language: &'l Language,
        people: &'l People,
        page: &'p Record,
        passages: &'p [Passage<'p>],
    ) -> Self {
        let day = day_of(page);
        let mut cast = Cast::new(language, people, day);
        let read = introduced(&mut cast, passages);
        let mut readings = resolved(&cast, passages, read);
        unintroduced::settle(&cast, &mut readings);
        cast.figures.extend(nations(&readings));
        let timexes = page.timexes.as_deref().unwrap_or_default();
        section::date(language, &mut readings, timexes, day);
        Self {
            language,
            cast,
            timexes,
            corrections: page.corrections.as_deref().unwrap_or_default(),
            day,
            dead: dead::dead(language, &readings),
            celebrating: celebrating::celebrating(language, &readings),
            readings,
        }
    }

    /// Headlines and the first passages of the article, which say what happened and to whom, with their positions.
    pub(crate) fn opening(&self) -> impl Iterator<Item = (usize, &Reading<'p, 'l>)> {
        opening(&self.readings)
    }
}

/// Headlines and the first passages of the article, with their positions.
fn opening<'r, 'p, 'l>(
    readings: &'r [Reading<'p, 'l>],
) -> impl Iterator<Item = (usize, &'r Reading<'p, 'l>)> {
    /// So many passages of the article lead into it.
    const LEAD: usize = 2;
    let of = move |part| readings.iter().enumerate().filter(move |(_, it)| it.passage.part == part);
    of(Part::Title).chain(of(Part::Body).take(LEAD))
}

/// The items and mentions of a passage.
type Read<'l> = (Vec<Item<'l>>, Vec<Mention>);

/// Reads every passage, and enters whom it names.
fn introduced<'l>(cast: &mut Cast<'l>, passages: &[Passage<'_>]) -> Vec<Read<'l>> {
    let (language, people) = (cast.language, cast.people);
    let names = unspaced::names(language, passages);
    let mut read: Vec<Read<'l>> = Vec::new();
    let mut whereabouts = Whereabouts::default();
    for passage in passages {
        let names = names.found_in(passage.text);
        let items = items(language, passage.text, &passage.times, &passage.quotes, &names);
        let mut mentions = mention::mentions(language, people, passage.text, &items);
        whereabouts.read(language, &items, &mentions);
        mentions.retain(|it| {
            !dateline::is_dateline(language, &items, it) && !dateline::is_place(language, &items, it)
        });
        for mention in &mentions {
            cast.introduce(&mention.said);
            cast.introduce_holder(&mention.said);
        }
        read.push((items, mentions));
    }
    for passage in passages {
        quoted::introduce(cast, passage.text, &passage.quotes);
    }
    cast.drop_places(places(language, passages, &read).chain(whereabouts.places()).collect());
    cast.seat_signer(read.iter().flat_map(|(_, mentions)| mentions));
    // "King receives an invitation": a headline calls a king so whom the article names.
    let body = passages.iter().zip(&read).filter(|(it, _)| it.part != Part::Title);
    cast.introduce_sovereign(body.flat_map(|(_, (_, mentions))| mentions));
    read
}

/// What the page calls a state.
fn places<'a>(
    language: &'a Language,
    passages: &'a [Passage<'a>],
    read: &'a [Read<'_>],
) -> impl Iterator<Item = String> + 'a {
    let states = read.iter().zip(passages).flat_map(|((items, _), it)| states(language, it.text, items));
    // "The Prime Minister of San Cordel", whom the page does not name.
    let unnamed = read.iter().flat_map(|(_, mentions)| mentions).filter(|it| it.said.name.is_empty());
    let named = |mention: &Mention| Some(mention.said.country.as_ref()?.named()?.to_owned());
    states.chain(unnamed.filter_map(named))
}

/// Finds out who every mention means.
fn resolved<'p, 'l>(
    cast: &Cast<'l>,
    passages: &'p [Passage<'p>],
    read: Vec<Read<'l>>,
) -> Vec<Reading<'p, 'l>> {
    let mut recent = Recent::default();
    let settled = passages.iter().zip(read).map(|(passage, (items, mut mentions))| {
        resolution::resolve(cast, passage.text, &items, &mut mentions, &mut recent);
        let mut items = resolution::collapsed(&items, &mentions);
        let sentences = item::sentences(&items);
        for sentence in &sentences {
            context::reread(&cast.language.contexts, &mut items[sentence.clone()]);
        }
        Reading { passage, items, mentions, sentences, section: None }
    });
    settled.collect()
}

/// The nations of the countries that the page names.
fn nations(readings: &[Reading<'_, '_>]) -> Vec<Figure> {
    let mut lands: BTreeMap<&str, &str> = BTreeMap::new();
    for reading in readings {
        for item in &reading.items {
            if let Some(Sense::Country(code)) = item.entry.map(|entry| &entry.sense) {
                lands.entry(code).or_insert(&reading.passage.text[item.start..item.end]);
            }
        }
    }
    lands.into_iter().map(|(code, word)| nation::figure(code, word)).collect()
}

/// What stands before a word for a state, where no file knows it: "ベルマーラ王国".
fn states<'a>(language: &'a Language, text: &'a str, items: &'a [Item<'_>]) -> impl Iterator<Item = String> {
    let pairs = items.windows(2).filter(|pair| {
        let together = pair[0].end == pair[1].start && !language.spaces;
        together && pair[0].class == class::NAME && language.is(List::State, pair[1].class)
    });
    pairs.map(|pair| text[pair[0].start..pair[0].end].to_owned())
}

impl Reading<'_, '_> {
    /// Who an item is, if it is a mention the page settles.
    pub(crate) fn figure(&self, item: &Item<'_>) -> Option<usize> {
        self.mentions.get(item.index).filter(|_| is_person(item)).and_then(|mention| mention.figure)
    }
}

/// Whether an item is a mention of somebody.
pub(crate) fn is_person(item: &Item<'_>) -> bool {
    ('\u{110}'..='\u{114}').contains(&item.class)
}
