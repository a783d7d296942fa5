//! Checks in force that are known to fail, each with its reason.
//!
//! A gap is no skip: its check runs, and one that has begun to hold turns red until its line goes.

use crate::check::Kind;

/// A check that is known to fail.
#[derive(Debug)]
pub(crate) struct Gap {
    pub(crate) kind: Kind,
    pub(crate) source: &'static str,
    /// Words that the failing check names.
    pub(crate) words: &'static str,
    #[expect(dead_code, reason = "read by people")]
    pub(crate) why: &'static str,
}

pub(crate) const GAPS: &[Gap] = &[
    Gap {
        kind: Kind::Dated,
        source: "pages/012-invitation-fete-nationale.html",
        words: "2019-04-18",
        why: "dates in words are read once the language has rules",
    },
    Gap {
        kind: Kind::Dated,
        source: "pages/041-respuesta-quintalba.txt",
        words: "2023-08-22",
        why: "dates in words are read once the language has rules",
    },
    Gap {
        kind: Kind::Dated,
        source: "pages/044-den-pobedy-2024.txt",
        words: "2024-05-09",
        why: "dates in words are read once the language has rules",
    },
    Gap {
        kind: Kind::Dated,
        source: "pages/047-roi-osterin-accepte.txt",
        words: "2019-04-23",
        why: "dates in words are read once the language has rules",
    },
    Gap {
        kind: Kind::Dated,
        source: "pages.jsonl:6",
        words: "2020-02-13",
        why: "dates in words are read once the language has rules",
    },
    Gap {
        kind: Kind::ValueEnglish,
        source: "pages/004-mirelia-flag-day-ordinal.html",
        words: "Friday",
        why: "its anniversary is misnumbered, which leaves its day too doubtful to resolve by",
    },
    Gap {
        kind: Kind::ValueEnglish,
        source: "pages/004-mirelia-flag-day-ordinal.html",
        words: "Sunday",
        why: "its anniversary is misnumbered, which leaves its day too doubtful to resolve by",
    },
    Gap {
        kind: Kind::ValueEnglish,
        source: "pages/004-mirelia-flag-day-ordinal.html",
        words: "Tuesday",
        why: "its anniversary is misnumbered, which leaves its day too doubtful to resolve by",
    },
    Gap {
        kind: Kind::ValueEnglish,
        source: "pages/004-mirelia-flag-day-ordinal.html",
        words: "the end of the month",
        why: "its anniversary is misnumbered, which leaves its day too doubtful to resolve by",
    },
    Gap {
        kind: Kind::ValueEnglish,
        source: "pages/004-mirelia-flag-day-ordinal.html",
        words: "the same afternoon",
        why: "its anniversary is misnumbered, which leaves its day too doubtful to resolve by",
    },
    Gap {
        kind: Kind::ValueEnglish,
        source: "pages/004-mirelia-flag-day-ordinal.html",
        words: "yesterday",
        why: "its anniversary is misnumbered, which leaves its day too doubtful to resolve by",
    },
    Gap {
        kind: Kind::ValueEnglish,
        source: "pages.jsonl:7",
        words: "Friday",
        why: "a weekday and an anniversary leave its day too doubtful to resolve by",
    },
    Gap {
        kind: Kind::ValueEnglish,
        source: "pages.jsonl:7",
        words: "March",
        why: "a weekday and an anniversary leave its day too doubtful to resolve by",
    },
    Gap {
        kind: Kind::ValueEnglish,
        source: "pages.jsonl:7",
        words: "November",
        why: "a weekday and an anniversary leave its day too doubtful to resolve by",
    },
    Gap {
        kind: Kind::ValueEnglish,
        source: "pages.jsonl:7",
        words: "last year",
        why: "a weekday and an anniversary leave its day too doubtful to resolve by",
    },
    Gap {
        kind: Kind::ValueEnglish,
        source: "pages.jsonl:7",
        words: "the same day",
        why: "a weekday and an anniversary leave its day too doubtful to resolve by",
    },
    Gap {
        kind: Kind::ValueEnglish,
        source: "pages/039-treaty-letter-unsettled.txt",
        words: "two years",
        why: "a length of time, or the end of it: the words leave it open",
    },
    Gap {
        kind: Kind::ValueEnglish,
        source: "pages/040-new-year-message-wrong-year.txt",
        words: "Tuesday noon",
        why: "\"was on its way by Tuesday noon\" is past, \"asked to register by noon on Thursday\" is not",
    },
];
