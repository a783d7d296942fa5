//! The people of a page: who is named, by what names, and whom a later "the president" or "Kim" means.

pub(crate) mod dateline;
mod description;
mod family;
pub(crate) mod figure;
mod home;
mod introduction;
mod meaning;
pub(crate) mod mention;
mod namesake;
pub(crate) mod nation;
mod peers;
pub(crate) mod quoted;
pub(crate) mod recent;
pub(crate) mod resolution;
pub(crate) mod whereabouts;

use crate::language::Language;
use crate::language::case::Case;
use crate::language::gender::Gender;
use crate::people::People;
use crate::people::country::Country;
use crate::people::office::{self, CANDIDATE, ENVOY, same_office};
use dateline_record::Day;
use figure::Figure;

/// Who is who on a page.
#[derive(Debug)]
pub(crate) struct Cast<'a> {
    pub(crate) language: &'a Language,
    pub(crate) people: &'a People,
    pub(crate) figures: Vec<Figure>,
    /// The day that offices are read for.
    pub(crate) day: Option<Day>,
}

impl<'a> Cast<'a> {
    pub(crate) fn new(language: &'a Language, people: &'a People, day: Option<Day>) -> Self {
        Self { language, people, figures: Vec::new(), day }
    }

    /// Takes out who is no person but the place of one: "Solim" of "President Solim", where another is "of Solim". `states`:
    /// what the page calls a state elsewhere.
    pub(crate) fn drop_places(&mut self, states: Vec<String>) {
        let places =
            self.figures.iter().filter_map(|figure| figure.country.as_ref()?.named().map(str::to_owned));
        let places: Vec<String> = places.chain(states).collect();
        self.figures.retain(|figure| figure.person.is_some() || !places.contains(&figure.name));
    }

    /// Whether somebody speaks for a state.
    pub(crate) fn leads(&self, figure: usize) -> bool {
        let figure = &self.figures[figure];
        // "Короля Остерину" is a king without a name: one word behind an office may be its country.
        if self.language.inflected && figure.person.is_none() && figure.stems.len() < 2 {
            return false;
        }
        figure.person.is_some() || figure.office.as_deref().is_some_and(office::leads)
    }

    /// Whether somebody writes in the name of a state: one of its leaders, or the minister for that.
    pub(crate) fn writes(&self, figure: usize) -> bool {
        self.leads(figure) || self.figures[figure].office.as_deref() == Some(ENVOY)
    }

    /// The name of somebody whom the page names in no case but the genitive, as a subject; `None` where it is one already.
    pub(crate) fn as_subject(&self, figure: usize) -> Option<String> {
        let figure = &self.figures[figure];
        let genitive = self.language.inflected && figure.person.is_none() && figure.case != Case::Nominative;
        let name = self.language.nominative(&figure.name, Case::Genitive);
        (genitive && name != figure.name).then_some(name)
    }

    /// Takes the name of somebody as read in a case that no ending or office has told yet.
    pub(crate) fn tell_case(&mut self, figure: usize, case: Case) {
        let named = &self.figures[figure];
        if self.language.inflected
            && named.person.is_none()
            && named.case == Case::Unknown
            && case != Case::Unknown
        {
            let name = self.language.nominative(&named.name, case);
            self.figures[figure].name = name;
            self.figures[figure].case = case;
        }
    }

    /// Whether somebody may speak for a state once elected: a candidate, or a full name that no other office goes with.
    pub(crate) fn may_lead(&self, figure: usize) -> bool {
        /// Names from other scripts are written after their sound, with so many letters at least.
        const LONG: usize = 3;
        let figure = &self.figures[figure];
        let sounded = !self.language.spaces && !figure.name.is_ascii() && figure.name.chars().count() >= LONG;
        match figure.office.as_deref() {
            None => figure.stems.len() > 1 || sounded,
            Some(office) => office == CANDIDATE,
        }
    }

    /// Whether somebody is called a monarch only for being the other one's consort: of no other country, and not known to
    /// reign; of two whom nobody knows the one named first reigns.
    pub(crate) fn is_consort(&self, figure: usize, other: usize) -> bool {
        let crown = office::is_shared_with_consort;
        let terms = |it: &Figure| it.person.map_or(&[][..], |person| &self.people.people[person].terms);
        let crowned = |it: &Figure| {
            it.office.as_deref().is_some_and(crown) || terms(it).iter().any(|term| crown(&term.office))
        };
        let (one, monarch) = (&self.figures[figure], &self.figures[other]);
        let reigns = monarch.person.is_some() || other < figure;
        let elsewhere = one.country.is_some() && one.country != monarch.country && monarch.person.is_none();
        crowned(one) && crowned(monarch) && one.person.is_none() && reigns && !elsewhere
    }

    /// The country that somebody speaks for.
    pub(crate) fn country(&self, figure: usize) -> Option<&Country> {
        let figure = &self.figures[figure];
        match figure.person {
            Some(person) => Some(&self.people.people[person].country),
            None => figure.country.as_ref(),
        }
    }

    /// The case that the ending of a figure's own name tells.
    pub(crate) fn case_of(&self, name: &str, figure: Option<usize>) -> Case {
        let Some(figure) = figure.filter(|_| self.language.inflected).map(|at| &self.figures[at]) else {
            return Case::Unknown;
        };
        let own = figure.name.split_whitespace().next_back().unwrap_or_default();
        if figure.person.is_some() || own == name {
            let declined = !self.language.is_undeclined(&figure.name);
            return if own == name && figure.case == Case::Nominative && declined {
                Case::Nominative
            } else {
                Case::Unknown
            };
        }
        let shared: usize =
            own.chars().zip(name.chars()).take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum();
        self.language.case_of(&name[shared..]).unwrap_or_default()
    }

    pub(crate) fn stems(&self, name: &str) -> Vec<String> {
        let words = name.split(|char: char| char.is_whitespace() || char == '・' || char == '·');
        words.filter(|word| !word.is_empty()).map(|word| self.language.stem(word).to_lowercase()).collect()
    }

    /// Somebody of the file, as far as the page names them.
    fn of_person(&self, person: usize) -> Option<usize> {
        self.figures.iter().position(|figure| figure.person == Some(person))
    }

    /// The figure of the page that a name means: all its words are theirs.
    pub(crate) fn of_name(&self, name: &str) -> Option<usize> {
        let stems = self.stems(name);
        let alike =
            |one: &String, other: &String| one == other || (self.language.inflected && same_stem(one, other));
        let holds = |figure: &Figure, wanted: &[String]| {
            wanted.iter().all(|stem| figure.stems.iter().any(|own| alike(own, stem)))
        };
        let whole = self.figures.iter().rposition(|figure| holds(figure, &stems));
        // "Papa Francesco", then "Francesco": a monarch is known by one name, and the file has another language's.
        let reigning = || {
            self.figures.iter().rposition(|figure| {
                figure.person.is_some_and(|person| {
                    self.people.people[person].reigns()
                        && self.people.own_names(person, &self.language.code).any(|own| {
                            own.split_whitespace().any(|word| word.to_lowercase() == name.to_lowercase())
                        })
                })
            })
        };
        whole.or_else(reigning).or_else(|| {
            // "Mr Kolvanov", then "Radimir Kolvanov".
            self.figures.iter().rposition(|figure| {
                figure.person.is_none()
                    && figure.stems.len() == 1
                    && stems.last().is_some_and(|last| alike(last, &figure.stems[0]))
            })
        })
    }

    /// Whether somebody is a woman or a man, as far as the file, the page's words or the name tells.
    pub(crate) fn gender(&self, at: usize) -> Option<Gender> {
        let figure = &self.figures[at];
        let of_file = figure.person.map(|person| self.people.people[person].gender);
        of_file.or(figure.gender).or_else(|| self.language.gender_of_name(&figure.name))
    }

    /// Whether somebody holds an office, or one that is alike.
    fn holds(&self, figure: usize, office: &str, alike: fn(&str, &str) -> bool) -> bool {
        let figure = &self.figures[figure];
        let own = figure.office.as_deref().is_some_and(|own| alike(office, own));
        own || figure.person.is_some_and(|person| {
            let mut terms = self.people.people[person].terms.iter();
            terms.any(|term| alike(office, &term.office) && self.day.is_none_or(|day| term.holds_on(day)))
        })
    }

    /// Whether two hold the same office, as far as the page or the file tells.
    pub(crate) fn share_office(&self, one: usize, other: usize) -> bool {
        let named = self.figures[one].office.as_deref();
        let terms = self.figures[one].person.map(|at| &self.people.people[at].terms);
        let terms = terms.into_iter().flatten().filter(|term| self.day.is_none_or(|day| term.holds_on(day)));
        let mut offices = named.into_iter().chain(terms.map(|term| term.office.as_str()));
        offices.any(|office| self.holds(other, office, equal))
    }

    /// Whether "the president" may be somebody.
    pub(crate) fn may_be(&self, figure: usize, office: &str) -> bool {
        self.holds(figure, office, same_office)
    }
}

fn equal(one: &str, other: &str) -> bool {
    one == other
}

/// Two forms of a word: they share what stands before the last letters.
fn same_stem(one: &str, other: &str) -> bool {
    let shared = one.chars().zip(other.chars()).take_while(|(one, other)| one == other).count();
    let (long, short) =
        (one.chars().count().max(other.chars().count()), one.chars().count().min(other.chars().count()));
    shared >= 3 && shared + 2 >= short && long <= shared + 3
}
