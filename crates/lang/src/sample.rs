//! The words of a text that are read for its language.

use crate::script::Group;

/// From this many letters on, more of them change no answer but cost time.
pub(crate) const ENOUGH: usize = 300;

/// Letters in each of the three windows of a long text.
const WINDOW: usize = 100;

/// Words from the middle of a text that has more than a window of letters: enough to tell most languages by.
pub(crate) fn glance(text: &str, group: Group, letters: usize) -> Option<String> {
    if letters < WINDOW * 5 / 4 {
        return None;
    }
    let mut glance = String::with_capacity(2 * WINDOW);
    let found = add_words(&mut glance, middle(text, letters), group, WINDOW);
    (found >= WINDOW).then_some(glance)
}

/// The words of `text` in one script, at most about [`ENOUGH`] letters of them, joined by spaces.
///
/// A long text is looked at in three places, a sixth, a half and five sixths in: its head and its
/// tail are where another language is quoted, credited or advertised in. Words in other scripts,
/// addresses and handles say nothing of the language around them.
pub(crate) fn sample(text: &str, group: Group, letters: usize) -> String {
    let mut sample = String::with_capacity(text.len().min(4 * ENOUGH));
    if letters <= ENOUGH {
        add_words(&mut sample, text, group, ENOUGH);
        return sample;
    }
    let cuts = [0, 1, 2, 3].map(|third| text.floor_char_boundary(text.len() * third / 3));
    let mut found = 0;
    for third in cuts.windows(2).filter_map(|cut| text.get(cut[0]..cut[1])) {
        found += add_words(&mut sample, middle(third, letters / 3), group, WINDOW);
    }
    if found < 2 * WINDOW {
        // They lie where the windows are not: together, among others in another script.
        sample.clear();
        add_words(&mut sample, text, group, ENOUGH);
    }
    sample
}

/// What follows the first space at half a window before the middle of a text, if its letters lie evenly.
fn middle(text: &str, letters: usize) -> &str {
    let window = text.len() * WINDOW / letters.max(1);
    let begin = text.floor_char_boundary((text.len() / 2).saturating_sub(window / 2));
    let rest = &text[begin..];
    rest.find(char::is_whitespace).map_or(rest, |space| &rest[space..])
}

/// Adds words until they have so many letters of the script; returns how many they have.
fn add_words(sample: &mut String, text: &str, group: Group, enough: usize) -> usize {
    let mut found = 0;
    for word in text.split_whitespace() {
        // What is not cut by spaces may be as long as the text.
        let cut = if word.len() > enough { word.char_indices().nth(enough) } else { None };
        let word = cut.map_or(word, |(end, _)| &word[..end]);
        let letters = word.chars().filter(|letter| Group::of(*letter) == Some(group)).count();
        if letters > 0 && !is_address(word) {
            sample.push_str(word);
            sample.push(' ');
            found += letters;
        }
        if found >= enough {
            break;
        }
    }
    found
}

fn is_address(word: &str) -> bool {
    let marked = word.bytes().any(|byte| matches!(byte, b':' | b'@'));
    (marked && (word.contains("://") || word.contains('@')))
        || word.starts_with("www.")
        || word.starts_with('#')
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

    #[test]
    fn a_glance_is_at_the_middle() {
        let text = format!("{} {} {}", "head ".repeat(100), "word ".repeat(30), "tail ".repeat(100));
        let found = glance(&text, Group::Latin, 920).unwrap();
        assert_eq!(found, "word ".repeat(25));
        assert_eq!(glance("word word word", Group::Latin, 12), None);
        // Its letters lie elsewhere.
        let text = format!("{}{}", "word ".repeat(100), "12345 ".repeat(500));
        assert_eq!(glance(&text, Group::Latin, 400), None);
    }

    #[test]
    fn letters_that_lie_together_are_found() {
        let text = format!("{} {} {}", "中文 ".repeat(900), "word ".repeat(80), "中文 ".repeat(300));
        let found = sample(&text, Group::Latin, 320);
        assert!(found.starts_with("word word") && found.len() >= 300, "{}", found.len());
        assert_eq!(sample(&"word".repeat(400), Group::Latin, 1600).len(), 303);
    }
}
