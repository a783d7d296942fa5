//! Offices, and which of them one word may mean another by.

/// Offices that write in the name of a state.
pub(crate) const LEADING: [&str; 17] = [
    "president",
    "president-elect",
    "prime-minister",
    "chancellor",
    "king",
    "emperor",
    "emir",
    "pope",
    "leader",
    "supreme-leader",
    "general-secretary",
    "crown-prince",
    "head-of-state",
    "head-of-government",
    "assembly-chair",
    // Whoever stands in for a president writes for the state, too.
    "vice",
    // "His counterpart", of one who leads.
    "counterpart",
];

/// Who writes in the name of a state to others who do, though "he" and "the letter's writer" rather are one of the leaders.
pub(crate) const ENVOY: &str = "foreign-minister";

/// Those of them that reign.
pub(crate) const CROWNS: [&str; 4] = ["king", "emperor", "emir", "pope"];

/// What speaks for a state without being anybody's: nobody's name stands beside it.
pub(crate) const BODY: &str = "government";

/// Trades of all sorts, and what stands behind a name out of politeness: one of these words is nobody's whom the page calls by
/// another.
pub(crate) const SUNDRY: [&str; 2] = ["spokesman", HONORIFIC];

/// "氏", "씨": says nothing of whoever it stands behind, and means nobody alone.
pub(crate) const HONORIFIC: &str = "honorific";

/// Whoever runs for an office, and may have won it.
pub(crate) const CANDIDATE: &str = "candidate";

/// Offices that one word may mean another by.
pub(crate) fn same_office(one: &str, other: &str) -> bool {
    let state = |office: &str| {
        matches!(
            office,
            "president"
                | "king"
                | "emperor"
                | "emir"
                | "leader"
                | "pope"
                | "head-of-state"
                | "supreme-leader"
        )
    };
    let government =
        |office: &str| matches!(office, "prime-minister" | "chancellor" | "head-of-government" | "leader");
    one == other
        || (one == "president" && other == "president-elect")
        || (one == "head-of-state" && state(other))
        || (one == "head-of-government" && government(other))
        || (one == "leader" && (state(other) || government(other)))
}
