//! `dateline explain`.

mod common;

use common::Place;

const PAGE: &str = "Harbour of Tern reopens

Published: March 15, 2024

The harbour reopened yesterday, the port office said. The mole was repaired on Monday (March 12).

The log of the port gives March 11, 2024.
";

#[test]
fn a_page_is_accounted_for() {
    let place = Place::new();
    place.write("tern.txt", PAGE);
    let run = place.dateline(&["explain", "tern.txt"]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
    let told = [
        "Published 2024-03-15, printed on the page",
        "the page says it was published on 2024-03-15",
        "repaired: 2024-03-12 is 2024-03-11",
        "2024-03-12 was a Tuesday, not a Monday",
        "2024-03-14  \u{201c}yesterday\u{201d}  from the page's day, 2024-03-15",
    ];
    for words in told {
        assert!(run.stdout.contains(words), "no {words:?} in\n{}", run.stdout);
    }
    assert!(!run.stdout.contains('\u{1b}'), "colour is for terminals");
}

#[test]
fn a_page_that_is_not_there_is_named() {
    let run = Place::new().dateline(&["explain", "nowhere.txt"]);
    assert_eq!(run.code, Some(2));
    assert!(run.stderr.contains("nowhere.txt"), "{}", run.stderr);
}
