//! How somebody comes to be in the cast: by their first mention, by their office, and what later mentions add.

use crate::cast::Cast;
use crate::cast::figure::{Described, Figure};
use crate::cast::mention::Mention;
use crate::language::case::Case;
use crate::people::country::Country;
use crate::people::office::{COUNTERPART, COUNTERPARTS, KING, reigns, same_office};

impl Cast<'_> {
    /// Enters somebody a mention introduces by name.
    pub(crate) fn introduce(&mut self, said: &Described) {
        // "X" is where people post.
        if said.name.is_empty() || (said.known.is_empty() && said.name.len() == 1) {
            return;
        }
        let person = self.person(said);
        let other = said.known.iter().any(|at| self.people.people[*at].reigns()) && said.country.is_some();
        if !said.known.is_empty() && person.is_none() && said.given.is_empty() && !other {
            return;
        }
        let at = match person {
            Some(person) => self.figures.iter().position(|figure| figure.person == Some(person)),
            None => self.of_name(&said.name),
        };
        match at {
            Some(at) => self.learn(at, said),
            None => {
                let name = match person {
                    Some(person) => self.people.people[person].name.clone(),
                    None => said.name.clone(),
                };
                let stems = self.stems(&name);
                let figure = Figure {
                    name,
                    person,
                    office: said.office.clone(),
                    titles: said.title.iter().cloned().collect(),
                    gender: said.gender,
                    country: said.country.clone(),
                    case: said.case,
                    stems,
                };
                self.figures.push(figure);
                if person.is_none() && said.case != Case::Nominative && said.case != Case::Unknown {
                    let last = self.figures.len() - 1;
                    self.figures[last].name = self.language.nominative(&said.name, said.case);
                }
            }
        }
    }

    /// Enters somebody of the file whom a name means for certain, and nobody else.
    pub(crate) fn introduce_known(&mut self, said: &Described) {
        if self.person(said).is_some() {
            self.introduce(said);
        }
    }

    /// What a further mention adds.
    fn learn(&mut self, at: usize, said: &Described) {
        let stems = self.stems(&said.name);
        let figure = &mut self.figures[at];
        if let Some(title) = said.title.as_ref().filter(|title| !figure.titles.contains(title)) {
            figure.titles.push(title.clone());
        }
        if figure.office.is_none() {
            figure.office.clone_from(&said.office);
        }
        if figure.country.is_none() {
            figure.country.clone_from(&said.country);
        }
        figure.gender = figure.gender.or(said.gender);
        if figure.person.is_none() {
            let longer = stems.len() > figure.stems.len();
            let better = said.case == Case::Nominative
                && figure.case != Case::Nominative
                && stems.len() >= figure.stems.len();
            if longer || better {
                figure.name = if said.case == Case::Nominative || said.case == Case::Unknown {
                    said.name.clone()
                } else {
                    self.language.nominative(&said.name, said.case)
                };
                figure.case = said.case;
                figure.stems = stems;
            }
        }
    }

    /// The person of the file that a named mention means for certain.
    pub(crate) fn person(&self, said: &Described) -> Option<usize> {
        if said.known.is_empty() {
            return self.family_holder(said).or_else(|| self.monarch(said));
        }
        let fits = |at: &usize| {
            let person = &self.people.people[*at];
            // A given name and a number are no one's own: "Harald V of Danland" is not the king of Norway.
            // "On the day of Ukraine President Duda wrote": a full name says who it is, whatever country stands before.
            let whole = !said.family_only && !person.reigns();
            let country = said.country.as_ref().is_none_or(|country| {
                let unknown = matches!(country, Country::Named(_));
                whole || person.country == *country || (unknown && !person.reigns())
            });
            country
                && !(person.reigns() && self.is_other(&said.name))
                && (said.given.is_empty() || self.given_fits(*at, &said.given))
        };
        let candidates: Vec<usize> = said.known.iter().copied().filter(fits).collect();
        let held = |at: &usize| {
            let terms = &self.people.people[*at].terms;
            said.office.as_deref().is_some_and(|own| terms.iter().any(|term| same_office(own, &term.office)))
        };
        // "President Johnson", whom a prime minister shares the name with.
        let titled = || {
            let mut alike = candidates.iter().copied().filter(held);
            alike.next().filter(|_| alike.next().is_none())
        };
        let serving = self.people.in_office(&candidates, self.day).or_else(titled)?;
        let person = &self.people.people[serving];
        let office = said
            .office
            .as_deref()
            .is_some_and(|office| person.terms.iter().any(|term| same_office(office, &term.office)));
        let sure = !said.family_only || !said.given.is_empty() || person.famous || office;
        sure.then_some(serving)
    }

    /// "King Felipe", "King Felipe of Spain": the one monarch of the day who has all words of a name that the file lacks.
    fn monarch(&self, said: &Described) -> Option<usize> {
        let office = said.office.as_deref().filter(|office| reigns(office))?;
        let day = self.day.filter(|_| self.language.spaces && !said.name.is_empty())?;
        let words = self.stems(&said.name);
        let fits = |at: &usize| {
            let person = &self.people.people[*at];
            let own = self.stems(&person.name);
            words.iter().all(|word| own.contains(word))
                && said.country.as_ref().is_none_or(|country| person.country == *country)
                && person.terms.iter().any(|term| term.office == office && term.holds_on(day))
        };
        let mut found = (0..self.people.people.len()).filter(fits);
        let first = found.next().filter(|_| !self.is_other(&said.name))?;
        found.next().is_none().then_some(first)
    }

    /// Whether the page has named somebody so whom the file does not know.
    fn is_other(&self, name: &str) -> bool {
        self.figures.iter().any(|figure| figure.person.is_none() && figure.name == name)
    }

    /// A given name is the person's own, or an initial, or a title.
    fn given_fits(&self, person: usize, given: &str) -> bool {
        let names = self.people.names_of(person, &self.language.code);
        let first: String = given.chars().take(2).take_while(|char| char.is_alphanumeric()).collect();
        let first = first.to_lowercase();
        names.iter().any(|name| {
            name.to_lowercase().split([' ', '-', '·', '・', '/']).any(|word| word.starts_with(&first))
        })
    }

    /// Enters whoever holds an office on the page's day, though the page gives no name; of a counterpart all that may be one.
    pub(crate) fn introduce_holder(&mut self, said: &Described) {
        let (Some(office), Some(country), Some(day)) = (&said.office, &said.country, self.day) else {
            return;
        };
        let Some(code) = country.code().filter(|_| said.name.is_empty()) else { return };
        let own = [office.as_str()];
        let offices: &[&str] = if office == COUNTERPART { &COUNTERPARTS } else { &own };
        for office in offices {
            let Some(person) = self.people.holder(office, code, day) else { continue };
            if let Some(figure) = self.figures.iter_mut().find(|figure| figure.person == Some(person)) {
                figure.gender = figure.gender.or(said.gender);
                continue;
            }
            let name = self.people.people[person].name.clone();
            let stems = self.stems(&name);
            self.figures.push(Figure {
                name,
                person: Some(person),
                office: Some((*office).to_owned()).filter(|it| !COUNTERPARTS.contains(&it.as_str())),
                titles: said.title.iter().cloned().collect(),
                gender: said.gender,
                country: Some(country.clone()),
                case: Case::Nominative,
                stems,
            });
        }
    }

    /// "The King of Lagoda sent …. EDMUND R.": whoever signs reigns where the page has an unnamed monarch.
    pub(crate) fn seat_signer<'m>(&mut self, mentions: impl Iterator<Item = &'m Mention>) {
        let mentions: Vec<&Mention> = mentions.collect();
        let signer = mentions.iter().find(|it| it.said.signed).and_then(|it| self.of_name(&it.said.name));
        let crowned = mentions.iter().filter(|it| it.said.name.is_empty());
        let mut crowned = crowned.filter(|it| it.said.office.as_deref() == Some(KING));
        let country = crowned.find_map(|it| it.said.country.clone());
        let unseated = |figure: &&mut Figure| figure.person.is_none() && figure.country.is_none();
        if let Some(figure) = signer.map(|at| &mut self.figures[at]).filter(unseated) {
            figure.country = country;
        }
    }

    /// Enters whom "the King" means in a court circular, which names no country: the language's own sovereign, on a page
    /// that calls nobody else so, and names no other monarch before.
    pub(crate) fn introduce_sovereign<'m>(&mut self, mentions: impl Iterator<Item = &'m Mention>) {
        let mentions: Vec<&Mention> = mentions.collect();
        for (office, country, words) in &self.language.sovereigns {
            let called = || mentions.iter().filter(|it| it.said.office.as_ref() == Some(office));
            let titled = |said: &Described| said.title.as_ref().is_some_and(|title| words.contains(title));
            let alone =
                |it: &&&Mention| it.said.name.is_empty() && it.said.country.is_none() && titled(&it.said);
            let Some(first) = mentions.iter().position(|it| it.said.office.as_ref() == Some(office)) else {
                continue;
            };
            let reigns = |it: &&Mention| self.figure_of(&it.said).is_some_and(|at| self.may_be(at, office));
            // "His Majesty King Abdullah": the name right behind says who that is.
            let named = mentions.get(first + 1).filter(|it| it.items.start == mentions[first].items.end);
            let others = mentions[..first].iter().chain(named).any(reigns);
            let meant = called().all(|it| alone(&it)) && !others;
            let holder = self.day.and_then(|day| self.people.holder(office, country, day));
            if let Some(person) = holder.filter(|_| meant) {
                let name = self.people.people[person].name.clone();
                let title = mentions[first].said.title.clone();
                let said = Described { known: vec![person], name, title, ..Described::default() };
                self.introduce_known(&said);
            }
        }
    }

    /// Whom a mention by name has entered.
    fn figure_of(&self, said: &Described) -> Option<usize> {
        if said.name.is_empty() {
            return None;
        }
        match self.person(said) {
            Some(person) => self.figures.iter().position(|figure| figure.person == Some(person)),
            None => self.of_name(&said.name),
        }
    }
}
