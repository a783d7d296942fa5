//! The words of a text that are read for its language.

use crate::script::Group;

/// From this many letters on, more of them change no answer but cost time.
const ENOUGH: usize = 300;

/// Letters in each of the three windows of a long text.
const WINDOW: usize = 100;

/// The words of `text` in one script, at most about [`ENOUGH`] letters of them, joined by spaces.
///
/// A long text is looked at in three places, a sixth, a half and five sixths in: its head and its
/// tail are where another language is quoted, credited or advertised in. Words in other scripts,
/// addresses and handles say nothing of the language around them.
pub(crate) fn sample(text: &str, group: Group, letters: usize) -> String {
    let starts = [1, 3, 5].map(|sixth| (letters * sixth / 6).saturating_sub(WINDOW / 2));
    let wanted =
        |at: usize| letters <= ENOUGH || starts.iter().any(|start| (*start..start + WINDOW).contains(&at));
    let mut sample = String::with_capacity(text.len().min(4 * ENOUGH));
    let mut at = 0;
    for word in text.split_whitespace() {
        let count = word.chars().filter(|letter| Group::of(*letter) == Some(group)).count();
        if count > 0 && wanted(at) && !is_address(word) {
            sample.push_str(word);
            sample.push(' ');
        }
        at += count;
    }
    sample
}

fn is_address(word: &str) -> bool {
    word.contains("://") || word.contains('@') || word.starts_with("www.") || word.starts_with('#')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_text_is_kept_but_for_what_is_no_language() {
        let text = "Read мир more at https://example.org or mail me@example.org";
        assert_eq!(sample(text, Group::Latin, 44), "Read more at or mail ");
    }

    #[test]
    fn long_text_is_looked_at_in_three_places() {
        let text: String = (0..1000).map(|n| format!("w{}ord ", char::from(b'a' + (n / 40) as u8))).collect();
        let found = sample(&text, Group::Latin, 5000);
        let letters = found.chars().filter(|letter| letter.is_alphabetic()).count();
        assert!((300..330).contains(&letters), "{letters}");
        assert!(found.contains("weord") && found.contains("wmord") && found.contains("wuord"), "{found}");
        assert!(!found.contains("waord"));
    }
}
