//! Which kind of Han characters a text is written in.
//!
//! The character lists in `data/` are made of the national character sets: what China's GB 2312
//! has and Taiwan's Big5 has not is simplified, and so on. Characters that all have say nothing.

use std::sync::LazyLock;

/// The script that Han characters are in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum HanKind {
    /// Shapes of the People's Republic and Singapore.
    Simplified,
    /// Shapes of Taiwan, Hong Kong and Macau.
    Traditional,
    /// Shapes of Japan.
    Japanese,
    /// Nothing but shapes that are the same everywhere.
    Unknown,
}

impl HanKind {
    /// Its ISO 15924 code as a script of Chinese; `Hani` where nothing tells.
    pub(crate) fn script(self) -> &'static str {
        match self {
            Self::Simplified => "Hans",
            Self::Traditional => "Hant",
            Self::Japanese | Self::Unknown => "Hani",
        }
    }

    /// The kind that most telling characters of a text are of.
    pub(crate) fn of(text: &str) -> Self {
        let mut counts = Counts::default();
        for character in text.chars() {
            counts.add(marks(character));
        }
        match counts {
            Counts { japanese, foreign, .. } if japanese > foreign => Self::Japanese,
            Counts { simplified, traditional, .. } if simplified > traditional => Self::Simplified,
            Counts { traditional: 1.., .. } => Self::Traditional,
            _ => Self::Unknown,
        }
    }
}

#[derive(Default)]
struct Counts {
    simplified: usize,
    traditional: usize,
    japanese: usize,
    /// Chinese characters of either kind that Japan does not write.
    foreign: usize,
}

impl Counts {
    fn add(&mut self, marks: u8) {
        let has = |mark| usize::from(marks & mark != 0);
        self.simplified += has(SIMPLIFIED);
        self.traditional += has(TRADITIONAL);
        self.japanese += has(JAPANESE);
        self.foreign += usize::from(marks & (SIMPLIFIED | TRADITIONAL) != 0 && marks & ALSO_JAPANESE == 0);
    }
}

const SIMPLIFIED: u8 = 1;
const TRADITIONAL: u8 = 2;
const JAPANESE: u8 = 4;
const ALSO_JAPANESE: u8 = 8;

/// The block of Unicode that all lists lie in.
const FIRST: usize = 0x4E00;
const LAST: usize = 0x9FFF;

/// What each character of the block is a mark of; 20 kB, looked up once a character.
static MARKS: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let lists = [
        (SIMPLIFIED, include_str!("../data/simplified.txt")),
        (TRADITIONAL, include_str!("../data/traditional.txt")),
        (JAPANESE, include_str!("../data/japanese.txt")),
        (ALSO_JAPANESE, include_str!("../data/also-japanese.txt")),
    ];
    let mut marks = vec![0; LAST - FIRST + 1];
    for (mark, list) in lists {
        for character in list.lines().filter(|line| !line.starts_with('#')).flat_map(str::chars) {
            marks[character as usize - FIRST] |= mark;
        }
    }
    marks
});

fn marks(character: char) -> u8 {
    (character as usize).checked_sub(FIRST).and_then(|index| MARKS.get(index)).copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shapes_tell_the_script() {
        assert_eq!(HanKind::of("这个问题还没有解决"), HanKind::Simplified);
        assert_eq!(HanKind::of("這個問題還沒有解決"), HanKind::Traditional);
        assert_eq!(HanKind::of("経済産業省発表"), HanKind::Japanese);
        assert_eq!(HanKind::of("人民日"), HanKind::Unknown);
        assert_eq!(HanKind::of("no Han at all"), HanKind::Unknown);
    }
}
