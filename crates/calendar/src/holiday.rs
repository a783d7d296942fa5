//! National days, public holidays, feasts and observances.

use crate::Day;
use crate::called::Called;
use crate::day::add_days;
use crate::error::{CalendarError, Place};
use crate::rule::{Rule, RuleError};
use crate::source;
use crate::table::Tables;
use serde::Deserialize;
use toml::Spanned;

/// A day that comes round every year and has a name.
#[derive(Debug, Clone)]
pub struct Holiday {
    id: String,
    country: Option<String>,
    kind: HolidayKind,
    name: String,
    names: Called,
    lasts: u32,
    /// The rule in force first, then those that were in force before it.
    terms: Vec<Term>,
    source: String,
}

/// What sort of day a holiday is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum HolidayKind {
    /// The day on which a country celebrates itself, and other countries congratulate it.
    NationalDay,
    /// A public holiday or a feast.
    #[default]
    Holiday,
    /// A day with a purpose that is kept at work: an international day, a memorial day.
    Observance,
}

/// The day of a holiday in one year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct HolidayDay {
    /// The day, the first where it lasts longer.
    pub day: Day,
    /// Whether it may be off by one, as where a feast waits for the new moon to be seen.
    pub approximate: bool,
}

/// A rule and the years it was in force.
#[derive(Debug, Clone)]
struct Term {
    rule: Rule,
    since: Option<i32>,
    until: Option<i32>,
}

impl Holiday {
    /// A short name that never changes: `kp.liberation-day`.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The country that keeps it, ISO 3166-1 alpha-2; `None` for one kept in many.
    pub fn country(&self) -> Option<&str> {
        self.country.as_deref()
    }

    /// What sort of day it is.
    pub fn kind(&self) -> HolidayKind {
        self.kind
    }

    /// The name in English.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Every name it has in a language, the usual one first; empty where none is known.
    pub fn names(&self, language: &str) -> &[String] {
        self.names.in_language(language)
    }

    /// Every name with its language.
    pub fn all_names(&self) -> impl Iterator<Item = (&str, &str)> {
        self.names.all()
    }

    /// How many days it lasts, at least one.
    pub fn lasts(&self) -> u32 {
        self.lasts
    }

    /// The law or calendar that says so.
    pub fn source(&self) -> &str {
        &self.source
    }

    /// Its day in a year. `None` in years it was not kept or is not known for, and for
    /// 29 February in common years; the first where a lunar feast comes round twice.
    pub fn day_in(&self, year: i32) -> Option<HolidayDay> {
        self.days_in(year).next()
    }

    /// Its days in a year: more than one where a lunar feast comes round twice.
    pub fn days_in(&self, year: i32) -> impl Iterator<Item = HolidayDay> {
        let in_force = self.terms.iter().filter(move |term| term.holds_in(year));
        in_force.flat_map(move |term| {
            let approximate = term.rule.is_approximate();
            term.rule.days_in(year).into_iter().map(move |day| HolidayDay { day, approximate })
        })
    }

    /// Whether `day` is one of its days, also the second or third where it lasts longer.
    pub fn is_on(&self, day: Day) -> bool {
        use chrono::Datelike;
        // A feast of several days may have begun before New Year.
        let first = add_days(day, 1 - i64::from(self.lasts)).unwrap_or(day);
        (first.year()..=day.year())
            .flat_map(|year| self.days_in(year))
            .any(|holiday| first <= holiday.day && holiday.day <= day)
    }
}

impl Term {
    fn holds_in(&self, year: i32) -> bool {
        self.since.is_none_or(|since| since <= year) && self.until.is_none_or(|until| year <= until)
    }
}

/// Reads one file of `data/holidays`; each holiday comes with the span of its id.
pub(crate) fn parse(path: &str, text: &str, tables: &Tables) -> Result<Vec<Spanned<Holiday>>, CalendarError> {
    let file: HolidayFile = source::parse(path, text)?;
    let reader = Reader { path, text, tables };
    file.holiday.into_iter().map(|row| reader.holiday(row)).collect()
}

/// What a row is read against.
struct Reader<'a> {
    path: &'a str,
    text: &'a str,
    tables: &'a Tables,
}

impl Reader<'_> {
    fn holiday(&self, row: HolidayRow) -> Result<Spanned<Holiday>, CalendarError> {
        let mut terms = vec![self.term(&row.rule, row.since, row.until)?];
        for term in &row.earlier {
            terms.push(self.term(&term.rule, term.since, term.until)?);
        }
        // The canonical name is a name too, and the first.
        let names = row.names.with_english(&row.name);
        let span = row.id.span();
        let holiday = Holiday {
            id: row.id.into_inner(),
            country: row.country.map(|country| self.country(country)).transpose()?,
            kind: row.kind,
            name: row.name,
            names,
            lasts: row.lasts.max(1),
            terms,
            source: row.source,
        };
        Ok(Spanned::new(span, holiday))
    }

    fn term(
        &self,
        rule: &Spanned<String>,
        since: Option<i32>,
        until: Option<i32>,
    ) -> Result<Term, CalendarError> {
        let place = || self.place(rule.span());
        match Rule::parse(rule.get_ref(), self.tables) {
            Ok(rule) => Ok(Term { rule, since, until }),
            Err(RuleError::Shape) => {
                Err(CalendarError::Rule { place: place(), found: rule.get_ref().clone() })
            }
            Err(RuleError::UnknownTable(found)) => Err(CalendarError::UnknownTable {
                place: place(),
                found: found.to_owned(),
                known: self.tables.keys().cloned().collect::<Vec<_>>().join(" "),
            }),
        }
    }

    fn country(&self, country: Spanned<String>) -> Result<String, CalendarError> {
        let code = country.get_ref();
        if code.len() != 2 || !code.bytes().all(|byte| byte.is_ascii_uppercase()) {
            let place = self.place(country.span());
            return Err(CalendarError::Country { place, found: country.into_inner() });
        }
        Ok(country.into_inner())
    }

    fn place(&self, span: std::ops::Range<usize>) -> Place {
        Place::new(self.path, self.text, span)
    }
}

/// A file of `data/holidays`, as written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct HolidayFile {
    holiday: Vec<HolidayRow>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct HolidayRow {
    id: Spanned<String>,
    country: Option<Spanned<String>>,
    #[serde(default)]
    kind: HolidayKind,
    name: String,
    #[serde(default)]
    names: Called,
    rule: Spanned<String>,
    since: Option<i32>,
    until: Option<i32>,
    #[serde(default)]
    earlier: Vec<TermRow>,
    #[serde(default)]
    lasts: u32,
    source: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TermRow {
    rule: Spanned<String>,
    since: Option<i32>,
    until: Option<i32>,
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = "[[holiday]]\nid = \"xx.day\"\nname = \"Day\"\nsource = \"none\"\n";

    fn read(rest: &str) -> Result<Vec<Spanned<Holiday>>, CalendarError> {
        parse("holidays/xx.toml", &format!("{HEAD}{rest}"), &Tables::new())
    }

    #[test]
    fn errors_name_place_found_and_wanted() {
        let error = |rest: &str| read(rest).expect_err("broken on purpose").to_string();
        assert_eq!(
            error("rule = \"15 August\""),
            "holidays/xx.toml:5: `15 August` is no rule; one like `08-15`, `4th thu of 11`, `last mon of 05`, \
             `sat from 06-20`, `mon before 05-25`, `western easter -2` or `lunar-new-year +1` wanted"
        );
        assert_eq!(
            error("country = \"Korea\"\nrule = \"08-15\""),
            "holidays/xx.toml:5: country `Korea`; two capital letters (ISO 3166) wanted"
        );
        assert_eq!(error("rule = \"moon\""), "holidays/xx.toml:5: there is no table `moon`; one of  wanted");
    }

    #[test]
    fn rules_hold_in_their_years_only() {
        let rows = read(
            "rule = \"07-15\"\nsince = 2024\nearlier = [{ rule = \"07-28\", since = 2021, until = 2023 }]",
        );
        let holiday = rows.unwrap().remove(0).into_inner();
        let days: Vec<String> =
            (2020..=2025).flat_map(|year| holiday.days_in(year)).map(|day| day.day.to_string()).collect();
        assert_eq!(days, ["2021-07-28", "2022-07-28", "2023-07-28", "2024-07-15", "2025-07-15"]);
    }

    #[test]
    fn a_feast_of_several_days_runs_over_new_year() {
        let holiday = read("rule = \"12-31\"\nlasts = 3").unwrap().remove(0).into_inner();
        let on = |day: &str| holiday.is_on(day.parse().unwrap());
        assert!(on("2024-12-31") && on("2025-01-01") && on("2025-01-02"));
        assert!(!on("2025-01-03") && !on("2024-12-30"));
    }
}
