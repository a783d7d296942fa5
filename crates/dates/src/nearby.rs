//! What a passage has told a moment ago: the day of a clock time, the year of a date that goes on from another.

use crate::matcher::Found;
use crate::meaning::HangsOn;
use crate::resolve::Resolved;
use crate::tense::TenseCues;
use crate::text::Text;
use crate::value::{CalendarValue, Value, YearPart, YearValue};
use chrono::NaiveDate;
use dateline_record::Anchor;

/// What was told a moment ago, and how far back, in sentences and lines; walked along the text once.
#[derive(Debug, Default)]
pub(crate) struct Nearby {
    looked_to: usize,
    place: Place,
    day: Option<Place>,
    dated: Option<(NaiveDate, Place)>,
    news: Option<Place>,
}

/// How many sentences and lines have ended before.
#[derive(Debug, Clone, Copy, Default)]
struct Place {
    sentences: usize,
    lines: usize,
}

impl Nearby {
    /// Goes on to an offset.
    pub(crate) fn walk(&mut self, text: &Text<'_>, cues: &TenseCues, to: usize) {
        let stretch = self.looked_to..to.max(self.looked_to);
        self.looked_to = stretch.end;
        self.place.lines += memchr::memchr_iter(b'\n', &text.folded[stretch.clone()]).count();
        self.place.sentences += cues.sentence_ends(text, stretch).count();
    }

    /// Takes note of an expression.
    pub(crate) fn note(&mut self, text: &Text<'_>, found: &Found, resolved: &Resolved) {
        let Found { start, end, meaning, .. } = found;
        self.looked_to = self.looked_to.max(*end);
        let Value::Calendar(CalendarValue { year, part, .. }) = resolved.value else { return };
        if matches!(part, YearPart::Day(..)) {
            self.day = Some(self.place);
        }
        if resolved.anchor == Some(Anchor::Dct) {
            // "Today" may be somebody's speech.
            let tells_news = meaning.hangs_on == HangsOn::Reading;
            if tells_news {
                self.news = Some(self.place);
            }
            self.dated = None;
            return;
        }
        let goes_on = resolved.anchor == Some(Anchor::Text) && meaning.hangs_on == HangsOn::Reading;
        let dated = matches!(part, YearPart::Day(Some(_), _) | YearPart::Month(_)) && meaning.unit.is_none();
        let aside = text.byte_at(*end) == b')';
        // A month may have its year from the event beside it, which tells nothing of others.
        let printed =
            meaning.day.is_some() || text.folded[*start..*end].iter().any(|byte| byte.is_ascii_digit());
        if let (YearValue::Year(_), true, Some((first, _))) = (year, dated, resolved.value.days()) {
            self.news = None;
            let told = !aside && (goes_on || printed && meaning.common_year().is_some());
            self.dated = told.then_some((first, self.place)).or(self.dated);
        }
    }

    /// Whether a day was told in this sentence.
    pub(crate) fn day_in_sentence(&self) -> bool {
        self.day.is_some_and(|told| told.sentences == self.place.sentences)
    }

    /// Whether one was told on this line.
    pub(crate) fn day_on_line(&self) -> bool {
        self.day.is_some_and(|told| told.lines == self.place.lines)
    }

    /// Whether one was told on this line, in this sentence or the one before.
    pub(crate) fn day_just_before(&self) -> bool {
        self.day.is_some_and(|told| self.is_just_before(told))
    }

    /// The first day of the date that was told just before with its year, and whether in this sentence.
    pub(crate) fn dated(&self) -> Option<(NaiveDate, bool)> {
        let (day, told) = self.dated.filter(|(_, told)| self.is_just_before(*told))?;
        Some((day, told.sentences == self.place.sentences))
    }

    /// Whether the line has told of the days around the one that the text was written on, and of none with a year since.
    pub(crate) fn news_on_line(&self) -> bool {
        self.news.is_some_and(|told| told.lines == self.place.lines)
    }

    fn is_just_before(&self, told: Place) -> bool {
        told.lines == self.place.lines && self.place.sentences - told.sentences <= 1
    }
}
