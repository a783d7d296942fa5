//! The detector: script first, then lingua on the languages that are left.

use crate::alphabet;
use crate::confidence;
use crate::han::HanKind;
use crate::known::{self, KNOWN, Known};
use crate::sample::sample;
use crate::script::{Group, Tally};
use crate::{LangError, languages};
use dateline_record::Language;
use lingua::{LanguageDetector, LanguageDetectorBuilder};

/// Tells the language of texts. Build it once and share it: it holds tables, not state.
///
/// ```
/// let detector = dateline_lang::Detector::new();
/// assert_eq!(detector.detect("這個問題還沒有解決").script.as_deref(), Some("Hant"));
/// ```
pub struct Detector {
    candidates: Vec<&'static Known>,
    /// One for each script with several candidates.
    models: Vec<(Group, LanguageDetector)>,
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
}

impl Default for Detector {
    fn default() -> Self {
        Self::new()
    }
}

impl Detector {
    /// Chooses among all [languages] of news.
    pub fn new() -> Self {
        Self::among(KNOWN.iter().collect())
    }

    /// Chooses among the languages named, by code; case and region do not matter.
    ///
    /// A text in a script that none of them is written in is undetermined; one in the script of a
    /// single one of them is in that language.
    pub fn with_languages(names: &[&str]) -> Result<Self, LangError> {
        let named = names.iter().map(|name| known::find(name)).collect::<Result<Vec<_>, _>>()?;
        if named.is_empty() {
            return Err(LangError::NoLanguage);
        }
        // In the order of the table, so that the order of the list cannot change an answer.
        let chosen = |known: &&Known| named.iter().any(|name| name.code == known.code);
        Ok(Self::among(KNOWN.iter().filter(chosen).collect()))
    }

    fn among(candidates: Vec<&'static Known>) -> Self {
        let models = [Group::Latin, Group::Cyrillic, Group::Arabic].into_iter().filter_map(|group| {
            let models: Vec<_> = candidates
                .iter()
                .filter(|known| known.group == group)
                .filter_map(|known| known.model)
                .collect();
            (models.len() > 1).then(|| (group, LanguageDetectorBuilder::from_languages(&models).build()))
        });
        Self { models: models.collect(), candidates }
    }

    /// The codes of the languages it chooses among.
    pub fn languages(&self) -> impl Iterator<Item = &'static str> {
        languages().filter(|code| self.candidates.iter().any(|known| known.code == *code))
    }

    /// The language of a text. Text without letters, or in a script of no candidate, is
    /// undetermined: `code` is `None` and `confidence` 0.
    pub fn detect(&self, text: &str) -> Language {
        self.answer(text).into_language()
    }

    /// What the text says, with all that a page needs to look at it a second time.
    pub(crate) fn answer(&self, text: &str) -> Answer {
        let tally = Tally::of(text);
        let Some(group) = tally.main() else { return Answer::default() };
        let letters = match group {
            Group::Kana | Group::Han | Group::Hangul => {
                [Group::Kana, Group::Han, Group::Hangul].map(|group| tally.letters(group)).iter().sum()
            }
            group => tally.letters(group),
        };
        let answer = Answer { group: Some(group), letters, weight: tally.weight(), ..Answer::default() };
        match group {
            Group::Han => self.answer_han(text, answer),
            group => match self.models.iter().find(|(script, _)| *script == group) {
                Some((_, model)) => ask(model, &sample(text, group, letters), answer),
                None => self.answer_script(group, answer),
            },
        }
    }

    /// A script with one candidate at most.
    fn answer_script(&self, group: Group, answer: Answer) -> Answer {
        let code = self.candidates.iter().find(|known| known.group == group).map(|known| known.code);
        let confidence = code.map_or(0.0, |_| confidence::of_script(group, answer.letters));
        Answer { code, script: group.iso(), confidence, ..answer }
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

/// Lets lingua choose.
fn ask(model: &LanguageDetector, sample: &str, answer: Answer) -> Answer {
    // lingua adds up in random order, so the last bits of a score differ from run to run: two
    // scores that differ only there are equal, and the order of the table decides.
    let settled = |score: f64| (libm::log(score) * 1e6).round() / 1e6;
    let mut scores: Vec<(&'static str, f64)> = model
        .compute_language_confidence_values(sample)
        .into_iter()
        .filter(|(_, score)| *score > 0.0)
        .filter_map(|(language, score)| Some((code_of(language)?, settled(score))))
        .collect();
    scores.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| rank(a.0).cmp(&rank(b.0))));
    let script = answer.group.and_then(Group::iso);
    let Some(&(code, _)) = scores.first() else { return Answer { script, ..answer } };
    let confidence = confidence::of_scores(&scores, answer.letters);
    let is_answer = confidence::is_answer(confidence) && !alphabet::is_foreign(sample, code);
    let code = is_answer.then_some(code);
    Answer { code, script, confidence: code.map_or(0.0, |_| confidence), scores, ..answer }
}

fn code_of(language: lingua::Language) -> Option<&'static str> {
    KNOWN.iter().find(|known| known.model == Some(language)).map(|known| known.code)
}

fn rank(code: &str) -> Option<usize> {
    languages().position(|known| known == code)
}

impl Answer {
    pub(crate) fn into_language(self) -> Language {
        Language {
            code: self.code.map(str::to_owned),
            script: self.script.map(str::to_owned),
            confidence: confidence::rounded(self.confidence),
            family: self.code.and_then(known::family).map(str::to_owned),
        }
    }
}
