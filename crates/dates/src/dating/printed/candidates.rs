//! The days that a page prints about itself, and all that speaks for each.

use super::Printed;
use super::worth::{Place, Zone, weight};
use chrono::{Datelike, NaiveDate, Timelike};
use dateline_record::{Article, DateRole, DateSource};
use std::collections::{BTreeMap, BTreeSet};

/// How near midnight, in hours, a time in UTC must be for the local day to be the next or the last one.
const ZONES: u32 = 11;

/// A date that contradicts itself, by its weekday, is as likely as not another; and of two readings of one in figures
/// the language's own is the likelier one, but not sure. Too few pages print such dates for their weights to be learned.
const CONTRADICTS_ITSELF: f64 = -3.5;
const SECOND_READING: f64 = -0.9;

/// A day that the page's text names as that of its last change alone, beside one on which it says that it was published; and
/// one that only its metadata names, and is that of the crawl, beside an earlier one that its text prints. Of five pages of
/// the development gold that print both a day of publication and another of change, four are of the former.
const CHANGED: f64 = -3.0;
const CRAWLED: f64 = -3.0;
/// A day without a word that stands over the headline alone, and is that of the crawl: many sites print today's date
/// there. Set by hand, so that it is a guess.
const CLOCK: f64 = -5.5;
/// A day without a word, beside another of which a word says that the page was published on it. Set by hand.
const UNSAID: f64 = -2.5;

/// What a clue adds to the odds of its day, and of every other day.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Worth {
    /// The natural logarithm added on the day itself.
    pub(crate) on: f64,
    /// The same on every other day.
    pub(crate) off: f64,
    /// Whether it is the first clue of its day, which also stands for the day being named at all.
    pub(crate) leads: bool,
}

/// How sure a date line of a bare text is to tell its day, and how much less each that follows.
const LINE: f64 = 0.965;
const NEXT_LINE: f64 = 0.9;

impl Worth {
    /// The worth of the so-manyth date line of a text that is no page.
    pub(crate) fn of_line(rank: usize) -> Self {
        let sure = LINE * libm::pow(NEXT_LINE, rank.min(20) as f64);
        Self { on: libm::log(sure), off: libm::log(1.0 - sure), leads: true }
    }
}

/// The candidates of a page.
pub(super) struct Candidates {
    /// What speaks for each day: the names of weights, by where they stand.
    pub(super) days: BTreeMap<NaiveDate, Features>,
    /// What speaks for none of them.
    pub(super) none: BTreeSet<String>,
}

/// What speaks for one day.
#[derive(Default)]
pub(super) struct Features {
    /// The places that name it.
    places: BTreeSet<Place>,
    /// How it stands to the other days.
    relations: BTreeSet<&'static str>,
    /// Whether something of it stands elsewhere than over the headline.
    below: bool,
    /// What speaks against the words themselves, set by hand.
    doubt: f64,
}

impl Features {
    /// The names of all weights that add up to the day's.
    pub(super) fn names(&self) -> impl Iterator<Item = String> {
        let places = self.places.iter().map(Place::name);
        places.chain(self.relations.iter().map(|name| (*name).to_owned()))
    }

    /// Whether the text names it, as the day of the last change alone.
    fn is_changed(&self) -> bool {
        let mut in_text = self.places.iter().filter(|place| place.source == DateSource::PageText).peekable();
        in_text.peek().is_some() && in_text.all(|place| place.role == DateRole::Modified)
    }

    /// Whether a word over the article, or between its lines, says that the page was published on it.
    fn is_said(&self) -> bool {
        let says = |place: &Place| {
            place.source == DateSource::PageText
                && place.role == DateRole::Published
                && !matches!(place.zone, Some(Zone::Foot | Zone::Far))
        };
        self.doubt == 0.0 && self.places.iter().any(says)
    }

    /// Whether nothing but the page's own description names it.
    fn is_described(&self) -> bool {
        self.places.iter().all(|place| place.source.is_metadata())
    }

    /// Whether nothing but the text names it, and no word says what it is.
    fn is_bare(&self) -> bool {
        self.places
            .iter()
            .all(|place| place.source == DateSource::PageText && place.role == DateRole::Unknown)
    }

    fn sum(&self) -> f64 {
        self.names().map(|name| weight(&name)).sum::<f64>() + self.doubt
    }
}

impl Candidates {
    /// The candidates of a page that was crawled on the day `fetched`.
    pub(super) fn of(printed: &[Printed<'_>], article: &Article, fetched: Option<NaiveDate>) -> Self {
        let mut days = BTreeMap::<NaiveDate, Features>::new();
        for one in printed {
            for (reading, (day, _)) in one.read.days.iter().enumerate() {
                let features = days.entry(*day).or_default();
                features.places.insert(one.place);
                features.below |= !one.above;
                if one.read.readings as usize > one.read.days.len() {
                    features.doubt = features.doubt.min(CONTRADICTS_ITSELF);
                } else if reading > 0 {
                    features.doubt = features.doubt.min(SECOND_READING);
                }
            }
        }
        doubt_later_days(&mut days, fetched);
        let page = Relations::of(printed, article);
        let (first, last) = (days.keys().next().copied(), days.keys().next_back().copied());
        for (day, features) in &mut days {
            page.add(*day, features);
            if first != last {
                features.relations.extend((Some(*day) == first).then_some("earliest"));
                features.relations.extend((Some(*day) == last).then_some("latest"));
            } else {
                features.relations.insert("only-day");
            }
        }
        Self { days, none: page.none(printed, article) }
    }

    /// What a clue of this kind is worth: the weights of its places, and, where it leads, how the day stands to
    /// the others.
    pub(super) fn worth(&self, day: NaiveDate, source: DateSource, role: DateRole, leads: bool) -> Worth {
        let Some(features) = self.days.get(&day) else { return Worth { on: 0.0, off: 0.0, leads: false } };
        let of_kind = |place: &&Place| (place.source, place.role) == (source, role);
        let sum =
            |places: &mut dyn Iterator<Item = &Place>| places.map(|place| weight(&place.name())).sum::<f64>();
        let own = sum(&mut features.places.iter().filter(of_kind));
        if !leads {
            return Worth { on: own, off: 0.0, leads };
        }
        // The leading clue stands for all that is said of the day but what the others' places say.
        let others = sum(&mut features.places.iter().filter(|place| !of_kind(place)));
        let none: f64 = self.none.iter().map(|name| weight(name)).sum();
        // That the page is of any other day speaks against what names this one, and the more the likelier it is.
        let off = -libm::log(1.0 + libm::exp((features.sum() - none).min(700.0)));
        Worth { on: features.sum() - others - none + off, off, leads }
    }
}

/// Doubts the days of the last change and of the crawl where the page's text prints an earlier one as its own, and others
/// that are hardly the page's.
fn doubt_later_days(days: &mut BTreeMap<NaiveDate, Features>, fetched: Option<NaiveDate>) {
    let in_head = |place: &Place| {
        place.source == DateSource::PageText && place.is_in_head() && place.role != DateRole::Modified
    };
    let own = |features: &Features, role: Option<DateRole>| {
        features.doubt == 0.0
            && features
                .places
                .iter()
                .any(|place| in_head(place) && role.is_none_or(|role| place.role == role))
    };
    let first = |role| days.iter().find(|(_, features)| own(features, role)).map(|(day, _)| *day);
    let (published, printed) = (first(Some(DateRole::Published)), first(None));
    let said = days.iter().find(|(_, features)| features.is_said()).map(|(day, _)| *day);
    for (day, features) in days {
        let doubted = [
            (features.is_changed() && published.is_some_and(|published| published < *day), CHANGED),
            (
                features.is_described()
                    && fetched == Some(*day)
                    && printed.is_some_and(|printed| printed < *day),
                CRAWLED,
            ),
            (features.is_bare() && !features.below && fetched == Some(*day), CLOCK),
            (features.is_bare() && said.is_some_and(|said| said != *day), UNSAID),
        ];
        let doubts = doubted.into_iter().filter(|(applies, _)| *applies).map(|(_, doubt)| doubt);
        features.doubt = doubts.fold(features.doubt, f64::min);
    }
}

/// What is known of the page's dates together.
struct Relations {
    published: Vec<NaiveDate>,
    modified: Vec<NaiveDate>,
    /// The days that begin or end near a time in UTC, which are the page's own in another zone.
    across_midnight: Vec<NaiveDate>,
    /// The month in the page's address.
    month: Option<(i32, u32)>,
    /// Whether nothing but the metadata tells a date.
    only_described: bool,
    /// By how many kinds of places each day is named.
    sources: BTreeMap<NaiveDate, BTreeSet<DateSource>>,
}

impl Relations {
    fn of(printed: &[Printed<'_>], article: &Article) -> Self {
        let metadata = |role| {
            let fits = move |one: &&Printed<'_>| {
                one.place.role == role && one.place.first && one.place.source.is_metadata()
            };
            printed.iter().filter(fits).flat_map(|one| one.read.days.iter().map(|(day, _)| *day))
        };
        let mut sources = BTreeMap::<NaiveDate, BTreeSet<DateSource>>::new();
        for one in printed {
            for (day, _) in &one.read.days {
                sources.entry(*day).or_default().insert(one.place.source);
            }
        }
        let instants = printed.iter().filter(|one| one.place.role == DateRole::Published && one.place.first);
        let instants = instants.flat_map(|one| &one.read.days);
        let beside = |(day, time): &(NaiveDate, Option<String>)| {
            let time = time.as_deref()?;
            let clock = time.strip_suffix('Z').or_else(|| time.strip_suffix("+00:00"))?;
            let hour = chrono::NaiveTime::parse_from_str(clock, "%H:%M").ok()?.hour();
            match hour {
                _ if hour < ZONES => day.pred_opt(),
                _ if hour >= 24 - ZONES => day.succ_opt(),
                _ => None,
            }
        };
        let month =
            article.printed_dates.iter().filter(|date| date.from == DateSource::Url).find_map(|date| {
                let (year, month) = date.value.as_deref()?.split_once('-')?;
                Some((year.parse().ok()?, month.parse().ok()?))
            });
        Self {
            published: metadata(DateRole::Published).collect(),
            modified: metadata(DateRole::Modified).collect(),
            across_midnight: instants.filter_map(beside).collect(),
            month,
            only_described: printed.iter().all(|one| one.place.source.is_metadata()),
            sources,
        }
    }

    fn add(&self, day: NaiveDate, features: &mut Features) {
        let described = |role| {
            let by_page = |place: &Place| place.role == role && place.source.is_metadata() && place.first;
            features.places.iter().any(by_page)
        };
        let (published, modified) = (described(DateRole::Published), described(DateRole::Modified));
        let relations = &mut features.relations;
        relations.extend(published.then_some("metadata-published"));
        relations.extend((published && self.only_described).then_some("metadata-published-alone"));
        relations.extend((modified && !published).then_some("metadata-modified"));
        let sources = self.sources.get(&day).map_or(0, BTreeSet::len);
        relations.extend((sources == 2).then_some("two-sources"));
        relations.extend((sources > 2).then_some("three-sources"));
        relations.extend(self.across_midnight.contains(&day).then_some("across-midnight"));
        if !self.published.contains(&day) {
            relations.extend(self.published.iter().any(|other| *other > day).then_some("before-published"));
            relations.extend(self.published.iter().any(|other| *other < day).then_some("after-published"));
        }
        if self.modified.contains(&day) && self.published.iter().any(|other| *other != day) {
            relations.insert("modified-not-published");
        }
        relations.extend(self.modified.iter().any(|other| *other < day).then_some("after-modified"));
        if let Some(month) = self.month {
            let same = (day.year(), day.month()) == month;
            relations.insert(if same { "month-of-address" } else { "other-month-than-address" });
        }
    }

    /// What speaks for a day that is printed nowhere.
    fn none(&self, printed: &[Printed<'_>], article: &Article) -> BTreeSet<String> {
        let mut none = BTreeSet::from(["none".to_owned()]);
        let has = |fits: fn(&Place) -> bool| printed.iter().any(|one| fits(&one.place));
        if !has(|place| place.role == DateRole::Published) {
            none.insert("none-is-published".to_owned());
        }
        if has(|place| place.role == DateRole::Published && place.source.is_metadata()) {
            none.insert("none-though-described".to_owned());
        }
        if article.blocks.iter().all(|block| block.start.is_none()) {
            none.insert("none-of-html".to_owned());
        }
        if !has(|place| place.role != DateRole::Modified) {
            none.insert("all-are-modified".to_owned());
        }
        none
    }
}
