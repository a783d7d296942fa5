//! What remains of a name in any script: the classes of its consonants.

use foldhash::fast::FixedState;
use std::collections::HashMap;
use std::sync::OnceLock;
use unicode_normalization::UnicodeNormalization;

/// Names with fewer consonants are too many to tell apart.
const SHORTEST: usize = 3;
/// Endings of cases lie behind them.
const LONGEST: usize = 5;

/// The letters that have a sound, from `data/sounds.tsv`: runs of up to [`RUN`], [packed], and the classes they sound like.
fn sounds() -> &'static HashMap<u128, &'static str, FixedState> {
    static SOUNDS: OnceLock<HashMap<u128, &'static str, FixedState>> = OnceLock::new();
    SOUNDS.get_or_init(|| {
        let lines = include_str!("../data/sounds.tsv").lines().filter(|line| !line.starts_with('#'));
        let rows = lines.filter_map(|line| line.split_once('\t'));
        let letters = |(runs, class): (&'static str, &'static str)| {
            runs.split(' ').map(move |run| (packed(run.nfkd()), class))
        };
        rows.flat_map(letters).collect()
    })
}

/// The longest run of letters in the table.
const RUN: usize = 5;

/// At most [`RUN`] letters as one number: each has 21 bits, and none is zero.
fn packed(run: impl Iterator<Item = char>) -> u128 {
    run.fold(0, |packed, letter| packed << 21 | u128::from(u32::from(letter)))
}

/// The first consonants of a name as classes of sounds: `Путин`, `Putin` and `プーチン` all sound alike, but for what
/// their scripts cannot write. `None` for names too short to tell.
pub(crate) fn skeleton(name: &str) -> Option<String> {
    let sounds = sounds();
    let letters: Vec<char> =
        name.nfkd().flat_map(char::to_lowercase).filter(|letter| letter.is_alphabetic()).collect();
    let mut skeleton = String::new();
    let mut at = 0;
    while at < letters.len() && skeleton.len() < LONGEST {
        let run = |length: usize| packed(letters[at..at + length].iter().copied());
        let longest = (1..=RUN.min(letters.len() - at)).rev();
        let known = longest.filter_map(|length| Some((length, *sounds.get(&run(length))?))).next();
        let (length, classes) = known.unwrap_or((1, ""));
        skeleton.push_str(classes);
        at += length;
    }
    skeleton.truncate(LONGEST);
    (skeleton.len() >= SHORTEST).then_some(skeleton)
}

#[cfg(test)]
mod tests {
    use super::skeleton;

    #[test]
    fn names_sound_alike_in_other_scripts() {
        let rows: [&[&str]; 4] = [
            &["Kolvanov", "Колванов", "Колванову", "Kolwanow", "Kołwanow"],
            &["Lukashenko", "Лукашенко"],
            &["Erdogan", "Erdoğan", "Эрдоган"],
            &["Zelenski", "Зеленский", "Zelensky"],
        ];
        for names in rows {
            let skeletons: Vec<_> = names.iter().map(|name| skeleton(name)).collect();
            assert!(skeletons.iter().all(|other| *other == skeletons[0]), "{names:?} {skeletons:?}");
        }
        assert_eq!(skeleton("Kolvanov"), skeleton("Колвановым"));
        assert_eq!(skeleton("Han Do-yul"), skeleton("ハン・ドユル"));
        assert_eq!(skeleton("Han Do-yul"), skeleton("한도율"));
        assert_ne!(skeleton("Tarrow"), skeleton("Tveld"));
    }

    #[test]
    fn short_names_have_none() {
        assert_eq!(skeleton("Li"), None);
        assert_eq!(skeleton("沈毓澜"), None);
        assert_eq!(skeleton(""), None);
    }
}
