//! Other articles on an article's page: the next one, which sites put under it for those who scroll on, and headlines
//! with a day between its paragraphs.

use crate::date_shape;
use crate::draft::{Drafts, Shape};
use crate::features::Features;
use crate::places::{Place, Places};
use crate::reasons::Reasons;
use dateline_record::FurnitureReason;

/// An article that is followed by another has so many letters at least.
const LEAST_TEXT: f32 = 250.0;

/// The letters of a headline between paragraphs.
const HEADLINE: std::ops::Range<f32> = 12.0..150.0;

/// The name of a section over such a headline has fewer letters.
const SECTION: f32 = 25.0;

/// The letters of a day, with its month and a word such as "Published".
const DAY: f32 = 25.0;

/// The page's own day stands in so many lines above its text.
const HEAD: usize = 4;

/// So far behind the day under a headline the text goes on.
const NEAR: usize = 3;

/// Marks the pieces of the articles that stand, each in an element of its own and under a headline like that of the page's
/// article, below it. `title` is the piece that prints the page's own headline.
pub(crate) fn mark_next(
    reasons: &mut [Reasons],
    features: &[Features],
    places: &Places,
    chosen: &[bool],
    title: usize,
) {
    let Some(own) = places.of(title).filter(|place| place.article >= 0.0) else { return };
    let Shape::Heading(_) = features[title].shape else { return };
    let place = |index: usize| places.of(index);
    let is_own = |index: usize| place(index).is_some_and(|place| place.article == own.article);
    let is_headline = |index: &usize| {
        features[*index].shape == features[title].shape
            && features[*index].first != features[title].first
            && place(*index)
                .is_some_and(|place| place.articles == own.articles && place.article != own.article)
    };
    let Some(headline) = (title + 1..features.len()).find(is_headline) else { return };
    let text: f32 = (title..headline)
        .filter(|index| chosen[*index] && is_own(*index))
        .map(|index| features[index].mass)
        .sum();
    if text < LEAST_TEXT {
        return;
    }
    let next = place(headline).map(|place| place.article);
    let begins =
        (title..headline).rev().take_while(|index| place(*index).map(|place| place.article) == next).last();
    let is_other = |place: &Place| {
        place.article >= 0.0 && place.article != own.article && place.articles >= own.articles
    };
    let below = reasons.iter_mut().enumerate().skip(begins.unwrap_or(headline));
    for (_, reasons) in below.filter(|(index, _)| place(*index).is_some_and(is_other)) {
        reasons.own = Some(FurnitureReason::Related);
    }
}

/// Marks headlines between the paragraphs of a flattened page that have a day right under them: whoever flattened it
/// took out what set them apart.
pub(crate) fn mark_teasers(reasons: &mut [Reasons], drafts: &Drafts, features: &[Features], chosen: &[bool]) {
    let days = days_in_text(reasons, drafts, features, chosen);
    let is_line = |index: usize| {
        let own = reasons[index].own;
        !features[index].ends && own.is_none_or(|own| own == FurnitureReason::Related)
    };
    let is_teaser = |day: &usize| is_line(*day - 1) && HEADLINE.contains(&features[*day - 1].mass);
    let teasers: Vec<usize> = days.iter().copied().filter(is_teaser).collect();
    // Where most days have no headline above them, they are over what they are the days of: a diary, a page of posts.
    if teasers.len() * 2 <= days.len() {
        return;
    }
    let is_section = |index: usize| is_line(index) && features[index].mass < SECTION;
    let lines = teasers.iter().map(|day| if is_section(*day - 2) { day - 2..=*day } else { day - 1..=*day });
    for line in lines.flatten().collect::<Vec<usize>>() {
        reasons[line].own = Some(FurnitureReason::Related);
    }
}

/// The lines between the paragraphs of a page that tell a day, each another, where the page's own day stands above its text:
/// under a page's first words may stand its own.
fn days_in_text(reasons: &[Reasons], drafts: &Drafts, features: &[Features], chosen: &[bool]) -> Vec<usize> {
    let is_text = |index: usize| chosen[index] && features[index].is_prose();
    let is_day = |index: usize| {
        reasons[index].own == Some(FurnitureReason::Date)
            && features[index].mass < DAY
            && date_shape::is_whole(drafts.text(index))
    };
    let is_title = |index: &usize| reasons[*index].own == Some(FurnitureReason::Title);
    let Some(first) = (0..features.len()).find(|index| is_text(*index)) else { return Vec::new() };
    let Some(title) = (0..first).rfind(is_title) else { return Vec::new() };
    if !(title.max(first.saturating_sub(HEAD))..first).any(is_day) {
        return Vec::new();
    }
    // The same day over and over is that of the parts of a report.
    let fits = |day: usize| is_day(day) && features[day].copies == 1;
    let goes_on = |day: usize| (day + 1..features.len()).take(NEAR).any(is_text);
    (first + 2..features.len()).filter(|day| fits(*day) && goes_on(*day)).collect()
}
