//! From clues to the most likely day, exactly: every day of the window is weighed.

use super::clue::{Clue, Told, days_before};
use super::turns::turns;
use chrono::{Days, NaiveDate};
use std::sync::OnceLock;

/// The days that are weighed, and what is known of them before any clue.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Window {
    first: NaiveDate,
    last: NaiveDate,
    /// The latest day that the page names as past, by its date and as history.
    latest: [Option<NaiveDate>; 2],
    /// The last day possible, where it is known.
    until: Option<NaiveDate>,
}

/// The day the clues support best.
#[derive(Debug, Clone)]
pub(crate) struct Posterior {
    pub(crate) day: NaiveDate,
    /// The day's share of the probability of all days.
    pub(crate) confidence: f64,
    /// The best day that differs from it.
    pub(crate) runner_up: Option<NaiveDate>,
    /// The shortest run of days around the best one that holds nine tenths of the probability;
    /// `None` where the rest lies far off, in other years.
    pub(crate) range: Option<(NaiveDate, NaiveDate)>,
    /// How many days were weighed.
    pub(crate) days: f64,
}

/// Nothing on the web is older than the web.
const WEB_BEGINS: (i32, u32, u32) = (1991, 8, 6);
/// How far beyond the latest day a page names its publication may lie, where nothing else bounds
/// it. A limit of the search; the prior has faded long before.
const YEARS_AHEAD: u64 = 15;

/// What the text tells of counts for less on a page that prints its day: its expressions all hang on one story, which
/// may be of any day before, and the weights of printed days are learned on pages with such texts. Set by hand.
const TOLD_SHARE: f64 = 0.4;

/// A prior that fades with the distance from a day.
struct Fading {
    /// The unit of the distance, in days.
    scale: f64,
    power: f64,
    /// How many of all pages keep to it.
    kept: f64,
    /// The densities of the first days: powers are dear, and every page asks for the same ones.
    densities: OnceLock<Box<[f64]>>,
}

/// The windows of most pages are shorter, in days.
const DENSITIES: u32 = 1 << 14;

/// After the latest date that a page tells, and after the latest day of history where it tells no date.
static AFTER_DATE: Fading = Fading { scale: 120.0, power: 1.5, kept: 0.8, densities: OnceLock::new() };
static AFTER_HISTORY: Fading = Fading { scale: 300.0, power: 1.5, kept: 0.95, densities: OnceLock::new() };
/// Before the crawl.
static BEFORE_CRAWL: Fading = Fading { scale: 1500.0, power: 6.0, kept: 0.985, densities: OnceLock::new() };

impl Fading {
    /// How much likelier a day is that lies so many days off than one of `days` equal ones.
    fn ratios(&self, days: f64) -> impl Fn(i64) -> f64 {
        let known = self
            .densities
            .get_or_init(|| (0..DENSITIES).map(|lag| self.kept * self.density(lag.into())).collect());
        move |lag| {
            let lag = lag.max(0);
            let known = usize::try_from(lag).ok().and_then(|lag| known.get(lag).copied());
            known.unwrap_or_else(|| self.kept * self.density(lag as f64)) * days + 1.0 - self.kept
        }
    }

    fn density(&self, lag: f64) -> f64 {
        (self.power - 1.0) * libm::pow(1.0 + lag / self.scale, -self.power) / self.scale
    }
}

impl Window {
    /// The window for these clues. `until` is the last possible day: the crawl's, or the caller's.
    pub(crate) fn new(clues: &[Clue], until: Option<NaiveDate>) -> Self {
        let web = web_begins();
        let possible = |day: &NaiveDate| until.is_none_or(|until| *day <= until);
        let named_possible = |day: &NaiveDate| *day >= web && possible(day);
        let named = clues
            .iter()
            .filter_map(|clue| match *clue {
                Clue::Printed { day, .. } | Clue::Claimed { day, .. } | Clue::Around { day, .. } => Some(day),
                Clue::Occasion(day, _) | Clue::Reported { day, .. } => Some(day),
                _ => None,
            })
            .filter(named_possible);
        let latest = [false, true].map(|history| {
            clues
                .iter()
                .filter_map(|clue| match *clue {
                    Clue::NotBefore { day, told } if (told == Told::History) == history => Some(day),
                    _ => None,
                })
                .filter(possible)
                .max()
        });
        let floor = latest.into_iter().flatten().max().map_or(web, |day| days_before(day, 60));
        let first = named.clone().chain([floor]).min().unwrap_or(web).max(web);
        let horizon = named.chain(latest.into_iter().flatten()).max();
        let ahead = horizon.and_then(|day| day.checked_add_days(Days::new(366 * YEARS_AHEAD)));
        let last = until.or_else(|| ahead.max(Some(open_end()))).unwrap_or(NaiveDate::MAX);
        Self { first: first.min(last), last, latest, until }
    }

    /// News lies soon after the latest day its page tells of, and pages are crawled soon after they
    /// are published. How soon fades with a power of the distance: 1.5 in units of four months
    /// after a date and of ten months after history (what 120 news texts without a date show that name a year), where one page in
    /// five and in twenty keeps to none of it; 6 in
    /// units of four years before the crawl, where one in sixty does.
    ///
    /// Multiplies the weight of each day of the window by how much likelier it is than one of equal ones. On a page that
    /// prints its day this counts by half: set by hand, as [`TOLD_SHARE`], and of the shares near that the one for which a
    /// square root does.
    fn add_priors(&self, weights: &mut [f64], dated: bool) {
        let [after_date, after_history] = self.latest;
        let days = self.days();
        let soon = after_date.map(|latest| (&AFTER_DATE, latest));
        let soon = soon.or_else(|| after_history.map(|latest| (&AFTER_HISTORY, latest)));
        let share = |ratio: f64| if dated { ratio.sqrt() } else { ratio };
        if let Some((fading, latest)) = soon {
            let ratio = fading.ratios(days);
            let lags = (self.first - latest).num_days()..;
            weights.iter_mut().zip(lags).for_each(|(weight, lag)| *weight *= share(ratio(lag)));
        }
        if let Some(until) = self.until {
            let ratio = BEFORE_CRAWL.ratios(days);
            let offsets = 0..;
            let lag = (until - self.first).num_days();
            weights
                .iter_mut()
                .zip(offsets)
                .for_each(|(weight, offset)| *weight *= share(ratio(lag - offset)));
        }
    }

    /// For each day of the window how well clues fit it: the sum of their log ratios, each times its share.
    fn fits(&self, clues: &[Clue], share: impl Fn(&Clue) -> f64) -> Vec<f64> {
        let count = usize::try_from((self.last - self.first).num_days() + 1).unwrap_or(0);
        let days = self.days();
        let place = |day: NaiveDate| usize::try_from((day - self.first).num_days()).unwrap_or(0).min(count);
        let mut fits = vec![0.0; count];
        for clue in clues {
            let share = share(clue);
            let Some(turns) = turns(clue, self.first, self.last) else {
                let week = self.first.iter_days().take(7);
                let week: Vec<f64> = week.map(|day| clue.log_ratio(day, days) * share).collect();
                fits.iter_mut().zip(week.iter().cycle()).for_each(|(fit, ratio)| *fit += ratio);
                continue;
            };
            // What a clue says is the same from one turn to the next.
            let mut from = self.first;
            for turn in turns.into_iter().chain(self.last.succ_opt()) {
                if turn > from {
                    let ratio = clue.log_ratio(from, days) * share;
                    fits[place(from)..place(turn)].iter_mut().for_each(|fit| *fit += ratio);
                    from = turn;
                }
            }
        }
        fits
    }

    /// How many days are weighed, as the clues reckon.
    fn days(&self) -> f64 {
        ((self.last - self.first).num_days() + 1) as f64
    }

    /// How well clues fit one day: the sum of their log ratios.
    pub(crate) fn fit(&self, clues: &[Clue], day: NaiveDate) -> f64 {
        clues.iter().map(|clue| clue.log_ratio(day, self.days())).sum()
    }

    /// How well clues fit a day of which nothing is known but that it lies in the window: the logarithm of the mean of what
    /// [`fit`](Self::fit) takes the logarithm of. `None`: the window is empty.
    pub(crate) fn likelihood(&self, clues: &[Clue]) -> Option<f64> {
        let fits = self.fits(clues, |_| 1.0);
        let sum: f64 = fits.iter().map(|fit| libm::exp(fit.min(700.0))).sum();
        (!fits.is_empty()).then(|| libm::log(sum / fits.len() as f64))
    }

    /// Weighs every day. `None`: no clue narrows the window.
    pub(crate) fn weigh(&self, clues: &[Clue]) -> Option<Posterior> {
        let count = (self.last - self.first).num_days() + 1;
        if clues.is_empty() || count < 1 {
            return None;
        }
        let days = count as f64;
        let dated = clues.iter().any(|clue| matches!(clue, Clue::Printed { .. }));
        let share = |clue: &Clue| match clue {
            Clue::Printed { .. } | Clue::Claimed { .. } => 1.0,
            _ if dated => TOLD_SHARE,
            _ => 1.0,
        };
        let mut weights = self.fits(clues, share);
        let top = weights.iter().fold(f64::NEG_INFINITY, |top, &fit| if fit > top { fit } else { top });
        // Most days are like the one a week before, and powers are dear.
        let mut week = [(f64::NAN, f64::NAN); 7];
        for days in weights.chunks_mut(week.len()) {
            for (weight, known) in days.iter_mut().zip(&mut week) {
                if known.0 != *weight {
                    *known = (*weight, libm::exp(*weight - top));
                }
                *weight = known.1;
            }
        }
        self.add_priors(&mut weights, dated);
        let mut sum = 0.0;
        let mut heaviest = Heaviest::default();
        for (index, weight) in weights.iter().enumerate() {
            sum += *weight;
            heaviest.add(index, *weight);
        }
        let Heaviest { first, next } = heaviest;
        let (best, weight) = first?;
        let at = |index: usize| self.first.checked_add_days(Days::new(index as u64));
        Some(Posterior {
            day: at(best)?,
            confidence: weight / sum,
            runner_up: next.filter(|(_, weight)| *weight > 0.01 * sum).and_then(|(index, _)| at(index)),
            range: run_around(&weights, best, 0.9 * sum)
                .and_then(|(first, last)| Some((at(first)?, at(last)?))),
            days,
        })
    }
}

/// No page is older.
pub(crate) fn web_begins() -> NaiveDate {
    NaiveDate::from_ymd_opt(WEB_BEGINS.0, WEB_BEGINS.1, WEB_BEGINS.2).unwrap_or(NaiveDate::MIN)
}

/// The window's end where nothing bounds it: the end of the decade in which this was written.
pub(crate) fn open_end() -> NaiveDate {
    NaiveDate::from_ymd_opt(2029, 12, 31).unwrap_or(NaiveDate::MAX)
}

/// The heaviest of the entries so far and the heaviest of the others, of equals the first, with their weights.
#[derive(Default)]
struct Heaviest {
    first: Option<(usize, f64)>,
    next: Option<(usize, f64)>,
}

impl Heaviest {
    fn add(&mut self, index: usize, weight: f64) {
        if self.first.is_none_or(|(_, known)| weight > known) {
            self.next = self.first.replace((index, weight));
        } else if self.next.is_none_or(|(_, known)| weight > known) {
            self.next = Some((index, weight));
        }
    }
}

/// The shortest run of entries around `middle` that weighs `wanted`; `None` if it would be longer
/// than a month: then no range is known.
fn run_around(weights: &[f64], middle: usize, wanted: f64) -> Option<(usize, usize)> {
    let (mut first, mut last, mut weight) = (middle, middle, weights[middle]);
    while weight < wanted {
        let before = first.checked_sub(1).map_or(f64::NEG_INFINITY, |index| weights[index]);
        let after = weights.get(last + 1).copied().unwrap_or(f64::NEG_INFINITY);
        if before == f64::NEG_INFINITY && after == f64::NEG_INFINITY || last - first >= 31 {
            return None;
        }
        if after >= before {
            last += 1;
            weight += after;
        } else {
            first -= 1;
            weight += before;
        }
    }
    Some((first, last))
}
