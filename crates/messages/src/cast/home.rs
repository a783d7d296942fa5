//! "The president", where the page names a president of its own country and others.

use crate::cast::Cast;
use crate::cast::figure::Figure;
use crate::cast::recent::Recent;
use crate::people::country::Country;

impl Cast<'_> {
    /// The only one whom the page names with an office and no country: that office alone, in a passage that has not named the
    /// foreigner who held it last, is rather the paper's own.
    pub(super) fn at_home(&self, latest: usize, office: &str, recent: &Recent) -> Option<usize> {
        if !self.language.spaces {
            return self.compatriot(latest, office);
        }
        if recent.is_here(latest) || self.figures[latest].country.is_none() {
            return None;
        }
        let known = |it: &Figure| it.person.is_some() || it.stems.len() > 1;
        let own = |it: &Figure| it.country.is_none() && it.office.as_deref() == Some(office) && known(it);
        let mut own = (0..self.figures.len()).filter(|at| own(&self.figures[*at]));
        own.next().filter(|_| own.next().is_none())
    }

    /// "首相は…": the premier of the language's own country before any other, where the page names just one.
    fn compatriot(&self, latest: usize, office: &str) -> Option<usize> {
        let home = self.language.home.as_deref()?;
        let here = |at: &usize| self.country(*at).and_then(Country::code) == Some(home);
        let mut own =
            (0..self.figures.len()).filter(here).filter(|at| self.holds(*at, office, |a, b| a == b));
        own.next().filter(|_| !here(&latest) && own.next().is_none())
    }
}
