//! The people of a page: who is named, by what names, and whom a later "the president" or "Kim" means.

pub(crate) mod dateline;
mod description;
mod family;
pub(crate) mod figure;
mod home;
mod introduction;
pub(crate) mod mention;
mod namesake;
pub(crate) mod nation;
mod peers;
pub(crate) mod quoted;
pub(crate) mod recent;
pub(crate) mod resolution;

use crate::language::Language;
use crate::language::case::Case;
use crate::language::gender::Gender;
use crate::people::country::Country;
use crate::people::office::{
    self, CANDIDATE, COUNTERPART, ENVOY, HEAD_OF_STATE, HONORIFIC, LEADER, PRESIDENT_ELECT, PRIME_MINISTER,
    SUNDRY, same_office,
};
use crate::people::{People, Term};
use dateline_record::Day;
use figure::{Described, Figure};
use recent::Recent;

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

    /// Who a mention means. `topic`: its sentence begins with it.
    pub(crate) fn resolve(&self, said: &Described, recent: &Recent, topic: bool) -> Option<usize> {
        if let Some(namesake) = self.namesake_on_page(said) {
            return Some(namesake);
        }
        if !said.known.is_empty() {
            if let Some(person) = self.person(said) {
                return self.figures.iter().position(|figure| figure.person == Some(person));
            }
            let on_page =
                |at: &usize| self.figures[*at].person.is_some_and(|person| said.known.contains(&person));
            if said.given.is_empty() {
                let serving = |at: &&usize| {
                    let person = self.figures[**at].person;
                    person.is_some_and(|person| {
                        let terms = &self.people.people[person].terms;
                        self.day.is_some_and(|day| terms.iter().any(|term| term.leads && term.holds_on(day)))
                    })
                };
                let all: Vec<usize> = (0..self.figures.len()).filter(|at| on_page(at)).collect();
                let found = all.iter().find(serving).or(all.first()).copied();
                if found.is_some() {
                    return found;
                }
            }
        }
        if let Some(person) = self.family_holder(said) {
            return self.figures.iter().position(|figure| figure.person == Some(person));
        }
        if !said.name.is_empty() {
            return self.of_name(&said.name);
        }
        let office = said.office.as_deref()?;
        if said.elected
            && let Some(elect) = self.elect(said, office)
        {
            return Some(elect);
        }
        if let Some(country) = &said.country {
            let held =
                country.code().zip(self.day).and_then(|(code, day)| self.people.holder(office, code, day));
            if let Some(person) = held {
                return self.figures.iter().position(|figure| figure.person == Some(person));
            }
            // "His Salvadoran counterpart, X", then "the Salvadoran president".
            let holds = |own: &str| same_office(office, own) || own == COUNTERPART && office::leads(office);
            let named = self.figures.iter().position(|figure| {
                figure.office.as_deref().is_some_and(holds)
                    && figure.country.as_ref().is_some_and(|own| same_country(own, country))
            });
            return named.or_else(|| self.once_holder(office, country));
        }
        // "The chairman" is rather a chairman than somebody else who leads a country.
        let agrees = |at: usize| Gender::agree(said.gender, self.figures[at].gender);
        // "La presidenta" is rather a woman than somebody of whom no word tells.
        let woman = |at: usize| said.gender == Some(Gender::Woman) && self.figures[at].gender == said.gender;
        let latest = |fits: &dyn Fn(usize) -> bool| {
            let women = recent.latest(topic).find(|at| woman(*at) && fits(*at));
            women.or_else(|| recent.latest(topic).find(|at| agrees(*at) && fits(*at)))
        };
        let titled = |at: usize| {
            let own = &self.figures[at].titles;
            let called = |title: &str| own.iter().any(|own| self.same_title(own, title));
            said.title.as_deref().is_some_and(|title| called(title) || self.begins_with(at, title))
        };
        let named = latest(&|at| titled(at) && self.holds(at, office, equal));
        // "政府関係者" is not the minister whom the page has named, and "さん" nobody.
        if !self.language.spaces && SUNDRY.contains(&office) {
            return named.filter(|_| office != HONORIFIC);
        }
        let found = named
            .or_else(|| latest(&|at| self.holds(at, office, equal)))
            .or_else(|| latest(&|at| self.holds(at, office, same_office)))
            .or_else(|| self.sovereign(said.title.as_deref()?))?;
        self.at_home(found, office, recent).filter(|at| agrees(*at)).or(Some(found))
    }

    /// Whether somebody is a woman or a man, as far as the file, the page's words or the name tells.
    pub(crate) fn gender(&self, at: usize) -> Option<Gender> {
        let figure = &self.figures[at];
        let of_file = figure.person.map(|person| self.people.people[person].gender);
        of_file.or(figure.gender).or_else(|| self.language.gender_of_name(&figure.name))
    }

    /// "The president-elect", "the new king": the only one the page names whose term begins about the day.
    fn elect(&self, said: &Described, office: &str) -> Option<usize> {
        let (ago, soon) = (30, 120);
        let day = self.day?;
        let begins = |figure: &Figure| {
            let Some(person) = figure.person.map(|person| &self.people.people[person]) else { return false };
            let here = said.country.as_ref().is_none_or(|country| person.country == *country);
            let begins = |from: Day| (-ago..=soon).contains(&(from - day).num_days());
            let fits = |term: &Term| match office {
                PRESIDENT_ELECT => term.leads || same_office(HEAD_OF_STATE, &term.office),
                PRIME_MINISTER => office::is_of_government(&term.office),
                office => same_office(office, &term.office),
            };
            here && person.terms.iter().any(|term| fits(term) && begins(term.from))
        };
        let mut found = (0..self.figures.len()).filter(|at| begins(&self.figures[*at]));
        let first = found.next()?;
        found.next().is_none().then_some(first)
    }

    /// Whoever a word for the language's own sovereign means, as far as the page has entered them.
    fn sovereign(&self, title: &str) -> Option<usize> {
        let mut sovereigns = self.language.sovereigns.iter();
        let (office, country, _) = sovereigns.find(|(_, _, words)| words.iter().any(|word| word == title))?;
        let person = self.people.holder(office, country, self.day?)?;
        self.figures.iter().position(|figure| figure.person == Some(person))
    }

    /// "The Libyan leader", on a page about former times: the only one it names who ever held the office.
    fn once_holder(&self, office: &str, country: &Country) -> Option<usize> {
        let held = |figure: &Figure| {
            figure.person.map(|person| &self.people.people[person]).is_some_and(|person| {
                let holds = |own: &str, leads: bool| same_office(office, own) && (leads || office != LEADER);
                person.country == *country && person.terms.iter().any(|term| holds(&term.office, term.leads))
            })
        };
        let mut found = (0..self.figures.len()).filter(|at| held(&self.figures[*at]));
        let first = found.next()?;
        found.next().is_none().then_some(first)
    }

    /// Two forms of a word for an office: "Bundespräsident" and "Bundespräsidenten", "官房長官" and "長官", not "presidente" and
    /// "presidenta".
    fn same_title(&self, one: &str, other: &str) -> bool {
        let shorter = !self.language.spaces && (one.ends_with(other) || other.ends_with(one));
        one.starts_with(other)
            || other.starts_with(one)
            || shorter
            || (self.language.inflected && same_stem(one, other))
    }

    /// Whether somebody's name has a title of their own before it: "Sultan Qaboos" is no king.
    fn begins_with(&self, figure: usize, title: &str) -> bool {
        let first = self.figures[figure].name.split_whitespace().next();
        first.is_some_and(|first| first.to_lowercase() == title)
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

/// "Velmora" and "Velmoran", "Кардовии" and "Кардовия".
fn same_country(one: &Country, other: &Country) -> bool {
    let alike = |(one, other): (&str, &str)| same_stem(&one.to_lowercase(), &other.to_lowercase());
    one == other || one.named().zip(other.named()).is_some_and(alike)
}

/// Two forms of a word: they share what stands before the last letters.
fn same_stem(one: &str, other: &str) -> bool {
    let shared = one.chars().zip(other.chars()).take_while(|(one, other)| one == other).count();
    let (long, short) =
        (one.chars().count().max(other.chars().count()), one.chars().count().min(other.chars().count()));
    shared >= 3 && shared + 2 >= short && long <= shared + 3
}
