//! How likely two pages report the same event.

/// Two of a few pages are taken for reports of the same event from this probability on; of many, from a higher one.
pub const THRESHOLD: f64 = 0.7;

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
    /// Both tell of one message; of one exchange; of messages that have nothing to do with each other.
    pub messages: [f64; 3],
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
    /// Of one page, or both, nobody knows what it is about: no file of topics is in its language, or it is too short.
    pub no_topics: f64,
    /// They tell of other days and of other numbers, and of several: two of a series, such as the news of an exchange.
    pub series: f64,
}

impl Likeness {
    /// How many figures there are.
    pub const FIGURES: usize = 24;

    /// All figures, in the order of the weights.
    pub fn figures(&self) -> [f64; Self::FIGURES] {
        let [near, days, weeks, far] = self.apart;
        let [same, part, other] = self.messages;
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
            self.one_language,
            self.places,
            self.topics,
            self.place_weight,
            self.topic_weight,
            self.no_topics,
            self.series,
        ]
    }

    /// The log-odds that both report the same event.
    pub fn log_odds(&self) -> f64 {
        self.figures().iter().zip(WEIGHTS).map(|(figure, weight)| figure * weight).sum::<f64>() + BIAS
    }
}

/// Learned by logistic regression on pairs of 240 news pages in ten languages, written for it with look-alikes of other
/// years, days and towns among them, on those of the embedded dataset, and on unrelated news as negatives; each weight
/// is drawn towards what was learned before, and held to the sign that its figure must have. Texts that are alike
/// (5.0), words (1.0), messages (3.0, 1.0 and -3.0), pages without topics (3.1, what topics in common mostly add) and
/// series (-8.0) are set by hand: too few pages show what they weigh. Days far apart (-7.0) are held from weighing more: a
/// page may be dated wrongly. Topics (2.0, 2.0) were weighed again when their files grew to 391 concepts, on 210 further pages,
/// with the bias that puts no more of a thousand unrelated pages together than before.
const WEIGHTS: [f64; Likeness::FIGURES] = [
    5.0, 1.0, 2.1, 1.1, 0.0, 0.2, 1.4, 0.6, 1.8, -0.7, 3.0, -3.2, -5.5, -7.0, 3.0, 1.0, -3.0, -1.7, 0.9, 2.0,
    1.0, 2.0, 3.1, -8.0,
];
const BIAS: f64 = -8.2;

/// The log-odds from which on two of so many pages are taken for reports of the same event: those of [`THRESHOLD`], and
/// more the more pages there are, since more of them are alike by chance. The weights were learned on hundreds.
pub fn threshold(pages: usize) -> f64 {
    libm::log(THRESHOLD / (1.0 - THRESHOLD)) + 0.3 * libm::log(1.0 + pages as f64 / 1000.0)
}
