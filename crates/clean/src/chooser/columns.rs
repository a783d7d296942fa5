//! The columns of the table: everything that may be asked of a piece.
//!
//! A name stands for its measure in the files of trees: change what is measured, and the trees have to
//! be grown anew.

use super::second::Second;
use super::view::{COMMENTS, DATES, RELATED, View, WALLS, flag, says, shape};
use crate::draft::Hints;
use crate::letter::is_letter_or_digit;
use dateline_record::FurnitureReason;

/// One column: its name in the files, and how it is measured of so many pieces, all there are.
type Column = (&'static str, fn(&View<'_>, usize, &mut Vec<f32>));

/// The same of the second pass.
type SecondColumn = (&'static str, fn(&Second<'_>, usize, &mut Vec<f32>));

/// Columns, each of which says what one piece measures: each becomes a loop of its own, in which nothing is called.
macro_rules! columns {
    ($page:ty: $(($name:literal, |$view:pat_param, $index:pat_param| $measure:expr),)*) => {
        &[$(($name, |$view: $page, pieces: usize, column: &mut Vec<f32>| {
            column.extend((0..pieces).map(|$index| $measure));
        }),)*]
    };
}

/// What any page has.
pub(super) const TEXT: &[Column] = columns![&View<'_>:
    // The piece by itself.
    ("mass", |v, i| v.features[i].mass),
    ("words", |v, i| f32::from(v.features[i].words)),
    ("stops", |v, i| f32::from(v.features[i].stops)),
    ("stop-share", |v, i| f32::from(v.features[i].stops) / v.features[i].mass.max(1.0)),
    ("digits", |v, i| v.features[i].digits),
    ("link", |v, i| v.features[i].link),
    ("ends", |v, i| flag(v.features[i].ends)),
    ("starts-low", |v, i| flag(v.features[i].starts_low)),
    ("capitals", |v, i| f32::from(v.features[i].capitals) / f32::from(v.features[i].words)),
    ("signs", |v, i| f32::from(v.features[i].signs)),
    ("quotes", |v, i| f32::from(v.features[i].quotes)),
    ("word-length", |v, i| v.features[i].mass / f32::from(v.features[i].words)),
    ("copies", |v, i| v.features[i].copies as f32),
    ("again", |v, i| flag(v.features[i].first < i)),
    ("score", |v, i| v.scores[i]),
    // Words of furniture: the higher the surer.
    ("says-comments", |v, i| says(&v.features[i], &[FurnitureReason::Comments])),
    ("says-related", |v, i| says(&v.features[i], &[FurnitureReason::Related])),
    ("says-login", |v, i| says(&v.features[i], &[FurnitureReason::Login, FurnitureReason::Cookies])),
    ("says-legal", |v, i| says(&v.features[i], &[FurnitureReason::Legal])),
    ("says-navigation", |v, i| says(&v.features[i], &[FurnitureReason::Navigation])),
    ("says-other", |v, i| says(&v.features[i], &[FurnitureReason::Promotion, FurnitureReason::Other])),
    ("buttons", |v, i| flag(v.features[i].buttons.is_some())),
    ("says-published", |v, i| flag(v.features[i].hits.published || v.features[i].hits.modified)),
    ("says-byline", |v, i| flag(v.features[i].hits.byline)),
    ("says-credit", |v, i| flag(v.features[i].hits.credit)),
    ("says-consent", |v, i| flag(v.features[i].hits.consent || v.features[i].hits.error)),
    ("shape", |v, i| shape(v.features[i].shape)),
    // The run the rules would take, and a stricter one.
    ("in-run", |v, i| flag(v.run.contains(&i))),
    ("after-run-start", |v, i| i as f32 - v.run.start as f32),
    ("before-run-end", |v, i| v.run.end as f32 - i as f32),
    ("in-strict", |v, i| flag(v.strict.contains(&i))),
    ("after-strict-start", |v, i| i as f32 - v.strict.start as f32),
    ("before-strict-end", |v, i| v.strict.end as f32 - i as f32),
    ("run-share", |v, _| v.run_share),
    // Its place, and the running text around it.
    ("from-top", |_, i| i as f32),
    ("from-end", |v, i| (v.features.len() - i) as f32),
    ("place", |v, i| i as f32 / v.features.len() as f32),
    ("prose-before", |v, i| v.prose[i] / v.prose_total()),
    ("mass-before", |v, i| v.prose[i]),
    ("mass-after", |v, i| v.prose_total() - v.prose[i + 1]),
    ("prose-near", |v, i| v.prose_within(i, 3)),
    ("prose-around", |v, i| v.prose_within(i, 10)),
    ("prose-next", |v, i| v.prose[(i + 6).min(v.features.len())] - v.prose[i + 1]),
    ("score-near", |v, i| v.scores_within(i, 2)),
    ("score-around", |v, i| v.scores_within(i, 6)),
    ("after-prose", |v, i| v.after_prose[i]),
    ("before-prose", |v, i| v.before_prose[i]),
    ("streak", |v, i| v.streak[i]),
    ("streak-mass", |v, i| v.streak_mass[i]),
    ("after-title", |v, i| i as f32 - v.title as f32),
    ("after-comments", |v, i| v.after[COMMENTS][i]),
    ("before-comments", |v, i| v.before_comments[i]),
    ("comments-before", |v, i| v.comments[i]),
    ("after-related", |v, i| v.after[RELATED][i]),
    ("after-walls", |v, i| v.after[WALLS][i]),
    ("after-date", |v, i| v.after[DATES][i]),
    ("furniture-near", |v, i| v.furniture_within(i, 4)),
    // The page.
    ("pieces", |v, _| v.features.len() as f32),
    ("prose", |v, _| v.prose_total()),
    ("longest", |v, _| v.longest),
    ("mean-prose", |v, _| v.mean_prose),
    // What it is by the rules, whatever stands around it.
    ("is-title", |v, i| v.own(i, &[FurnitureReason::Title])),
    ("is-byline", |v, i| v.own(i, &[FurnitureReason::Byline])),
    ("is-date", |v, i| v.own(i, &[FurnitureReason::Date])),
    ("is-navigation", |v, i| v.own(i, &[FurnitureReason::Navigation])),
    ("is-related", |v, i| v.own(i, &[FurnitureReason::Related])),
    ("is-comments", |v, i| v.own(i, &[FurnitureReason::Comments])),
    ("is-legal", |v, i| v.own(i, &[FurnitureReason::Legal])),
    ("is-wall", |v, i| v.own(i, &[FurnitureReason::Login, FurnitureReason::Cookies])),
    ("is-promotion", |v, i| v.own(i, &[FurnitureReason::Promotion, FurnitureReason::Other])),
    ("is-marked", |v, i| flag(v.reasons[i].marked.is_some())),
    ("is-caption", |v, i| flag(v.reasons[i].caption)),
    ("elsewhere", |v, i| v.features[i].elsewhere),
    ("like-title", |v, i| v.like_title[i]),
    ("like-run", |v, i| v.like_run[i]),
    ("trails-off", |v, i| flag(v.texts(i).ends_with("...") || v.texts(i).ends_with(['…', ']']))),
    ("leads-in", |v, i| flag(v.texts(i).ends_with([':', '：']))),
    ("opens-odd", |v, i| flag(v.texts(i).starts_with(|c: char| !is_letter_or_digit(c)))),
    ("starts-again", |v, i| v.starts_again[i]),
];

/// The markup, which flattened text has none of.
pub(super) const MARKUP: &[Column] = columns![&View<'_>:
    ("in-navigation", |v, i| v.hint(i, Hints::NAVIGATION)),
    ("in-aside", |v, i| v.hint(i, Hints::ASIDE)),
    ("in-header", |v, i| v.hint(i, Hints::HEADER)),
    ("in-footer", |v, i| v.hint(i, Hints::FOOTER)),
    ("in-comments", |v, i| v.hint(i, Hints::COMMENTS)),
    ("in-related", |v, i| v.hint(i, Hints::RELATED)),
    ("in-promotion", |v, i| v.hint(i, Hints::PROMOTION.with(Hints::COOKIES).with(Hints::LOGIN))),
    ("in-byline", |v, i| v.hint(i, Hints::BYLINE)),
    ("in-date", |v, i| v.hint(i, Hints::DATE)),
    ("in-title", |v, i| v.hint(i, Hints::TITLE)),
    ("in-content", |v, i| v.hint(i, Hints::CONTENT)),
    ("in-body", |v, i| v.hint(i, Hints::BODY)),
    ("in-hidden", |v, i| v.hint(i, Hints::HIDDEN)),
    ("in-caption", |v, i| v.hint(i, Hints::CAPTION)),
    ("in-form", |v, i| v.hint(i, Hints::FORM)),
    ("in-tags", |v, i| v.hint(i, Hints::TAGS)),
    ("bold", |v, i| v.share_of(i, v.drafts.list[i].bold)),
    ("italic", |v, i| v.share_of(i, v.drafts.list[i].italic)),
    ("links", |v, i| f32::from(v.drafts.list[i].links)),
    ("opens-linked", |v, i| flag(v.drafts.list[i].opens_linked)),
    // What the page's own description of itself says.
    ("in-json-ld", |v, i| v.told[i].in_body),
    ("json-ld-share", |v, _| v.body_share),
    ("in-description", |v, i| v.told[i].in_description),
    ("pictures", |v, i| f32::from(v.drafts.list[i].pictures)),
    // The element it stands in, and those around: their share of the page's running text.
    ("holder", |v, i| v.place(i).shares[0]),
    ("holder-1", |v, i| v.place(i).shares[1]),
    ("holder-2", |v, i| v.place(i).shares[2]),
    ("holder-3", |v, i| v.place(i).shares[3]),
    ("depth", |v, i| v.place(i).depth),
    ("level", |v, i| v.place(i).level),
    ("since-start", |v, i| v.place(i).since_start),
    ("until-end", |v, i| v.place(i).until_end),
    ("to-title", |v, i| v.place(i).to_title),
    ("from-title", |v, i| v.place(i).from_title),
    ("articles", |v, i| v.place(i).articles),
    ("article", |v, i| v.place(i).article),
    ("in-main", |v, i| flag(v.place(i).in_main)),
    ("siblings", |v, i| v.place(i).siblings.pieces()),
    ("siblings-link", |v, i| v.place(i).siblings.link()),
    ("siblings-mass", |v, i| v.place(i).siblings.mean_mass()),
    ("siblings-prose", |v, i| v.place(i).siblings.prose() / v.prose_total()),
    ("siblings-paragraphs", |v, i| v.place(i).siblings.paragraphs()),
    ("among-siblings", |v, i| v.place(i).among_siblings),
    // The list of elements alike it stands in, and the pieces that are marked up like it.
    ("repeated", |v, i| v.place(i).repeated.items()),
    ("repeated-up", |v, i| v.place(i).repeated_up),
    ("repeated-pieces", |v, i| v.place(i).repeated.per_item()),
    ("repeated-pointers", |v, i| v.place(i).repeated.pointers()),
    ("repeated-mass", |v, i| v.place(i).repeated.mean_mass()),
    ("repeated-link", |v, i| v.place(i).repeated.link()),
    ("repeated-prose", |v, i| v.place(i).repeated.prose() / v.prose_total()),
    ("alike", |v, i| v.place(i).alike.pieces()),
    ("alike-mass", |v, i| v.place(i).alike.mean_mass()),
    ("alike-link", |v, i| v.place(i).alike.link()),
    ("alike-prose", |v, i| v.place(i).alike.prose() / v.prose_total()),
];

/// What the first pass made of the piece and of those around it.
pub(super) const SECOND: &[SecondColumn] = columns![&Second<'_>:
    ("sure", |s, i| s.margins[i]),
    ("sure-near", |s, i| s.mean(i, 2, 2)),
    ("sure-around", |s, i| s.mean(i, 6, 6)),
    ("sure-wide", |s, i| s.mean(i, 16, 16)),
    ("sure-before", |s, i| s.mean(i, 5, 0)),
    ("sure-next", |s, i| s.mean(i, 0, 5)),
    ("after-sure", |s, i| s.after[i]),
    ("before-sure", |s, i| s.before[i]),
    ("taken-before", |s, i| s.taken[i] / s.taken_total()),
    ("taken", |s, _| s.taken_total()),
    ("taken-after", |s, i| s.taken_total() - s.taken[i]),
    ("sure-element", |s, i| s.element(i, 0)),
    ("sure-element-1", |s, i| s.element(i, 1)),
    ("sure-element-2", |s, i| s.element(i, 2)),
    ("sure-alike", |s, i| s.alike(i)),
    ("sure-twin", |s, i| s.twin(i)),
    ("like-taken", |s, i| s.like_taken[i]),
];

/// The columns that say something of a neighbour that the piece's own do not.
#[cfg(any(test, feature = "train"))]
pub(super) const NEIGHBOURLY: [&str; 17] = [
    "mass",
    "stops",
    "ends",
    "link",
    "digits",
    "score",
    "shape",
    "copies",
    "says-comments",
    "says-related",
    "signs",
    "capitals",
    "siblings-mass",
    "starts-low",
    "pictures",
    "sure",
    "like-taken",
];

/// Where the columns of the second pass begin, and where those of the markup: all pages have the former.
pub(super) const SECOND_START: usize = TEXT.len();
pub(super) const MARKUP_START: usize = TEXT.len() + SECOND.len();

/// How many columns a page has, by whether it has markup.
pub(super) const WIDTH: [usize; 2] = [MARKUP_START, MARKUP_START + MARKUP.len()];

/// The names of all columns, in their order.
pub(super) fn names() -> impl Iterator<Item = &'static str> {
    let second = SECOND.iter().map(|(name, _)| *name);
    let text = TEXT.iter().map(|(name, _)| *name);
    text.chain(second).chain(MARKUP.iter().map(|(name, _)| *name))
}
