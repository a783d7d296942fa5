//! The stages in their order, on one page at a time. The only place that calls them.

use crate::cache::Cache;
use crate::decisions::{Decisions, Reading};
use crate::panics::caught;
use crate::recipe::Recipe;
use crate::together::Carried;
use dateline_clean::{CleanError, CleanOptions, Cleaner};
use dateline_dates::{DatedPage, Dater, Report};
use dateline_export::{Prepared, Reject, Source};
use dateline_lang::{Detector, LangError};
use dateline_messages::Finder;
use dateline_record::{Day, Decided, Record};
use dateline_stories::Keys;
use std::sync::Arc;

/// From this confidence on the day that a page has by itself stands against a decision on another day: what the reviewer saw
/// is not there any more. Above `Dating::SURE`, since it overrules a person.
const OVERRULES: f64 = 0.9;

/// The stage that finds the article.
pub(crate) const CLEAN: &str = "clean";

/// The stage that failures of the tables' rows are told under.
const EXPORT: &str = "export";

/// The stages of a build, made once and shared by all workers.
pub struct Pipeline {
    cleaner: Cleaner,
    detector: Detector,
    dater: Dater,
    decisions: Arc<Decisions>,
    finder: Finder,
    cache: Option<Cache>,
}

/// A page that a stage could not handle.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// The stage's short name: `clean`, `lang`, `dates`, `messages`.
    pub stage: &'static str,
    /// What was found and what was wanted.
    pub reason: String,
}

impl Pipeline {
    /// Makes the stages ready. Without `languages` every language the detector has is possible;
    /// no page is dated after `as_of`.
    pub fn new(languages: &[String], as_of: Option<Day>) -> Result<Self, LangError> {
        Self::with_cleaning(languages, as_of, CleanOptions::default())
    }

    /// Makes the stages ready as a recipe wants them.
    pub fn of(recipe: &Recipe) -> Result<Self, LangError> {
        Self::with_cleaning(&recipe.languages, recipe.as_of, recipe.cleaning())
    }

    fn with_cleaning(
        languages: &[String],
        as_of: Option<Day>,
        cleaning: CleanOptions,
    ) -> Result<Self, LangError> {
        let codes: Vec<&str> = languages.iter().map(String::as_str).collect();
        let detector = if codes.is_empty() { Detector::new() } else { Detector::with_languages(&codes)? };
        let dater = match as_of {
            Some(day) => Dater::builtin().with_as_of(day),
            None => Dater::builtin(),
        };
        let cleaner = Cleaner::new(cleaning);
        Ok(Self {
            cleaner,
            detector,
            dater,
            finder: Finder::builtin(),
            decisions: Arc::default(),
            cache: None,
        })
    }

    /// Whether [`new`](Self::new) knows these languages, told without making the stages ready.
    pub(crate) fn check(languages: &[String]) -> Result<(), LangError> {
        let codes: Vec<&str> = languages.iter().map(String::as_str).collect();
        if codes.is_empty() { Ok(()) } else { Detector::with_languages(&codes).map(|_| ()) }
    }

    /// The same, obeying reviewers' decisions.
    pub fn with_decisions(self, decisions: Arc<Decisions>) -> Self {
        Self { decisions, ..self }
    }

    /// The same, looking pages up that were processed before.
    pub(crate) fn with_cache(self, cache: Cache) -> Self {
        Self { cache: Some(cache), ..self }
    }

    /// Runs all stages on a page: `article`, then `language`, then `dating`, `timexes` and
    /// `corrections`, then `messages` and `quotes`. An article that came with the page is kept as it is.
    ///
    /// A stage that panics fails on this page and no other.
    pub fn run(&self, mut record: Record) -> Result<Record, Failure> {
        stage(CLEAN, || self.clean(&mut record))?;
        stage("lang", || self.detect(&mut record))?;
        stage("dates", || {
            self.dater.check(&record).map_err(|error| error.to_string())?;
            self.date(&mut record);
            Ok(())
        })?;
        stage("messages", || {
            self.find_messages(&mut record);
            Ok(())
        })?;
        Ok(record)
    }

    /// Runs all stages on a page and makes it ready for the tables, as [`build`](crate::build) does; a page that a stage
    /// could not handle is a reject that says which and why.
    pub fn prepare(&self, source: &Source, page: Result<Record, Failure>) -> Prepared {
        let reject =
            |Failure { stage, reason }: Failure| Prepared::reject(Reject::new(source, stage, reason));
        let record = match page {
            Ok(record) => record,
            Err(failure) => return reject(failure),
        };
        if !record.errors.is_empty() {
            // It failed before it came here, and is told with that stage's reason.
            return Prepared::new(source.clone(), record);
        }
        // What reviewers decided is noted while a page is processed, so a page that they decided on is always processed.
        let cache = self.cache.as_ref().filter(|_| !self.decisions.concern(&record.page.id));
        let entry = cache.map(|cache| (cache, cache.key(&record)));
        if let Some(known) = entry.as_ref().and_then(|(cache, key)| cache.get(key, source)) {
            return known;
        }
        let prepared = self.run(record).and_then(|record| {
            stage(EXPORT, || {
                let keys = Carried::Keys(Keys::of(&record)).to_bytes();
                Ok(Prepared::new(source.clone(), record).with_keys(keys))
            })
        });
        let prepared = prepared.unwrap_or_else(reject);
        if let Some((cache, key)) = entry {
            cache.put(&key, &prepared);
        }
        prepared
    }

    /// Works a page again whose story says something of its day. Where that settles nothing, the page stays as it is.
    pub(crate) fn run_again(&self, record: &mut Record, report: &Report) -> Result<(), Failure> {
        // What a reviewer has decided of the day stands.
        if self.decisions.are_on_day(record) {
            return Ok(());
        }
        let dated = stage("dates", || Ok(self.dater.date_with(record, report)))?;
        if let Some(dated) = dated {
            put(record, dated);
            self.decisions.apply(record, None);
            // Their days hang on the page's.
            stage("messages", || {
                self.find_messages(record);
                Ok(())
            })?;
        }
        Ok(())
    }

    fn clean(&self, record: &mut Record) -> Result<(), String> {
        if record.article.is_none() {
            record.article = Some(self.cleaner.clean(&record.page).map_err(|error| match error {
                CleanError::TooLong { .. } => format!("{error}; raise it with `--max-page-bytes`"),
                error => error.to_string(),
            })?);
        }
        Ok(())
    }

    fn detect(&self, record: &mut Record) -> Result<(), String> {
        let known = record.page.language_tag().map_err(|error| error.to_string())?;
        if let Some(article) = &mut record.article {
            record.language = Some(self.detector.detect_article(article, known.as_ref()));
        }
        Ok(())
    }

    fn date(&self, record: &mut Record) {
        let own = self.decisions.are_on_day(record).then(|| self.dater.date(record).dating);
        let sure = own.as_ref().filter(|own| own.confidence >= OVERRULES).and_then(|own| own.day);
        let Reading { day, not } = self.decisions.reading(record, sure);
        let known = record.page.dct;
        record.page.dct = day.or(known);
        let dated = self.dater.date_unless(record, not);
        record.page.dct = known;
        put(record, dated);
        self.decisions.apply(record, sure);
        // A reviewer who comes back to it sees what was decided against, and can decide on that again.
        if let Some(dating) = record.dating.as_mut().filter(|dating| dating.decided == Some(Decided::Value)) {
            dating.runner_up = own.and_then(|own| own.day).filter(|own| Some(*own) != dating.day);
        }
    }

    fn find_messages(&self, record: &mut Record) {
        let found = self.finder.find(record);
        record.messages = Some(found.messages);
        record.quotes = Some(found.quotes);
    }
}

fn put(record: &mut Record, dated: DatedPage) {
    record.dating = Some(dated.dating);
    record.timexes = Some(dated.timexes);
    record.corrections = Some(dated.corrections);
}

/// Runs one stage; its panic is its failure.
pub(crate) fn stage<T>(name: &'static str, run: impl FnOnce() -> Result<T, String>) -> Result<T, Failure> {
    caught(run).and_then(|outcome| outcome).map_err(|reason| Failure { stage: name, reason })
}

#[cfg(test)]
mod tests {
    use super::*;
    use dateline_record::{Page, RawPage};

    #[test]
    fn a_stage_that_panics_fails_on_its_page_alone() {
        let failure = stage::<()>("clean", || panic!("{} is not a block", 7)).unwrap_err();
        assert_eq!(failure.stage, "clean");
        let place = failure.reason.find("pipeline.rs:").expect("the place is told");
        assert!(failure.reason[place..].contains(": 7 is not a block; this is a fault of dateline"));
        assert_eq!(stage("clean", || Ok(7)), Ok(7));
    }

    #[test]
    fn a_language_that_is_no_tag_fails_as_it_does_in_the_tool() {
        let page = Page {
            raw: Some(RawPage::Text("Hello.".to_owned())),
            lang: Some("English".to_owned()),
            ..Page::default()
        };
        let pipeline = Pipeline::new(&["en".to_owned()], None).unwrap();
        let failure = pipeline.run(Record { page, ..Record::default() }).unwrap_err();
        assert_eq!(failure.stage, "lang");
        assert!(
            failure.reason.starts_with("field `lang`: `English` is not a language tag"),
            "{}",
            failure.reason
        );
    }

    #[test]
    fn every_stage_adds_its_fields() {
        let pipeline = Pipeline::new(&["en".to_owned()], None).unwrap();
        let text =
            "Council votes on bridge\n\nThe city council voted on Tuesday, March 4, 2025, to build it.\n";
        let page = Page { raw: Some(RawPage::Text(text.to_owned())), ..Page::default() };
        let record = pipeline.run(Record { page, ..Record::default() }).unwrap();
        assert_eq!(record.language.and_then(|language| language.code).as_deref(), Some("en"));
        assert!(record.article.is_some_and(|article| article.text.contains("The city council")));
        assert!(record.dating.is_some() && record.corrections.is_some());
        assert!(record.messages.is_some() && record.quotes.is_some());
        let timexes = record.timexes.unwrap_or_default();
        assert!(timexes.iter().any(|timex| timex.value == "2025-03-04"), "{timexes:?}");
    }
}
