//! A whole page: its day, its expressions, its corrections.

use crate::dating::{self, Mentions, Passage, Report, Sources};
use crate::grammar::GrammarError;
use crate::languages::Languages;
use crate::repair::{self, Scene, Told, Words};
use crate::tagger::{Dct, Tagger, Telling, Timex};
use crate::text::Text;
use crate::value::Value;
use chrono::NaiveDate;
use dateline_record::{self as record, Correction, Dating, Method, Record, Status};
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// Reports of one event lie within a week.
const WEEK: i64 = 7;
/// So many pages outweigh what one page is guessed to be of.
const SEVERAL: usize = 3;

/// Dates pages and resolves every expression on them. Built once, shared by threads.
#[derive(Debug)]
pub struct Dater {
    files: Languages,
    /// Compiled when a page of the language first comes.
    languages: BTreeMap<String, OnceLock<Language>>,
    neutral: Tagger,
    as_of: Option<NaiveDate>,
    max_text_bytes: usize,
}

#[derive(Debug)]
struct Language {
    tagger: Tagger,
    mentions: Mentions,
    words: Words,
}

/// What `dateline-dates` adds to a record.
#[derive(Debug, Clone, PartialEq)]
pub struct DatedPage {
    /// The page's own day.
    pub dating: Dating,
    /// Every temporal expression in body and captions, in page order. Empty for a language without
    /// rules.
    pub timexes: Vec<record::Timex>,
    /// Every date that cannot be right.
    pub corrections: Vec<Correction>,
}

/// Why a page is not dated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
#[expect(missing_docs, reason = "each message names its fields")]
pub enum Undatable {
    /// It is given a day after the one that no page is later than: which of them is wrong nobody can tell.
    #[error("field `dct` is {dct}, but no page is later than {as_of} (`as_of`); one of them is wrong")]
    AfterAsOf { dct: NaiveDate, as_of: NaiveDate },
    /// A text of nothing but dates takes some fifty times its bytes.
    #[error("the text has {bytes} bytes, the limit is {limit}")]
    TooLong { bytes: usize, limit: usize },
}

impl Dater {
    /// The longest text that is dated unless told otherwise: 16 MiB, which no article comes near.
    pub const MAX_TEXT_BYTES: usize = 16 << 20;

    /// A dater for all languages that come with the crate.
    pub fn builtin() -> Self {
        Self::new(Languages::builtin())
            .unwrap_or_else(|error| panic!("the tests load every built-in language: {error}"))
    }

    /// A dater for language files of your own.
    ///
    /// # Errors
    ///
    /// Where a file cannot be compiled; the message names file and line.
    pub fn with_languages(files: Languages) -> Result<Self, GrammarError> {
        for code in files.codes() {
            files.tagger(code).transpose()?;
        }
        Self::new(files)
    }

    fn new(files: Languages) -> Result<Self, GrammarError> {
        Ok(Self {
            languages: files.codes().map(|code| (code.to_owned(), OnceLock::new())).collect(),
            neutral: files.neutral()?,
            files,
            as_of: None,
            max_text_bytes: Self::MAX_TEXT_BYTES,
        })
    }

    /// The same, knowing that no page is later than this day.
    pub fn with_as_of(self, day: NaiveDate) -> Self {
        Self { as_of: Some(day), ..self }
    }

    /// The same, refusing texts of more bytes than this ([`check`](Self::check)).
    pub fn with_max_text_bytes(self, max_text_bytes: usize) -> Self {
        Self { max_text_bytes, ..self }
    }

    /// Whether a page can be dated as its caller wants it: its text is not too long, and the day given for it not after
    /// the one that no page is later than.
    pub fn check(&self, page: &Record) -> Result<(), Undatable> {
        if let (Some(dct), Some(as_of)) = (page.page.dct, self.as_of)
            && dct > as_of
        {
            return Err(Undatable::AfterAsOf { dct, as_of });
        }
        let (bytes, limit) = (texts(page).map(|(_, text)| text.len()).sum(), self.max_text_bytes);
        if bytes > limit { Err(Undatable::TooLong { bytes, limit }) } else { Ok(()) }
    }

    /// Dates one page. The language is the caller's, else what `dateline-lang` found.
    pub fn date(&self, page: &Record) -> DatedPage {
        self.date_unless(page, None)
    }

    /// The same where a reviewer has refused a day: should the page be dated to it, its day is unknown, and what hangs
    /// on the day stays underspecified.
    pub fn date_unless(&self, page: &Record, refused: Option<NaiveDate>) -> DatedPage {
        self.date_by(page, None, refused)
    }

    /// Dates a page again, with what others say that report the same event. `None`: they settle nothing, and what the
    /// page is found to be of without them stands. A day given is never questioned, and a page that is sure of its own
    /// changes only where the others outweigh all that it says, which is a correction then.
    pub fn date_with(&self, page: &Record, report: &Report) -> Option<DatedPage> {
        let own = self.date(page).dating;
        let mut dated = self.date_by(page, Some(report), None);
        let changes = !own.is_sure() || own.day != dated.dating.day;
        if own.method == Method::Given || !dated.dating.is_sure() || !changes {
            return None;
        }
        // A page that has a guess of its own is hardly a report of another week, unless several say so.
        let guess = own.day.zip(dated.dating.day).filter(|_| !own.is_sure());
        if guess.is_some_and(|(own, day)| (own - day).num_days().abs() > WEEK) && report.pages < SEVERAL {
            return None;
        }
        if let Some(day) = own.day.filter(|_| own.is_sure()) {
            let claim = repair::check_claim(&dated.dating, day, "the page itself");
            let known = |claim: &Correction| dated.corrections.iter().any(|known| known.was == claim.was);
            let evidence = format!("The page itself says {day}, but {}.", report.says());
            let claim = claim.filter(|claim| !known(claim)).map(|claim| Correction { evidence, ..claim });
            dated.corrections.extend(claim);
        }
        Some(dated)
    }

    fn date_by(&self, page: &Record, report: Option<&Report>, refused: Option<NaiveDate>) -> DatedPage {
        let language = self.language(page);
        let mut passages = language.map_or_else(Vec::new, |language| passages(page, language));
        if let Some(language) = language {
            language.tagger.settle_figures(passages.iter_mut().map(|passage| &mut passage.found));
        }
        let dating::Dated { mut dating, printed, doubts } = dating::date(&Sources {
            page: &page.page,
            article: page.article.as_ref(),
            passages: &passages,
            tagger: language.map(|language| &language.tagger),
            words: language.map(|language| &language.words),
            neutral: &self.neutral,
            as_of: self.as_of,
            report,
        });
        if refused.is_some() && dating.day == refused {
            let (method, runner_up) = (Method::None, dating.day);
            dating = Dating {
                day: None,
                time: None,
                from: None,
                to: None,
                method,
                confidence: 0.0,
                runner_up,
                ..dating
            };
        }
        let sure = dating.sure_day();
        if let (Some(day), Some(language)) = (sure, language) {
            let told = passages.iter_mut().flat_map(|passage| {
                let Passage { text, found, .. } = passage;
                let figures = found.iter_mut().filter(|found| found.meaning.figures.is_some());
                figures.map(|found| (language.tagger.tense(text, found), found))
            });
            dating::settle_order(told, day);
            dating::settle_event_months(&mut passages, &language.mentions, day);
        }
        let mut dated = DatedPage { dating, timexes: Vec::new(), corrections: Vec::new() };
        if let Some(language) = language {
            let found = || passages.iter().flat_map(|passage| &passage.found);
            let reading = language.tagger.reading(found(), Dct::from(sure));
            dated.dating.reading = reading;
            let mut telling = Telling::new(Dct::from(sure), reading, found());
            let told = resolve(&language.tagger, &passages, &mut telling);
            language.settle(&passages, &told, sure, &printed, &mut dated);
        }
        dated.corrections.extend(repair::claims(page, &dated.dating, &doubts, self.as_of));
        dated
    }

    fn language(&self, page: &Record) -> Option<&Language> {
        // A tag that is none is the caller's to report; here it tells nothing.
        let told = page.page.language_tag().ok().flatten();
        let code = match &told {
            Some(tag) => tag.language(),
            None => page.language.as_ref()?.code.as_deref()?,
        };
        let compile = || Language {
            tagger: self.files.tagger(code).and_then(Result::ok).expect("the constructor has seen to it"),
            mentions: Mentions::new(code),
            words: Words::new(code),
        };
        Some(self.languages.get(code)?.get_or_init(compile))
    }
}

/// The texts in which expressions are looked for, each with its block: body and captions, or the bare text.
fn texts(page: &Record) -> impl Iterator<Item = (usize, &str)> {
    let blocks = page.article.iter().flat_map(|article| article.blocks.iter().enumerate());
    let read = blocks.filter(|(_, block)| block.kind.is_body() || block.kind == record::BlockKind::Caption);
    let bare = match (&page.article, &page.page.raw) {
        (None, Some(record::RawPage::Text(text))) => Some((0, text.as_str())),
        _ => None,
    };
    read.map(|(index, block)| (index, block.text.as_str())).chain(bare)
}

fn passages<'p>(page: &'p Record, language: &Language) -> Vec<Passage<'p>> {
    let passage = |(block, text)| {
        let text = Text::new(text);
        let found = language.tagger.find(&text);
        let mentioned = language.mentions.find(&text);
        Passage { block, text, found, mentioned }
    };
    texts(page).map(passage).collect()
}

/// Resolves every expression of a page, in page order.
fn resolve<'t>(tagger: &Tagger, passages: &[Passage<'t>], telling: &mut Telling) -> Vec<Told<'t>> {
    let mut told = Vec::new();
    for (index, passage) in passages.iter().enumerate() {
        let (mut bytes, mut points) = (0, 0);
        let mut found = passage.found.iter();
        for timex in tagger.resolve(&passage.text, &passage.found, telling) {
            let range = timex.range();
            points += passage.text.original[bytes..range.start].chars().count();
            bytes = range.start;
            let end = points + timex.text().chars().count();
            let tense = found
                .find(|found| found.start == range.start)
                .and_then(|found| tagger.tense(&passage.text, found));
            told.push(Told { passage: index, timex, start: points, end, tense });
        }
    }
    told
}

impl Language {
    /// Writes the expressions down, with what cannot be right of them and what repairs it.
    fn settle(
        &self,
        passages: &[Passage<'_>],
        told: &[Told<'_>],
        day: Option<NaiveDate>,
        printed: &[(NaiveDate, String)],
        dated: &mut DatedPage,
    ) {
        let scene = Scene::new(&self.mentions, &self.words, passages, told, day, printed);
        let fixes = repair::repair(&scene);
        let timex = |told: &Told<'_>| {
            let value = told.timex.value();
            to_record(&told.timex, value, passages[told.passage].block, (told.start, told.end))
        };
        dated.timexes = told.iter().map(timex).collect();
        for fix in &fixes {
            let Some(index) = fix.told else { continue };
            dated.timexes[index].status = Status::Conflict;
            if let Some(day) = fix.day {
                let value = repair::with_day(told[index].timex.value(), day);
                dated.timexes[index] = record::Timex {
                    value: value.to_string(),
                    first_day: Some(day),
                    last_day: Some(day),
                    status: Status::Repaired,
                    ..dated.timexes[index].clone()
                };
            }
        }
        dated.corrections = fixes.into_iter().map(|fix| fix.correction).collect();
    }
}

fn to_record(timex: &Timex<'_>, value: Value, block: usize, (start, end): (usize, usize)) -> record::Timex {
    let days = value.days();
    record::Timex {
        block,
        start,
        end,
        text: timex.text().to_owned(),
        timex_type: timex.timex_type(),
        value: value.to_string(),
        modifier: timex.modifier(),
        first_day: days.map(|(first, _)| first),
        last_day: days.map(|(_, last)| last),
        anchor: timex.anchor(),
        anchor_day: timex.anchor_day(),
        rule: timex.rule().to_owned(),
        status: Status::Ok,
    }
}
