//! What quoted words do: "I congratulate you on your election" congratulates.

use crate::language::Language;
use crate::sentence::items;
use dateline_record::MessageKind;

/// What the message does that these words are of: as the first of them says that tells it. An invitation among them is what
/// the message says besides: "thank you, and come to see us". So is an answer behind the first words: "you gave them a straight
/// answer".
pub(crate) fn deed(language: &Language, words: &str) -> Option<MessageKind> {
    const FIRST: usize = 4;
    let items = items(language, words, &[], &[], &[]);
    let kinds = items.iter().enumerate();
    let mut kinds = kinds.filter_map(|(at, item)| Some((at, *language.kinds.get(&item.class)?)));
    let besides = |at: usize, kind: MessageKind| match kind {
        MessageKind::Invitation => true,
        MessageKind::Reply => at >= FIRST,
        _ => false,
    };
    kinds.find(|(at, kind)| !besides(*at, *kind)).map(|(_, kind)| kind)
}
