//! How likely two pages report the same event.

use std::sync::OnceLock;

/// Two of a few pages are taken for reports of the same event from this probability on; of many, from a higher one.
pub const THRESHOLD: f64 = 0.65;

/// What two pages have in common.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Likeness {
    /// The share of shingles in common, estimated; none where the days told are others and the text is no reprint:
    /// reports of the weather, and of what comes round every year, are alike and tell of other events.
    pub text: f64,
    /// Of the words of texts in one language, the cosine of those in common, each weighed by how rare it is.
    pub words: f64,
    /// Of names as written, the cosine.
    pub names: f64,
    /// Of names as they sound, the cosine.
    pub sounds: f64,
    /// How rare the names in common are, summed, as the logarithm of one more.
    pub name_weight: f64,
    /// The same of their sounds.
    pub sound_weight: f64,
    /// The same of days far from the page's own, months and years.
    pub history: f64,
    /// The same of numbers.
    pub numbers: f64,
    /// Both tell of one day around their own: one where no other page tells of it, less where many do.
    pub same_day: f64,
    /// Both tell of days around their own, and none is the same.
    pub other_days: f64,
    /// How many days lie between the pages' own, up to two, from three to six, up to two weeks, and more: one where both
    /// are sure, less where they are not.
    pub apart: [f64; 4],
    /// Both tell of one message; of one exchange; of messages that have nothing to do with each other; of what both sides
    /// keep, each between another two; of messages between the same, whose days nobody knows, on two occasions.
    pub messages: [f64; 5],
    /// One tells of a message, the other of none: what befell a country, and what its neighbours say of it, are two events.
    pub lone_message: f64,
    /// Both are in one language.
    pub one_language: f64,
    /// Of countries told of, the cosine.
    pub places: f64,
    /// Of what the words are about in any language, the cosine.
    pub topics: f64,
    /// How rare the countries in common are, summed, as the logarithm of one more.
    pub place_weight: f64,
    /// The same of topics.
    pub topic_weight: f64,
    /// How rare the names in common are, by how like the countries are: leaders go with their countries, and tell one thing twice.
    pub names_of_places: f64,
    /// Of one page, or both, nobody knows what it is about: no file of topics is in its language, or it is too short.
    pub no_topics: f64,
    /// Of the topics that each is about foremost, the share that the other tells of as well.
    pub about: f64,
    /// Each is about some foremost, and the other tells of none of them.
    pub about_nothing: f64,
    /// Each tells of some names foremost, and the other of none of them.
    pub other_names: f64,
    /// Where the day of one is not known: both tell of one weekday; both tell of some, and none is the same.
    pub weekdays: [f64; 2],
    /// They tell of other rounds of what comes round: of the 70th anniversary and of the 75th.
    pub other_round: f64,
    /// They tell of other days and of other numbers, and of several: two of a series, such as the news of an exchange.
    pub series: f64,
}

impl Likeness {
    /// How many figures there are.
    pub const FIGURES: usize = NAMES.len();

    /// All figures, in the order of the lines of `data/weights.tsv`.
    pub fn figures(&self) -> [f64; Self::FIGURES] {
        let [near, days, weeks, far] = self.apart;
        let [same, part, other, elsewhere, occasions] = self.messages;
        let [weekday, other_weekday] = self.weekdays;
        [
            self.text,
            self.words,
            self.names,
            self.sounds,
            self.name_weight,
            self.sound_weight,
            self.history,
            self.numbers,
            self.same_day,
            self.other_days,
            near,
            days,
            weeks,
            far,
            same,
            part,
            other,
            elsewhere,
            occasions,
            self.lone_message,
            self.one_language,
            self.places,
            self.topics,
            self.place_weight,
            self.topic_weight,
            self.names_of_places,
            self.no_topics,
            self.about,
            self.about_nothing,
            self.other_names,
            weekday,
            other_weekday,
            self.other_round,
            self.series,
        ]
    }

    /// The log-odds that both report the same event.
    pub fn log_odds(&self) -> f64 {
        let weights = weights();
        let weighed =
            self.figures().iter().zip(weights).map(|(figure, weight)| figure * weight.value).sum::<f64>();
        weighed + weights[Self::FIGURES].value
    }
}

/// The figures as `data/weights.tsv` calls them.
pub(crate) const NAMES: [&str; 34] = [
    "text",
    "words",
    "names",
    "sounds",
    "name_weight",
    "sound_weight",
    "history",
    "numbers",
    "same_day",
    "other_days",
    "days_near",
    "days_apart",
    "weeks_apart",
    "far_apart",
    "messages_same",
    "messages_part",
    "messages_other",
    "messages_elsewhere",
    "messages_occasions",
    "messages_lone",
    "one_language",
    "places",
    "topics",
    "place_weight",
    "topic_weight",
    "names_of_places",
    "no_topics",
    "about",
    "about_nothing",
    "other_names",
    "weekday",
    "other_weekday",
    "other_round",
    "series",
];

/// What a figure weighs, and how that is learned.
#[derive(Debug, Clone, Copy, Default)]
#[cfg_attr(not(feature = "train"), expect(dead_code, reason = "two fields are for learning alone"))]
pub(crate) struct Weight {
    /// What it weighs.
    pub(crate) value: f64,
    /// What it weighs where no page shows it, and how strongly it is drawn there.
    pub(crate) before: f64,
    pub(crate) pull: f64,
}

/// The weights of the figures in their order, and behind them that of all pairs alike.
pub(crate) fn weights() -> &'static [Weight; Likeness::FIGURES + 1] {
    static WEIGHTS: OnceLock<[Weight; Likeness::FIGURES + 1]> = OnceLock::new();
    WEIGHTS.get_or_init(|| {
        let lines = include_str!("../data/weights.tsv").lines().filter(|line| !line.starts_with('#'));
        let mut weights = [Weight::default(); Likeness::FIGURES + 1];
        for (weight, line) in weights.iter_mut().zip(lines) {
            let mut numbers = line.split('\t').skip(1).filter_map(|number| number.parse().ok());
            let mut next = || numbers.next().unwrap_or_default();
            *weight = Weight { value: next(), before: next(), pull: next() };
        }
        weights
    })
}

/// The log-odds from which on two of so many pages are taken for reports of the same event: those of [`THRESHOLD`], and
/// more the more pages there are, since more of them are alike by chance. The weights were learned on hundreds.
pub fn threshold(pages: usize) -> f64 {
    libm::log(THRESHOLD / (1.0 - THRESHOLD)) + 0.8 * libm::log(1.0 + pages as f64 / 1000.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_figure_has_its_weight() {
        let lines = include_str!("../data/weights.tsv").lines().filter(|line| !line.starts_with('#'));
        let names: Vec<&str> = lines.filter_map(|line| line.split('\t').next()).collect();
        assert_eq!(names, [&NAMES[..], &["all"]].concat());
        assert!(weights().iter().all(|weight| weight.pull > 0.0));
    }
}
