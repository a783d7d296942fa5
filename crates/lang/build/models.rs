//! The models that the tables are made of.

use crate::script::Group;

/// lingua's model of one language.
pub(crate) struct Model {
    /// ISO 639-1.
    pub(crate) code: &'static str,
    /// The script it is written in; n-grams in others are left out.
    pub(crate) group: Group,
    /// A finite state map from n-grams to the natural logarithms of their probabilities, each
    /// given the letters before its last: the bits of an `f64`.
    pub(crate) ngrams: &'static [u8],
}

macro_rules! model {
    ($code:literal, $group:expr, $directory:path) => {
        Model {
            code: $code,
            group: $group,
            ngrams: $directory.get_file("ngrams.fst").expect("every model has one").contents(),
        }
    };
}

pub(crate) fn models() -> Vec<Model> {
    vec![
        #[cfg(feature = "all-languages")]
        model!("af", Group::Latin, lingua_afrikaans_language_model::AFRIKAANS_MODELS_DIRECTORY),
        #[cfg(feature = "all-languages")]
        model!("sq", Group::Latin, lingua_albanian_language_model::ALBANIAN_MODELS_DIRECTORY),
        model!("ar", Group::Arabic, lingua_arabic_language_model::ARABIC_MODELS_DIRECTORY),
        #[cfg(feature = "all-languages")]
        model!("az", Group::Latin, lingua_azerbaijani_language_model::AZERBAIJANI_MODELS_DIRECTORY),
        #[cfg(feature = "all-languages")]
        model!("eu", Group::Latin, lingua_basque_language_model::BASQUE_MODELS_DIRECTORY),
        model!("be", Group::Cyrillic, lingua_belarusian_language_model::BELARUSIAN_MODELS_DIRECTORY),
        model!("nb", Group::Latin, lingua_bokmal_language_model::BOKMAL_MODELS_DIRECTORY),
        model!("bs", Group::Latin, lingua_bosnian_language_model::BOSNIAN_MODELS_DIRECTORY),
        model!("bg", Group::Cyrillic, lingua_bulgarian_language_model::BULGARIAN_MODELS_DIRECTORY),
        model!("ca", Group::Latin, lingua_catalan_language_model::CATALAN_MODELS_DIRECTORY),
        model!("hr", Group::Latin, lingua_croatian_language_model::CROATIAN_MODELS_DIRECTORY),
        model!("cs", Group::Latin, lingua_czech_language_model::CZECH_MODELS_DIRECTORY),
        model!("da", Group::Latin, lingua_danish_language_model::DANISH_MODELS_DIRECTORY),
        model!("nl", Group::Latin, lingua_dutch_language_model::DUTCH_MODELS_DIRECTORY),
        model!("en", Group::Latin, lingua_english_language_model::ENGLISH_MODELS_DIRECTORY),
        #[cfg(feature = "all-languages")]
        model!("eo", Group::Latin, lingua_esperanto_language_model::ESPERANTO_MODELS_DIRECTORY),
        model!("et", Group::Latin, lingua_estonian_language_model::ESTONIAN_MODELS_DIRECTORY),
        model!("fi", Group::Latin, lingua_finnish_language_model::FINNISH_MODELS_DIRECTORY),
        model!("fr", Group::Latin, lingua_french_language_model::FRENCH_MODELS_DIRECTORY),
        #[cfg(feature = "all-languages")]
        model!("lg", Group::Latin, lingua_ganda_language_model::GANDA_MODELS_DIRECTORY),
        model!("de", Group::Latin, lingua_german_language_model::GERMAN_MODELS_DIRECTORY),
        model!("hi", Group::Devanagari, lingua_hindi_language_model::HINDI_MODELS_DIRECTORY),
        model!("hu", Group::Latin, lingua_hungarian_language_model::HUNGARIAN_MODELS_DIRECTORY),
        #[cfg(feature = "all-languages")]
        model!("is", Group::Latin, lingua_icelandic_language_model::ICELANDIC_MODELS_DIRECTORY),
        model!("id", Group::Latin, lingua_indonesian_language_model::INDONESIAN_MODELS_DIRECTORY),
        #[cfg(feature = "all-languages")]
        model!("ga", Group::Latin, lingua_irish_language_model::IRISH_MODELS_DIRECTORY),
        model!("it", Group::Latin, lingua_italian_language_model::ITALIAN_MODELS_DIRECTORY),
        #[cfg(feature = "all-languages")]
        model!("kk", Group::Cyrillic, lingua_kazakh_language_model::KAZAKH_MODELS_DIRECTORY),
        #[cfg(feature = "all-languages")]
        model!("la", Group::Latin, lingua_latin_language_model::LATIN_MODELS_DIRECTORY),
        model!("lv", Group::Latin, lingua_latvian_language_model::LATVIAN_MODELS_DIRECTORY),
        model!("lt", Group::Latin, lingua_lithuanian_language_model::LITHUANIAN_MODELS_DIRECTORY),
        model!("mk", Group::Cyrillic, lingua_macedonian_language_model::MACEDONIAN_MODELS_DIRECTORY),
        model!("ms", Group::Latin, lingua_malay_language_model::MALAY_MODELS_DIRECTORY),
        #[cfg(feature = "all-languages")]
        model!("mi", Group::Latin, lingua_maori_language_model::MAORI_MODELS_DIRECTORY),
        model!("mr", Group::Devanagari, lingua_marathi_language_model::MARATHI_MODELS_DIRECTORY),
        #[cfg(feature = "all-languages")]
        model!("mn", Group::Cyrillic, lingua_mongolian_language_model::MONGOLIAN_MODELS_DIRECTORY),
        model!("nn", Group::Latin, lingua_nynorsk_language_model::NYNORSK_MODELS_DIRECTORY),
        model!("fa", Group::Arabic, lingua_persian_language_model::PERSIAN_MODELS_DIRECTORY),
        model!("pl", Group::Latin, lingua_polish_language_model::POLISH_MODELS_DIRECTORY),
        model!("pt", Group::Latin, lingua_portuguese_language_model::PORTUGUESE_MODELS_DIRECTORY),
        model!("ro", Group::Latin, lingua_romanian_language_model::ROMANIAN_MODELS_DIRECTORY),
        model!("ru", Group::Cyrillic, lingua_russian_language_model::RUSSIAN_MODELS_DIRECTORY),
        model!("sr", Group::Cyrillic, lingua_serbian_language_model::SERBIAN_MODELS_DIRECTORY),
        #[cfg(feature = "all-languages")]
        model!("sn", Group::Latin, lingua_shona_language_model::SHONA_MODELS_DIRECTORY),
        model!("sk", Group::Latin, lingua_slovak_language_model::SLOVAK_MODELS_DIRECTORY),
        model!("sl", Group::Latin, lingua_slovene_language_model::SLOVENE_MODELS_DIRECTORY),
        #[cfg(feature = "all-languages")]
        model!("so", Group::Latin, lingua_somali_language_model::SOMALI_MODELS_DIRECTORY),
        #[cfg(feature = "all-languages")]
        model!("st", Group::Latin, lingua_sotho_language_model::SOTHO_MODELS_DIRECTORY),
        model!("es", Group::Latin, lingua_spanish_language_model::SPANISH_MODELS_DIRECTORY),
        #[cfg(feature = "all-languages")]
        model!("sw", Group::Latin, lingua_swahili_language_model::SWAHILI_MODELS_DIRECTORY),
        model!("sv", Group::Latin, lingua_swedish_language_model::SWEDISH_MODELS_DIRECTORY),
        #[cfg(feature = "all-languages")]
        model!("tl", Group::Latin, lingua_tagalog_language_model::TAGALOG_MODELS_DIRECTORY),
        #[cfg(feature = "all-languages")]
        model!("ts", Group::Latin, lingua_tsonga_language_model::TSONGA_MODELS_DIRECTORY),
        #[cfg(feature = "all-languages")]
        model!("tn", Group::Latin, lingua_tswana_language_model::TSWANA_MODELS_DIRECTORY),
        model!("tr", Group::Latin, lingua_turkish_language_model::TURKISH_MODELS_DIRECTORY),
        model!("uk", Group::Cyrillic, lingua_ukrainian_language_model::UKRAINIAN_MODELS_DIRECTORY),
        model!("ur", Group::Arabic, lingua_urdu_language_model::URDU_MODELS_DIRECTORY),
        model!("vi", Group::Latin, lingua_vietnamese_language_model::VIETNAMESE_MODELS_DIRECTORY),
        #[cfg(feature = "all-languages")]
        model!("cy", Group::Latin, lingua_welsh_language_model::WELSH_MODELS_DIRECTORY),
        #[cfg(feature = "all-languages")]
        model!("xh", Group::Latin, lingua_xhosa_language_model::XHOSA_MODELS_DIRECTORY),
        #[cfg(feature = "all-languages")]
        model!("yo", Group::Latin, lingua_yoruba_language_model::YORUBA_MODELS_DIRECTORY),
        #[cfg(feature = "all-languages")]
        model!("zu", Group::Latin, lingua_zulu_language_model::ZULU_MODELS_DIRECTORY),
    ]
}
