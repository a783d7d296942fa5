//! The detector: script first, then the letters and words of the languages that are left.

use crate::confidence;
use crate::contrast;
use crate::evidence::Evidence;
use crate::han::HanKind;
use crate::known::{self, KNOWN, Known, Share};
use crate::sample;
use crate::script::{Group, Tally};
use crate::table::Table;
use crate::{LangError, languages};
use dateline_record::Language;

/// How much less likely a line is in a language that little news is in: a natural logarithm.
const RARER: f64 = 2.0;

/// How much likelier a text is in the language that its page claims to be in: about as much as one
/// word says that is frequent in it.
const CLAIM: f64 = 2.0;

/// How many candidates, best first, are in the running, and how much less likely than the best the
/// last may be. A page of very many tiny lines keeps them for each.
const RUNNING: usize = 16;
const OUT: f64 = 30.0;

/// Tells the language of texts. Build it once and share it: it holds tables, not state.
///
/// ```
/// let detector = dateline_lang::Detector::new();
/// assert_eq!(detector.detect("這個問題還沒有解決").script.as_deref(), Some("Hant"));
/// ```
pub struct Detector {
    candidates: Vec<&'static Known>,
    choice: Choice,
    /// For each script that several languages share, the candidates written in it, each with its number in the table.
    numbered: Vec<(Group, Vec<(&'static Known, usize)>)>,
}

/// Whether a text may be in another language than the candidates.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Choice {
    /// Anything that is on the web.
    Open,
    /// The caller knows that it is in one of them.
    Closed,
}

/// What the text alone says.
#[derive(Debug, Clone, Default)]
pub(crate) struct Answer {
    pub(crate) code: Option<&'static str>,
    pub(crate) group: Option<Group>,
    /// ISO 15924, Hans and Hant told apart.
    pub(crate) script: Option<&'static str>,
    pub(crate) confidence: f64,
    /// Letters in the main script.
    pub(crate) letters: usize,
    /// All letters, those of East Asian scripts counted three times.
    pub(crate) weight: usize,
    /// The natural logarithm of how likely each candidate is beside the others, best first; those
    /// out of the running are left out, and all are where the script decided.
    pub(crate) scores: Vec<(&'static str, f64)>,
    /// How much more a letter costs in the best of them than in text of its own.
    pub(crate) excess: f64,
}

impl Default for Detector {
    fn default() -> Self {
        Self::new()
    }
}

impl Detector {
    /// Chooses among all [languages] of news. A text in none of them is undetermined, where its
    /// letters say so clearly enough.
    pub fn new() -> Self {
        Self::of(KNOWN.iter().collect(), Choice::Open)
    }

    /// Chooses among the languages named, by code; case and region do not matter. They are equally
    /// likely, and a text that is in another one all the same is given the nearest of them where that is near: where its
    /// letters are too dear for all of them, and much cheaper in a language that was not named, it is undetermined.
    ///
    /// A text in a script that none of them is written in is undetermined.
    pub fn with_languages(names: &[&str]) -> Result<Self, LangError> {
        let named = names.iter().map(|name| known::find(name)).collect::<Result<Vec<_>, _>>()?;
        if named.is_empty() {
            return Err(LangError::NoLanguage);
        }
        // In the order of the table, so that the order of the list cannot change an answer.
        let chosen = |known: &&Known| named.iter().any(|name| name.code == known.code);
        Ok(Self::of(KNOWN.iter().filter(chosen).collect(), Choice::Closed))
    }

    fn of(candidates: Vec<&'static Known>, choice: Choice) -> Self {
        let numbered = Table::all().map(|(group, table)| {
            let number = |known: &Known| table.codes.iter().position(|code| *code == known.code);
            let of_script = candidates.iter().filter(|known| known.is_in(group));
            (group, of_script.filter_map(|known| Some((*known, number(known)?))).collect())
        });
        Self { numbered: numbered.collect(), candidates, choice }
    }

    /// The codes of the languages it chooses among.
    pub fn languages(&self) -> impl Iterator<Item = &'static str> {
        languages().filter(|code| self.candidates.iter().any(|known| known.code == *code))
    }

    /// The language of a text. Text without letters, or in a script of no candidate, is
    /// undetermined: `code` is `None` and `confidence` 0.
    pub fn detect(&self, text: &str) -> Language {
        self.answer(text, None).into_language()
    }

    /// What the text says, with all that a page needs to look at it a second time. `claimed` is the
    /// language that it is said to be in.
    pub(crate) fn answer(&self, text: &str, claimed: Option<&str>) -> Answer {
        let tally = Tally::of(text);
        let Some(group) = tally.main() else { return Answer::default() };
        let letters = match group {
            Group::Kana | Group::Han | Group::Hangul => {
                [Group::Kana, Group::Han, Group::Hangul].map(|group| tally.letters(group)).iter().sum()
            }
            group => tally.letters(group),
        };
        let answer = Answer { group: Some(group), letters, weight: tally.weight(), ..Answer::default() };
        match (group, Table::of(group)) {
            (Group::Han, _) => self.answer_han(text, answer),
            (_, Some(table)) if self.of_script(group).nth(1).is_some() => {
                let first_look = sample::glance(text, group, letters)
                    .map(|glance| self.answer_table(table, &glance, claimed, answer.clone()));
                first_look.filter(Answer::is_plain).unwrap_or_else(|| {
                    self.answer_table(table, &sample::sample(text, group, letters), claimed, answer)
                })
            }
            (_, Some(table)) => self.answer_alone(table, text, answer),
            _ => self.answer_script(answer),
        }
    }

    fn of_script(&self, group: Group) -> impl Iterator<Item = &'static Known> {
        self.candidates.iter().copied().filter(move |known| known.is_in(group))
    }

    /// A script with one candidate at most.
    fn answer_script(&self, answer: Answer) -> Answer {
        let Some(group) = answer.group else { return answer };
        let code = self.of_script(group).next().map(|known| known.code);
        let confidence = code.map_or(0.0, |_| confidence::of_script(group, answer.letters));
        Answer { code, script: group.iso(), confidence, ..answer }
    }

    /// A script that several languages share, with one candidate at most.
    fn answer_alone(&self, table: &'static Table, text: &str, answer: Answer) -> Answer {
        let answer = self.answer_script(answer);
        let (Some(code), Some(group)) = (answer.code, answer.group) else { return answer };
        let sample = sample::sample(text, group, answer.letters);
        let Some(number) = table.codes.iter().position(|known| *known == code) else { return answer };
        if self.is_foreign(&Evidence::of(table, group, &sample), number) {
            return Answer { code: None, confidence: 0.0, ..answer };
        }
        answer
    }

    /// Whether a text is in none of the candidates, of which the best is the one of this number.
    fn is_foreign(&self, evidence: &Evidence, best: usize) -> bool {
        let too_dear = confidence::is_foreign(evidence.excess(best), evidence.count());
        // Who named languages is believed, unless one that was not named fits where none of them does.
        too_dear && (self.choice == Choice::Open || evidence.best() - evidence.likelihood(best) > OUT)
    }

    /// A script with several candidates.
    fn answer_table(
        &self,
        table: &'static Table,
        sample: &str,
        claimed: Option<&str>,
        answer: Answer,
    ) -> Answer {
        let Some(group) = answer.group else { return answer };
        let evidence = Evidence::of(table, group, sample);
        if evidence.count() == 0 {
            // Addresses and handles alone.
            return Answer { script: group.iso(), ..answer };
        }
        let numbered = self.numbered.iter().find(|(of, _)| *of == group).map_or(&[][..], |(_, all)| all);
        let mut scores: Vec<(&'static str, f64)> = numbered
            .iter()
            .map(|(known, number)| {
                let claim = if claimed == Some(known.code) { CLAIM } else { 0.0 };
                (known.code, evidence.likelihood(*number) - self.rarity(known) + claim)
            })
            .collect();
        // Of equals the first in the table of languages is the best.
        let of_most = |scores: &[(&'static str, f64)]| {
            scores
                .iter()
                .fold(("", f64::NEG_INFINITY), |best, next| if next.1 > best.1 { *next } else { best })
        };
        if group == Group::Latin && contrast::LANGUAGES.contains(&of_most(&scores).0) {
            weigh_contrasts(&mut scores, sample);
        }
        let (best, most) = of_most(&scores);
        scores.retain(|(_, score)| most - score < OUT);
        sort(&mut scores);
        scores.truncate(RUNNING);
        scores.shrink_to_fit();
        let number = numbered.iter().find(|(known, _)| known.code == best).map(|(_, number)| *number);
        let excess = number.map_or(0.0, |number| evidence.excess(number));
        let is_foreign = number.is_some_and(|number| self.is_foreign(&evidence, number));
        let code = (!is_foreign).then_some(best);
        let confidence = code.map_or(0.0, |_| confidence::of_scores(&scores, answer.letters, excess));
        Answer { code, script: group.iso(), confidence, scores, excess, ..answer }
    }

    /// How much less likely a language is before a letter is read.
    fn rarity(&self, known: &Known) -> f64 {
        match (self.choice, known.share) {
            (Choice::Open, Share::Small) => RARER,
            _ => 0.0,
        }
    }

    /// Han characters alone: Chinese, unless they are shaped as only Japan shapes them.
    fn answer_han(&self, text: &str, answer: Answer) -> Answer {
        let kind = HanKind::of(text);
        let is_candidate = |code| self.candidates.iter().any(|known| known.code == code);
        let code = match kind {
            HanKind::Japanese if is_candidate("ja") => Some("ja"),
            _ => ["zh", "ja"].into_iter().find(|code| is_candidate(code)),
        };
        let script = if code == Some("ja") { "Jpan" } else { kind.script() };
        let confidence = code.map_or(0.0, |_| confidence::of_han(kind, answer.letters));
        Answer { code, script: Some(script), confidence, ..answer }
    }
}

/// Best first. Of equals the first in the table of languages wins, since the sort is stable.
fn sort(scores: &mut [(&'static str, f64)]) {
    scores.sort_by(|a, b| b.1.total_cmp(&a.1));
}

/// Weighs Bosnian, Croatian and Serbian anew by the words that tell them apart.
fn weigh_contrasts(scores: &mut [(&'static str, f64)], sample: &str) {
    let place = |code: &str| scores.iter().position(|(known, _)| *known == code);
    let places = contrast::LANGUAGES.map(place);
    let ngrams = places.map(|place| place.map_or(f64::NEG_INFINITY, |place| scores[place].1));
    for (place, weighed) in places.into_iter().zip(contrast::weigh(ngrams, sample)) {
        if let Some(place) = place {
            scores[place].1 = weighed;
        }
    }
}

impl Answer {
    /// Whether no more letters of the text could change it: one candidate is left, which its letters are not too dear
    /// for, and which has no twins that single words tell it from.
    fn is_plain(&self) -> bool {
        let Some(code) = self.code else { return false };
        self.scores.len() == 1
            && !contrast::LANGUAGES.contains(&code)
            && !confidence::is_foreign(self.excess, sample::ENOUGH as u32)
    }

    pub(crate) fn into_language(self) -> Language {
        Language {
            code: self.code.map(str::to_owned),
            script: self.script.map(str::to_owned),
            confidence: confidence::rounded(self.confidence),
            family: self.code.and_then(known::family).map(str::to_owned),
            declared: None,
        }
    }
}
