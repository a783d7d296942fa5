//! The parts of a language file, each made of what the file says and checked against the rest of it.

use crate::language::belongs::Belongs;
use crate::language::case::Case;
use crate::language::context::Context;
use crate::language::error::LanguageError;
use crate::language::file::{File, RuleRow};
use crate::language::lexicon::{Meaning, Sense, Tail};
use crate::language::list::List;
use crate::language::pattern::{Class, Names, Pattern, class};
use crate::language::{Manner, Rule};
use dateline_record::MessageKind;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// A language file and the classes of its word lists.
pub(crate) struct Parts<'f> {
    code: &'f str,
    file: &'f File,
    /// The class of each list, by its name.
    pub(crate) lists: BTreeMap<String, Class>,
}

impl<'f> Parts<'f> {
    pub(crate) fn of(code: &'f str, file: &'f File) -> Self {
        let mut lists = BTreeMap::new();
        for name in file.words.keys().chain(file.behind.keys()).chain(file.before.keys()) {
            let next = u32::from(class::FIRST_LIST) + u32::try_from(lists.len()).unwrap_or(0);
            lists.entry(name.clone()).or_insert(char::from_u32(next).unwrap_or(class::FIRST_LIST));
        }
        // "He" and "she" may fill the slots of people.
        lists.insert("pronoun".to_owned(), class::PRONOUN);
        // And "him" and "them" those of whoever is written to.
        lists.insert(List::Object.name().to_owned(), class::OBJECT);
        lists.insert(List::Them.name().to_owned(), class::THEM);
        // Where words are not set apart, "发展" is listed so that nothing is read into its letters: a word like any other.
        if !file.spaces {
            lists.insert(List::Common.name().to_owned(), class::WORD);
        }
        Self { code, file, lists }
    }

    /// Refuses a form that is of two lists.
    pub(crate) fn check_forms(&self) -> Result<(), LanguageError> {
        let mut seen: BTreeMap<&str, &str> = BTreeMap::new();
        for (list, forms) in &self.file.words {
            for form in forms {
                if let Some(other) = seen.insert(form, list) {
                    return Err(LanguageError::Twice {
                        code: self.code.to_owned(),
                        form: form.clone(),
                        lists: [other.to_owned(), list.clone()],
                    });
                }
            }
        }
        Ok(())
    }

    /// Patterns of one kind, numbered from 1 where they are told of.
    pub(crate) fn patterns(&self, what: &str, written: &[String]) -> Result<Vec<Pattern>, LanguageError> {
        let numbered = written.iter().enumerate();
        numbered.map(|(at, pattern)| self.pattern(format!("{what} {}", at + 1), pattern)).collect()
    }

    /// How the language tells of messages.
    pub(crate) fn rules(&self) -> Result<Vec<Rule>, LanguageError> {
        let rules = self.file.messages.iter().map(|row| {
            let regex = self.pattern(format!("message `{}`", row.name), &row.pattern)?;
            let RuleRow { kind, again, mutual, letter, goes_on, receives, addressed, own, .. } = *row;
            Ok(Rule {
                manner: Manner { kind, again, mutual, letter, goes_on, receives, addressed, own },
                regex,
            })
        });
        rules.collect()
    }

    /// Words that those around them say more of.
    pub(crate) fn contexts(&self) -> Result<Vec<Context>, LanguageError> {
        let mut contexts = Vec::new();
        for row in &self.file.contexts {
            let (place, sense) = match (&row.list, &row.festival, &row.occasion) {
                (None, Some(name), _) => {
                    let national = self.file.national_day.contains(name);
                    let sense = if national { Sense::NationalDay } else { Sense::Holiday(name.clone()) };
                    (format!("context `{name}`"), sense)
                }
                (Some(list), ..) => {
                    let place = format!("context `{list}`");
                    let class = self.list(&place, list)?;
                    (place, Sense::Word(class))
                }
                (None, None, label) => {
                    let label = label.clone().unwrap_or_default();
                    (format!("context `{label}`"), Sense::Occasion(label))
                }
            };
            for written in &row.patterns {
                let pattern = self.pattern(place.clone(), written)?;
                contexts
                    .push(Context { pattern, entry: Meaning { sense: sense.clone(), tail: Tail::Boundary } });
            }
        }
        Ok(contexts)
    }

    /// What a list of words says the message does.
    pub(crate) fn kinds(&self) -> Result<BTreeMap<Class, MessageKind>, LanguageError> {
        let mut kinds = BTreeMap::new();
        for (kind, names) in &self.file.kinds {
            for list in names {
                kinds.insert(self.list(&format!("kind {}", kind.as_str()), list)?, *kind);
            }
        }
        Ok(kinds)
    }

    /// The lists and groups that each class is of.
    pub(crate) fn belongs(&self) -> Belongs {
        let mut belongs = Belongs::default();
        for list in List::ALL {
            // Of a list and a group with one name the group is meant.
            let group = self.file.groups.get(list.name());
            let members = group.into_iter().flatten().filter_map(|member| self.lists.get(member));
            let own = self.lists.get(list.name()).filter(|_| group.is_none());
            members.chain(own).for_each(|class| belongs.add(*class, *list));
        }
        belongs
    }

    /// Particles with their classes, longest first.
    pub(crate) fn particles(&self, all: &BTreeMap<String, Vec<String>>) -> Vec<(String, Class)> {
        let mut found: Vec<(String, Class)> = Vec::new();
        for (list, forms) in all {
            found.extend(forms.iter().map(|form| (form.clone(), self.lists[list])));
        }
        found.sort_by(|one, other| other.0.len().cmp(&one.0.len()).then_with(|| one.cmp(other)));
        found
    }

    /// The endings of names and the cases they tell, longest first.
    pub(crate) fn endings(&self) -> Result<Vec<(String, Case)>, LanguageError> {
        let mut endings = self.cases(&self.file.endings)?;
        endings.sort_by_key(|(ending, _)| Reverse(ending.len()));
        Ok(endings)
    }

    /// The endings of given names, and the cases they tell.
    pub(crate) fn given(&self) -> Result<Vec<(String, Case)>, LanguageError> {
        self.cases(&self.file.given)
    }

    /// The cases that prepositions of a list ask for.
    pub(crate) fn governs(&self) -> Result<BTreeMap<Class, Case>, LanguageError> {
        let governs = self.file.governs.iter();
        governs.map(|(list, name)| Ok((self.list("[governs]", list)?, self.case(name)?))).collect()
    }

    /// How endings of a case become those of a subject, longest first.
    pub(crate) fn nominative(&self) -> Result<Vec<(Case, String, String)>, LanguageError> {
        let mut nominative = Vec::new();
        for (name, changes) in &self.file.nominative {
            let case = self.case(name)?;
            let pairs = changes.iter().filter_map(|change| change.split_once('>'));
            nominative.extend(pairs.map(|(from, to)| (case, from.to_owned(), to.to_owned())));
        }
        nominative.sort_by_key(|(_, from, _)| Reverse(from.len()));
        Ok(nominative)
    }

    fn pattern(&self, place: String, written: &str) -> Result<Pattern, LanguageError> {
        let names = Names { lists: &self.lists, groups: &self.file.groups, gap: self.file.gap };
        let read = names.read(place.clone(), written);
        read.map_err(|fault| LanguageError::Pattern { code: self.code.to_owned(), place, fault })
    }

    fn list(&self, place: &str, list: &str) -> Result<Class, LanguageError> {
        self.lists.get(list).copied().ok_or_else(|| LanguageError::UnknownList {
            code: self.code.to_owned(),
            place: place.to_owned(),
            list: list.to_owned(),
        })
    }

    /// What tells cases, each with the case it tells.
    fn cases(&self, told: &BTreeMap<String, String>) -> Result<Vec<(String, Case)>, LanguageError> {
        told.iter().map(|(form, name)| Ok((form.clone(), self.case(name)?))).collect()
    }

    fn case(&self, name: &str) -> Result<Case, LanguageError> {
        Case::named(name)
            .ok_or_else(|| LanguageError::Case { code: self.code.to_owned(), name: name.to_owned() })
    }
}
