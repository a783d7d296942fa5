//! Who publishes the page, where only its text tells.

use crate::byline::strip_prefix_folded;
use crate::lexicon::Lexicon;

/// The publisher's name in a line of furniture: "Last news in Gull", "© 2024 Gull Media".
pub(crate) fn of_line(line: &str, lexicon: &Lexicon) -> Option<String> {
    after_phrase(line, lexicon).or_else(|| copyright(line, lexicon))
}

fn after_phrase(line: &str, lexicon: &Lexicon) -> Option<String> {
    lexicon.publisher_before.iter().find_map(|phrase| {
        let at = find_phrase(line, phrase)?;
        name(before_phrase(line[at..].trim(), lexicon))
    })
}

/// Just past the phrase, which starts the line or follows other words.
fn find_phrase(line: &str, phrase: &str) -> Option<usize> {
    let starts = std::iter::once(0).chain(line.match_indices(' ').map(|(at, _)| at + 1));
    for start in starts {
        if let Some(rest) = strip_prefix_folded(&line[start..], phrase) {
            return Some(line.len() - rest.len());
        }
    }
    None
}

fn copyright(line: &str, lexicon: &Lexicon) -> Option<String> {
    let at = ["©", "ⓒ", "(c) ", "(C) "].iter().find_map(|sign| Some(line.find(sign)? + sign.len()))?;
    let rest = line[at..]
        .trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, ' ' | '-' | '–' | ',' | '.' | ':'));
    let ends = |at: &usize| !(rest[*at..].starts_with('.') && after_initial(&rest[..*at]));
    let end =
        rest.match_indices(['.', '|', ',', '!', '·']).map(|(at, _)| at).find(ends).unwrap_or(rest.len());
    let rest = before_phrase(rest[..end].trim(), lexicon);
    let rest = rest.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, ' ' | '-' | '–'));
    name(rest)
}

/// "S. A." is no end of a sentence.
fn after_initial(text: &str) -> bool {
    text.rsplit([' ', '.']).next().is_some_and(|word| word.chars().count() == 1)
}

/// Cuts "All rights reserved" off.
fn before_phrase<'a>(text: &'a str, lexicon: &Lexicon) -> &'a str {
    let found = lexicon.publisher_after.iter().filter_map(|phrase| {
        text.char_indices().map(|(at, _)| at).find(|at| strip_prefix_folded(&text[*at..], phrase).is_some())
    });
    found.min().map_or(text, |at| text[..at].trim())
}

/// A name of one to six words that all but the small ones begin with a capital, to the end of the text.
fn name(text: &str) -> Option<String> {
    let text = text.trim().trim_end_matches(['.', '!', ':', ',']);
    let words: Vec<&str> = text.split_whitespace().collect();
    let capital =
        |word: &&str| word.chars().next().is_some_and(|c| !c.is_lowercase() && (c.is_alphanumeric()));
    let small = |word: &&str| word.chars().count() <= 3;
    let named = (1..=6).contains(&words.len())
        && words.first().is_some_and(capital)
        && words.iter().all(|word| capital(word) || small(word))
        && text.chars().count() <= 60
        && text.chars().any(char::is_alphabetic);
    named.then(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn publishers_in_lines_of_furniture() {
        let of = |line| of_line(line, Lexicon::builtin());
        assert_eq!(of("Last news in Gull").as_deref(), Some("Gull"));
        assert_eq!(
            of("Log in to your account to connect with the Tern Valley Daily").as_deref(),
            Some("Tern Valley Daily")
        );
        assert_eq!(of("© 2019-2024 Gull Media. All rights reserved").as_deref(), Some("Gull Media"));
        assert_eq!(of("Copyright © Tern Daily All rights reserved").as_deref(), Some("Tern Daily"));
        assert_eq!(of("(c) The Tern Record 2020. Cookies").as_deref(), Some("The Tern Record"));
        assert_eq!(of("© 2022 Gull S. A. All rights reserved").as_deref(), Some("Gull S. A"));
        assert_eq!(of("He left with the others in the end"), None);
    }
}
