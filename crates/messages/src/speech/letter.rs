//! Whose a letter is that a text lets speak: "the telegram reads", "his letter wishes".

use crate::language::case::Case;
use crate::language::list::List;
use crate::language::pattern::class;
use crate::scene::{Part, is_person};
use crate::speech::beside::{Beside, NEAR};
use crate::speech::{Letter, Meant, Speaker, Writer};

impl Beside<'_, '_, '_> {
    /// "“…”, it says in the letter": whatever else the sentence tells, the letter speaks.
    pub(crate) fn read_out(&self, quote: usize) -> Option<Speaker> {
        let items = &self.reading().items;
        let stands = |at: usize| self.is(List::Stands, at) || self.is(List::Read, at);
        let clause = (quote + 1..self.sentence().end)
            .take(NEAR)
            .take_while(|at| !matches!(items[*at].class, class::QUOTE | class::STOP | class::COLON));
        let clause: Vec<usize> = clause.collect();
        let verb = clause.iter().position(|at| stands(*at))?;
        let near = clause[verb..].iter().take(NEAR / 2);
        let post = near.copied().find(|at| self.is(List::Post, *at))?;
        (!clause.iter().any(|at| *at < post && self.acts(*at))).then(|| self.letter(post))
    }

    /// "The note, brought by the envoy X, calls Y “…”": the letter that a sentence begins with speaks.
    pub(crate) fn acting_letter(&self, quote: usize) -> Option<Speaker> {
        const HEAD: usize = 3;
        const VERB: usize = 3;
        let (items, start) = (&self.reading().items, self.sentence().start);
        let named = |at: usize| is_person(&items[at]) || items[at].class == class::PRONOUN;
        let head = start..(start + HEAD).min(quote);
        let post = head.take_while(|at| !named(*at)).find(|at| self.is(List::Post, *at))?;
        // "In his letter X says": what stands behind "in" does not act.
        let held = (start..post)
            .any(|at| self.is_any(&[List::In, List::With, List::By, List::To, List::On, List::For], at));
        let verb =
            (post + 1..quote).rfind(|at| self.is(List::Speaking, *at) || self.is(List::Expressing, *at))?;
        let before = (post + 1..verb).rev().take(VERB);
        let mut before = before.take_while(|at| items[*at].class != class::COMMA);
        let other = (post + 1..verb).any(|at| self.is(List::And, at)) && before.clone().any(named);
        let somebody = before.any(named) && items[verb - 1].class != class::COMMA;
        (self.scene.language.spaces && !held && !other && !somebody).then(|| self.letter(post))
    }

    /// Whether a sentence speaks of a letter.
    pub(crate) fn tells_of_letter(&self) -> bool {
        self.sentence().clone().any(|at| self.is(List::Post, at))
    }

    /// Who wrote the letter at an item: "the letter of X", "X’s letter", "his letter"; else the letter itself speaks.
    pub(crate) fn letter(&self, post: usize) -> Speaker {
        const BETWEEN: [List; 6] = [List::Of, List::From, List::By, List::The, List::Title, List::Former];
        let (items, sentence) = (&self.reading().items, self.sentence());
        let reading = self.reading();
        let kind = self.scene.language.kinds.get(&items[post].class).copied();
        let person =
            |at: usize| Some(&items[at]).filter(|item| is_person(item)).and_then(|it| reading.figure(it));
        let mut behind = (post + 1..sentence.end).skip_while(|at| self.is_any(&BETWEEN, *at));
        let owned = behind.next().filter(|at| {
            let told =
                *at > post + 1 && (post + 1..*at).any(|at| self.is(List::Of, at) || self.is(List::From, at));
            told || items[*at].case == Case::Genitive
        });
        if let Some(figure) = owned.and_then(person) {
            return Speaker::Figure(figure);
        }
        // "X, whose letter": the nearest before it.
        let whose = post.checked_sub(1).filter(|at| *at >= sentence.start && self.is(List::Which, *at));
        let owner = whose.and_then(|at| (sentence.start..at).rev().find_map(person));
        if let Some(figure) = owner {
            return Speaker::Figure(figure);
        }
        let mut before = (sentence.start..post).rev().skip_while(|at| items[*at].class == class::WORD);
        match before.next() {
            // "马克龙的慰问信", "X’s letter"
            Some(at)
                if at > sentence.start
                    && (self.is(List::Possessive, at)
                        || self.is(List::Of, at) && !self.scene.language.spaces) =>
            {
                if let Some(figure) = person(at - 1) {
                    return Speaker::Figure(figure);
                }
            }
            // "Putins Schreiben".
            Some(at) if at + 1 == post && items[at].case == Case::Genitive && person(at).is_some() => {
                return person(at).map_or(Speaker::Unknown, Speaker::Figure);
            }
            Some(at) if self.is(List::His, at) => {
                if let Some(Speaker::Meant(Meant { figure: Some(writer), .. })) = self.topic(at) {
                    let start = items[sentence.start].start;
                    return Speaker::Letter(Letter {
                        told: Some(Writer { writer, reading: self.at, start }),
                        kind,
                    });
                }
            }
            _ => {}
        }
        Speaker::Letter(Letter { told: self.letter_told(), kind })
    }

    /// Where the text last told of somebody who wrote, sent or spoke, and who that is.
    pub(crate) fn letter_told(&self) -> Option<Writer> {
        const WRITES: [List; 9] = [
            List::Post,
            List::Sent,
            List::Wrote,
            List::WroteTo,
            List::Replied,
            List::Thanked,
            List::Gladly,
            List::FollowedSuit,
            List::Tweeted,
        ];
        // What nobody does for another.
        const OWN: [List; 3] = [List::Wrote, List::WroteTo, List::Gladly];
        const BACK: usize = 3;
        let own = (0..self.number).rev().map(|number| Beside { number, ..*self });
        let earlier = (0..self.at).rev().filter(|at| self.scene.readings[*at].passage.part == Part::Body);
        let earlier = earlier.take(BACK).flat_map(|at| {
            let sentences = 0..self.scene.readings[at].sentences.len();
            sentences.rev().map(move |number| Beside { at, number, ..*self })
        });
        own.chain(earlier).find_map(|it| {
            let range = it.sentence().clone();
            let subject = range.clone().find(|at| it.acts(*at))?;
            let writes = range.clone().any(|at| it.is_any(&WRITES, at));
            let writer = match it.named(subject).filter(|_| writes)? {
                Speaker::Figure(writer) | Speaker::Meant(Meant { figure: Some(writer), .. }) => writer,
                _ => return None,
            };
            // "The ambassador handed over the message": he wrote nothing.
            let figure = &self.scene.cast.figures[writer];
            let own = range.clone().any(|at| it.is_any(&OWN, at));
            if figure.office.is_some() && !self.scene.cast.leads(writer) && !own {
                return None;
            }
            Some(Writer { writer, reading: it.at, start: it.reading().items[range.start].start })
        })
    }
}
