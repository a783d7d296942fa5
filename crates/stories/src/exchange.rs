//! Messages that two pages tell of: the same, or parts of one exchange.

use crate::feature::{Feature, Kind};
use crate::party::Party;
use chrono::{Datelike, Days};
use dateline_record::{Day, Message, MessageKind};
use serde::{Deserialize, Serialize};

/// A message is sent on one day for all, but reported on the next in another time zone.
const ZONE: i64 = 1;
/// An answer comes within a week, or it is news of its own.
const ANSWER: i64 = 7;
/// Most reports of a message come within so many days.
const REPORTED: Days = Days::new(2);

/// What is compared of a message.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) struct MessageKey {
    sender: Party,
    recipient: Party,
    act: Act,
    /// Zero: none.
    occasion: u32,
    /// The occasion is the recipient's alone, such as an election or a flood: who is written to on it does not write back
    /// on the same.
    own: bool,
    /// The occasion is that somebody takes office.
    takes_office: bool,
    /// The occasion is of both sides, such as an anniversary of their relations.
    both: bool,
    sent: Option<(Day, Day)>,
}

/// Kinds of messages, those as one that reports do not tell apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
enum Act {
    /// Congratulations and greetings.
    Wish,
    /// Thanks and replies.
    Answer,
    Condolence,
    Invitation,
}

/// How the messages of two pages stand to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Exchange {
    /// Both tell of some that both sides keep the occasion of, and none is between the same two.
    Apart,
    /// Both tell of some, and none is of the same exchange.
    Other,
    /// Both tell of messages between the same, on two occasions; nobody knows the days.
    Occasions,
    /// One page tells of none, or what both tell says nothing.
    Unknown,
    /// One is the answer to the other, or both are sent to the same on one occasion.
    Part,
    /// Both tell of one.
    Same,
}

/// A message sent longer ago than this is remembered on its page, not its news.
const REMEMBERED: i64 = 10;

impl MessageKey {
    /// Whether the message is news on a page of this day, as far as both days are known.
    pub(crate) fn is_news(&self, own: Option<Day>) -> bool {
        let (Some((first, last)), Some(own)) = (self.sent, own) else { return true };
        (own - last).num_days() <= REMEMBERED && (first - own).num_days() <= REMEMBERED
    }

    /// A message whose day nobody tells was sent shortly before the page that tells of it.
    pub(crate) fn of(message: &Message, page: Option<Day>) -> Self {
        let act = match message.kind {
            MessageKind::Congratulation | MessageKind::Greeting => Act::Wish,
            MessageKind::Thanks | MessageKind::Reply => Act::Answer,
            MessageKind::Condolence => Act::Condolence,
            MessageKind::Invitation => Act::Invitation,
        };
        let first = message.sent_from.or(message.sent_to);
        let told = first.map(|first| (first, message.sent_to.unwrap_or(first)));
        let reported = || page.map(|page| (page.checked_sub_days(REPORTED).unwrap_or(page), page));
        Self {
            sender: Party::of(&message.sender),
            recipient: Party::of(&message.recipient),
            act,
            occasion: message.occasion.as_deref().map_or(0, |name| occasion(name).code()),
            own: message.occasion.as_deref().is_some_and(is_own),
            takes_office: message.occasion.as_deref().is_some_and(is_taking_office),
            both: message.occasion.as_deref().is_some_and(is_of_both),
            sent: told.or_else(reported),
        }
    }

    /// What makes two pages worth comparing.
    pub(crate) fn features(&self) -> impl Iterator<Item = Feature> + use<> {
        let mut parties = [self.sender.words[0], self.recipient.words[0]];
        parties.sort_unstable();
        let parties = parties.iter().fold(0, |sum, party| crate::feature::mix(sum ^ u64::from(*party)));
        let occasion =
            (self.occasion != 0).then(|| Feature::from_bits(Kind::Occasion, u64::from(self.occasion)));
        let day = self.sent.filter(|(first, last)| first == last).map(|(day, _)| day);
        let sent = day.map(|day| u64::from(day.num_days_from_ce().unsigned_abs()));
        let sent = sent.map(|day| Feature::from_bits(Kind::Day, day));
        [Some(Feature::from_bits(Kind::Parties, parties)), occasion, sent].into_iter().flatten()
    }

    /// Both keys are of one message.
    pub(crate) fn is(&self, other: &Self) -> bool {
        let same =
            self.act == other.act && self.sender.is(&other.sender) && self.recipient.is(&other.recipient);
        same && self.days_apart(other).is_some_and(|days| days <= ZONE)
    }

    /// Both messages are of one exchange.
    fn answers(&self, other: &Self) -> bool {
        let there = self.sender.is(&other.sender) && self.recipient.is(&other.recipient);
        let crossed = self.own && self.act != Act::Answer && other.act != Act::Answer;
        let back = self.sender.is(&other.recipient) && self.recipient.is(&other.sender) && !crossed;
        let one_occasion = self.is_on_what_may_be_one(other);
        let occasions = one_occasion || self.occasion == 0 || other.occasion == 0;
        // "Leaders congratulate …": whoever writes to the same one on the same occasion.
        let chorus = one_occasion && self.occasion != 0 && !self.both && self.recipient.is(&other.recipient);
        (chorus || ((there || back) && occasions))
            && self.days_apart(other).is_some_and(|days| days <= ANSWER)
    }

    /// Whether both may be of one exchange, as far as their parties tell. On what befell one country, one of the two is enough:
    /// names are spelled in many ways.
    fn may_answer(&self, other: &Self) -> bool {
        let (senders, recipients) = (self.sender.is(&other.sender), self.recipient.is(&other.recipient));
        let crossed = self.sender.is(&other.recipient) && self.recipient.is(&other.sender);
        let befell = self.own && self.occasion == other.occasion;
        senders && recipients || crossed || befell && (senders || recipients)
    }

    /// Whether both are for what befell one and the same recipient.
    fn befell_one(&self, other: &Self) -> bool {
        self.own && self.occasion == other.occasion && self.recipient.is(&other.recipient)
    }

    /// Whether both may be for one event though the senders are two: to one recipient, or for what befell one country, whose
    /// president and prime minister are written to.
    fn may_be_of_one_event(&self, other: &Self) -> bool {
        let near = self.days_apart(other).is_none_or(|days| days <= ANSWER);
        if self.may_be(other) && near {
            return true;
        }
        let one_occasion = self.occasion == other.occasion;
        let occasions = one_occasion || self.occasion == 0 || other.occasion == 0;
        let mourned = self.act == Act::Condolence && self.own && one_occasion;
        let sides = (self.recipient.is(&other.recipient) && !self.both && !other.both) || mourned;
        self.act == other.act && occasions && sides && near
    }

    /// Whether both are one message, for all that names in two scripts tell; their occasions are told of in other words as well.
    fn may_be(&self, other: &Self) -> bool {
        let (senders, recipients) = (&self.sender, &self.recipient);
        let scripts = senders.script != other.sender.script || recipients.script != other.recipient.script;
        scripts
            && self.act == other.act
            && senders.may_be(&other.sender)
            && recipients.may_be(&other.recipient)
    }

    /// Whether both are on one occasion, as far as reports of the same days tell: what befell somebody is called by its cause
    /// here and by what came of it there, and who is elected takes office.
    pub(crate) fn is_on_what_may_be_one(&self, other: &Self) -> bool {
        let mourned = [self, other].iter().all(|one| one.act == Act::Condolence && one.own);
        self.occasion == other.occasion || mourned || self.takes_office && other.takes_office
    }

    /// Whether both tell what they are for, and it is not the same.
    fn is_on_another_occasion(&self, other: &Self) -> bool {
        self.occasion != 0 && other.occasion != 0 && self.occasion != other.occasion
    }

    /// How many days lie between the two; `None` where one is not dated.
    fn days_apart(&self, other: &Self) -> Option<i64> {
        let ((first, last), (from, to)) = (self.sent?, other.sent?);
        Some((from - last).num_days().max((first - to).num_days()).max(0))
    }
}

/// Whether an occasion befalls one side alone: all but holidays, whose names begin with a capital letter, and anniversaries
/// that both keep.
fn is_own(occasion: &str) -> bool {
    occasion.starts_with(char::is_lowercase) && !is_of_both(occasion)
}

/// Whether an occasion is that somebody takes office, or is chosen to.
fn is_taking_office(occasion: &str) -> bool {
    const OFFICE: [&str; 4] = ["election", "re-election", "inauguration", "accession"];
    OFFICE.contains(&occasion)
}

/// Whether an occasion is of both sides at once: whoever keeps it with somebody else keeps another.
fn is_of_both(occasion: &str) -> bool {
    occasion.starts_with("anniversary")
}

fn occasion(name: &str) -> Feature {
    // Who is elected again is elected.
    Feature::new(Kind::Occasion, name.to_lowercase().trim_start_matches("re-"))
}

/// How the messages of two pages stand to each other. What may be the same says more than what is another.
pub(crate) fn exchange<'p>(
    one: impl Iterator<Item = &'p MessageKey>,
    other: impl Iterator<Item = &'p MessageKey> + Clone,
) -> Exchange {
    let pairs = one.flat_map(|one| other.clone().map(move |other| (one, other)));
    pairs.map(|(one, other)| stand(one, other)).max().unwrap_or(Exchange::Unknown)
}

/// How two messages stand to each other. Without its day a message may be that of another year: only that it is between
/// others, or on something else, tells something, or that it is for what happened once.
fn stand(one: &MessageKey, other: &MessageKey) -> Exchange {
    let dated = one.days_apart(other).is_some();
    match (one.is(other), one.answers(other)) {
        (true, _) => Exchange::Same,
        (_, true) => Exchange::Part,
        _ if !dated && one.befell_one(other) => Exchange::Part,
        _ if one.may_be_of_one_event(other) => Exchange::Unknown,
        _ if one.both && other.both && !one.may_answer(other) => Exchange::Apart,
        _ if dated || !one.may_answer(other) => Exchange::Other,
        _ if one.is_on_another_occasion(other) => Exchange::Occasions,
        _ => Exchange::Unknown,
    }
}
