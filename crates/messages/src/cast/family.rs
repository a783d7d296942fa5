//! Short names in scripts that set no words apart: "习主席", "岸田首相", "ソリム大統領".

use crate::cast::Cast;
use crate::cast::figure::{Described, Figure};
use crate::people::country::Country;
use crate::people::office::{GENERAL_SECRETARY, same_office};

impl Cast<'_> {
    /// Where family names come first and words are not set apart: "岸田首相", by the office held on the page's day.
    pub(crate) fn family_holder(&self, said: &Described) -> Option<usize> {
        let office = said.office.as_deref().filter(|_| !self.language.spaces)?;
        let day = self.day?;
        if !(1..=2).contains(&said.name.chars().count()) {
            return None;
        }
        let holds = |at: &usize| {
            let person = &self.people.people[*at];
            let mut names = self.people.own_names(*at, &self.language.code);
            names.any(|name| name.starts_with(said.name.as_str()) && name.chars().count() > 2)
                && person.terms.iter().any(|term| same_office(office, &term.office) && term.holds_on(day))
                && said.country.as_ref().and_then(Country::code).is_none_or(|code| person.country.is(code))
        };
        let mut found = (0..self.people.people.len()).filter(holds);
        let first = found.next()?;
        found.next().is_none().then_some(first)
    }

    /// "Of Solim" in "Solim's president Han" makes "President Solim" the president of Solim, where words are not set apart.
    pub(crate) fn place_for_name(&self, said: &Described) -> Option<usize> {
        if self.language.spaces || said.office.is_none() || !said.known.is_empty() || said.country.is_some() {
            return None;
        }
        let office = said.office.as_deref()?;
        self.figures.iter().position(|figure| {
            figure.country.as_ref().and_then(Country::named) == Some(said.name.as_str())
                && figure.name != said.name
                && figure.office.as_deref().is_some_and(|own| same_office(office, own))
        })
    }

    /// Whom a family name of one or two letters before an office means: "习主席", "金総書記", "한 대통령".
    pub(crate) fn of_family(&self, family: &str, office: &str) -> Option<usize> {
        let serves = |figure: &Figure| match figure.person {
            _ if office == "honorific" => true,
            Some(person) => self.people.people[person].terms.iter().any(|term| {
                (same_office(office, &term.office) || office == GENERAL_SECRETARY)
                    && self.day.is_none_or(|day| term.holds_on(day))
            }),
            None => figure.office.as_deref().is_some_and(|own| same_office(office, own)),
        };
        let begins = |figure: &Figure| match figure.person {
            Some(person) => {
                let mut names = self.people.own_names(person, &self.language.code);
                names.any(|name| name.starts_with(family))
            }
            None => figure.name.starts_with(family),
        };
        let mut found = (0..self.figures.len()).filter(|at| {
            let figure = &self.figures[*at];
            figure.name != family && begins(figure) && serves(figure)
        });
        let first = found.next()?;
        found.next().is_none().then_some(first)
    }
}
