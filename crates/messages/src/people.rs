//! Heads of state and government, and news agencies: the facts of `data/`.

pub(crate) mod country;
pub(crate) mod office;

use crate::LanguageError;
use crate::language::gender::Gender;
use crate::language::lexicon::Sense;
use country::Country;
use dateline_record::Day;
use serde::Deserialize;
use std::collections::BTreeMap;

/// Somebody of the file.
#[derive(Debug)]
pub(crate) struct Person {
    /// The canonical English name.
    pub(crate) name: String,
    /// Or the organisation that the person heads.
    pub(crate) country: Country,
    /// The family name alone is enough wherever it stands.
    pub(crate) famous: bool,
    pub(crate) gender: Gender,
    pub(crate) terms: Vec<Term>,
    /// By language; the canonical name is an English one. Where names are not set apart, a slash stands between the
    /// family name and the given one.
    names: BTreeMap<String, Vec<String>>,
    family: Family,
}

/// Which word of a name is the family's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Family {
    First,
    #[default]
    Last,
    /// Whoever reigns under a given name: "King Harald" is no "Harald Winter".
    None,
}

/// A term of office.
#[derive(Debug)]
pub(crate) struct Term {
    pub(crate) office: String,
    /// Whoever holds it is "the leader" of the country.
    pub(crate) leads: bool,
    pub(crate) from: Day,
    /// Not its last day known: still in office.
    to: Option<Day>,
}

/// A name with its hyphens and without, its small words as they are and with capitals: "Abdel Fattah el-Sisi" is Abdel
/// Fattah El Sisi elsewhere.
fn spellings(name: &str) -> Vec<String> {
    let mut all = vec![name.to_owned()];
    if name.contains('-') {
        all.push(name.replace('-', " "));
    }
    let is_small = |word: &str| word.chars().next().is_some_and(|first| !first.to_uppercase().eq([first]));
    // Most names have no small words.
    if name.split([' ', '-']).any(is_small) {
        let capital: Vec<String> = all.iter().map(|name| capitalised(name)).collect();
        all.extend(capital);
        all.sort_unstable();
        all.dedup();
    }
    all
}

/// Every word of a name with a capital letter.
fn capitalised(name: &str) -> String {
    let mut opens = true;
    let letters = name.chars().flat_map(|letter| {
        let upper = std::mem::replace(&mut opens, matches!(letter, ' ' | '-'));
        let raised = letter.to_uppercase().filter(move |_| upper);
        let kept = (!upper).then_some(letter);
        raised.chain(kept)
    });
    letters.collect()
}

impl Person {
    /// Whether an election won on a day is not the first to an office: they have held one for long that nobody else takes
    /// soon, and take no other.
    pub(crate) fn is_reelected(&self, day: Day) -> bool {
        /// An election is won so many days before its term begins, at the most, and the last term goes on until then.
        const SOON: i64 = 120;
        let near = |term: &Term| (term.from - day).num_days().abs() <= SOON;
        let stays = |term: &Term| term.from < day && term.to.is_none_or(|to| (to - day).num_days() > SOON);
        let mut leading = self.terms.iter().filter(|term| term.leads);
        leading.any(stays) && !self.terms.iter().any(near)
    }

    /// Whether the last office has been left so long before a day that nobody writes to or for the person any more.
    pub(crate) fn is_history(&self, day: Day) -> bool {
        const YEARS_DAYS: i64 = 15 * 365;
        let over = |term: &Term| term.to.is_some_and(|to| (day - to).num_days() > YEARS_DAYS);
        !self.terms.is_empty() && self.terms.iter().all(over)
    }

    /// Whether the first office was taken so long after a day that nobody wrote to or for the person yet.
    pub(crate) fn is_to_come(&self, day: Day) -> bool {
        const TWO_YEARS_DAYS: i64 = 2 * 365;
        !self.terms.is_empty() && self.terms.iter().all(|term| (term.from - day).num_days() > TWO_YEARS_DAYS)
    }

    /// Whether the person is known by a regnal name, which others may have had.
    pub(crate) fn reigns(&self) -> bool {
        self.family == Family::None
    }
}

impl Term {
    /// Whether the office was held on a day.
    pub(crate) fn holds_on(&self, day: Day) -> bool {
        self.from <= day && self.to.is_none_or(|to| day <= to)
    }

    fn parse(written: &str) -> Option<Self> {
        let (office, span) = written.split_once(' ')?;
        let (from, to) = span.split_once("..")?;
        let leads = office.ends_with('*');
        let to = if to.is_empty() { None } else { Some(to.parse().ok()?) };
        Some(Self { office: office.trim_end_matches('*').to_owned(), leads, from: from.parse().ok()?, to })
    }
}

/// Everybody of the file.
#[derive(Debug)]
pub(crate) struct People {
    pub(crate) people: Vec<Person>,
    agencies: BTreeMap<String, Vec<String>>,
}

impl People {
    /// Reads both files.
    pub(crate) fn parse(people: &str, agencies: &str) -> Result<Self, LanguageError> {
        let data = |file| move |fault| LanguageError::Data { file, fault: Box::new(fault) };
        let rows: File = toml::from_str(people).map_err(data("people.toml"))?;
        let people = rows.person.into_iter().map(Row::read).collect::<Result<_, _>>()?;
        let agencies = toml::from_str(agencies).map_err(data("agencies.toml"))?;
        Ok(Self { people, agencies })
    }

    /// What the people and agencies are called in languages, the first of which has its own names and the others stand
    /// in where it has none.
    pub(crate) fn names(&self, languages: &[&str]) -> Vec<(String, Sense)> {
        let mut full: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        let mut family: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (at, person) in self.people.iter().enumerate() {
            let mut names: Vec<&str> = Vec::new();
            for language in languages {
                let own = person.names.get(*language).into_iter().flatten().map(String::as_str);
                names.extend(own);
                // A language of another script has no use for the names of its neighbours beside its own.
                if !names.is_empty() && *language != "en" && !languages.contains(&"en") {
                    break;
                }
            }
            for name in names {
                // "戈登·布朗": names from other scripts have a dot between their words.
                let words: Vec<&str> = name.split([' ', '·', '・']).collect();
                if let Some((part, given)) = name.split_once('/') {
                    full.entry(format!("{part}{given}")).or_default().push(at);
                    family.entry(part.to_owned()).or_default().push(at);
                } else if let [first, .., last] = words.as_slice() {
                    for spelling in spellings(name) {
                        full.entry(spelling).or_default().push(at);
                    }
                    let part = match person.family {
                        Family::First => Some(first),
                        Family::Last => Some(last),
                        Family::None => None,
                    };
                    if let Some(part) = part.filter(|part| part.chars().count() > 1 && **part != "Jr.") {
                        family.entry((*part).to_owned()).or_default().push(at);
                    }
                } else {
                    full.entry(name.to_owned()).or_default().push(at);
                }
            }
        }
        let mut names: Vec<(String, Sense)> = Vec::new();
        for (name, mut people) in full {
            people.dedup();
            names.push((name, Sense::Person(people)));
        }
        for (name, mut people) in family {
            people.dedup();
            names.push((name, Sense::Surname(people)));
        }
        for (agency, forms) in &self.agencies {
            names.extend(forms.iter().map(|form| (form.clone(), Sense::Agency(agency.clone()))));
        }
        names
    }

    /// What somebody is called in a language, the English names among them.
    pub(crate) fn names_of(&self, person: usize, language: &str) -> Vec<&str> {
        let names = &self.people[person].names;
        [language, "en"].iter().filter_map(|code| names.get(*code)).flatten().map(String::as_str).collect()
    }

    /// What somebody is called in a language, by its own names alone.
    pub(crate) fn own_names(&self, person: usize, language: &str) -> impl Iterator<Item = &str> {
        self.people[person].names.get(language).into_iter().flatten().map(String::as_str)
    }

    /// Who held an office of a country on a day; nobody where two did, or the file does not know.
    pub(crate) fn holder(&self, office: &str, country: &str, day: Day) -> Option<usize> {
        let holds = |term: &Term| {
            term.holds_on(day)
                && match office {
                    office::LEADER => term.leads,
                    office::HEAD_OF_STATE => office::is_of_state(&term.office),
                    office::HEAD_OF_GOVERNMENT => office::is_of_government(&term.office),
                    office => term.office == office,
                }
        };
        let mut found = self
            .people
            .iter()
            .enumerate()
            .filter(|(_, person)| person.country.is(country) && person.terms.iter().any(holds));
        let first = found.next()?.0;
        found.next().is_none().then_some(first)
    }

    /// Of several people of one name the one in office on a day, or the only one.
    pub(crate) fn in_office(&self, candidates: &[usize], day: Option<Day>) -> Option<usize> {
        if let [only] = candidates {
            return Some(*only);
        }
        let day = day?;
        let mut serving =
            candidates.iter().filter(|at| self.people[**at].terms.iter().any(|term| term.holds_on(day)));
        let first = serving.next()?;
        serving.next().is_none().then_some(*first)
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    person: Vec<Row>,
}

#[derive(Deserialize)]
struct Row {
    name: String,
    country: String,
    #[serde(default)]
    family: Family,
    #[serde(default)]
    famous: bool,
    #[serde(default)]
    woman: bool,
    terms: Vec<String>,
    #[serde(flatten)]
    names: BTreeMap<String, String>,
}

impl Row {
    fn read(self) -> Result<Person, LanguageError> {
        let term = |written: &String| {
            Term::parse(written)
                .ok_or_else(|| LanguageError::Term { person: self.name.clone(), term: written.clone() })
        };
        let terms = self.terms.iter().map(term).collect::<Result<_, _>>()?;
        let split = |names: &String| names.split('|').map(str::to_owned).collect::<Vec<_>>();
        let mut names: BTreeMap<String, Vec<String>> =
            self.names.iter().map(|(language, names)| (language.clone(), split(names))).collect();
        names.entry("en".to_owned()).or_default().insert(0, self.name.clone());
        Ok(Person {
            family: self.family,
            name: self.name,
            country: Country::of_file(self.country),
            famous: self.famous,
            gender: if self.woman { Gender::Woman } else { Gender::Man },
            terms,
            names,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn builtin() -> People {
        People::parse(include_str!("../data/people.toml"), include_str!("../data/agencies.toml")).unwrap()
    }

    /// One's last day may be the other's first.
    fn overlap(one: &Term, other: &Term) -> bool {
        one.to.is_none_or(|to| other.from < to) && other.to.is_none_or(|to| one.from < to)
    }

    #[test]
    fn an_office_has_one_holder_at_a_time() {
        let people = builtin().people;
        let all = people.iter().flat_map(|person| person.terms.iter().map(move |term| (person, term)));
        let all: Vec<(&Person, &Term)> = all.collect();
        for (at, (one, term)) in all.iter().enumerate() {
            assert!(term.to.is_none_or(|to| term.from < to), "{}: {term:?} ends before it begins", one.name);
            for (other, later) in &all[at + 1..] {
                let same = one.country == other.country && term.office == later.office;
                assert!(
                    !(same && overlap(term, later)),
                    "{} and {} were both {} of {:?}",
                    one.name,
                    other.name,
                    term.office,
                    one.country
                );
            }
        }
    }

    #[test]
    fn nobody_stands_there_twice() {
        let people = builtin().people;
        let mut names: Vec<&str> = people.iter().map(|person| person.name.as_str()).collect();
        let all = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), all);
    }
}
