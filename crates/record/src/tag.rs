//! BCP 47 tags, as far as they say a language and a script.

use std::fmt;

/// What a caller knows of a page's language: `en`, `pt-BR`, `zh-Hant-TW`, and `eng` or `fre` for
/// those who know it by ISO 639-2 or 639-3.
///
/// ```
/// use dateline_record::Tag;
///
/// let tag = Tag::parse("zh-TW")?;
/// assert_eq!((tag.language(), tag.script()), ("zh", Some("Hant")));
/// assert_eq!(Tag::parse("ENG")?.language(), "en");
/// assert_eq!(Tag::parse("no")?.language(), "nb");
/// assert_eq!(Tag::parse("und")?.code(), None);
/// assert!(Tag::parse("English").is_err());
/// # Ok::<(), dateline_record::TagError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tag {
    language: String,
    script: Option<String>,
}

/// A text that is not a language tag.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{found}` is not a language tag; wanted BCP 47 with a language of ISO 639, such as `en` or `zh-Hant`"
)]
pub struct TagError {
    /// The text.
    pub found: String,
}

/// The languages of ISO 639-1, each followed by what else it is called: its codes in ISO 639-2 and
/// 639-3 (<https://www.loc.gov/standards/iso639-2/php/code_list.php>), codes that are withdrawn,
/// and the language that stands for a group of them (`cmn` is what is meant by `zh`).
const LANGUAGES: &str = "\
    aa aar, ab abk, ae ave, af afr, ak aka, am amh, an arg, ar ara arb, as asm, av ava, ay aym, \
    az aze, ba bak, be bel, bg bul, bi bis, bm bam, bn ben, bo bod tib, br bre, bs bos, ca cat, \
    ce che, ch cha, co cos, cr cre, cs ces cze, cu chu, cv chv, cy cym wel, da dan, de deu ger, \
    dv div, dz dzo, ee ewe, el ell gre, en eng, eo epo, es spa, et est ekk, eu eus baq, \
    fa fas per pes, ff ful, fi fin, fj fij, fo fao, fr fra fre, fy fry, ga gle, gd gla, gl glg, \
    gn grn, gu guj, gv glv, ha hau, he heb iw, hi hin, ho hmo, hr hrv, ht hat, hu hun, \
    hy hye arm, hz her, ia ina, id ind in, ie ile, ig ibo, ii iii, ik ipk, io ido, is isl ice, \
    it ita, iu iku, ja jpn, jv jav, ka kat geo, kg kon, ki kik, kj kua, kk kaz, kl kal, km khm, \
    kn kan, ko kor, kr kau, ks kas, ku kur, kv kom, kw cor, ky kir, la lat, lb ltz, lg lug, \
    li lim, ln lin, lo lao, lt lit, lu lub, lv lav lvs, mg mlg, mh mah, mi mri mao, mk mkd mac, \
    ml mal, mn mon khk, mr mar, ms msa may zsm, mt mlt, my mya bur, na nau, nb nob nor no, \
    nd nde, ne nep npi, ng ndo, nl nld dut, nn nno, nr nbl, nv nav, ny nya, oc oci, oj oji, \
    om orm, or ori ory, os oss, pa pan, pi pli, pl pol, ps pus, pt por, qu que, rm roh, rn run, \
    ro ron rum mo, ru rus, rw kin, sa san, sc srd, sd snd, se sme, sg sag, si sin, sk slk slo, \
    sl slv, sm smo, sn sna, so som, sq sqi alb, sr srp, ss ssw, st sot, su sun, sv swe, \
    sw swa swh, ta tam, te tel, tg tgk, th tha, ti tir, tk tuk, tl tgl fil, tn tsn, to ton, \
    tr tur, ts tso, tt tat, tw twi, ty tah, ug uig, uk ukr, ur urd, uz uzb uzn, ve ven, vi vie, \
    vo vol, wa wln, wo wol, xh xho, yi yid ji, yo yor, za zha, zh zho chi cmn yue, zu zul";

impl Tag {
    /// Reads a tag; case does not matter and `_` counts as `-`, as in `en_US`.
    pub fn parse(tag: &str) -> Result<Self, TagError> {
        let lower = tag.trim().to_ascii_lowercase();
        let mut parts = lower.split(['-', '_']);
        let language = parts.next().unwrap_or_default();
        let rest: Vec<&str> = parts.collect();
        let is_subtag =
            |part: &&str| (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric());
        let is_code = (2..=3).contains(&language.len()) && language.bytes().all(|b| b.is_ascii_lowercase());
        if !is_code || !rest.iter().all(is_subtag) {
            return Err(TagError { found: tag.to_owned() });
        }
        let language = match known(language) {
            Some(known) => known,
            // The table has every code of two letters.
            None if language.len() == 2 => return Err(TagError { found: tag.to_owned() }),
            None => language,
        };
        let script = rest.iter().find(|part| part.len() == 4 && part.bytes().all(|b| b.is_ascii_lowercase()));
        Ok(Self {
            script: script.map(|script| capitalised(script)).or_else(|| region_script(language, &rest)),
            language: language.to_owned(),
        })
    }

    /// The language, in ISO 639-1 where it has such a code; `und` says that it is not known.
    pub fn language(&self) -> &str {
        &self.language
    }

    /// The language, `None` where the tag says that it is not known (`und`).
    pub fn code(&self) -> Option<&str> {
        Some(self.language()).filter(|code| *code != "und")
    }

    /// The script, ISO 15924, where the tag or its region says it.
    pub fn script(&self) -> Option<&str> {
        self.script.as_deref()
    }
}

impl fmt::Display for Tag {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.language)?;
        self.script.iter().try_for_each(|script| write!(formatter, "-{script}"))
    }
}

/// The ISO 639-1 code of a language that has one, by any of its codes.
fn known(code: &str) -> Option<&'static str> {
    LANGUAGES.split(", ").find_map(|codes| {
        let mut codes = codes.split(' ');
        let first = codes.next()?;
        (first == code || codes.any(|other| other == code)).then_some(first)
    })
}

fn capitalised(script: &str) -> String {
    script[..1].to_ascii_uppercase() + &script[1..]
}

/// The script a region writes Chinese in.
fn region_script(language: &str, parts: &[&str]) -> Option<String> {
    let of = |region: &&str| match *region {
        "tw" | "hk" | "mo" => Some("Hant".to_owned()),
        "cn" | "sg" => Some("Hans".to_owned()),
        _ => None,
    };
    if language == "zh" { parts.iter().find_map(of) } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn language(tag: &str) -> String {
        Tag::parse(tag).unwrap().language().to_owned()
    }

    #[test]
    fn a_language_has_one_code_whatever_it_is_called() {
        for (tag, code) in [
            ("en_US", "en"),
            ("Fre", "fr"),
            ("fra-CA", "fr"),
            ("ger", "de"),
            ("kor", "ko"),
            ("chi", "zh"),
            ("zul", "zu"),
            ("aar", "aa"),
            ("iw", "he"),
            ("ceb", "ceb"),
            ("und", "und"),
        ] {
            assert_eq!(language(tag), code, "{tag}");
        }
    }

    #[test]
    fn the_table_is_well_formed() {
        let mut all: Vec<&str> = LANGUAGES.split([',', ' ']).filter(|code| !code.is_empty()).collect();
        assert!(
            LANGUAGES.split(", ").all(|codes| codes.split(' ').next().is_some_and(|code| code.len() == 2))
        );
        let count = all.len();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), count, "each code stands for one language");
    }

    #[test]
    fn what_is_no_tag() {
        for tag in ["", "English", "e", "en-", "en US", "12", "한국어", "xx", "jp-JP"] {
            assert!(Tag::parse(tag).is_err(), "{tag}");
        }
    }
}
