//! What quoted words do: "I congratulate you on your election" congratulates.

use crate::language::Language;
use crate::sentence::items;
use dateline_record::MessageKind;

/// What the message does that these words are of: as the first of them says that tells it. An invitation among them is what
/// the message says besides: "thank you, and come to see us".
pub(crate) fn deed(language: &Language, words: &str) -> Option<MessageKind> {
    let items = items(language, words, &[], &[], &[]);
    let mut kinds = items.iter().filter_map(|item| language.kinds.get(&item.class).copied());
    kinds.find(|kind| *kind != MessageKind::Invitation)
}
