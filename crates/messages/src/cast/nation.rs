//! Nations, to whom messages go of which no leader is told.

use crate::cast::figure::Figure;
use crate::language::case::Case;
use crate::people::country::Country;
use dateline_calendar::Calendar;

/// The nation of a country, as somebody to whom messages go: by its English name, else by the page's word.
pub(crate) fn figure(code: &str, word: &str) -> Figure {
    let calendar = Calendar::builtin();
    let name = calendar.country_names("en").find(|(own, _)| *own == code).map_or(word, |(_, name)| name);
    Figure {
        name: name.to_owned(),
        person: None,
        office: None,
        titles: Vec::new(),
        gender: None,
        country: Some(Country::Known(code.to_owned())),
        case: Case::Nominative,
        stems: Vec::new(),
    }
}
