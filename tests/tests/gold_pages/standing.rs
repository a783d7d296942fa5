//! Which kinds of check are in force, and how many of the others hold already.

use crate::check::Kind;

/// How a kind of check is held.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Standing {
    /// Every check must hold.
    InForce,
    /// Not every check holds yet, but at least so many. The number only rises.
    Floor(usize),
}

/// How checks of this kind are held.
pub(crate) fn standing(kind: Kind) -> Standing {
    use Standing::{Floor, InForce};
    match kind {
        Kind::Runs
        | Kind::Title
        | Kind::Byline
        | Kind::Publisher
        | Kind::Language
        | Kind::Verdict
        | Kind::Body
        | Kind::Furniture
        | Kind::Caption
        | Kind::Dated
        | Kind::Undatable
        | Kind::ValueEnglish
        | Kind::WeekdayEnglish
        | Kind::Sound => InForce,
        // The rules of the other languages of the dates.
        Kind::ValueOther => Floor(290),
        // The model that repairs dates and weighs claims.
        Kind::DatedAgainstClaim => Floor(2),
        Kind::ValueRepaired => Floor(29),
        Kind::FaultOther => Floor(9),
        Kind::Repair => Floor(10),
        // Messages that name no recipient who leads, or an occasion that the page only hints at.
        Kind::Message => Floor(91),
        Kind::Quote => Floor(105),
        // Pages that name each other in no script but their own come together by their messages alone.
        Kind::Story => Floor(43),
    }
}
