//! The headline.

mod key;
mod site;

pub(crate) use key::{key, key_chars};
pub(crate) use site::cuts;

use crate::draft::{Drafts, Hints, Shape};
use crate::features::Features;
use crate::flat::is_wide;
use crate::metadata::Metadata;
use crate::printed::is_date_line;
use dateline_record::FieldSource;
use key::key_hash;
use memchr::memchr;
use memchr::memmem::Finder;
use site::{daring_cuts, without_site};
use std::cell::LazyCell;
use std::sync::LazyLock;

/// How far into a flattened page a headline is looked for, in pieces.
const REACH: usize = 400;

/// A headline, and the site's name where it hung on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Title {
    /// The headline.
    pub(crate) text: String,
    /// The site's name, cut off the headline.
    pub(crate) site: Option<String>,
}

/// The headline of a flattened page, which most dumps print twice: as the first line, the page's
/// title, and again over the text.
pub(crate) fn of_flat(drafts: &Drafts, features: &[Features]) -> Option<Title> {
    let reach = drafts.list.len().min(REACH);
    let fits = |index: &usize| is_candidate(&features[*index], drafts.text(*index));
    let owner = owner_line(drafts);
    let is_owner = |index: &usize| owner.as_ref().is_some_and(|line| is_name_in(drafts.text(*index), line));
    let first = (0..reach).filter(fits).find(|index| !is_owner(index)).or_else(|| (0..reach).find(fits))?;
    let site = (0..first).rev().find(is_owner).map(|index| drafts.text(index).to_owned());
    let lines = LazyCell::new(|| Lines::of(drafts, reach));
    // The first line, or the first line without the site's name, is printed again.
    for index in 0..(first.max(1) + 1).min(reach) {
        let line = drafts.text(index);
        if let Some((rest, site)) = daring_cuts(line)
            .filter(|_| !is_breadcrumb(line))
            .filter(|(rest, _)| rest.chars().count() >= 8)
            .find(|(rest, _)| lines.find(rest).is_some_and(|at| at != index))
        {
            return Some(Title { text: again(drafts, &lines, rest), site: Some(site.to_owned()) });
        }
    }
    let is_lead = |index: &usize| features[*index].is_prose() && features[*index].mass > LONGEST_SENTENCE;
    // Behind the first paragraph a button is repeated, and over it a section: "Sport".
    let is_slight = |index: &usize| SLIGHT * features[*index].mass < features[first].mass;
    let above = (first..reach.min(first + 6)).take_while(|index| *index == first || !is_lead(index));
    let repeated = above.into_iter().find(|index| {
        features[*index].copies > 1
            && features[*index].first == *index
            && !is_lead(index)
            && !is_slight(index)
            && is_candidate(&features[*index], drafts.text(*index))
            && repeated_soon(features, *index)
    });
    let index = repeated.unwrap_or_else(|| first_of_several_words(drafts, features, first));
    let text = drafts.text(index);
    if repeated.is_none() && is_prose(text, index, features) {
        return None;
    }
    if repeated.is_some() {
        return Some(Title { text: text.to_owned(), site });
    }
    let cut = without_site(text);
    Some(Title { site: cut.site.or(site), text: cut.text })
}

/// A line that is repeated and has so much less to say than the first one is no headline.
const SLIGHT: f32 = 3.0;

/// Letters of the longest sentence that is a headline though it ends in a full stop.
const LONGEST_SENTENCE: f32 = 100.0;

/// No headline of several sentences is as long, in characters.
const LONGEST_OF_SENTENCES: usize = 120;

/// Whether a line that would be the headline is the text itself: it ends as a sentence does, and is
/// more than one sentence or all there is; or it is long and goes on behind a sentence's end.
fn is_prose(text: &str, index: usize, features: &[Features]) -> bool {
    let alone = features.iter().enumerate().all(|(other, features)| other == index || features.mass < 40.0);
    let sentences = text.matches(['.', '!', '?', '。']).count();
    let inside = text.split(". ").skip(1).any(|rest| rest.starts_with(char::is_uppercase))
        || text.matches('。').count() > 1;
    let ends = features[index].ends && (alone || inside && sentences > 1);
    ends || inside && text.chars().count() > LONGEST_OF_SENTENCES
}

/// The line that says whose rights are reserved.
fn owner_line(drafts: &Drafts) -> Option<String> {
    let lines = (0..drafts.list.len()).rev().take(60).map(|index| drafts.text(index));
    lines
        .into_iter()
        .find(|line| has_copyright_sign(line) || line.starts_with("(c) ") || line.starts_with("(C) "))
        .map(key)
}

/// Whether the sign for rights stands in a text.
pub(crate) fn has_copyright_sign(text: &str) -> bool {
    static SIGNS: LazyLock<[Finder<'static>; 2]> = LazyLock::new(|| ["©", "ⓒ"].map(Finder::new));
    !text.is_ascii() && SIGNS.iter().any(|sign| sign.find(text.as_bytes()).is_some())
}

/// Whether a line is a name of several letters that another, in its [key] form, holds.
fn is_name_in(text: &str, line: &str) -> bool {
    let name = key(text);
    name.chars().count() >= 4 && name.len() < line.len() && line.contains(&name)
}

/// The headline of an HTML page, and where it was found: the first-level heading, where it agrees with what the
/// page says of itself; else what it says of itself.
pub(crate) fn of_html(
    drafts: &Drafts,
    features: &[Features],
    metadata: &Metadata,
) -> Option<(Title, FieldSource)> {
    let page_title = metadata.page_title.as_deref();
    let site = page_title.and_then(|title| without_site(title).site);
    // A logo is often a heading of the first level; the headline is then one of the second.
    let names: Vec<String> =
        metadata.publisher().map(|(_, name)| name).into_iter().chain(site.as_deref()).map(key).collect();
    let owner = owner_line(drafts);
    let headings = |level| {
        let of_level = move |index: &usize| features[*index].shape == Shape::Heading(level);
        let is_name = |index: &usize| {
            let text = drafts.text(*index);
            names.contains(&key(text)) || owner.as_ref().is_some_and(|line| is_name_in(text, line))
        };
        let is_date = |index: &usize| is_date_line(drafts.text(*index), &features[*index]);
        (0..features.len()).filter(of_level).filter(move |index| !is_name(index) && !is_date(index))
    };
    let seen = |index: &usize| !features[*index].hints.any(Hints::HIDDEN);
    let shown = || headings(1).filter(seen).map(|index| drafts.text(index));
    let second =
        || headings(2).filter(seen).map(|index| drafts.text(index)).filter(|text| key(text).len() >= 12);
    let said: Vec<String> =
        metadata.headlines.iter().map(|(_, text)| text.as_str()).chain(page_title).map(key).collect();
    let agreed = shown().chain(second()).find(|text| {
        let key = key(text);
        key.len() >= 6
            && said.iter().any(|said| {
                said.starts_with(&key)
                    || said.ends_with(&key)
                    || key.starts_with(said.as_str()) && said.len() >= 12
            })
    });
    if let Some(text) = agreed {
        return Some((Title { text: text.to_owned(), site }, FieldSource::PageText));
    }
    if let Some((source, text)) = metadata.headlines.first() {
        return Some((Title { site, ..without_site(text) }, *source));
    }
    let printed = page_title.and_then(|title| printed_part(drafts, title));
    if let Some(title) = printed {
        return Some((title, FieldSource::TitleTag));
    }
    let only = shown().next().filter(|text| headings(1).count() == 1 && text.chars().count() >= 8);
    only.map(|text| (Title { text: text.to_owned(), site }, FieldSource::PageText))
        .or_else(|| page_title.map(|title| (without_site(title), FieldSource::TitleTag)))
}

/// The part of the page's title that is left when the page prints it, or what stands before or
/// after it, by itself: "Gull Online: Bridge closes".
fn printed_part(drafts: &Drafts, title: &str) -> Option<Title> {
    let keys: Vec<String> = (0..drafts.list.len().min(REACH)).map(|index| key(drafts.text(index))).collect();
    // Shorter parts may be the site's name.
    let long = |text: &str| {
        text.split_whitespace().count() >= 4 || text.chars().filter(|c| is_wide(*c)).count() >= 8
    };
    let owner = owner_line(drafts).unwrap_or_default();
    let is_site =
        |name: &String| keys.contains(name) || name.chars().count() >= 6 && owner.contains(name.as_str());
    let fits = |rest: &str, site: &str| long(rest) && rest.len() > site.len();
    daring_cuts(title)
        .find(|(rest, site)| fits(rest, site) && keys.contains(&key(rest)))
        .or_else(|| daring_cuts(title).find(|(rest, site)| fits(rest, site) && is_site(&key(site))))
        .map(|(rest, site)| Title { text: rest.to_owned(), site: Some(site.to_owned()) })
}

/// As the page prints it over the text, rather than in its title.
fn again(drafts: &Drafts, lines: &Lines<'_>, rest: &str) -> String {
    lines.find(rest).map_or(rest, |at| drafts.text(at)).to_owned()
}

/// The first lines of a page by what their [keys](key) hash to: most lines are compared with nothing, so that
/// their keys need not be written down.
struct Lines<'a> {
    drafts: &'a Drafts,
    /// One a line.
    hashes: Vec<u32>,
}

impl<'a> Lines<'a> {
    fn of(drafts: &'a Drafts, reach: usize) -> Self {
        Self { drafts, hashes: (0..reach).map(|index| key_hash(drafts.text(index))).collect() }
    }

    /// The first line with the same key.
    fn find(&self, text: &str) -> Option<usize> {
        let wanted = key_hash(text);
        let mut alike = (0..).zip(&self.hashes).filter(|(_, hash)| **hash == wanted);
        let found = alike.find(|(index, _)| key_chars(self.drafts.text(*index)).eq(key_chars(text)));
        found.map(|(index, _)| index)
    }
}

/// Above the headline may stand the agency's or the section's name.
fn first_of_several_words(drafts: &Drafts, features: &[Features], first: usize) -> usize {
    let has_words = |index: &usize| {
        let words = drafts.text(*index).split_whitespace().count();
        words >= 4 || features[*index].mass > 2.0 * 20.0
    };
    (first..features.len().min(first + 3))
        .take_while(|index| !features[*index].ends || *index == first)
        .filter(|index| is_candidate(&features[*index], drafts.text(*index)))
        .find(has_words)
        .unwrap_or(first)
}

/// A headline comes again after a breadcrumb and a few buttons; a menu entry in the footer.
fn repeated_soon(features: &[Features], index: usize) -> bool {
    features.iter().skip(index + 1).take(40).any(|later| later.first == index)
}

fn is_candidate(features: &Features, text: &str) -> bool {
    features.hits.furniture.is_none()
        && features.buttons.is_none()
        && features.mass >= 8.0
        && features.mass <= 300.0
        && (features.signs == 0 || !is_breadcrumb(text) && !is_menu(text))
        && !is_date_line(text, features)
}

/// `World | Culture | Letters`: three names or more, none longer than two words.
fn is_menu(text: &str) -> bool {
    let parts = || text.split(['|', '/', '•', '·']).map(str::trim);
    parts().count() >= 3 && parts().all(|part| part.split_whitespace().count() <= 2)
}

/// `Home > World > Asia`, `Home » A headline`.
pub(crate) fn is_breadcrumb(text: &str) -> bool {
    let has_step =
        memchr(b'>', text.as_bytes()).is_some() || !text.is_ascii() && text.contains(['»', '›', '→']);
    if !has_step {
        return false;
    }
    let mut parts = text.split(['>', '»', '›', '→']).map(str::trim).filter(|part| !part.is_empty());
    let steps = parts.clone().count();
    let first_is_short =
        parts.next().is_some_and(|part| part.chars().count() <= 24 && !part.contains(['.', ',']));
    let short = text.chars().count() <= 90 || text.contains(['»', '›']);
    steps >= 2 && first_is_short && short && text.chars().count() <= 250 && !text.ends_with('.')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn breadcrumbs_are_not_headlines() {
        assert!(is_breadcrumb("Home > World > World"));
        assert!(is_breadcrumb("Home » The mayor of Ostrava Bay vows to build a bridge"));
        assert!(!is_breadcrumb("The mayor said 5 > 4."));
        assert!(!is_breadcrumb("Mayor vows to build"));
    }
}
