//! Lines that count back from the time at which a page is looked at: "2 hours ago", "Yesterday 18:40".

use crate::date_shape::{Shape, shape};
use crate::date_span::{Names, Role, tokens};
use crate::letter::is_longer;
use serde::Deserialize;
use std::sync::LazyLock;

/// Such a line says little more.
const LONGEST: usize = 40;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    relative: Vec<String>,
    relative_signs: String,
    counted: Vec<String>,
    counted_signs: String,
}

/// What `data/relative_words.toml` lists.
struct Words {
    relative: Names,
    relative_signs: String,
    counted: Names,
    counted_signs: String,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let File { relative, relative_signs, counted, counted_signs } =
        match toml::from_str(include_str!("../data/relative_words.toml")) {
            Ok(file) => file,
            Err(error) => panic!("data/relative_words.toml: {error}"),
        };
    let [relative, counted] = [relative, counted].map(|words| Names::of(words.into_iter()));
    Words { relative, relative_signs, counted, counted_signs }
});

/// Whether a line with figures is made of nothing but such words and clock times.
pub(crate) fn is_relative(line: &str) -> bool {
    !is_longer(line, LONGEST) && shape(line) != Shape::Whole && counts_back(line)
}

/// The same of a line that is known to hold no whole date.
pub(crate) fn counts_back(line: &str) -> bool {
    if is_longer(line, LONGEST) {
        return false;
    }
    let mut counts_back = false;
    let belongs = |(token, role): (std::ops::Range<usize>, Role)| {
        let word = &line[token];
        let is_sign = |signs: &str| word.chars().all(|sign| signs.contains(sign));
        let is_relative = WORDS.relative.contains(word) || is_sign(&WORDS.relative_signs);
        counts_back |= is_relative;
        is_relative
            || role != Role::Break
            || WORDS.counted.contains(word)
            || is_sign(&WORDS.counted_signs)
            || matches!(word, "'" | "\u{2019}" | "~")
    };
    tokens(line).all(belongs) && counts_back
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_count_back_are_made_of_few_words() {
        for line in [
            "3 hours ago",
            "an hour ago, 18:40",
            "Yesterday at 18:40",
            "vor 3 Stunden",
            "Gestern, 18:40 Uhr",
            "il y a 3 heures",
            "Aujourd\u{2019}hui à 08:40",
            "hace 3 horas",
            "3 часа назад",
            "Вчера, 18:40",
            "3 години тому",
            "преди 3 часа",
            "3 godziny temu",
            "3 saat önce",
            "منذ 3 ساعات",
            "3 ore fa",
            "há 3 horas",
            "3小时前",
            "3時間前",
            "3시간 전",
            "어제 18:40",
            "今天 08:40",
        ] {
            assert!(is_relative(line), "{line}");
        }
        for line in [
            "5 things to know today",
            "Vor Ort 24",
            "12 comments",
            "5 min",
            "18:40",
            "Today, 5 March 2024",
            "前田3",
        ] {
            assert!(!is_relative(line), "{line}");
        }
    }
}
