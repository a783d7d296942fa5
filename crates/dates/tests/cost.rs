//! What a page costs: about ten times as much for ten times as many expressions.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on says where")]

use dateline_dates::Dater;
use dateline_measure::timed;
use dateline_record::{Page, RawPage, Record};
use std::fmt::Write as _;
use std::time::Duration;

/// A page of so many expressions, a fifth of them contradictions, with holidays, anniversaries and countries between.
fn page(expressions: usize) -> Record {
    let mut text = "Harbour log\n\nMarch 14, 2019\n\n".to_owned();
    for number in 0..expressions / 5 {
        let (day, year) = (number % 28 + 1, 1950 + number % 69);
        write!(
            text,
            "The lock was tested on Monday (March {day}), the port of France said. Divers came on {day} May {year}. \
             Bastille Day, which falls on July {day}, was quiet. This year brings the 20th anniversary of the fall of the \
             Berlin Wall. They will return on Thursday, June {day}.\n\n"
        )
        .unwrap();
    }
    let page = Page { raw: Some(RawPage::Text(text)), lang: Some("en".into()), ..Page::default() };
    Record { page, ..Record::default() }
}

/// The lesser of two runs, since other work on the machine only adds; and how many expressions were found.
fn least(dater: &Dater, page: &Record) -> (Duration, usize) {
    let run = || {
        let (dated, spent) = timed(|| dater.date(page));
        (spent, dated.timexes.len())
    };
    run().min(run())
}

#[test]
fn ten_thousand_expressions_take_at_most_twenty_times_a_thousand() {
    let dater = Dater::builtin();
    let (small, large) = (page(1000), page(10_000));
    let ((few, _), (many, found)) = (least(&dater, &small), least(&dater, &large));
    assert!(found >= 9000, "{found}");
    assert!(many < few * 20, "{few:?} for a thousand, {many:?} for ten thousand");
}
