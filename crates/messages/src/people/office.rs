//! Offices, what is known of them, and which of them one word may mean another by.
//!
//! An office is named by an id, as language files and the file of people have it; here stand those that mean more to the
//! engine than any other.

pub(crate) const PRESIDENT: &str = "president";
pub(crate) const KING: &str = "king";
pub(crate) const PRIME_MINISTER: &str = "prime-minister";
const CHANCELLOR: &str = "chancellor";
const EMPEROR: &str = "emperor";
const EMIR: &str = "emir";
const POPE: &str = "pope";

/// Whoever leads a country, by whatever office.
pub(crate) const LEADER: &str = "leader";
const SUPREME_LEADER: &str = "supreme-leader";

/// Of a party that leads a state.
pub(crate) const GENERAL_SECRETARY: &str = "general-secretary";

/// "The head of state": no office of the file of people, but any that represents a state as a whole.
pub(crate) const HEAD_OF_STATE: &str = "head-of-state";

/// "The head of government": any office that leads one.
pub(crate) const HEAD_OF_GOVERNMENT: &str = "head-of-government";

/// Whoever has been elected and is not in office yet.
pub(crate) const PRESIDENT_ELECT: &str = "president-elect";

/// The office of the other party: "his counterpart", of one who leads.
pub(crate) const COUNTERPART: &str = "counterpart";

/// The offices that a counterpart may hold.
pub(crate) const COUNTERPARTS: [&str; 3] = [HEAD_OF_STATE, HEAD_OF_GOVERNMENT, LEADER];

/// Who writes in the name of a state to others who do, though "he" and "the letter's writer" rather are one of the leaders.
pub(crate) const ENVOY: &str = "foreign-minister";

/// What speaks for a state without being anybody's: nobody's name stands beside it.
pub(crate) const BODY: &str = "government";

/// "氏", "씨": says nothing of whoever it stands behind, and means nobody alone.
pub(crate) const HONORIFIC: &str = "honorific";

/// Trades of all sorts, and what stands behind a name out of politeness: one of these words is nobody's whom the page calls by
/// another.
pub(crate) const SUNDRY: [&str; 2] = ["spokesman", HONORIFIC];

/// Whoever runs for an office, and may have won it.
pub(crate) const CANDIDATE: &str = "candidate";

/// What is known of an office.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Trait {
    /// Its holder reigns.
    Reigns,
    /// The holder's consort is called by the same word.
    Shared,
    /// Its holder represents the state as a whole.
    OfState,
    /// Its holder leads the government.
    OfGovernment,
}

/// The offices that write in the name of a state.
const LEADING: [(&str, &[Trait]); 17] = {
    use Trait::{OfGovernment, OfState, Reigns, Shared};
    [
        (PRESIDENT, &[OfState]),
        (PRESIDENT_ELECT, &[]),
        (PRIME_MINISTER, &[OfGovernment]),
        (CHANCELLOR, &[OfGovernment]),
        (KING, &[OfState, Reigns, Shared]),
        (EMPEROR, &[OfState, Reigns, Shared]),
        (EMIR, &[OfState, Reigns]),
        (POPE, &[OfState, Reigns]),
        (LEADER, &[OfState]),
        (SUPREME_LEADER, &[]),
        (GENERAL_SECRETARY, &[]),
        ("crown-prince", &[]),
        (HEAD_OF_STATE, &[]),
        (HEAD_OF_GOVERNMENT, &[]),
        ("assembly-chair", &[]),
        // Whoever stands in for a president writes for the state, too.
        ("vice", &[]),
        (COUNTERPART, &[]),
    ]
};

/// Whether an office writes in the name of a state.
pub(crate) fn leads(office: &str) -> bool {
    LEADING.iter().any(|(own, _)| *own == office)
}

/// Whether whoever holds an office reigns.
pub(crate) fn reigns(office: &str) -> bool {
    has(office, Trait::Reigns)
}

/// Whether the consort of whoever holds an office is called by the same word: a king and his queen.
pub(crate) fn is_shared_with_consort(office: &str) -> bool {
    has(office, Trait::Shared)
}

/// Whether whoever holds an office represents the state as a whole.
pub(crate) fn is_of_state(office: &str) -> bool {
    has(office, Trait::OfState)
}

/// Whether whoever holds an office leads the government.
pub(crate) fn is_of_government(office: &str) -> bool {
    has(office, Trait::OfGovernment)
}

fn has(office: &str, wanted: Trait) -> bool {
    LEADING.iter().any(|(own, traits)| *own == office && traits.contains(&wanted))
}

/// Whether one word for an office may mean another.
pub(crate) fn same_office(one: &str, other: &str) -> bool {
    let state = || is_of_state(other) || [HEAD_OF_STATE, SUPREME_LEADER].contains(&other);
    let government = || is_of_government(other) || [HEAD_OF_GOVERNMENT, LEADER].contains(&other);
    one == other
        || match one {
            PRESIDENT => other == PRESIDENT_ELECT,
            HEAD_OF_STATE => state(),
            HEAD_OF_GOVERNMENT => government(),
            LEADER => state() || government(),
            _ => false,
        }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_office_says_whom_it_speaks_for() {
        assert!(leads("vice") && !leads("spokesman"));
        assert!(reigns(POPE) && !is_shared_with_consort(POPE) && is_shared_with_consort(KING));
        assert!(is_of_state(EMIR) && !is_of_state(CHANCELLOR) && is_of_government(CHANCELLOR));
    }

    #[test]
    fn a_word_for_all_offices_of_a_kind_means_each_of_them() {
        assert!(same_office(HEAD_OF_STATE, KING) && !same_office(KING, HEAD_OF_STATE));
        assert!(same_office(LEADER, PRIME_MINISTER) && !same_office(HEAD_OF_STATE, PRIME_MINISTER));
    }
}
