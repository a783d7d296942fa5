//! What a message does, told by what it is written for.

use crate::LanguageError;
use dateline_record::MessageKind;
use std::collections::BTreeMap;
use std::sync::LazyLock;

static LABELS: LazyLock<BTreeMap<String, MessageKind>> = LazyLock::new(|| {
    parse(include_str!("../data/occasions.toml"))
        .unwrap_or_else(|error| panic!("the tests load the occasions: {error}"))
});

fn parse(text: &str) -> Result<BTreeMap<String, MessageKind>, LanguageError> {
    let lists: BTreeMap<MessageKind, Vec<String>> = toml::from_str(text)
        .map_err(|source| LanguageError::Data { file: "occasions.toml", source: Box::new(source) })?;
    let one = |(kind, labels): (MessageKind, Vec<String>)| labels.into_iter().map(move |it| (it, kind));
    Ok(lists.into_iter().flat_map(one).collect())
}

/// The kind of message that is written for an occasion which is no holiday, by its English name.
pub(crate) fn of_label(label: &str) -> Option<MessageKind> {
    LABELS.get(label).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_occasion_says_what_a_message_does() {
        assert_eq!(of_label("election"), Some(MessageKind::Congratulation));
        assert_eq!(of_label("earthquake"), Some(MessageKind::Condolence));
        assert_eq!(of_label("Tuesday"), None);
    }
}
