//! The letters that each language is written with.
//!
//! lingua compares its candidates with each other; it cannot say that a text is in none of them.
//! The letters can: a text full of `ə` is not Turkish, whatever its nearest candidate, and one
//! with `ў` is not Russian.

use crate::script::Group;

/// The letters beside the plain ones of its script (a to z; none elsewhere) that a language is
/// written with, those of common loan words included, in lower case. Turkish has `ðýþ` for `ğış`:
/// so many old pages were stored that their readers take no notice.
const LETTERS: [(&str, &str); 22] = [
    ("en", "àâçéèêëîïñôöü"),
    ("es", "áàçéèíïñóòúü"),
    ("fr", "àâæçéèêëîïôœùûüÿ"),
    ("de", "äöüßé"),
    ("it", "àèéìíîòóùú"),
    ("pt", "áâãàçéêíóôõúü"),
    ("nl", "áèéêëíïóöúü"),
    ("pl", "ąćęłńóśźż"),
    ("tr", "âçğıîöşûüðýþ"),
    ("vi", "àáâãăđèéêìíĩòóôõơùúũưýạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ"),
    ("id", "é"),
    ("sv", "åäöàéü"),
    ("da", "åæøéä"),
    ("nb", "åæøéèêóòôä"),
    ("fi", "åäöšž"),
    ("cs", "áčďéěíňóřšťúůýž"),
    ("ro", "ăâîșțşţ"),
    ("ru", "абвгдеёжзийклмнопрстуфхцчшщъыьэюя"),
    ("uk", "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя"),
    ("bg", "абвгдежзийклмнопрстуфхцчшщъьюяѝ"),
    ("ar", "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىيٱپچڤگ"),
    ("fa", "ءآأؤئابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهیةكيىۀ"),
];

/// A shorter text may hold a foreign name and little else.
const ENOUGH: usize = 25;

/// Names and quotations are a few letters in a hundred; an alphabet that does not fit is more.
const FOREIGN_IN_A_HUNDRED: usize = 3;

/// Whether a text has too many letters that `code` is not written with to be in it.
pub(crate) fn is_foreign(text: &str, code: &str) -> bool {
    let Some((_, own)) = LETTERS.iter().find(|(known, _)| *known == code) else { return false };
    let (mut letters, mut foreign) = (0, 0);
    for word in text.split_whitespace() {
        letters += word.chars().filter(|letter| letter.is_alphabetic()).count();
        // A capital may begin a foreigner's name, which is spelled as at home: Łódź, Durán.
        let is_name = word.chars().find(|letter| letter.is_alphabetic()).is_some_and(char::is_uppercase);
        if !is_name {
            foreign += word.chars().filter(|letter| is_foreign_letter(*letter, own)).count();
        }
    }
    letters >= ENOUGH && foreign * 100 >= letters * FOREIGN_IN_A_HUNDRED
}

fn is_foreign_letter(letter: char, own: &str) -> bool {
    let is_own = |letter: char| letter.is_ascii() || own.contains(letter) || is_form_or_mark(letter);
    Group::of(letter).is_some()
        && !letter.to_lowercase().all(|letter| is_own(letter) || !letter.is_alphabetic())
}

/// Arabic letters as old systems store them, shaped by their place in the word, and vowel marks.
fn is_form_or_mark(letter: char) -> bool {
    matches!(letter, '\u{64B}'..='\u{65F}' | '\u{670}' | '\u{FB50}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_speak_against_a_language() {
        assert!(is_foreign("Azərbaycan paytaxtında keçirilən görüşdə təhlükəsizlik məsələsi", "tr"));
        assert!(!is_foreign("İstanbul'da yapılan görüşmede güvenlik konuşuldu", "tr"));
        assert!(is_foreign("Сёння ў Мінску адбылася сустрэча міністраў", "ru"));
        assert!(!is_foreign("Türk turistler yoðun ilgi gösteriyor bu yýl", "tr"));
        assert!(!is_foreign("لكن يمكن للعمارة أن تبني جسراً بين الأحياء", "ar"));
        assert!(!is_foreign("The band Motörhead played for a crowd in Łódź and left", "en"));
    }
}
