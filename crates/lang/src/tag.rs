//! BCP 47 tags, as far as they say a language and a script.

use crate::LangError;

/// What a caller knows of a page's language: `en`, `pt-BR`, `zh-Hant-TW`.
///
/// ```
/// use dateline_lang::Tag;
///
/// let tag = Tag::parse("zh-TW")?;
/// assert_eq!((tag.code.as_deref(), tag.script.as_deref()), (Some("zh"), Some("Hant")));
/// assert_eq!(Tag::parse("no")?.code.as_deref(), Some("nb"));
/// assert_eq!(Tag::parse("und")?.code, None);
/// assert!(Tag::parse("English").is_err());
/// # Ok::<(), dateline_lang::LangError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tag {
    /// The language, ISO 639-1 where it has such a code; `None` for `und`.
    pub code: Option<String>,
    /// The script, where the tag or its region says it.
    pub script: Option<String>,
}

/// Subtags that say the same as a shorter or newer one.
const SAME: [(&str, &str); 10] = [
    ("no", "nb"),
    ("iw", "he"),
    ("in", "id"),
    ("ji", "yi"),
    ("cmn", "zh"),
    ("yue", "zh"),
    ("fil", "tl"),
    ("arb", "ar"),
    ("pes", "fa"),
    ("zho", "zh"),
];

impl Tag {
    /// Reads a tag; case does not matter and `_` counts as `-`, as in `en_US`.
    pub fn parse(tag: &str) -> Result<Self, LangError> {
        let lower = tag.trim().to_ascii_lowercase();
        let mut parts = lower.split(['-', '_']);
        let language = parts.next().unwrap_or_default();
        let is_code = (2..=3).contains(&language.len()) && language.bytes().all(|b| b.is_ascii_lowercase());
        if !is_code {
            return Err(LangError::BadTag { found: tag.to_owned() });
        }
        let code = SAME.iter().find(|(old, _)| *old == language).map_or(language, |(_, new)| new);
        let rest: Vec<&str> = parts.collect();
        let script = rest.iter().find(|part| part.len() == 4 && part.bytes().all(|b| b.is_ascii_lowercase()));
        Ok(Self {
            code: (code != "und").then(|| code.to_owned()),
            script: script.map(|script| capitalised(script)).or_else(|| region_script(code, &rest)),
        })
    }
}

fn capitalised(script: &str) -> String {
    script[..1].to_ascii_uppercase() + &script[1..]
}

/// The script a region writes Chinese in.
fn region_script(code: &str, parts: &[&str]) -> Option<String> {
    let of = |region: &&str| match *region {
        "tw" | "hk" | "mo" => Some("Hant".to_owned()),
        "cn" | "sg" => Some("Hans".to_owned()),
        _ => None,
    };
    if code == "zh" { parts.iter().find_map(of) } else { None }
}
