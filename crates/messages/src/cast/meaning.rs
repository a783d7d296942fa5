//! Whom a mention means: by a name that the file has, by a name of the page, by an office.

use crate::cast::figure::{Described, Figure};
use crate::cast::recent::Recent;
use crate::cast::{Cast, equal, same_stem};
use crate::language::gender::Gender;
use crate::people::Term;
use crate::people::country::Country;
use crate::people::office::{
    self, COUNTERPART, HEAD_OF_STATE, HONORIFIC, LEADER, PRESIDENT_ELECT, PRIME_MINISTER, SUNDRY, same_office,
};
use dateline_record::Day;

impl Cast<'_> {
    /// Who a mention means. `topic`: its sentence begins with it.
    pub(crate) fn resolve(&self, said: &Described, recent: &Recent, topic: bool) -> Option<usize> {
        if let Some(found) = self.namesake_on_page(said) {
            return Some(found);
        }
        if !said.known.is_empty()
            && let Some(person) = self.person(said)
        {
            return self.of_person(person);
        }
        if let Some(found) = self.bearer_on_page(said) {
            return Some(found);
        }
        if let Some(person) = self.family_holder(said) {
            return self.of_person(person);
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
        match &said.country {
            Some(country) => self.holder_for(office, country),
            None => self.latest_holder(said, recent, topic),
        }
    }

    /// Of several people of the file whom a name may mean the one that the page has named, rather one in office.
    fn bearer_on_page(&self, said: &Described) -> Option<usize> {
        let person = |at: usize| self.figures[at].person.filter(|person| said.known.contains(person));
        let serving = |at: &usize| {
            let terms = person(*at).map_or(&[][..], |person| &self.people.people[person].terms);
            self.day.is_some_and(|day| terms.iter().any(|term| term.leads && term.holds_on(day)))
        };
        let mut all = (0..self.figures.len()).filter(|at| said.given.is_empty() && person(*at).is_some());
        let first = all.next()?;
        Some(if serving(&first) { first } else { all.find(serving).unwrap_or(first) })
    }

    /// "The Salvadoran president": whoever holds the office of a country, or has held it.
    fn holder_for(&self, office: &str, country: &Country) -> Option<usize> {
        let held = country.code().zip(self.day).and_then(|(code, day)| self.people.holder(office, code, day));
        if let Some(person) = held {
            return self.of_person(person);
        }
        // "His Salvadoran counterpart, X", then "the Salvadoran president".
        let holds = |own: &str| same_office(office, own) || own == COUNTERPART && office::leads(office);
        let named = self.figures.iter().position(|figure| {
            figure.office.as_deref().is_some_and(holds)
                && figure.country.as_ref().is_some_and(|own| same_country(own, country))
        });
        named.or_else(|| self.once_holder(office, country))
    }

    /// "The president": whoever holds the office and has been mentioned last. "The chairman" is rather a chairman than somebody
    /// else who leads a country.
    fn latest_holder(&self, said: &Described, recent: &Recent, topic: bool) -> Option<usize> {
        let office = said.office.as_deref()?;
        let agrees = |at: &usize| Gender::agree(said.gender, self.gender(*at));
        let find = |fits: &dyn Fn(usize) -> bool| {
            // "La presidenta" is rather a woman than somebody of whom no word tells.
            let woman = |at: usize| said.gender == Some(Gender::Woman) && self.gender(at) == said.gender;
            let women = recent.latest(topic).find(|at| woman(*at) && fits(*at));
            women.or_else(|| recent.latest(topic).find(|at| agrees(at) && fits(*at)))
        };
        let title = said.title.as_deref();
        let titled = |at: usize| title.is_some_and(|title| self.is_called(at, title));
        let named = find(&|at| titled(at) && self.holds(at, office, equal));
        // "政府関係者" is not the minister whom the page has named, and "さん" nobody.
        if !self.language.spaces && SUNDRY.contains(&office) {
            return named.filter(|_| office != HONORIFIC);
        }
        let found = named
            .or_else(|| find(&|at| self.holds(at, office, equal)))
            .or_else(|| find(&|at| self.holds(at, office, same_office)))
            .or_else(|| self.sovereign(title?).filter(agrees))?;
        self.at_home(found, office, recent).filter(agrees).or(Some(found))
    }

    /// Whether the page has called somebody by a title, in any of its forms.
    fn is_called(&self, at: usize, title: &str) -> bool {
        let titles = &self.figures[at].titles;
        titles.iter().any(|own| self.same_title(own, title)) || self.begins_with(at, title)
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
        self.of_person(person)
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
}

/// "Velmora" and "Velmoran", "Кардовии" and "Кардовия".
fn same_country(one: &Country, other: &Country) -> bool {
    let alike = |(one, other): (&str, &str)| same_stem(&one.to_lowercase(), &other.to_lowercase());
    one == other || one.named().zip(other.named()).is_some_and(alike)
}
