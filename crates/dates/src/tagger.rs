//! The tagger: text in, temporal expressions out.

use crate::explain::Explanation;
use crate::grammar::{Grammar, GrammarError, Written};
use crate::languages::{Languages, UnknownLanguage};
use crate::matcher::Found;
use crate::meaning::{HangsOn, Meaning};
use crate::nearby::Nearby;
use crate::resolve::{Context, Resolved, resolve};
use crate::tense::{Look, Tense};
use crate::text::Text;
use crate::told::Told;
use crate::value::{CalendarValue, Value, YearPart, YearValue};
use crate::{order, pair, reading, turn};
use chrono::NaiveDate;
use dateline_record::{Anchor, Modifier, Reading, TimexType};
use std::ops::Range;
use std::str::FromStr;
use std::sync::Arc;

/// Finds temporal expressions in texts of one language. Cheap to clone; shared by threads.
#[derive(Debug, Clone)]
pub struct Tagger {
    grammar: Arc<Grammar>,
    reading: Option<Reading>,
    weekdays_ahead: bool,
}

/// The day a text was written, its document creation time; perhaps not known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Dct(Option<NaiveDate>);

/// A temporal expression in a text.
#[derive(Debug, Clone, PartialEq)]
pub struct Timex<'t> {
    text: &'t str,
    start: usize,
    rule: Arc<str>,
    tense: Option<Tense>,
    meaning: Meaning,
    resolved: Resolved,
}

impl Tagger {
    /// The tagger for a language that comes with the crate, by its ISO 639-1 code.
    pub fn builtin(language: &str) -> Result<Self, UnknownLanguage> {
        let languages = Languages::builtin();
        let loaded = languages.tagger(language).ok_or_else(|| languages.unknown(language))?;
        Ok(loaded.unwrap_or_else(|error| panic!("the tests load every built-in language: {error}")))
    }

    /// A tagger for a language file of your own. `path` is what errors call it.
    pub fn parse(path: &str, source: &str) -> Result<Self, GrammarError> {
        Ok(Self::of(Grammar::parse(path, source)?))
    }

    fn of(grammar: Grammar) -> Self {
        Self { grammar: Arc::new(grammar), reading: None, weekdays_ahead: false }
    }

    /// The same, with rules that hold in every language behind the language's own.
    pub(crate) fn read_with(
        path: &str,
        source: Written<'_>,
        common: Written<'_>,
    ) -> Result<Self, GrammarError> {
        Ok(Self::of(Grammar::read_with(path, source, common)?))
    }

    /// A tagger for a language file in either form.
    pub(crate) fn read(path: &str, source: Written<'_>) -> Result<Self, GrammarError> {
        Ok(Self::of(Grammar::read(path, source)?))
    }

    /// The same, reading every text in one way instead of telling a narrative from news by itself.
    pub fn with_reading(self, reading: Reading) -> Self {
        Self { reading: Some(reading), ..self }
    }

    /// The same, reading a weekday without a date as the next one, as assistants do, not by the tense
    /// of its sentence.
    pub fn with_weekdays_ahead(self) -> Self {
        Self { weekdays_ahead: true, ..self }
    }

    /// The rules behind the tagger.
    pub fn grammar(&self) -> &Grammar {
        &self.grammar
    }

    /// Finds and resolves every temporal expression of a text, in text order.
    ///
    /// Without a DCT, what hangs on it stays underspecified: "on June 12" is `XXXX-06-12`.
    pub fn tag<'t>(&self, text: &'t str, dct: Dct) -> Vec<Timex<'t>> {
        let text = Text::new(text);
        let mut found = self.find(&text);
        self.settle_figures(std::iter::once(&mut found));
        let reading = self.reading(found.iter(), dct);
        self.resolve(&text, &found, &mut Telling::new(dct, reading, &found))
    }

    /// Finds without resolving.
    pub(crate) fn find(&self, text: &Text<'_>) -> Vec<Found> {
        turn::settle(text, pair::join(text, self.grammar.find(text)))
    }

    /// What the text that the expressions were found in is: news, or a narrative.
    pub(crate) fn reading<'f>(&self, found: impl Iterator<Item = &'f Found>, dct: Dct) -> Reading {
        self.reading.unwrap_or_else(|| reading::reading(found, dct.0))
    }

    /// Settles in which order the figures of a page's texts write day and month.
    pub(crate) fn settle_figures<'f>(&self, texts: impl Iterator<Item = &'f mut Vec<Found>>) {
        order::settle(texts, self.grammar.date_order);
    }

    /// Which way the sentence looks, unless weekdays are to be read ahead whichever it is.
    fn look(&self, text: &Text<'_>, found: &Found) -> Look {
        if self.weekdays_ahead && found.meaning.weekday.is_some() {
            return Look { tense: Some(Tense::Future), ..Look::default() };
        }
        self.grammar.tense.around(text, found.start, found.end)
    }

    /// The tense of the sentence around an expression.
    pub(crate) fn tense(&self, text: &Text<'_>, found: &Found) -> Option<Tense> {
        self.grammar.tense.around(text, found.start, found.end).tense
    }

    /// Resolves what [`find`](Self::find) found, clues that are no timexes left out; `told` is carried from one block to the next.
    pub(crate) fn resolve<'t>(
        &self,
        text: &Text<'t>,
        found: &[Found],
        telling: &mut Telling,
    ) -> Vec<Timex<'t>> {
        let mut nearby = Nearby::default();
        let cues = &self.grammar.tense;
        let resolve_one = |found: &Found| {
            let bare_clock = found.meaning.is_bare_clock();
            nearby.walk(text, cues, found.start);
            let asks = found.meaning.needs_tense() || bare_clock;
            let look = if asks { self.look(text, found) } else { Look::default() };
            let context = Context {
                dct: telling.dct.0,
                told: &telling.told,
                reading: telling.reading,
                look,
                nearby: &nearby,
                opened: telling.opened,
                own_weekday_is_today: cues.own_weekday_is_today && !self.weekdays_ahead,
            };
            let resolved = resolve(&found.meaning, &context);
            if let (TimexType::Date | TimexType::Time, Value::Calendar(value), false) =
                (resolved.timex_type, resolved.value, found.meaning.untold)
            {
                let narrative = telling.reading == Reading::Narrative;
                // In a narrative, "today" is somebody's speech, and its weekdays may be those of the page's own news.
                let of_the_page =
                    found.meaning.hangs_on == HangsOn::Dct || resolved.anchor == Some(Anchor::Dct);
                if !narrative || !of_the_page {
                    telling.told.note(value, !narrative || cues.opens(text, found.start));
                    telling.opened = true;
                }
            }
            nearby.note(text, found, &resolved);
            Timex {
                text: &text.original[found.start..found.end],
                start: found.start,
                rule: self.grammar.rules[usize::from(found.rule)].id.clone(),
                tense: look.tense,
                meaning: found.meaning.clone(),
                resolved,
            }
        };
        found.iter().filter(|found| found.meaning.anniversary.is_none()).map(resolve_one).collect()
    }
}

/// What a page's expressions are resolved against, one after the other.
#[derive(Debug, Clone)]
pub(crate) struct Telling {
    dct: Dct,
    reading: Reading,
    told: Told,
    /// Whether something was told already, beyond the year that a narrative is taken to begin in.
    opened: bool,
}

impl Telling {
    /// Before the first of a page's expressions. A narrative that begins without a year is in the first
    /// year it names.
    pub(crate) fn new<'f>(dct: Dct, reading: Reading, found: impl IntoIterator<Item = &'f Found>) -> Self {
        let mut told = Told::default();
        if reading == Reading::Narrative {
            let year = found.into_iter().find_map(|found| found.meaning.common_year());
            if let Some(year) = year {
                told.note(CalendarValue::new(YearValue::Year(year), YearPart::Whole), true);
            }
        }
        Self { dct, reading, told, opened: false }
    }
}

impl Dct {
    /// The day is not known.
    pub const UNKNOWN: Self = Self(None);

    /// The day itself, where known.
    pub fn day(self) -> Option<NaiveDate> {
        self.0
    }
}

impl From<NaiveDate> for Dct {
    fn from(day: NaiveDate) -> Self {
        Self(Some(day))
    }
}

impl From<Option<NaiveDate>> for Dct {
    fn from(day: Option<NaiveDate>) -> Self {
        Self(day)
    }
}

impl FromStr for Dct {
    type Err = chrono::ParseError;

    fn from_str(written: &str) -> Result<Self, Self::Err> {
        written.parse::<NaiveDate>().map(Self::from)
    }
}

impl<'t> Timex<'t> {
    /// The words.
    pub fn text(&self) -> &'t str {
        self.text
    }

    /// Where the words stand, in bytes.
    pub fn range(&self) -> Range<usize> {
        self.start..self.start + self.text.len()
    }

    /// What they mean.
    pub fn value(&self) -> Value {
        self.resolved.value
    }

    /// The TIMEX3 type.
    pub fn timex_type(&self) -> TimexType {
        self.resolved.timex_type
    }

    /// The TIMEX3 modifier.
    pub fn modifier(&self) -> Option<Modifier> {
        self.meaning.modifier
    }

    /// What the value was resolved against.
    pub fn anchor(&self) -> Option<Anchor> {
        self.resolved.anchor
    }

    /// The day it was resolved against.
    pub fn anchor_day(&self) -> Option<NaiveDate> {
        self.resolved.anchor_day
    }

    /// The rule that read it: `en.weekday-month-day`.
    pub fn rule(&self) -> &str {
        &self.rule
    }

    /// How the value came about: the rule, the anchor and every step.
    ///
    /// ```
    /// use dateline_dates::{Dct, Tagger};
    ///
    /// let dct: Dct = "2024-03-15".parse()?;
    /// let found = Tagger::builtin("en")?.tag("The council met on Monday.", dct);
    /// assert_eq!(
    ///     found[0].explain().steps,
    ///     [
    ///         "The words say weekday Mon.",
    ///         "They hang on the day the text was written, 2024-03-15.",
    ///         "The sentence looks back from it.",
    ///         "So the value is 2024-03-11.",
    ///     ]
    /// );
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn explain(&self) -> Explanation {
        Explanation::of(self, self.tense)
    }

    /// What the words say, before any anchor.
    pub fn meaning(&self) -> &Meaning {
        &self.meaning
    }
}
