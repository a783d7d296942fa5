//! When a message was sent, as the sentences behind its own tell it.

use crate::chronicle::{NEWS, Sent};
use crate::scene::{Part, Scene};
use crate::sent::{self, Days};

/// A day that a further sentence tells.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Followed {
    pub(crate) days: Days,
    /// It contradicts itself.
    pub(crate) doubtful: bool,
}

/// "The cable was sent on Sunday": the day as the next sentences of the passage tell it.
pub(crate) fn followed(scene: &Scene<'_, '_>, sent: &Sent) -> Option<Followed> {
    // The message is what the sentence begins with, or what quoted words stand in.
    const NEAR: usize = 8;
    let readings = scene.readings[sent.reading..].iter().filter(|it| it.passage.part == Part::Body).take(2);
    for reading in readings {
        for sentence in &reading.sentences {
            let items = &reading.items[sentence.clone()];
            // "The president cabled her on the 10th": another's.
            let of_other = items
                .iter()
                .filter_map(|item| reading.figure(item))
                .any(|it| it != sent.sender && it != sent.recipient && scene.cast.leads(it));
            if of_other {
                continue;
            }
            let at = |list| list && items.iter().take(NEAR).any(|item| scene.language.is("post", item.class));
            let has = |list| items.iter().any(|item| scene.language.is(list, item.class));
            let published = has("published") || (has("reports") && !has("sent"));
            if at(published || has("sent") || has("came")) {
                let none = sentence.start..sentence.start;
                let mut own = sentence
                    .clone()
                    .filter(|at| published || !sent::is_of_report(scene, reading, sentence, *at, &none));
                let found = own.find_map(|at| {
                    let doubtful = sent::is_doubtful(scene, reading, at);
                    let days = sent::days(scene, reading, at)?;
                    // What was published on a day was sent on it or right before.
                    let from = if published { days.from.pred_opt()? } else { days.from };
                    Some(Followed { days: Days { from, to: days.to }, doubtful })
                });
                let near = |it: &Followed| scene.day.is_none_or(|day| (day - it.days.to).num_days() <= NEWS);
                if let Some(found) = found.filter(|it| it.doubtful || near(it)) {
                    return Some(found);
                }
            }
        }
    }
    None
}
