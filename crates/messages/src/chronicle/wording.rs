//! What the words of a message say of it, where a page prints them.
//!
//! "The leader sent the following message: “I congratulate you on Russia Day.”"

use crate::chronicle::Sent;
use crate::kinds;
use crate::language::list::List;
use crate::language::pattern::class;
use crate::occasion::{Occasion, Parties, of_item};
use crate::scene::{Part, Reading, Scene};
use crate::sentence::deed::deed;
use crate::sentence::item::Item;
use crate::sentence::items;
use crate::sentence::quotation::Quotation;
use dateline_record::MessageKind;
use std::ops::Range;

/// Words printed further behind may be of something else.
const FURTHER: usize = 4;

/// What a message does, as its first words tell: "I thank you for your congratulations". For messages of which neither
/// their own sentence, quotes in it included, nor the next say so.
pub(crate) fn kind(scene: &Scene<'_, '_>, sent: &Sent) -> Option<MessageKind> {
    quotes(scene, sent)
        .find_map(|(reading, quote)| deed(scene.language, &reading.passage.text[quote.start..quote.end]))
        .or_else(|| {
            let mut letter = printed(scene, sent).flat_map(|(_, items)| items);
            letter.find_map(|item| scene.language.kinds.get(&item.class).copied())
        })
}

/// What a message is for, as its words tell.
pub(crate) fn occasion(scene: &Scene<'_, '_>, sent: &Sent, parties: Parties<'_>) -> Option<Occasion> {
    let quoted = quotes(scene, sent).map(|(reading, quote)| (reading, spoken(scene, reading, quote)));
    let named = |(reading, items): (&Reading<'_, '_>, Vec<Item<'_>>)| -> Vec<Occasion> {
        let named = items.iter().filter(|item| item.class == class::OCCASION);
        named.filter_map(|item| of_item(scene, reading, item, parties)).collect()
    };
    let all = quoted.chain(printed(scene, sent)).flat_map(named).filter(|it| fits(it, sent.kind));
    // "The loss of life which the floods have brought".
    let (vague, named): (Vec<_>, Vec<_>) = all.partition(|it| kinds::bereaves(&it.name));
    named.into_iter().chain(vague).next()
}

/// Whether messages of a kind are written on an occasion; thanks and answers are on any.
fn fits(occasion: &Occasion, kind: Option<MessageKind>) -> bool {
    let wishes = |kind| matches!(kind, MessageKind::Congratulation | MessageKind::Greeting);
    match (kind, occasion.kind()) {
        (Some(kind), Some(own)) if wishes(kind) || kind == MessageKind::Condolence => {
            kind == own || wishes(kind) && wishes(own)
        }
        _ => true,
    }
}

/// The words of a message, quote by quote: those quoted in its own sentence or behind it, and those that the
/// next paragraphs begin with.
fn quotes<'s>(
    scene: &'s Scene<'_, '_>,
    sent: &Sent,
) -> impl Iterator<Item = (&'s Reading<'s, 's>, &'s Quotation)> {
    let own = &scene.readings[sent.reading];
    let begins = own.items[sent.sentence.start].start;
    let behind = own.passage.quotes.iter().filter(move |quote| quote.outer_start >= begins);
    let next = scene.readings[sent.reading + 1..].iter().take(FURTHER);
    let next = next.filter(|reading| reading.passage.part != Part::Caption).map_while(opening);
    behind.map(move |quote| (own, quote)).chain(next)
}

/// A letter printed without marks, behind the sentence that says whose it is: from its salutation to its signature.
fn printed<'s>(
    scene: &'s Scene<'_, '_>,
    sent: &Sent,
) -> impl Iterator<Item = (&'s Reading<'s, 's>, Vec<Item<'s>>)> {
    /// So many sentences may stand before the salutation, and so many are looked into behind it.
    const BEFORE: usize = 2;
    const LONGEST: usize = 24;
    let own = &scene.readings[sent.reading];
    let rest =
        own.sentences.iter().filter(|range| range.start >= sent.sentence.end).map(move |range| (own, range));
    let next = scene.readings[sent.reading + 1..].iter();
    let next = next.flat_map(|reading| reading.sentences.iter().map(move |range| (reading, range)));
    let behind: Vec<_> = rest.chain(next).take(BEFORE + LONGEST).collect();
    let items = |(reading, range): (&'s Reading<'s, 's>, &Range<usize>)| {
        (reading, reading.items[range.clone()].to_vec())
    };
    let behind: Vec<_> = behind.into_iter().map(items).collect();
    let salutes = |(_, items): &(&Reading<'_, '_>, Vec<Item<'_>>)| {
        items.first().is_some_and(|item| scene.language.is(List::Salutation, item.class))
    };
    let begins = behind.iter().take(BEFORE + 1).position(salutes).unwrap_or(behind.len());
    let sender = sent.sender;
    let letter = behind.into_iter().skip(begins);
    letter.take_while(move |(reading, items)| items.iter().all(|item| reading.figure(item) != Some(sender)))
}

/// A passage that begins with quoted words, and these.
fn opening<'s>(reading: &'s Reading<'_, '_>) -> Option<(&'s Reading<'s, 's>, &'s Quotation)> {
    let first = reading.passage.quotes.first()?;
    reading.passage.text[..first.outer_start].trim().is_empty().then_some((reading, first))
}

fn spoken<'s>(scene: &'s Scene<'_, '_>, reading: &Reading<'_, '_>, quote: &Quotation) -> Vec<Item<'s>> {
    let text = &reading.passage.text[..quote.end];
    let mut items = items(scene.language, text, &[], &[], &[]);
    items.retain(|item| quote.start <= item.start);
    items
}
