//! Which script a text is in.

/// A script, or a group of scripts that are written together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Group {
    Latin,
    Cyrillic,
    Arabic,
    Devanagari,
    Han,
    Kana,
    Hangul,
    Greek,
    Hebrew,
    Thai,
    Georgian,
    Armenian,
    Bengali,
    Gurmukhi,
    Gujarati,
    Odia,
    Tamil,
    Telugu,
    Kannada,
    Malayalam,
    Sinhala,
    Lao,
    Myanmar,
    Khmer,
    Ethiopic,
    /// Letters of a script in which no known language is written.
    Other,
}

/// How many groups there are.
const GROUPS: usize = Group::Other as usize + 1;

impl Group {
    /// The group a letter belongs to; `None` for what is no letter.
    pub(crate) fn of(letter: char) -> Option<Self> {
        if letter.is_ascii() {
            return letter.is_ascii_alphabetic().then_some(Self::Latin);
        }
        letter.is_alphabetic().then(|| Self::of_code_point(u32::from(letter)))
    }

    fn of_code_point(code: u32) -> Self {
        match code {
            0x00AA..=0x02AF | 0x1E00..=0x1EFF | 0x2C60..=0x2C7F | 0xA720..=0xA7FF => Self::Latin,
            0xFB00..=0xFB06 | 0xFF21..=0xFF5A => Self::Latin,
            0x0370..=0x03FF | 0x1F00..=0x1FFF => Self::Greek,
            0x0400..=0x052F | 0x1C80..=0x1C8F | 0x2DE0..=0x2DFF | 0xA640..=0xA69F => Self::Cyrillic,
            0x0530..=0x058F => Self::Armenian,
            0x0590..=0x05FF | 0xFB1D..=0xFB4F => Self::Hebrew,
            0x0600..=0x06FF | 0x0750..=0x077F | 0x08A0..=0x08FF | 0xFB50..=0xFDFF | 0xFE70..=0xFEFF => {
                Self::Arabic
            }
            0x0900..=0x097F => Self::Devanagari,
            0x0980..=0x09FF => Self::Bengali,
            0x0A00..=0x0A7F => Self::Gurmukhi,
            0x0A80..=0x0AFF => Self::Gujarati,
            0x0B00..=0x0B7F => Self::Odia,
            0x0B80..=0x0BFF => Self::Tamil,
            0x0C00..=0x0C7F => Self::Telugu,
            0x0C80..=0x0CFF => Self::Kannada,
            0x0D00..=0x0D7F => Self::Malayalam,
            0x0D80..=0x0DFF => Self::Sinhala,
            0x0E00..=0x0E7F => Self::Thai,
            0x0E80..=0x0EFF => Self::Lao,
            0x1000..=0x109F => Self::Myanmar,
            0x10A0..=0x10FF | 0x1C90..=0x1CBF | 0x2D00..=0x2D2F => Self::Georgian,
            0x1100..=0x11FF | 0x3130..=0x318F | 0xA960..=0xA97F | 0xAC00..=0xD7FF => Self::Hangul,
            0x1200..=0x139F => Self::Ethiopic,
            0x1780..=0x17FF => Self::Khmer,
            0x3041..=0x30FF | 0x31F0..=0x31FF | 0xFF66..=0xFF9D => Self::Kana,
            0x3005..=0x3007 | 0x3400..=0x9FFF | 0xF900..=0xFAFF | 0x20000..=0x3FFFF => Self::Han,
            _ => Self::Other,
        }
    }

    /// Its ISO 15924 code. Korean and Japanese have codes for all they are written in together.
    pub(crate) fn iso(self) -> Option<&'static str> {
        Some(match self {
            Self::Latin => "Latn",
            Self::Cyrillic => "Cyrl",
            Self::Arabic => "Arab",
            Self::Devanagari => "Deva",
            Self::Han => "Hani",
            Self::Kana => "Jpan",
            Self::Hangul => "Kore",
            Self::Greek => "Grek",
            Self::Hebrew => "Hebr",
            Self::Thai => "Thai",
            Self::Georgian => "Geor",
            Self::Armenian => "Armn",
            Self::Bengali => "Beng",
            Self::Gurmukhi => "Guru",
            Self::Gujarati => "Gujr",
            Self::Odia => "Orya",
            Self::Tamil => "Taml",
            Self::Telugu => "Telu",
            Self::Kannada => "Knda",
            Self::Malayalam => "Mlym",
            Self::Sinhala => "Sinh",
            Self::Lao => "Laoo",
            Self::Myanmar => "Mymr",
            Self::Khmer => "Khmr",
            Self::Ethiopic => "Ethi",
            Self::Other => return None,
        })
    }
}

/// Whether a character is written above, below or around a letter and belongs to its word, as the
/// vowels of Hindi and Arabic do. Unicode counts many of them among the letters.
pub(crate) fn is_mark(character: char) -> bool {
    matches!(
        u32::from(character),
        0x0300..=0x036F | 0x0610..=0x061A | 0x064B..=0x065F | 0x0670 | 0x06D6..=0x06DC | 0x06DF..=0x06E8
            | 0x0900..=0x0903 | 0x093A..=0x093C | 0x093E..=0x094F | 0x0951..=0x0957 | 0x0962..=0x0963
    )
}

/// How many letters of each script a text has.
#[derive(Debug, Clone)]
pub(crate) struct Tally([usize; GROUPS]);

impl Tally {
    pub(crate) fn of(text: &str) -> Self {
        let mut letters = [0; GROUPS];
        // Apart, since this is most of most texts.
        letters[Group::Latin as usize] = text.bytes().filter(u8::is_ascii_alphabetic).count();
        if !text.is_ascii() {
            let others = text.chars().filter(|letter| !letter.is_ascii());
            others.filter_map(Group::of).for_each(|group| letters[group as usize] += 1);
        }
        Self(letters)
    }

    pub(crate) fn letters(&self, group: Group) -> usize {
        self.0[group as usize]
    }

    /// All letters, those of East Asia three times: a Chinese character or a Hangul syllable holds
    /// as much text as three letters of an alphabet.
    pub(crate) fn weight(&self) -> usize {
        let east: usize =
            [Group::Han, Group::Kana, Group::Hangul].map(|group| self.letters(group)).iter().sum();
        self.0.iter().sum::<usize>() + 2 * east
    }

    /// The script that carries most of the text; `None` for a text without letters.
    ///
    /// Han characters stand in Chinese, Japanese and, rarely today, Korean text: a tenth of kana
    /// makes it Japanese, a fifth of Hangul Korean.
    pub(crate) fn main(&self) -> Option<Group> {
        let [han, kana, hangul] = [Group::Han, Group::Kana, Group::Hangul].map(|group| self.letters(group));
        let east = han + kana + hangul;
        // Of equals the first in the table wins, which is the one more often meant.
        let (most, group) = GROUPS_IN_ORDER
            .into_iter()
            .map(|group| (self.letters(group), group))
            .fold((0, Group::Other), |best, next| if next.0 > best.0 { next } else { best });
        if 3 * east >= most && east > 0 {
            return Some(match () {
                () if 5 * hangul >= east && hangul >= kana => Group::Hangul,
                () if 10 * kana >= east => Group::Kana,
                () => Group::Han,
            });
        }
        (most > 0).then_some(group)
    }
}

/// The groups beside the three of East Asia, which [`Tally::main`] weighs together.
const GROUPS_IN_ORDER: [Group; GROUPS - 3] = [
    Group::Latin,
    Group::Cyrillic,
    Group::Arabic,
    Group::Devanagari,
    Group::Greek,
    Group::Hebrew,
    Group::Thai,
    Group::Georgian,
    Group::Armenian,
    Group::Bengali,
    Group::Gurmukhi,
    Group::Gujarati,
    Group::Odia,
    Group::Tamil,
    Group::Telugu,
    Group::Kannada,
    Group::Malayalam,
    Group::Sinhala,
    Group::Lao,
    Group::Myanmar,
    Group::Khmer,
    Group::Ethiopic,
    Group::Other,
];

#[cfg(test)]
mod tests {
    use super::*;

    fn main(text: &str) -> Option<Group> {
        Tally::of(text).main()
    }

    #[test]
    fn the_script_with_most_text_is_the_main_one() {
        assert_eq!(main("12.06.2025 – 14:00"), None);
        assert_eq!(main("Hello Мир"), Some(Group::Latin));
        assert_eq!(main("朝鲜中央通讯社 (KCNA) 报道"), Some(Group::Han));
        assert_eq!(main("東京で会談が行われた"), Some(Group::Kana));
        assert_eq!(main("北 김정은 国務委員長"), Some(Group::Hangul));
        assert_eq!(main("ブログ"), Some(Group::Kana));
        assert_eq!(main("ⴰⵎⴰⵣⵉⵖ"), Some(Group::Other));
    }
}
