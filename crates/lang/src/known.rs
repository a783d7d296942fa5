//! The languages that can be told, and the script each is written in.

use crate::LangError;
use crate::script::Group;
use dateline_record::{Tag, nearest};
use lingua::Language as Model;

/// One language that can be told.
#[derive(Debug)]
pub(crate) struct Known {
    /// ISO 639-1.
    pub(crate) code: &'static str,
    /// Its English name, for "did you mean".
    name: &'static str,
    /// The script that news in it is written in.
    pub(crate) group: Group,
    /// lingua's model of it; none where the script alone decides.
    pub(crate) model: Option<Model>,
}

const fn by_script(code: &'static str, name: &'static str, group: Group) -> Known {
    Known { code, name, group, model: None }
}

const fn by_model(code: &'static str, name: &'static str, group: Group, model: Model) -> Known {
    Known { code, name, group, model: Some(model) }
}

/// All of them. Each model adds some four megabytes to the program, so a language whose script
/// nobody shares comes without one.
pub(crate) static KNOWN: [Known; 44] = [
    by_model("en", "English", Group::Latin, Model::English),
    by_model("es", "Spanish", Group::Latin, Model::Spanish),
    by_model("fr", "French", Group::Latin, Model::French),
    by_model("de", "German", Group::Latin, Model::German),
    by_model("it", "Italian", Group::Latin, Model::Italian),
    by_model("pt", "Portuguese", Group::Latin, Model::Portuguese),
    by_model("nl", "Dutch", Group::Latin, Model::Dutch),
    by_model("pl", "Polish", Group::Latin, Model::Polish),
    by_model("tr", "Turkish", Group::Latin, Model::Turkish),
    by_model("vi", "Vietnamese", Group::Latin, Model::Vietnamese),
    by_model("id", "Indonesian", Group::Latin, Model::Indonesian),
    by_model("sv", "Swedish", Group::Latin, Model::Swedish),
    by_model("da", "Danish", Group::Latin, Model::Danish),
    by_model("nb", "Norwegian", Group::Latin, Model::Bokmal),
    by_model("fi", "Finnish", Group::Latin, Model::Finnish),
    by_model("cs", "Czech", Group::Latin, Model::Czech),
    by_model("ro", "Romanian", Group::Latin, Model::Romanian),
    by_model("ru", "Russian", Group::Cyrillic, Model::Russian),
    by_model("uk", "Ukrainian", Group::Cyrillic, Model::Ukrainian),
    by_model("bg", "Bulgarian", Group::Cyrillic, Model::Bulgarian),
    by_model("ar", "Arabic", Group::Arabic, Model::Arabic),
    by_model("fa", "Persian", Group::Arabic, Model::Persian),
    by_script("hi", "Hindi", Group::Devanagari),
    by_script("zh", "Chinese", Group::Han),
    by_script("ja", "Japanese", Group::Kana),
    by_script("ko", "Korean", Group::Hangul),
    by_script("el", "Greek", Group::Greek),
    by_script("he", "Hebrew", Group::Hebrew),
    by_script("th", "Thai", Group::Thai),
    by_script("ka", "Georgian", Group::Georgian),
    by_script("hy", "Armenian", Group::Armenian),
    by_script("bn", "Bengali", Group::Bengali),
    by_script("pa", "Punjabi", Group::Gurmukhi),
    by_script("gu", "Gujarati", Group::Gujarati),
    by_script("or", "Odia", Group::Odia),
    by_script("ta", "Tamil", Group::Tamil),
    by_script("te", "Telugu", Group::Telugu),
    by_script("kn", "Kannada", Group::Kannada),
    by_script("ml", "Malayalam", Group::Malayalam),
    by_script("si", "Sinhala", Group::Sinhala),
    by_script("lo", "Lao", Group::Lao),
    by_script("my", "Burmese", Group::Myanmar),
    by_script("km", "Khmer", Group::Khmer),
    by_script("am", "Amharic", Group::Ethiopic),
];

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
    matches!(code, "nb" | "nn" | "da").then_some("nb-nn-da")
}
