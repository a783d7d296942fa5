//! The year of an answer to an old letter: "on 3 March 1987 … He thanked him on 9 March".

use crate::chronicle::Sent;
use crate::scene::Scene;
use crate::scene::time::{self, Days};
use chrono::Datelike;
use dateline_record::Day;

/// Answers come within so many days.
const SOON: i64 = 366;

/// Puts answers that no year is told of behind the letters that they answer.
pub(crate) fn date(scene: &Scene<'_, '_>, all: &mut [Sent]) {
    for at in 0..all.len() {
        let answer = &all[at];
        let mut others = all.iter().filter(|it| it.is_turned(answer));
        let (Some(days), true) = (answer.days, answer.is_answer()) else { continue };
        let first = others.next().and_then(|it| it.days).filter(|it| it.from == it.to);
        let old = first.filter(|first| (days.from - first.to).num_days() > SOON);
        if let Some(first) = old.filter(|_| days.from == days.to && !tells_year(scene, answer, days)) {
            let turns = [first.to.year(), first.to.year() + 1].into_iter();
            let mut turns = turns.filter_map(|year| Day::from_ymd_opt(year, days.to.month(), days.to.day()));
            let day = turns.find(|turn| *turn >= first.to);
            all[at].days = day.map(|day| Days { from: day, to: day });
        }
    }
}

/// Whether the words for a day have its year.
fn tells_year(scene: &Scene<'_, '_>, answer: &Sent, days: Days) -> bool {
    let reading = &scene.readings[answer.reading];
    let mut times = answer.sentence.clone().filter(|at| time::days(scene, reading, *at) == Some(days));
    times.any(|at| {
        let timex = scene.timexes.get(reading.items[at].index);
        timex.is_some_and(|timex| {
            timex.text.split(|char: char| !char.is_ascii_digit()).any(|it| it.len() == 4)
        })
    })
}
