//! Whom quoted words name.

use crate::cast::Cast;
use crate::cast::figure::Described;
use crate::language::lexicon::Sense;
use crate::sentence::quotation::Quotation;

/// Enters those of the file whom only quoted words name: "my condolences to my brother Recep Tayyip Erdoğan".
pub(crate) fn introduce(cast: &mut Cast<'_>, text: &str, quotes: &[Quotation]) {
    for quote in quotes {
        let words = &text[quote.start..quote.end];
        let starts = words
            .char_indices()
            .filter(|(at, char)| char.is_uppercase() && !words[..*at].ends_with(char::is_alphanumeric));
        let people: Vec<Described> = starts
            .filter_map(|(at, _)| {
                let (entry, end) = cast.language.lexicon.at(words, at)?;
                let family_only = matches!(entry.sense, Sense::Surname(_));
                let (Sense::Person(known) | Sense::Surname(known)) = &entry.sense else { return None };
                let name = words[at..end].to_owned();
                Some(Described { known: known.clone(), family_only, name, ..Described::default() })
            })
            .collect();
        people.iter().for_each(|said| cast.introduce_known(said));
    }
}
