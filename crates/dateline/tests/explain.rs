//! `dateline explain`.

mod common;

use common::Folder;

const PAGE: &str = "Harbour of Tern reopens

Published: March 15, 2024

The harbour reopened yesterday, the port office said. The mole was repaired on Monday (March 12).

The log of the port gives March 11, 2024.
";

#[test]
fn a_page_is_accounted_for() {
    let folder = Folder::new();
    folder.write("tern.txt", PAGE);
    let run = folder.dateline(&["explain", "tern.txt"]);
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
fn what_the_page_was_taken_for_is_told_first() {
    let folder = Folder::new();
    let page = format!("{PAGE}\n\u{a9} 2024 Tern Gazette. All rights reserved.\n");
    folder.write(
        "tern.txt",
        page.replace("Published", "By Mara Tolven\n\nLast updated: 2 April 2024 | Published"),
    );
    let run = folder.dateline(&["explain", "tern.txt"]);
    for words in [
        "Read as article (",
        "in en (",
        "by Mara Tolven",
        "characters; left out: ",
        "\u{201c}Published: March 15",
    ] {
        assert!(run.stdout.contains(words), "no {words:?} in\n{}", run.stdout);
    }
    assert!(!run.stdout.contains(" +0.0 "), "{}", run.stdout);
}

#[test]
fn a_page_is_dated_by_its_address_and_the_time_of_its_crawl() {
    let folder = Folder::new();
    folder.write("tern.txt", PAGE.replace("Published: March 15, 2024", "3 hours ago"));
    for (arguments, day) in [
        (["--fetched", "2024-03-15T10:00:00Z"], "2024-03-15"),
        (["--url", "https://tern.example/2024/03/16/harbour"], "2024-03-16"),
    ] {
        let run = folder.dateline(&[&["explain", "tern.txt"], &arguments[..]].concat());
        assert!(run.stdout.contains(&format!("Published {day}")), "{}", run.stdout);
    }
    let run = folder.dateline(&["explain", "tern.txt", "--fetched", "soon"]);
    assert!(run.stderr.contains("no time; wanted"), "{}", run.stderr);
}

#[test]
fn each_fault_is_told_with_its_passage_and_verdict() {
    let folder = Folder::new();
    let pages = [
        (
            "The lock was tested on Friday (June 22), the port said. Nobody was hurt.\n\nThe log gives June 22, 2019.",
            [
                "the weekday is wrong, 2019-06-22 stands",
                "The lock was tested on Friday (June 22), the port said.",
            ],
        ),
        (
            "The school opened on June 31, the council said, after a long dispute about the roof of its gym.",
            [
                "left as printed, June 31: nothing on the page settles it",
                "The school opened on June 31, the council",
            ],
        ),
        (
            "Bastille Day in France, which falls on July 24, was quiet, and the parade in Paris was short.",
            [
                "holiday mismatch \u{201c}Bastille Day\u{201d}: left as printed",
                "Bastille Day is on 14 July, not on 24 July",
            ],
        ),
        (
            "The port remembered this year, on the 55th anniversary of the first moon landing, its old beacon.",
            ["left as printed, 55; 50 would fit", "on the 55th anniversary of the first moon"],
        ),
    ];
    for (text, wanted) in pages {
        folder.write("page.txt", format!("Lock tested at Tern\n\nPublished: June 27, 2019\n\n{text}\n"));
        let run = folder.dateline(&["explain", "page.txt"]);
        assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
        for words in wanted {
            assert!(run.stdout.contains(words), "no {words:?} in\n{}", run.stdout);
        }
    }
}

#[test]
fn a_page_that_does_not_tell_its_day_says_so() {
    let folder = Folder::new();
    folder.write("page.txt", "Lock tested at Tern\n\nThe lock was tested, the port said. Nobody was hurt.\n");
    let run = folder.dateline(&["explain", "page.txt"]);
    assert!(run.stdout.contains("the page does not tell its day"), "{}", run.stdout);
    assert!(run.stdout.contains("What cannot be right: nothing"), "{}", run.stdout);
}

#[test]
fn a_page_that_is_not_there_is_named() {
    let run = Folder::new().dateline(&["explain", "nowhere.txt"]);
    assert_eq!(run.code, Some(2));
    assert!(run.stderr.contains("nowhere.txt"), "{}", run.stderr);
}

#[test]
fn a_page_on_standard_input_is_the_same_page() {
    let folder = Folder::new();
    for (name, page) in [("a.html", common::page(1)), ("a.txt", PAGE.to_owned())] {
        folder.write(name, page);
        let file = std::fs::File::open(folder.path(name)).expect("it was written");
        let piped = folder.command(&["explain", "-"]).stdin(file).output().expect("it runs");
        assert_eq!(String::from_utf8_lossy(&piped.stdout), folder.dateline(&["explain", name]).stdout);
    }
}
