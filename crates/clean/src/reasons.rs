//! What speaks for a piece being furniture, or a caption, whatever stands around it.

use crate::byline;
use crate::caption::is_caption;
use crate::draft::{Drafts, Hints, Shape};
use crate::features::Features;
use crate::letter::is_longer;
use crate::lexicon::{Anchor, Lexicon};
use crate::printed;
use crate::score::FURNITURE;
use crate::title::{self, key};
use dateline_record::FurnitureReason;

/// Characters before the sign for rights in a line about them: "All texts and pictures on these pages are …".
const LONGEST_BEFORE_RIGHTS: usize = 90;

/// What one piece says of itself.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Reasons {
    /// Why it is furniture wherever it stands.
    pub(crate) own: Option<FurnitureReason>,
    /// Why the markup makes it furniture, though running text stands around it.
    pub(crate) marked: Option<FurnitureReason>,
    /// Whether it looks like words under a picture.
    pub(crate) caption: bool,
}

impl Reasons {
    /// Why a piece is furniture though trees would take it: what it says in words goes before all, and
    /// markup is believed of walls and of lines that are mostly a link.
    pub(crate) fn against(&self, piece: &Features) -> Option<FurnitureReason> {
        use FurnitureReason::{Cookies, Login};
        let is_line = piece.link > 0.5 && !piece.ends;
        self.own.or(self.marked.filter(|why| is_line || matches!(why, Login | Cookies)))
    }
}

/// The reasons of all pieces of a page whose headline is `title`.
pub(crate) fn of_page(
    drafts: &Drafts,
    features: &[Features],
    title: Option<&str>,
    lexicon: &Lexicon,
) -> Vec<Reasons> {
    let title_key = title.map(key).unwrap_or_default();
    let mut list: Vec<Reasons> = Vec::with_capacity(features.len());
    for (index, piece) in features.iter().enumerate() {
        let text = drafts.text(index);
        let announced = list.last().is_some_and(|before| before.own == Some(FurnitureReason::Related));
        let own = if piece.mass < 400.0 && repeats_title(text, &title_key) {
            Some(FurnitureReason::Title)
        } else {
            own_reason(text, piece, lexicon).or_else(|| {
                (announced && follows_related(&features[index - 1], piece))
                    .then_some(FurnitureReason::Related)
            })
        };
        let twice = |other: usize| features.get(other).is_some_and(|other| other.first == piece.first);
        // A text said twice in a row is a picture's alternative text and its caption; a sentence may be the article's first,
        // which stands over it as well.
        let doubled = (25.0..=400.0).contains(&piece.mass)
            && !piece.is_prose()
            && (twice(index + 1) || index > 0 && twice(index - 1));
        let caption = is_caption(text, piece, lexicon) || doubled;
        // Who owns the rights is said under a picture or under the page.
        let owned = piece.mass >= 60.0 && !caption && !text.is_ascii() && begins_with_rights(text);
        let own = own.or(owned.then_some(FurnitureReason::Legal));
        list.push(Reasons { own, marked: markup_reason(piece), caption });
    }
    mark_signatures(&mut list, drafts, features, lexicon);
    list
}

/// How many pieces below the headline an author's bare name may stand.
const UNDER_TITLE: usize = 6;

/// Marks names that nothing introduces beside the date under the headline.
fn mark_signatures(list: &mut [Reasons], drafts: &Drafts, features: &[Features], lexicon: &Lexicon) {
    use FurnitureReason::{Byline, Date, Title};
    let mut under_title = 0;
    for index in 0..list.len() {
        let own = |at: usize| list.get(at).and_then(|reasons| reasons.own);
        match own(index) {
            Some(Title) => under_title = index + UNDER_TITLE,
            None if index <= under_title && index > 0 => {
                let beside_date = own(index - 1) == Some(Date) || own(index + 1) == Some(Date);
                if beside_date && features[index].first == index && byline::signs(drafts.text(index), lexicon)
                {
                    list[index].own = Some(Byline);
                }
            }
            _ => {}
        }
    }
}

/// Whether the sign for rights stands near the beginning: behind a paragraph it says who took the picture or wrote the
/// text, and the paragraph is no less the article's.
fn begins_with_rights(text: &str) -> bool {
    text.split_once('©').is_some_and(|(before, _)| !is_longer(before, LONGEST_BEFORE_RIGHTS))
}

/// The headline that "Related article" announces.
fn follows_related(before: &Features, piece: &Features) -> bool {
    matches!(before.hits.furniture, Some((FurnitureReason::Related, Anchor::Line)))
        && !piece.ends
        && piece.mass < 200.0
}

fn own_reason(text: &str, features: &Features, lexicon: &Lexicon) -> Option<FurnitureReason> {
    if let Some(why) = features.buttons {
        return Some(why);
    }
    if features.shape == Shape::Control {
        return Some(FurnitureReason::Navigation);
    }
    if features.mass < 250.0 && features.signs > 0 && title::is_breadcrumb(text) {
        return Some(FurnitureReason::Navigation);
    }
    let named = features.hints.any(Hints::BYLINE) && features.mass < 60.0;
    if named
        || (features.hits.byline || !text.is_ascii() && text.contains('＝'))
            && byline::of_line(text, lexicon).is_some()
    {
        return Some(FurnitureReason::Byline);
    }
    if features.shape != Shape::Caption
        && !features.hints.any(Hints::CAPTION)
        && printed::is_date_line(text, features)
    {
        return Some(FurnitureReason::Date);
    }
    let (why, anchor) = features.hits.furniture?;
    let sure = match anchor {
        Anchor::Line => true,
        Anchor::Start => features.mass < 250.0,
        Anchor::Any => features.mass < 200.0,
    };
    sure.then_some(why)
}

fn markup_reason(features: &Features) -> Option<FurnitureReason> {
    if features.hints.any(FURNITURE) {
        return named_reason(features.hints).or(Some(FurnitureReason::Other));
    }
    if features.hints.any(Hints::HIDDEN) {
        return Some(FurnitureReason::Other);
    }
    // Nothing but a link, and no sentence: a pointer elsewhere.
    (features.link > 0.85 && !features.ends && features.mass < 150.0).then_some(FurnitureReason::Related)
}

/// The reason an element's name gives.
pub(crate) fn named_reason(hints: Hints) -> Option<FurnitureReason> {
    [
        (Hints::COMMENTS, FurnitureReason::Comments),
        (Hints::COOKIES, FurnitureReason::Cookies),
        (Hints::LOGIN, FurnitureReason::Login),
        (Hints::RELATED, FurnitureReason::Related),
        (Hints::PROMOTION, FurnitureReason::Promotion),
        (Hints::LEGAL, FurnitureReason::Legal),
        (Hints::BYLINE, FurnitureReason::Byline),
        (Hints::DATE, FurnitureReason::Date),
        (Hints::NAVIGATION, FurnitureReason::Navigation),
        (Hints::FOOTER, FurnitureReason::Navigation),
    ]
    .into_iter()
    .find(|(hint, _)| hints.any(*hint))
    .map(|(_, reason)| reason)
}

/// The title again, or the title and a few more signs: "… - 1", "… | Gull".
fn repeats_title(text: &str, title_key: &str) -> bool {
    if title_key.is_empty() || text.len() < title_key.len() {
        return false;
    }
    let starts_so = title::key_chars(text).take(title_key.chars().count()).eq(title_key.chars());
    let rest = || key(text).len().saturating_sub(title_key.len());
    if starts_so && (rest() <= 3 || rest() * 5 <= title_key.len()) {
        return true;
    }
    let ends_so = || title::key_chars(text).rev().take(title_key.chars().count()).eq(title_key.chars().rev());
    // What is left where the site's name is cut off stands at the start or at the end.
    title_key.len() >= 20
        && (starts_so || ends_so())
        && title::cuts(text).any(|(rest, _)| key(rest) == title_key)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_is_known_again() {
        let title = key("Bridge of Tern closes");
        assert!(repeats_title("Bridge of Tern closes  - 1", &title));
        assert!(!repeats_title("Bridge of Tern closes for the winter months", &title));
    }
}
