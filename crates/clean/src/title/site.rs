//! The name of the site, which hangs on a headline behind a bar, or stands before one.

use super::Title;
use crate::flat::is_wide;
use memchr::memmem;

/// What stands between a headline and the site's name.
const SEPARATORS: [&str; 14] =
    [" | ", " - ", " – ", " — ", " :: ", " » ", " « ", " · ", " • ", " ‹ ", " // ", " / ", " > ", "_"];

/// What stands between them too, but also within headlines: only where the page prints the rest again.
const COLONS: [&str; 4] = [": ", " : ", "：", "｜"];

/// The signs of all these.
const BAR_SIGNS: [char; 15] = ['|', '-', '–', '—', ':', '»', '«', '·', '•', '‹', '/', '>', '_', '：', '｜'];

/// All ways to cut a site's name off the end or the start, the longest headline first.
pub(crate) fn cuts(title: &str) -> impl Iterator<Item = (&str, &str)> {
    cuts_at(title, &SEPARATORS)
}

/// The same at colons as well.
pub(super) fn daring_cuts(title: &str) -> impl Iterator<Item = (&str, &str)> {
    cuts(title).chain(cuts_at(title, &COLONS))
}

fn cuts_at<'a>(title: &'a str, bars: &'static [&'static str]) -> impl Iterator<Item = (&'a str, &'a str)> {
    // Most lines have none of these signs, and are not searched for each of them.
    let bars: &[&str] = if title.contains(BAR_SIGNS) { bars } else { &[] };
    let bars = bars.iter().filter(|bar| memmem::find(title.as_bytes(), bar.as_bytes()).is_some());
    let at_end = bars.clone().filter_map(|bar| title.rsplit_once(bar));
    let at_start = bars.filter_map(|bar| title.split_once(bar));
    let first = at_start.clone();
    // "Gull | World | Bridge closes" has two bars, and the headline stands last.
    let last = at_end.clone().filter(|(site, rest)| is_long(rest) && site.len() < 2 * rest.len());
    let mut all: Vec<(&str, &str)> = at_end
        .chain(first)
        .chain(at_start.chain(last).map(|(site, rest)| (rest, site)))
        .map(|(rest, site)| (rest.trim(), site.trim()))
        .filter(|(rest, site)| !rest.is_empty() && !site.is_empty())
        .collect();
    all.sort_by_key(|(rest, _)| std::cmp::Reverse(rest.len()));
    all.into_iter()
}

/// Whether it is more than the name of a site or a section.
fn is_long(text: &str) -> bool {
    text.split_whitespace().count() >= 3 || text.chars().filter(|c| is_wide(*c)).count() >= 8
}

/// Cuts the site's name off the end when what is cut looks like one: short, and much shorter
/// than what is left.
pub(crate) fn without_site(title: &str) -> Title {
    let cut = cuts(title).find(|(rest, site)| {
        title.starts_with(rest)
            && site.split_whitespace().count() <= 5
            && (rest.split_whitespace().count() >= 2 || rest.chars().filter(|c| is_wide(*c)).count() >= 8)
            && rest.len() >= site.len()
    });
    match cut {
        Some((rest, site)) => Title { text: rest.to_owned(), site: Some(site.to_owned()) },
        None => Title { text: title.to_owned(), site: None },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn site_names_are_cut_off() {
        let cut = |title| without_site(title).text;
        assert_eq!(
            cut("Mayor of Ostrava Bay steps down | The Daily Gull"),
            "Mayor of Ostrava Bay steps down"
        );
        assert_eq!(
            cut("Rain - and more rain - for the valley of Tern - Gull"),
            "Rain - and more rain - for the valley of Tern"
        );
        assert_eq!(cut("A well-known story"), "A well-known story");
    }

    #[test]
    fn every_bar_has_a_sign_that_is_looked_for_first() {
        assert!(SEPARATORS.iter().chain(&COLONS).all(|bar| bar.contains(BAR_SIGNS)));
    }
}
