//! A page, block by block: the body decides, and short lines are looked at twice.

use crate::detector::Answer;
use crate::script::Group;
use crate::{Claim, Detector, Hints, Tag, confidence};
use dateline_record::{Article, BlockKind, Language};
use std::collections::{BTreeMap, HashMap};

/// What a block is to the page's language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    /// The article itself: it decides the page's language.
    Body,
    /// Words under pictures: they decide where a page has no body.
    Caption,
    /// Everything around the article: it never decides.
    Furniture,
}

impl From<BlockKind> for Role {
    fn from(kind: BlockKind) -> Self {
        match kind {
            BlockKind::Furniture => Self::Furniture,
            BlockKind::Caption => Self::Caption,
            _ => Self::Body,
        }
    }
}

/// One block of a page.
#[derive(Debug, Clone, Copy)]
pub struct PageBlock<'a> {
    /// What it is to the page.
    pub role: Role,
    /// Its text.
    pub text: &'a str,
}

/// The languages of a page's blocks.
///
/// Each language is held once however many blocks are alike, so that a page of very many tiny
/// blocks takes little more memory than its text.
#[derive(Debug, Clone)]
pub struct BlockLanguages {
    distinct: Vec<Language>,
    /// For each block its place in `distinct`.
    places: Vec<usize>,
}

impl BlockLanguages {
    /// Every block's language, in the order of the blocks.
    pub fn iter(&self) -> impl Iterator<Item = &Language> {
        self.places.iter().map(|&place| &self.distinct[place])
    }
}

/// Lines of fewer letters than this are looked at twice.
const SHORT: usize = 60;

/// How much a block says of which languages its page holds, by its length.
const CARRIES: [(usize, f64); 3] = [(SHORT, 3.0), (20, 1.0), (1, 0.5)];

/// A language with less weight than this on a page is not known to be on it.
const HELD: f64 = 1.5;

/// The weight of a language that nothing on the page is in: somebody may be quoted in it.
const ELSEWHERE: f64 = 0.3;

/// How sure a block of an article is to be in the language its page is known to be in, where that
/// is a language the block cannot be compared with.
const UNTOLD: f64 = 0.9;

/// What was found of a page.
#[derive(Debug, Clone)]
pub struct PageLanguages {
    /// The languages of its blocks.
    pub blocks: BlockLanguages,
    /// Its own.
    pub page: Language,
    /// Whether it is what the page says of itself.
    pub claim: Claim,
}

impl Detector {
    /// The languages of a page's blocks, in their order, and the page's own.
    ///
    /// `known` is what the caller knows for certain: it is the page's language, at a confidence
    /// of 1, and one that short lines may be in. Where it is none that the detector can tell, the
    /// blocks of the article in the page's script are taken to be in it.
    pub fn detect_page(&self, blocks: &[PageBlock<'_>], known: Option<&Tag>) -> (BlockLanguages, Language) {
        let found = self.detect_page_with(blocks, Hints { known, claimed: None });
        (found.blocks, found.page)
    }

    /// As [`detect_page`](Self::detect_page), in the light of what the page says of itself.
    ///
    /// ```
    /// use dateline_lang::{Claim, Detector, Hints, PageBlock, Role, Tag};
    ///
    /// let text = "Министърът каза, че новият мост ще бъде открит до края на месеца.";
    /// let blocks = [PageBlock { role: Role::Body, text }];
    /// let english = Tag::parse("en").ok();
    /// let hints = Hints { claimed: english.as_ref(), ..Hints::default() };
    /// let found = Detector::new().detect_page_with(&blocks, hints);
    /// assert_eq!(found.page.code.as_deref(), Some("bg"));
    /// assert_eq!(found.claim, Claim::Contradicted);
    /// ```
    pub fn detect_page_with(&self, blocks: &[PageBlock<'_>], hints: Hints<'_>) -> PageLanguages {
        let (kinds, places) = distinct(blocks);
        let claimed = hints.claimed.and_then(Tag::code);
        let mut answers: Vec<Answer> = kinds.iter().map(|block| self.answer(block.text, claimed)).collect();
        let held = Held::of(places.iter().map(|&place| &answers[place]), hints.known);
        for answer in &mut answers {
            look_again(answer, &held);
        }
        let of_blocks: Vec<&Answer> = places.iter().map(|&place| &answers[place]).collect();
        let found = page_language(blocks, &of_blocks);
        let claim = Claim::of(hints.claimed, &found);
        let mut distinct: Vec<Language> = answers.into_iter().map(Answer::into_language).collect();
        let declared = hints.claimed.and_then(Tag::code).filter(|_| claim == Claim::Contradicted);
        let page = match hints.known.and_then(|tag| Some((tag, tag.code()?))) {
            Some((tag, code)) => {
                if !self.languages().any(|candidate| candidate == code) {
                    take_for(code, &found, &kinds, &mut distinct);
                }
                let script = tag.script().map(str::to_owned).or(found.script);
                Language { code: Some(code.to_owned()), script, confidence: 1.0, ..Language::default() }
            }
            None => Language { declared: declared.map(str::to_owned), ..found },
        };
        PageLanguages { blocks: BlockLanguages { distinct, places }, page, claim }
    }

    /// Sets the language of every block of an article and returns the page's own, in the light of
    /// what the page [declares](Article::declared_language). `known` is the page's language as the
    /// caller knows it for certain.
    pub fn detect_article(&self, article: &mut Article, known: Option<&Tag>) -> Language {
        let claimed = article.declared_language.as_deref().and_then(|tag| Tag::parse(tag).ok());
        let hints = Hints { known, claimed: claimed.as_ref() };
        let blocks: Vec<PageBlock<'_>> = article
            .blocks
            .iter()
            .map(|block| PageBlock { role: block.kind.into(), text: &block.text })
            .collect();
        if blocks.is_empty() {
            let whole = [PageBlock { role: Role::Body, text: &article.text }];
            return self.detect_page_with(&whole, hints).page;
        }
        let found = self.detect_page_with(&blocks, hints);
        for (block, language) in article.blocks.iter_mut().zip(found.blocks.iter()) {
            block.language = Some(language.clone());
        }
        found.page
    }
}

/// The blocks without those that are like an earlier one in text and role, and for each block the
/// place of the one that stands for it.
fn distinct<'a>(blocks: &[PageBlock<'a>]) -> (Vec<PageBlock<'a>>, Vec<usize>) {
    let mut seen = HashMap::new();
    let mut kinds = Vec::new();
    let mut place_of = |block: &PageBlock<'a>| {
        *seen.entry((block.role, block.text)).or_insert_with(|| {
            kinds.push(*block);
            kinds.len() - 1
        })
    };
    let places = blocks.iter().map(&mut place_of).collect();
    (kinds, places)
}

/// Takes the blocks of the article in the page's script to be in a language that they cannot be
/// compared with.
fn take_for(code: &str, page: &Language, blocks: &[PageBlock<'_>], languages: &mut [Language]) {
    for (block, language) in blocks.iter().zip(languages) {
        if block.role != Role::Furniture && language.script.is_some() && language.script == page.script {
            language.code = Some(code.to_owned());
            language.confidence = UNTOLD;
            language.family = None;
        }
    }
}

/// How much of a page says that it holds a language.
struct Held {
    /// By code, as [`number`] has it.
    told: Vec<(u64, Weight)>,
    /// Of a language that nothing says it of.
    others: Weight,
}

#[derive(Clone, Copy)]
struct Weight {
    weight: f64,
    /// What it adds to the likelihood of a short line being in the language: the same for all lines, and a logarithm is dear.
    worth: f64,
}

impl Weight {
    fn of(weight: f64) -> Self {
        Self { weight, worth: libm::log(weight + ELSEWHERE) }
    }
}

impl Held {
    fn of<'a>(answers: impl Iterator<Item = &'a Answer>, known: Option<&Tag>) -> Self {
        let mut weights: BTreeMap<&str, f64> = BTreeMap::new();
        for answer in answers {
            let carried = CARRIES.iter().find(|(letters, _)| answer.weight >= *letters);
            if let (Some(code), Some((_, weight))) = (answer.code, carried) {
                *weights.entry(code).or_default() += weight * answer.confidence;
            }
        }
        if let Some(code) = known.and_then(Tag::code) {
            *weights.entry(code).or_default() += HELD;
        }
        let told = weights.into_iter().map(|(code, weight)| (number(code), Weight::of(weight))).collect();
        Self { told, others: Weight::of(0.0) }
    }

    fn weight(&self, code: &str) -> Weight {
        let code = number(code);
        self.told.iter().find(|(known, _)| *known == code).map_or(self.others, |(_, weight)| *weight)
    }

    fn holds(&self, code: &str) -> bool {
        self.weight(code).weight >= HELD
    }
}

/// A code as a number, which is compared at once; codes have eight letters at most.
fn number(code: &str) -> u64 {
    code.bytes().fold(0, |number, byte| number << 8 | u64::from(byte))
}

/// A short line has few letters to go by, and is likelier to be in a language the more of the page
/// is in it.
fn look_again(answer: &mut Answer, held: &Held) {
    if answer.weight >= SHORT {
        return;
    }
    if answer.code == Some("zh") && !held.holds("zh") && held.holds("ja") {
        // A heading without kana on a Japanese page.
        (answer.code, answer.script) = (Some("ja"), Group::Kana.iso());
    }
    // Nobody asks for them after this, and they are most of an answer.
    let mut scores = std::mem::take(&mut answer.scores);
    for (code, score) in &mut scores {
        *score += held.weight(code).worth;
    }
    scores.sort_by(|a, b| b.1.total_cmp(&a.1));
    if let Some(&(code, _)) = scores.first() {
        // What is too dear for every language may still be a name on a page in one of them.
        if answer.code.is_some() || held.holds(code) {
            answer.code = Some(code);
            answer.confidence = confidence::of_scores(&scores, answer.letters, answer.excess);
        }
    }
}

/// The language that most of the body is in.
fn page_language(blocks: &[PageBlock<'_>], answers: &[&Answer]) -> Language {
    let deciding = [Role::Body, Role::Caption].into_iter().find_map(|role| {
        let answers: Vec<&Answer> = blocks
            .iter()
            .zip(answers)
            .filter(|(block, _)| block.role == role)
            .map(|(_, answer)| *answer)
            .collect();
        answers.iter().any(|answer| answer.group.is_some()).then_some(answers)
    });
    deciding.map_or_else(Language::default, |answers| heaviest(&answers))
}

fn heaviest(answers: &[&Answer]) -> Language {
    let mut weights: BTreeMap<Option<&'static str>, usize> = BTreeMap::new();
    for answer in answers.iter().filter(|answer| answer.group.is_some()) {
        *weights.entry(answer.code).or_default() += answer.weight;
    }
    // Of two languages with equal weight the one that speaks first is the page's.
    let place = |code| answers.iter().position(|answer| answer.code == code);
    let mut ranked: Vec<(Option<&'static str>, usize)> = weights.into_iter().collect();
    ranked.sort_by_key(|(code, weight)| (std::cmp::Reverse(*weight), place(*code)));
    let Some(&(code, most)) = ranked.first() else { return Language::default() };
    let next = ranked.get(1).map_or(0, |(_, weight)| *weight);
    let of_code: Vec<&Answer> = answers.iter().filter(|answer| answer.code == code).copied().collect();
    let confidence = confidence::of_page(of_code.iter().map(|answer| answer.confidence), most, next);
    let script = heaviest_script(&of_code);
    Answer { code, script, confidence, ..Answer::default() }.into_language()
}

fn heaviest_script(answers: &[&Answer]) -> Option<&'static str> {
    let mut weights: BTreeMap<&'static str, usize> = BTreeMap::new();
    for answer in answers {
        // Han characters that are the same everywhere say nothing beside those that are not.
        if let Some(script) = answer.script {
            *weights.entry(script).or_default() += if script == "Hani" { 0 } else { answer.weight };
        }
    }
    weights.into_iter().max_by_key(|(_, weight)| *weight).map(|(script, _)| script)
}
