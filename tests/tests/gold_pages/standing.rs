//! Which kinds of check are in force, and how many of the others hold already.

use crate::check::Kind;

/// How a kind of check is held.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Standing {
    /// Every check must hold.
    InForce,
    /// The stage is still to come, or half there: at least so many hold. The number only rises.
    Later(usize),
}

/// How checks of this kind are held.
pub(crate) fn standing(kind: Kind) -> Standing {
    use Standing::{InForce, Later};
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
        Kind::ValueOther => Later(290),
        // The model that repairs dates and weighs claims.
        Kind::DatedAgainstClaim => Later(2),
        Kind::ValueRepaired => Later(29),
        Kind::FaultOther => Later(9),
        Kind::Repair => Later(10),
        // Messages that name no recipient who leads, or an occasion that the page only hints at.
        Kind::Message => Later(91),
        Kind::Quote => Later(105),
        // Pages that name each other in no script but their own come together by their messages alone.
        Kind::Story => Later(43),
    }
}
