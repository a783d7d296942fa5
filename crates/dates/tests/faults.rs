//! Pages made from the sentences of `faults/frames.toml`, each with one known fault or none: what is flagged, what is
//! repaired, and that nothing sound is touched.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on says where")]

use chrono::{Datelike, Days, NaiveDate};
use dateline_dates::{DatedPage, Dater};
use dateline_record::{CorrectionKind, Page, RawPage, Record};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// How many pages are made of each fault in each language.
const PAGES: u64 = 12;

static DATER: LazyLock<Dater> = LazyLock::new(Dater::builtin);
static FRAMES: LazyLock<BTreeMap<String, Frames>> =
    LazyLock::new(|| toml::from_str(include_str!("faults/frames.toml")).unwrap());

#[derive(Deserialize)]
struct Frames {
    title: String,
    months: Vec<String>,
    weekdays: Vec<String>,
    line: Vec<String>,
    day: Vec<String>,
    full: Vec<String>,
    wd_day: Vec<String>,
    wd_full: Vec<String>,
    past: Vec<String>,
    coming: Vec<String>,
    record: Vec<String>,
    filler: Vec<String>,
    anniversary: Vec<String>,
    holiday: Vec<String>,
    rules: (u32, u32),
}

/// Numbers that look random and are the same in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % end
    }

    fn one<'f>(&mut self, of: &'f [String]) -> &'f str {
        &of[usize::try_from(self.below(of.len() as u64)).unwrap()]
    }

    /// A day on which a page was published.
    fn day(&mut self) -> NaiveDate {
        NaiveDate::from_ymd_opt(2009, 1, 1).unwrap() + Days::new(self.below(16 * 365))
    }
}

impl Frames {
    /// A date in words. The weekday is that of another day where one is given.
    fn date(&self, pattern: &str, day: NaiveDate, weekday_of: NaiveDate) -> String {
        let weekday = weekday_of.weekday().num_days_from_monday() as usize;
        self.figures(pattern, (day.year(), day.month(), day.day())).replace("{wd}", &self.weekdays[weekday])
    }

    /// Year, month and day put into a pattern, whether there is such a day or not.
    fn figures(&self, pattern: &str, (year, month, day): (i32, u32, u32)) -> String {
        pattern
            .replace("{Y}", &year.to_string())
            .replace("{month}", &self.months[month as usize - 1])
            .replace("{mm}", &format!("{month:02}"))
            .replace("{dd}", &format!("{day:02}"))
            .replace("{m}", &month.to_string())
            .replace("{d}", &day.to_string())
    }
}

/// One language's pages.
struct Maker<'f> {
    language: &'f str,
    frames: &'f Frames,
    dice: Dice,
}

impl Maker<'_> {
    fn page(&mut self, dct: Option<NaiveDate>, sentences: &[String]) -> Record {
        let frames = self.frames;
        let line = dct.map(|day| frames.date(self.dice.one(&frames.line), day, day));
        let mut parts = vec![frames.title.clone()];
        parts.extend(line);
        parts.extend_from_slice(sentences);
        parts.push(self.dice.one(&frames.filler).to_owned());
        let page = Page {
            raw: Some(RawPage::Text(parts.join("\n\n"))),
            lang: Some(self.language.into()),
            dct,
            ..Page::default()
        };
        Record { page, ..Record::default() }
    }

    fn past(&mut self, date: &str) -> String {
        self.dice.one(&self.frames.past).replace("{date}", date)
    }

    fn record(&mut self, day: NaiveDate) -> String {
        let date = self.frames.date(self.dice.one(&self.frames.full), day, day);
        self.dice.one(&self.frames.record).replace("{date}", &date)
    }
}

/// Makes pages in every language, each given to `check` with its maker.
fn in_every_language(seed: u64, mut check: impl FnMut(&mut Maker<'_>)) {
    for (language, frames) in &*FRAMES {
        let mut maker = Maker { language, frames, dice: Dice(seed) };
        (0..PAGES).for_each(|_| check(&mut maker));
    }
}

fn text(page: &Record) -> String {
    match &page.page.raw {
        Some(RawPage::Text(text)) => text.to_string(),
        _ => String::new(),
    }
}

#[test]
fn sound_pages_are_left_alone() {
    in_every_language(1, |maker| {
        let own = maker.dice.day();
        let frames = maker.frames;
        let lag = maker.dice.below(8);
        let forms = [&frames.day, &frames.full, &frames.wd_day, &frames.wd_full];
        let form = forms[usize::try_from(maker.dice.below(4)).unwrap()];
        let pattern = maker.dice.one(form);
        let sentences = match maker.dice.below(4) {
            0 => {
                let day = own + Days::new(1 + lag * 6);
                let date = frames.date(pattern, day, day);
                vec![maker.dice.one(&frames.coming).replace("{date}", &date)]
            }
            1 => {
                let years = u32::try_from(own.year() - 1989).unwrap();
                let number = if maker.language == "en" { ordinal(years) } else { years.to_string() };
                vec![maker.dice.one(&frames.anniversary).replace("{n}", &number)]
            }
            _ => {
                let day = own - Days::new(lag);
                let date = frames.date(pattern, day, day);
                vec![maker.past(&date), maker.record(day)]
            }
        };
        let page = maker.page(Some(own), &sentences);
        assert_eq!(DATER.date(&page).corrections, [], "{}", text(&page));
    });
}

#[test]
fn weekdays_that_do_not_fit_are_settled_by_a_witness() {
    let (mut made, mut repaired) = (0, 0);
    in_every_language(2, |maker| {
        let own = maker.dice.day();
        let day = own - Days::new(3 + maker.dice.below(5));
        let other = day + Days::new(1 + maker.dice.below(3));
        // Either the weekday is wrong or the day.
        let (printed, weekday) = if maker.dice.below(2) == 0 { (day, other) } else { (other, day) };
        let date = maker.frames.date(maker.dice.one(&maker.frames.wd_day), printed, weekday);
        let sentences = [maker.past(&date), maker.record(day)];
        let page = maker.page(Some(own), &sentences);
        let dated = DATER.date(&page);
        assert_eq!(dated.corrections.len(), 1, "{}: {:?}", text(&page), dated.corrections);
        let correction = &dated.corrections[0];
        assert_eq!(correction.kind, CorrectionKind::WeekdayMismatch, "{}", text(&page));
        let now = correction.now.as_deref();
        assert!(!correction.applied || now == Some(&day.to_string()), "{}: {correction:?}", text(&page));
        made += 1;
        repaired += usize::from(correction.applied);
    });
    assert!(repaired * 100 >= made * 97, "{repaired} of {made}");
}

#[test]
fn weekdays_long_ago_are_flagged_and_left() {
    in_every_language(3, |maker| {
        let own = maker.dice.day();
        let day = own - Days::new(60 + maker.dice.below(200));
        let date = maker.frames.date(
            maker.dice.one(&maker.frames.wd_full),
            day,
            day + Days::new(1 + maker.dice.below(6)),
        );
        let sentences = [maker.past(&date)];
        let page = maker.page(Some(own), &sentences);
        let dated = DATER.date(&page);
        assert_eq!(dated.corrections.len(), 1, "{}", text(&page));
        assert!(!dated.corrections[0].applied, "{}: {:?}", text(&page), dated.corrections);
    });
}

#[test]
fn last_years_number_is_repaired_by_the_weekday() {
    let (mut made, mut repaired) = (0, 0);
    in_every_language(4, |maker| {
        let own = maker.dice.day();
        let day = own - Days::new(maker.dice.below(6));
        let Some(wrong) = day.with_year(day.year() - 1) else { return };
        let date = maker.frames.date(maker.dice.one(&maker.frames.wd_full), wrong, day);
        let sentences = [maker.past(&date)];
        let page = maker.page(Some(own), &sentences);
        let dated = DATER.date(&page);
        assert_eq!(dated.corrections.len(), 1, "{}", text(&page));
        let correction = &dated.corrections[0];
        let right = correction.now.as_deref() == Some(&day.to_string());
        assert!(!correction.applied || right, "{}: {correction:?}", text(&page));
        made += 1;
        repaired += usize::from(correction.applied);
    });
    assert!(repaired * 100 >= made * 97, "{repaired} of {made}");
}

#[test]
fn last_years_number_is_flagged_where_the_day_is_still_to_come() {
    in_every_language(8, |maker| {
        let own = maker.dice.day();
        let day = own + Days::new(3 + maker.dice.below(30));
        let Some(wrong) = day.with_year(day.year() - 1) else { return };
        let date = maker.frames.date(maker.dice.one(&maker.frames.full), wrong, wrong);
        let sentences = [maker.dice.one(&maker.frames.coming).replace("{date}", &date)];
        let page = maker.page(Some(own), &sentences);
        let dated = DATER.date(&page);
        assert!(has(&dated, CorrectionKind::WrongYear), "{}: {:?}", text(&page), dated.corrections);
    });
}

#[test]
fn the_number_of_an_anniversary_is_counted_in_every_language() {
    in_every_language(9, |maker| {
        let own = maker.dice.day();
        let off = [-2, -1, 1, 2][usize::try_from(maker.dice.below(4)).unwrap()];
        let years = own.year() - 1989 + off;
        let number =
            if maker.language == "en" { ordinal(u32::try_from(years).unwrap()) } else { years.to_string() };
        let sentences = [maker.dice.one(&maker.frames.anniversary).replace("{n}", &number)];
        let page = maker.page(Some(own), &sentences);
        let dated = DATER.date(&page);
        // Before the day of the year on which it happened, one year less has passed.
        let passed = off == -1 && own.ordinal() < 314;
        assert!(passed || has(&dated, CorrectionKind::AnniversaryMismatch), "{}", text(&page));
    });
}

#[test]
fn days_that_no_month_has_are_flagged() {
    in_every_language(5, |maker| {
        let own = maker.dice.day();
        let (month, day) = [(2, 30), (2, 31), (4, 31), (6, 31), (9, 31), (11, 31)]
            [usize::try_from(maker.dice.below(6)).unwrap()];
        let date = maker.frames.figures(maker.dice.one(&maker.frames.day), (own.year(), month, day));
        let sentences = [maker.past(&date)];
        let page = maker.page(Some(own), &sentences);
        let dated = DATER.date(&page);
        assert_eq!(dated.corrections.len(), 1, "{}", text(&page));
        let correction = &dated.corrections[0];
        assert_eq!((correction.kind, correction.applied), (CorrectionKind::ImpossibleDate, false));
    });
}

#[test]
fn holidays_on_another_day_are_flagged_and_those_on_their_own_are_not() {
    let (mut made, mut flagged) = (0, 0);
    in_every_language(6, |maker| {
        let (month, day) = maker.frames.rules;
        // Koningsdag is kept since 2014.
        let year = 2014 + i32::try_from(maker.dice.below(11)).unwrap();
        let day = NaiveDate::from_ymd_opt(year, month, day).unwrap();
        let off = [0, 4, 6, 8][usize::try_from(maker.dice.below(4)).unwrap()];
        let given = day + Days::new(off);
        let date = maker.frames.date(maker.dice.one(&maker.frames.day), given, given);
        let sentences = [maker.dice.one(&maker.frames.holiday).replace("{date}", &date)];
        let own = given + Days::new(maker.dice.below(4));
        let page = maker.page(Some(own), &sentences);
        let dated = DATER.date(&page);
        let told = has(&dated, CorrectionKind::HolidayMismatch);
        assert!(off != 0 || dated.corrections.is_empty(), "{}: {:?}", text(&page), dated.corrections);
        made += usize::from(off != 0);
        flagged += usize::from(off != 0 && told);
    });
    assert!(flagged * 100 >= made * 95, "{flagged} of {made}");
}

#[test]
fn a_claim_that_the_page_contradicts_is_flagged_and_a_true_one_never() {
    in_every_language(7, |maker| {
        let day = maker.dice.day();
        let fetched = day + Days::new(40 + maker.dice.below(900));
        let (claim, sound) = match maker.dice.below(4) {
            0 => (fetched.to_string(), false),
            1 => ("1970-01-01T00:00:00Z".to_owned(), false),
            2 => ((fetched + Days::new(30)).to_string(), false),
            _ => ((day + Days::new(maker.dice.below(5))).to_string(), true),
        };
        let date = maker.frames.date(maker.dice.one(&maker.frames.wd_day), day, day);
        let sentences = [maker.past(&date)];
        let mut page = maker.page(None, &sentences);
        page.page.published = Some(claim.clone());
        page.page.fetched = Some(format!("{fetched}T03:00:00Z"));
        let dated = DATER.date(&page);
        let told = has(&dated, CorrectionKind::ClaimedDate);
        assert_eq!(told, !sound, "{claim}, {fetched}, {}: {:?}", text(&page), dated.dating);
        let off = dated.dating.day.map(|found| (found - day).num_days());
        assert!(off.is_some_and(|off| (0..=7).contains(&off)), "{}: {:?}", text(&page), dated.dating);
    });
}

fn has(dated: &DatedPage, kind: CorrectionKind) -> bool {
    dated.corrections.iter().any(|correction| correction.kind == kind)
}

fn ordinal(number: u32) -> String {
    let ending = match (number % 10, number % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    format!("{number}{ending}")
}
