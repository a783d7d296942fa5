//! What a time in a sentence is told of, where that is not when a message was sent: what happened, a report, a visit.

use crate::kinds;
use crate::language::lexicon::Sense;
use crate::language::list::List;
use crate::language::pattern::class;
use crate::occasion::death::is_day_of_death;
use crate::scene::aside;
use crate::scene::time::{Days, LONGEST_DAYS};
use crate::scene::{Part, Reading, Scene, is_person};
use crate::sentence::item::Item;
use crate::telling::Telling;
use dateline_record::{Anchor, MessageKind};
use std::ops::Range;

/// "先月の洪水", last month's flood: where words are not set apart, what hangs on a time is of it, and no telling.
pub(crate) fn is_of_noun(scene: &Scene<'_, '_>, reading: &Reading<'_, '_>, at: usize) -> bool {
    let rest = &reading.passage.text[reading.items[at].end..];
    !scene.language.spaces && scene.language.goes_on_with(List::Of, rest)
}

/// "19日のヘリコプターの墜落", "5月24日的地震": what hangs on the time is what happened, before any letter is told of.
pub(crate) fn is_of_event(scene: &Scene<'_, '_>, reading: &Reading<'_, '_>, at: usize) -> bool {
    const NEAR: usize = 6;
    let told = |item: &&Item<'_>| {
        item.class == class::OCCASION
            || item.class == class::COMMA
            || is_person(item)
            || scene.language.is_any(&[List::Post, List::Sent], item.class)
    };
    let first = reading.items[at + 1..].iter().take(NEAR).find(told);
    is_of_noun(scene, reading, at) && first.is_some_and(|item| item.class == class::OCCASION)
}

/// "The government on the 21st, on the letter that X sent, said …", as languages have it whose verbs stand last: before the
/// time stands whoever acts in the clause around the telling, and is neither of the two.
pub(crate) fn is_of_frame(scene: &Scene<'_, '_>, telling: &Telling, at: usize) -> bool {
    let reading = &scene.readings[telling.reading];
    (telling.sentence.start + 1..at).any(|behind| {
        let acts = scene.language.is(List::Subject, reading.items[behind].class);
        let figure = || reading.figure(&reading.items[behind - 1]);
        let agency = reading.items[behind - 1].class == class::AGENCY;
        acts && (agency || is_person(&reading.items[behind - 1]))
            && figure().is_none_or(|it| it != telling.sender && it != telling.recipient)
    })
}

/// "The quake that struck on Monday", "the disaster, in which 31 men were killed on 26 March": the last of these items tells
/// of a noun that is no letter.
pub(crate) fn is_of_clause(scene: &Scene<'_, '_>, reading: &Reading<'_, '_>, items: Range<usize>) -> bool {
    let is = |list: List, at: usize| scene.language.is(list, reading.items[at].class);
    let opens = |at: &usize| is(List::Which, *at) || is(List::That, *at);
    let Some(relative) = items.clone().rev().find(opens) else { return false };
    // A comma behind the first words of the clause ends it.
    if items.end - relative > 1
        && reading.items[relative..items.end].iter().any(|it| it.class == class::COMMA)
    {
        return false;
    }
    let before = items.start..relative;
    let mut told = before.rev().filter(|at| {
        let item = &reading.items[*at];
        item.class == class::OCCASION || is_person(item) || is(List::Post, *at) || is(List::Speaking, *at)
    });
    told.next().is_some_and(|at| reading.items[at].class == class::OCCASION)
}

/// "The premier, who took office last month, wrote …": a day within such an aside that tells of no letter.
pub(crate) fn is_of_aside(
    scene: &Scene<'_, '_>,
    reading: &Reading<'_, '_>,
    sentence: &Range<usize>,
    at: usize,
) -> bool {
    aside::about_somebody(scene.language, reading, sentence, at).is_some()
}

/// "The fire, which broke out on Monday", "в ночь на вторник произошло землетрясение": the verb that tells what happened at a
/// time, by its position; words, places and what happened may stand between.
pub(crate) fn happening(scene: &Scene<'_, '_>, reading: &Reading<'_, '_>, at: usize) -> Option<usize> {
    const NEAR: usize = 5;
    const PASSED: [char; 5] = [class::WORD, class::NAME, class::COUNTRY, class::TIME, class::OCCASION];
    let passed = |at: usize| {
        let item = &reading.items[at];
        PASSED.contains(&item.class) || scene.language.is_any(&[List::In, List::Common], item.class)
    };
    let verb = |at: &usize| tells_happening(scene, reading, *at);
    let sentence = reading.sentences.iter().find(|it| it.contains(&at))?;
    // "On Wednesday, 17 May, it happened": the second comma closes what the first one opens.
    let text = &reading.passage.text[reading.items[at].start..reading.items[at].end];
    let closes = |next: &Item<'_>| next.class == class::COMMA && text.contains(',');
    let from = at + 1 + usize::from(reading.items.get(at + 1).is_some_and(closes));
    let mut behind = from..(from + NEAR).min(sentence.end);
    let mut before = (at.saturating_sub(NEAR).max(sentence.start)..at).rev();
    let found = before.find(|at| verb(at) || !passed(*at)).filter(verb);
    found.or_else(|| behind.find(|at| verb(at) || !passed(*at)).filter(verb))
}

/// "地震が起きた12日の夜に": before a time stands a verb of happening that says which, where verbs stand last and words are not set
/// apart. It is the time of what is told behind it no less.
pub(crate) fn says_which(scene: &Scene<'_, '_>, reading: &Reading<'_, '_>, at: usize) -> bool {
    let language = scene.language;
    let verb = happening(scene, reading, at).is_some_and(|verb| verb + 1 == at);
    verb && !language.spaces && language.list(List::Subject).is_some()
}

/// "地震当日", "死去した翌日": so many days behind what the words right before it say has happened, where words are not set apart.
pub(crate) fn days_after_event(scene: &Scene<'_, '_>, reading: &Reading<'_, '_>, at: usize) -> Option<i64> {
    const MOST: usize = 3;
    const NEXT: i64 = 1;
    let language = scene.language;
    let timex = scene.timexes.get(reading.items[at].index)?;
    let hangs = timex.anchor == Some(Anchor::Text) && !timex.text.chars().any(char::is_numeric);
    let after = timex.first_day.filter(|_| hangs && !language.spaces)? - timex.anchor_day?;
    let passed = |item: &&Item<'_>| {
        language.is_plain(item.class) || language.is_any(&[List::Of, List::Subject], item.class)
    };
    let mut before = reading.items[..at].iter().rev().take(MOST).skip_while(passed);
    let happened = before.next().is_some_and(|item| item.class == class::OCCASION);
    Some(after.num_days()).filter(|days| happened && (0..=NEXT).contains(days))
}

/// Whether a word says that something happened: a verb of happening, or one that says what happened where it stands.
fn tells_happening(scene: &Scene<'_, '_>, reading: &Reading<'_, '_>, at: usize) -> bool {
    let item = &reading.items[at];
    let plain = || scene.language.lexicon.at(reading.passage.text, item.start).map(|it| &it.0.sense);
    scene.language.is_any(&[List::Occurred, List::Turns], item.class)
        || item.class == class::OCCASION && matches!(plain(), Some(Sense::Word(_)))
}

/// "Las elecciones del domingo", "der Wahl vom Sonntag", "le scrutin du 7 mars": the day of what is written for.
pub(crate) fn is_of_occasion(scene: &Scene<'_, '_>, reading: &Reading<'_, '_>, at: usize) -> bool {
    if is_day_of_death(scene, reading, at) {
        return true;
    }
    let before = at.checked_sub(1).map(|at| &reading.items[at]);
    // "The Sunday incident".
    let the = before.is_some_and(|item| scene.language.is(List::The, item.class));
    let happened = |item: &Item<'_>| {
        item.class == class::OCCASION || scene.language.is_any(&[List::Mishap, List::Ballot], item.class)
    };
    if scene.language.spaces && the && reading.items.get(at + 1).is_some_and(happened) {
        return true;
    }
    let of = before.is_some_and(|item| scene.language.is(List::Of, item.class));
    let text = &reading.passage.text[reading.items[at].start..reading.items[at].end];
    let begins = scene.language.spaces && scene.language.goes_on_with(List::Of, text);
    // "Zum Sieg bei der Stichwahl am Sonntag gratuliert": whatever stands before the verb goes with the noun.
    let on = before.is_some_and(|item| scene.language.is(List::On, item.class));
    let verb = reading.items.get(at + 1).is_some_and(|item| scene.language.is(List::Gladly, item.class));
    let within = scene.language.capital_nouns && verb;
    let noun = match (of, within) {
        (true, _) => at.checked_sub(2),
        (false, true) => at.checked_sub(1 + usize::from(on)),
        (false, false) => at.checked_sub(1).filter(|_| begins),
    };
    noun.is_some_and(|at| {
        let item = &reading.items[at];
        item.class == class::OCCASION || scene.language.is(List::Ballot, item.class)
    })
}

/// "Dem am Sonntag im Amt bestätigten Präsidenten": a day between the article and what it goes with tells of that one.
pub(crate) fn is_of_attribute(scene: &Scene<'_, '_>, reading: &Reading<'_, '_>, at: usize) -> bool {
    const LONG: usize = 7;
    const ARTICLES: [List; 4] = [List::The, List::Definite, List::DativeThe, List::Article];
    let language = scene.language;
    let on = |at: &usize| language.is(List::On, reading.items[*at].class);
    let article = (0..at).rev().find(|at| !on(at));
    let opens = article.is_some_and(|at| language.is_any(&ARTICLES, reading.items[at].class));
    // A verb has its subject or object right behind its day: "die am Sonntag X gratulierte".
    let plain = |item: &&Item<'_>| {
        [class::WORD, class::NAME, class::COUNTRY, class::OCCASION].contains(&item.class)
            || language.is_any(&[List::In, List::Ballot], item.class)
    };
    let words = reading.items[at + 1..].iter().take(LONG).take_while(plain).count();
    let noun = reading.items.get(at + 1 + words).is_some_and(is_person);
    language.capital_nouns && opens && words > 0 && noun
}

/// "1日に就任した大統領に", "서부에서 8일 발생한 지진": the day of an occasion that its own clause tells of, where verbs stand last and
/// words are not set apart. Behind whoever acts a day without a particle is that of the sending.
pub(crate) fn is_before_occasion(scene: &Scene<'_, '_>, reading: &Reading<'_, '_>, at: usize) -> bool {
    const NEAR: usize = 14;
    let language = scene.language;
    if language.spaces || language.list(List::Subject).is_none() {
        return false;
    }
    let hangs = language.goes_on_with(List::Dative, &reading.passage.text[reading.items[at].end..]);
    let plain = |item: &Item<'_>| language.is_plain(item.class);
    let inside = at.checked_sub(1).is_some_and(|before| plain(&reading.items[before]));
    let words = reading.items[at + 1..].iter().take(NEAR).take_while(|item| plain(item)).count();
    let occasion = reading.items.get(at + 1 + words).is_some_and(|item| item.class == class::OCCASION);
    occasion && words > 0 && (hangs || inside)
}

/// "他在电文中说，……17日发生……": behind a verb of saying the day is of what is said, where verbs stand first and words are not
/// set apart.
pub(crate) fn is_of_words(
    scene: &Scene<'_, '_>,
    reading: &Reading<'_, '_>,
    telling: &Telling,
    at: usize,
) -> bool {
    let language = scene.language;
    let said = |pair: &[Item<'_>]| {
        language.is(List::Speaking, pair[0].class) && [class::COMMA, class::COLON].contains(&pair[1].class)
    };
    !language.spaces
        && language.list(List::Subject).is_none()
        && at >= telling.items.end
        && reading.items[telling.items.start..at].windows(2).any(said)
}

/// "Sunday's election", "thanked him for last week's greetings": the day of what is written for, or of what is answered.
pub(crate) fn is_possessor(
    scene: &Scene<'_, '_>,
    reading: &Reading<'_, '_>,
    at: usize,
    telling: &Telling,
) -> bool {
    const NEAR: usize = 4;
    let rest = &reading.passage.text[reading.items[at].end..];
    let mut particles = scene.language.behind.iter().filter(|(form, _)| rest.starts_with(form.as_str()));
    if !(scene.language.spaces && particles.any(|(_, class)| scene.language.is(List::Possessive, *class))) {
        return false;
    }
    let answers = kinds::answers(telling.kind);
    let owned = |item: &&Item<'_>| {
        item.class == class::OCCASION || answers && scene.language.is(List::Post, item.class)
    };
    let mut behind = reading.items[at + 1..].iter().take(NEAR);
    behind
        .find(|item| owned(item) || item.class == class::COMMA || is_person(item))
        .is_some_and(|it| owned(&it))
}

/// "On National Day on August 9": rather the holiday's day than the letter's, where any other is told.
pub(crate) fn is_of_holiday(scene: &Scene<'_, '_>, reading: &Reading<'_, '_>, at: usize) -> bool {
    let on = |item: &&Item<'_>| scene.language.is(List::On, item.class);
    let before = reading.items[..at].iter().rev().find(|item| !on(item));
    let sense =
        before.filter(|_| scene.language.spaces).and_then(|item| item.entry).map(|entry| &entry.sense);
    let timex = scene.timexes.get(reading.items[at].index);
    matches!(sense, Some(Sense::Holiday(_) | Sense::NationalDay))
        && timex.is_some_and(|timex| timex.text.chars().any(char::is_numeric))
}

/// "Thanked her for the condolences on the earthquake of 6 February": behind what happened stands no day of the thanks.
pub(crate) fn is_of_thanked(
    scene: &Scene<'_, '_>,
    reading: &Reading<'_, '_>,
    at: usize,
    telling: &Telling,
) -> bool {
    const NEAR: usize = 10;
    let before = telling.items.start.max(at.saturating_sub(NEAR))..at;
    let happened = before.rev().find(|at| reading.items[*at].class == class::OCCASION);
    let aside = |from: usize| reading.items[from..at].iter().any(|item| item.class == class::COMMA);
    scene.language.inflected
        && telling.kind == Some(MessageKind::Thanks)
        && happened.is_some_and(|occasion| !aside(occasion))
}

/// "Invited him to the jubilee in January": of the months of the year an invitation means those to come.
pub(crate) fn is_of_visit(scene: &Scene<'_, '_>, telling: &Telling, days: Days) -> bool {
    let long_ago = || scene.day.is_some_and(|page| (page - days.to).num_days() > LONGEST_DAYS);
    telling.kind == Some(MessageKind::Invitation) && long_ago()
}

/// "A letter dated 1 April": no other day is as good.
pub(crate) fn is_dated(scene: &Scene<'_, '_>, reading: &Reading<'_, '_>, at: usize) -> bool {
    let dated = |item: &Item<'_>| scene.language.is(List::Dated, item.class);
    // "3日付", "3일 자".
    let behind = reading.items.get(at + 1).filter(|_| !scene.language.spaces);
    behind.is_some_and(dated)
        || reading.items[at.saturating_sub(3)..at].iter().any(dated)
        || is_of_post(scene, reading, at)
}

/// "His letter of February 8".
pub(crate) fn is_of_post(scene: &Scene<'_, '_>, reading: &Reading<'_, '_>, at: usize) -> bool {
    const LINKS: [List; 2] = [List::From, List::Of];
    let is = |list: List, item: &Item<'_>| scene.language.is(list, item.class);
    let Some((link, before)) = reading.items[at.saturating_sub(3)..at].split_last() else { return false };
    let linked = scene.language.is_any(&LINKS, link.class);
    let mut before = before.iter().rev().skip_while(|item| is(List::His, item));
    let timex = scene.timexes.get(reading.items[at].index);
    let numbered = timex.is_some_and(|timex| timex.text.chars().any(char::is_numeric));
    scene.language.spaces && linked && numbered && before.next().is_some_and(|item| is(List::Letter, item))
}

/// "SEOUL, Jan. 5 (Yonhap) –": the day of the report, in the first words of the article.
pub(crate) fn is_of_dateline(scene: &Scene<'_, '_>, reading: &Reading<'_, '_>, at: usize) -> bool {
    const FIRST: usize = 6;
    let first = scene.readings.iter().find(|it| it.passage.part == Part::Body);
    let ends = |item: &Item<'_>| [class::AGENCY, class::OPEN, class::DASH, class::STOP].contains(&item.class);
    // "(평양 7월 22일발 조선중앙통신)": brackets at the beginning hold nothing else.
    let opens = reading.items.first().is_some_and(|item| item.class == class::OPEN);
    let held = opens && reading.items[..at].iter().all(|item| item.class != class::CLOSE);
    at < FIRST
        && first.is_some_and(|it| std::ptr::eq(it, reading))
        && (held || reading.items.get(at + 1).is_some_and(ends))
}

/// A verb of reporting stands so many items before its day at most.
const WIDE: usize = 7;

/// "…, the agency reported on Monday": the day of the report.
pub(crate) fn is_of_report(
    scene: &Scene<'_, '_>,
    reading: &Reading<'_, '_>,
    sentence: &Range<usize>,
    at: usize,
    telling: &Range<usize>,
) -> bool {
    let is_report = |item: &Item<'_>| scene.language.is(List::Reporting, item.class);
    // "Teilte die Pressestelle des Präsidenten am Montag mit": a subject stands between.
    let clause = |back: &usize| {
        reading.items[*back].class != class::COMMA
            && !scene.language.is(List::Sent, reading.items[*back].class)
    };
    let reach = (at.saturating_sub(WIDE).max(sentence.start)..at).rev().take_while(clause).count();
    let before = at.saturating_sub(reach.max(4)).max(sentence.start)..at;
    let behind = at + 1..(at + 4).min(sentence.end);
    let near = reading.items[before.clone()].iter().any(is_report)
        || (!scene.language.spaces && reading.items[behind.clone()].iter().any(is_report))
        || reading.items[behind].first().is_some_and(is_report);
    let shown = is_of_showing(scene, reading, sentence, at, telling);
    (near || shown || is_of_reporter(scene, reading, sentence, at, telling))
        && !(telling.start..telling.end).contains(&at)
}

/// "Published on Thursday the letter he sent", "read out on Wednesday a message that he had received": the day is of who shows it.
fn is_of_showing(
    scene: &Scene<'_, '_>,
    reading: &Reading<'_, '_>,
    sentence: &Range<usize>,
    at: usize,
    telling: &Range<usize>,
) -> bool {
    const SHOWS: [List; 3] = [List::Published, List::Reports, List::Read];
    let letter = reading.items.get(telling.start).is_some_and(|it| scene.language.is(List::Post, it.class));
    let before = &reading.items[sentence.start..telling.start.max(sentence.start)];
    let has = |lists: &[List]| before.iter().any(|item| scene.language.is_any(lists, item.class));
    scene.language.spaces && at < telling.start && letter && has(&SHOWS) && !has(&[List::Sent])
}

/// "宮内庁は18日、天皇陛下が弔電を送られたと発表した": where words are not set apart, a day right behind whoever reports what
/// the clause between tells.
fn is_of_reporter(
    scene: &Scene<'_, '_>,
    reading: &Reading<'_, '_>,
    sentence: &Range<usize>,
    at: usize,
    telling: &Range<usize>,
) -> bool {
    let is = |list, at: usize| scene.language.is(list, reading.items[at].class);
    let subject = at > sentence.start && is(List::Subject, at - 1);
    let nobody = || (sentence.start..at).all(|at| reading.figure(&reading.items[at]).is_none());
    let reported = || (telling.end..sentence.end).any(|at| is(List::Reports, at) || is(List::Reporting, at));
    !scene.language.spaces && at < telling.start && subject && nobody() && reported()
}
