//! The languages that can be told, and the script each is written in.

use crate::LangError;
use crate::script::Group;
use dateline_record::{Tag, nearest};

/// One language that can be told.
#[derive(Debug)]
pub(crate) struct Known {
    /// ISO 639-1.
    pub(crate) code: &'static str,
    /// Its English name, for "did you mean".
    name: &'static str,
    /// The script that news in it is written in, the first one where there are two.
    group: Group,
    /// How much of the world's news is in it.
    pub(crate) share: Share,
}

/// How much of the world's news is in a language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Share {
    /// One of the twenty or so that most of it is in.
    Large,
    /// One that a line of text is rarely in.
    Small,
}

const fn world(code: &'static str, name: &'static str, group: Group) -> Known {
    Known { code, name, group, share: Share::Large }
}

const fn other(code: &'static str, name: &'static str, group: Group) -> Known {
    Known { code, name, group, share: Share::Small }
}

/// All of them: first those that share a script, then those that have one to themselves.
pub(crate) static KNOWN: &[Known] = &[
    world("en", "English", Group::Latin),
    world("es", "Spanish", Group::Latin),
    world("fr", "French", Group::Latin),
    world("de", "German", Group::Latin),
    world("it", "Italian", Group::Latin),
    world("pt", "Portuguese", Group::Latin),
    world("nl", "Dutch", Group::Latin),
    world("pl", "Polish", Group::Latin),
    world("tr", "Turkish", Group::Latin),
    world("vi", "Vietnamese", Group::Latin),
    world("id", "Indonesian", Group::Latin),
    other("ms", "Malay", Group::Latin),
    world("sv", "Swedish", Group::Latin),
    other("da", "Danish", Group::Latin),
    other("nb", "Norwegian", Group::Latin),
    other("nn", "Nynorsk", Group::Latin),
    other("fi", "Finnish", Group::Latin),
    other("cs", "Czech", Group::Latin),
    other("sk", "Slovak", Group::Latin),
    other("sl", "Slovene", Group::Latin),
    other("hr", "Croatian", Group::Latin),
    other("bs", "Bosnian", Group::Latin),
    other("sr", "Serbian", Group::Cyrillic),
    other("ro", "Romanian", Group::Latin),
    other("hu", "Hungarian", Group::Latin),
    other("ca", "Catalan", Group::Latin),
    other("et", "Estonian", Group::Latin),
    other("lv", "Latvian", Group::Latin),
    other("lt", "Lithuanian", Group::Latin),
    world("ru", "Russian", Group::Cyrillic),
    world("uk", "Ukrainian", Group::Cyrillic),
    other("be", "Belarusian", Group::Cyrillic),
    other("bg", "Bulgarian", Group::Cyrillic),
    other("mk", "Macedonian", Group::Cyrillic),
    world("ar", "Arabic", Group::Arabic),
    world("fa", "Persian", Group::Arabic),
    other("ur", "Urdu", Group::Arabic),
    world("hi", "Hindi", Group::Devanagari),
    other("mr", "Marathi", Group::Devanagari),
    world("zh", "Chinese", Group::Han),
    world("ja", "Japanese", Group::Kana),
    world("ko", "Korean", Group::Hangul),
    world("el", "Greek", Group::Greek),
    world("he", "Hebrew", Group::Hebrew),
    world("th", "Thai", Group::Thai),
    world("ka", "Georgian", Group::Georgian),
    world("hy", "Armenian", Group::Armenian),
    world("bn", "Bengali", Group::Bengali),
    world("pa", "Punjabi", Group::Gurmukhi),
    world("gu", "Gujarati", Group::Gujarati),
    world("or", "Odia", Group::Odia),
    world("ta", "Tamil", Group::Tamil),
    world("te", "Telugu", Group::Telugu),
    world("kn", "Kannada", Group::Kannada),
    world("ml", "Malayalam", Group::Malayalam),
    world("si", "Sinhala", Group::Sinhala),
    world("lo", "Lao", Group::Lao),
    world("my", "Burmese", Group::Myanmar),
    world("km", "Khmer", Group::Khmer),
    world("am", "Amharic", Group::Ethiopic),
    #[cfg(feature = "all-languages")]
    other("af", "Afrikaans", Group::Latin),
    #[cfg(feature = "all-languages")]
    other("az", "Azerbaijani", Group::Latin),
    #[cfg(feature = "all-languages")]
    other("cy", "Welsh", Group::Latin),
    #[cfg(feature = "all-languages")]
    other("eo", "Esperanto", Group::Latin),
    #[cfg(feature = "all-languages")]
    other("eu", "Basque", Group::Latin),
    #[cfg(feature = "all-languages")]
    other("ga", "Irish", Group::Latin),
    #[cfg(feature = "all-languages")]
    other("is", "Icelandic", Group::Latin),
    #[cfg(feature = "all-languages")]
    other("kk", "Kazakh", Group::Cyrillic),
    #[cfg(feature = "all-languages")]
    other("la", "Latin", Group::Latin),
    #[cfg(feature = "all-languages")]
    other("lg", "Ganda", Group::Latin),
    #[cfg(feature = "all-languages")]
    other("mi", "Maori", Group::Latin),
    #[cfg(feature = "all-languages")]
    other("mn", "Mongolian", Group::Cyrillic),
    #[cfg(feature = "all-languages")]
    other("sn", "Shona", Group::Latin),
    #[cfg(feature = "all-languages")]
    other("so", "Somali", Group::Latin),
    #[cfg(feature = "all-languages")]
    other("sq", "Albanian", Group::Latin),
    #[cfg(feature = "all-languages")]
    other("st", "Sotho", Group::Latin),
    #[cfg(feature = "all-languages")]
    other("sw", "Swahili", Group::Latin),
    #[cfg(feature = "all-languages")]
    other("tl", "Tagalog", Group::Latin),
    #[cfg(feature = "all-languages")]
    other("tn", "Tswana", Group::Latin),
    #[cfg(feature = "all-languages")]
    other("ts", "Tsonga", Group::Latin),
    #[cfg(feature = "all-languages")]
    other("xh", "Xhosa", Group::Latin),
    #[cfg(feature = "all-languages")]
    other("yo", "Yoruba", Group::Latin),
    #[cfg(feature = "all-languages")]
    other("zu", "Zulu", Group::Latin),
];

impl Known {
    /// Whether it is written in a script.
    pub(crate) fn is_in(&self, group: Group) -> bool {
        self.group == group || (self.code == "sr" && group == Group::Latin)
    }
}

/// Country codes that are often written for the language.
const COUNTRIES: [(&str, &str); 12] = [
    ("jp", "ja"),
    ("cn", "zh"),
    ("tw", "zh"),
    ("kr", "ko"),
    ("ua", "uk"),
    ("cz", "cs"),
    ("gr", "el"),
    ("dk", "da"),
    ("se", "sv"),
    ("us", "en"),
    ("vn", "vi"),
    ("ir", "fa"),
];

/// The codes of all languages that can be told, the most read first.
pub fn languages() -> impl Iterator<Item = &'static str> {
    KNOWN.iter().map(|known| known.code)
}

/// The codes as they stand in messages.
pub(crate) fn listed() -> String {
    languages().collect::<Vec<_>>().join(" ")
}

/// The language a caller names, by code or tag.
pub(crate) fn find(name: &str) -> Result<&'static Known, LangError> {
    let tag = Tag::parse(name).ok();
    let known = KNOWN.iter().find(|known| tag.as_ref().and_then(Tag::code) == Some(known.code));
    known.ok_or_else(|| LangError::UnknownLanguage { found: name.to_owned(), meant: meant(name) })
}

fn meant(name: &str) -> Option<&'static str> {
    let country = COUNTRIES.iter().find(|(country, _)| country.eq_ignore_ascii_case(name));
    if let Some((_, code)) = country {
        return Some(code);
    }
    let close = nearest(name, KNOWN.iter().flat_map(|known| [known.code, known.name]))?;
    KNOWN.iter().find(|known| known.code == close || known.name == close).map(|known| known.code)
}

/// The near-identical languages a language belongs to.
pub(crate) fn family(code: &str) -> Option<&'static str> {
    match code {
        "bs" | "hr" | "sr" => Some("bs-hr-sr"),
        "nb" | "nn" | "da" => Some("nb-nn-da"),
        _ => None,
    }
}
