//! What a message does, told by what it is written for.

use crate::LanguageError;
use dateline_record::MessageKind;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// What `data/occasions.toml` says of the occasions that are no holidays.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Labels {
    kinds: BTreeMap<MessageKind, Vec<String>>,
    elects: Vec<String>,
    reelects: Vec<String>,
    historic: Vec<String>,
    bereaves: Vec<String>,
    heals: Vec<String>,
    ages: Vec<String>,
    yearly: Vec<String>,
    prompt: Vec<String>,
    fixed: BTreeMap<String, (u32, u32)>,
    anniversaries: BTreeMap<String, String>,
    causes: BTreeMap<String, Vec<String>>,
}

static LABELS: LazyLock<Labels> = LazyLock::new(|| {
    parse(include_str!("../data/occasions.toml"))
        .unwrap_or_else(|error| panic!("the tests load the occasions: {error}"))
});

fn parse(text: &str) -> Result<Labels, LanguageError> {
    toml::from_str(text)
        .map_err(|fault| LanguageError::Data { file: "occasions.toml", fault: Box::new(fault) })
}

/// Whether such a message answers another.
pub(crate) fn answers(kind: Option<MessageKind>) -> bool {
    matches!(kind, Some(MessageKind::Reply | MessageKind::Thanks))
}

/// The kind of message that is written for an occasion which is no holiday, by its English name.
pub(crate) fn of_label(label: &str) -> Option<MessageKind> {
    let mut kinds = LABELS.kinds.iter();
    kinds.find(|(_, labels)| labels.iter().any(|own| own == label)).map(|(kind, _)| *kind)
}

/// Whether whoever is congratulated on an occasion leads from then on.
pub(crate) fn elects(label: &str) -> bool {
    LABELS.elects.iter().any(|own| own == label)
}

/// Whether an occasion is won by whoever is congratulated: an election, the first or a later one.
pub(crate) fn is_won(label: &str) -> bool {
    elects(label) || LABELS.reelects.iter().any(|own| own == label)
}

/// Whether an occasion may be what a holiday recalls: "the coronation of the first king".
pub(crate) fn is_historic(label: &str) -> bool {
    LABELS.historic.iter().any(|own| own == label)
}

/// What is written for it when somebody has been elected.
pub(crate) fn election() -> Option<&'static str> {
    LABELS.elects.first().map(String::as_str)
}

/// What is written for it when somebody has been elected who led before.
pub(crate) fn reelection() -> Option<&'static str> {
    LABELS.reelects.first().map(String::as_str)
}

/// What is written for it when somebody has died.
pub(crate) fn bereavement() -> Option<&'static str> {
    LABELS.bereaves.first().map(String::as_str)
}

/// Whether an occasion is a death, of nobody who is named.
pub(crate) fn bereaves(label: &str) -> bool {
    LABELS.bereaves.iter().any(|own| own == label)
}

/// Whether an occasion is an illness of whoever is written to.
pub(crate) fn heals(label: &str) -> bool {
    LABELS.heals.iter().any(|own| own == label)
}

/// What is written for it when somebody turns so many years old.
pub(crate) fn birthday() -> Option<&'static str> {
    LABELS.ages.first().map(String::as_str)
}

/// Whether an occasion comes again every year on the day of the first.
pub(crate) fn is_yearly(label: &str) -> bool {
    LABELS.yearly.iter().any(|own| own == label)
}

/// The month and day of an occasion that has the same in all countries.
pub(crate) fn fixed_day(label: &str) -> Option<(u32, u32)> {
    LABELS.fixed.get(label).copied()
}

/// What years later is celebrated of an occasion, where that has a name of its own: of a coronation the jubilee.
pub(crate) fn anniversary_of(label: &str) -> Option<&'static str> {
    LABELS.anniversaries.get(label).map(String::as_str)
}

/// The occasions that a text may tell of by this one: of a terrorist attack as an explosion.
pub(crate) fn causes_of(label: &str) -> impl Iterator<Item = &'static str> {
    let causes = LABELS.causes.iter().filter(move |(_, told)| told.iter().any(|own| own == label));
    causes.map(|(cause, _)| cause.as_str())
}

/// Whether messages on an occasion are exchanged on its very day.
pub(crate) fn is_prompt(label: &str) -> bool {
    LABELS.prompt.iter().any(|own| own == label)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_occasion_says_what_a_message_does() {
        assert_eq!(of_label("election"), Some(MessageKind::Congratulation));
        assert_eq!(of_label("earthquake"), Some(MessageKind::Condolence));
        assert_eq!(of_label("Tuesday"), None);
        assert!(elects("election") && !elects("earthquake"));
        assert!(is_historic("coronation") && !is_historic("birthday"));
        assert!(heals("recovery from illness") && !heals("New Year"));
        assert!(bereaves("death") && !bereaves("flood"));
        assert_eq!(anniversary_of("coronation"), Some("jubilee"));
    }
}
