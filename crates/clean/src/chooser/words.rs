//! The words of each piece, and which other pieces have them: what is told about the same thing has the same names.

use super::vocabulary::{Vocabulary, Word};
use crate::draft::Drafts;
use crate::letter::{each_lower, is_letter_or_digit};
use crate::runs::runs;

/// So many words of a piece are looked at: enough to tell what it is about.
const MOST: usize = 64;

/// Pieces with fewer words are not compared.
const FEWEST: u32 = 2;

/// What a piece measures that is not compared.
const NOT_COMPARED: f32 = -1.0;

/// Longer pieces (in bytes) are no headlines, nor captions that repeat one.
const LONGEST_LIKE_TITLE: usize = 400;

/// Words of so many letters are longer ones.
const LONG: usize = 4;

/// The longer words of a page, each with a number.
#[derive(Debug, Clone)]
pub(crate) struct Words {
    /// The numbers by what the words come to in [`hash`].
    vocabulary: Vocabulary,
    /// The words of one piece after the other, each once a piece; those that no other piece has are left out.
    shared: Vec<u32>,
    /// Of each piece where those end, and all its words.
    pieces: Vec<Piece>,
    /// What each word weighs: the more the fewer pieces have it.
    weights: Vec<f32>,
}

/// What the words of one piece come to.
#[derive(Debug, Clone, Copy)]
struct Piece {
    /// Where the words end that it shares.
    end: u32,
    /// How many it has, and what they weigh.
    words: u32,
    /// See [`words`](Self::words).
    weight: f32,
}

impl Words {
    /// The words of all pieces, of each of which `first` tells the first piece that has the same text.
    pub(crate) fn of(drafts: &Drafts, first: impl Fn(usize) -> usize) -> Self {
        let pieces = drafts.list.len();
        let mut vocabulary = Vocabulary::with_room(drafts.text.len() / 16);
        let mut list: Vec<u32> = Vec::with_capacity(drafts.text.len() / 8);
        let mut ends: Vec<u32> = Vec::with_capacity(pieces);
        let mut reader = Reader::default();
        for piece in 0..pieces {
            let first = first(piece);
            if first < piece {
                let start = first.checked_sub(1).map_or(0, |before| ends[before] as usize);
                let same = start..ends[first] as usize;
                same.clone().for_each(|at| vocabulary.words[list[at] as usize].pieces += 1);
                list.extend_from_within(same);
            } else {
                reader.read(drafts.text(piece), MOST, |hash| {
                    let number = vocabulary.number(hash);
                    let word = &mut vocabulary.words[number as usize];
                    if word.last != piece as u32 {
                        (word.last, word.pieces) = (piece as u32, word.pieces + 1);
                        list.push(number);
                    }
                });
            }
            ends.push(list.len() as u32);
        }
        Self::weighed(vocabulary, list, &ends)
    }

    /// Weighs the words of pieces, one piece after the other.
    fn weighed(vocabulary: Vocabulary, mut list: Vec<u32>, ends: &[u32]) -> Self {
        let all = ends.len() as u32 + 1;
        // Whole bits are the same on every machine.
        let weight = |word: &Word| (all / word.pieces).ilog2() as f32;
        let weights: Vec<f32> = vocabulary.words.iter().map(weight).collect();
        let (mut start, mut kept) = (0, 0);
        let piece = |end: &u32| {
            // A sum of whole numbers, whatever their order.
            let mut weight = 0.0;
            let words = start as u32..*end;
            for at in std::mem::replace(&mut start, *end as usize)..*end as usize {
                let word = list[at];
                weight += weights[word as usize];
                list[kept] = word;
                kept += usize::from(vocabulary.words[word as usize].pieces > 1);
            }
            Piece { end: kept as u32, words: words.len() as u32, weight }
        };
        let pieces = ends.iter().map(piece).collect();
        list.truncate(kept);
        Self { vocabulary, shared: list, pieces, weights }
    }

    /// Each piece, and the words it shares with others.
    fn pieces(&self) -> impl Iterator<Item = (&Piece, &[u32])> {
        let mut start = 0;
        self.pieces.iter().map(move |piece| {
            let end = piece.end as usize;
            (piece, &self.shared[std::mem::replace(&mut start, end)..end])
        })
    }

    /// How much of what each piece has of words is told as well in others that `is_taken`: a share of its words, each
    /// weighed by how few pieces have it.
    pub(super) fn told_in(&self, is_taken: impl Fn(usize) -> bool) -> Vec<f32> {
        let mut taken = vec![0_u32; self.weights.len()];
        for (_, (_, words)) in self.pieces().enumerate().filter(|(piece, _)| is_taken(*piece)) {
            words.iter().for_each(|word| taken[*word as usize] += 1);
        }
        let share = |(index, (piece, words)): (usize, (&Piece, &[u32]))| {
            if piece.words < FEWEST {
                return NOT_COMPARED;
            }
            let own = u32::from(is_taken(index));
            let told = words.iter().map(|word| {
                let weight = self.weights[*word as usize];
                if taken[*word as usize] > own { weight } else { 0.0 }
            });
            told.sum::<f32>() / piece.weight.max(f32::MIN_POSITIVE)
        };
        self.pieces().enumerate().map(share).collect()
    }

    /// For each piece the share of the headline's words that it has.
    pub(super) fn like_title(&self, drafts: &Drafts, headline: &str) -> Vec<f32> {
        let mut title: Vec<u64> = Vec::new();
        Reader::default().read(headline, usize::MAX, |hash| title.push(hash));
        title.sort_unstable();
        title.dedup();
        let mut in_title = vec![false; self.weights.len()];
        let mut has = vec![0; self.pieces.len()];
        for number in title.iter().filter_map(|hash| self.vocabulary.find(*hash)) {
            match self.vocabulary.words[number as usize] {
                Word { pieces: 1, last, .. } => has[last as usize] += 1,
                _ => in_title[number as usize] = true,
            }
        }
        let each = 1.0 / title.len() as f32;
        let share = |(piece, (_, words)): (usize, (&Piece, &[u32]))| {
            if drafts.text(piece).len() > LONGEST_LIKE_TITLE {
                return 0.0;
            }
            let shared = words.iter().filter(|word| in_title[**word as usize]).count();
            (0..has[piece] + shared).fold(0.0, |share, _| share + each)
        };
        self.pieces().enumerate().map(share).collect()
    }
}

/// Finds the words of texts.
#[derive(Debug, Default)]
struct Reader {
    /// A word in small letters.
    lower: String,
}

impl Reader {
    /// Tells what each of the first `most` longer words comes to in small letters.
    fn read(&mut self, text: &str, most: usize, mut tell: impl FnMut(u64)) {
        let bytes = text.as_bytes();
        let ascii = text.is_ascii();
        let mut told = 0;
        // Signs of ASCII part most words.
        for run in runs(bytes, |byte| byte.is_ascii_alphanumeric() || !byte.is_ascii()) {
            if run.len() < LONG {
                continue;
            }
            if told == most {
                return;
            }
            let word = &bytes[run.clone()];
            if ascii || word.is_ascii() {
                tell(hash(word, SMALL_LETTERS));
                told += 1;
                continue;
            }
            // Other signs may stand within the run.
            for word in text[run].split(|c| !is_letter_or_digit(c)).filter(|word| word.len() >= LONG) {
                self.lower.clear();
                word.chars().for_each(|c| each_lower(c, |c| self.lower.push(c)));
                if told < most && self.lower.chars().nth(LONG - 1).is_some() {
                    tell(hash(self.lower.as_bytes(), 0));
                    told += 1;
                }
            }
        }
    }
}

/// The bit that letters of ASCII in capitals lack, and small ones and digits have.
const SMALL_LETTERS: u64 = u64::from_ne_bytes([0x20; 8]);

/// What a word of at least [`LONG`] bytes comes to when in each of them the bits of `add` are set: multiplied and folded, eight
/// bytes at a time. (The numbers are the first digits of pi after its point.)
fn hash(word: &[u8], add: u64) -> u64 {
    let mix = |one: u64, other: u64| {
        let product = u128::from(one ^ 0x243F_6A88_85A3_08D3) * u128::from(other ^ 0x1319_8A2E_0370_7344);
        (product >> 64) as u64 ^ product as u64
    };
    let eight = |bytes: &[u8; 8]| u64::from_le_bytes(*bytes) | add;
    let length = word.len() as u64;
    match (word.first_chunk(), word.last_chunk()) {
        (Some(first), Some(last)) => {
            let inner = word.len().saturating_sub(1) / 8 * 8;
            let sum = word[8..inner.max(8)]
                .as_chunks()
                .0
                .iter()
                .fold(mix(eight(first), length), |sum, next| mix(eight(next), sum));
            mix(eight(last), sum)
        }
        _ => {
            let four =
                |bytes: Option<&[u8; 4]>| bytes.map_or(0, |bytes| u64::from(u32::from_le_bytes(*bytes)));
            mix((four(word.first_chunk()) << 32 | four(word.last_chunk())) | add, length)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::flat;

    #[test]
    fn pieces_about_the_same_share_words() {
        let drafts = flat::drafts(
            "The ferry to Tern sails again\nEngineers mended the ferry at Tern\nCooking with fennel and saffron\n",
        );
        let words = Words::of(&drafts, |piece| piece);
        let shares = words.told_in(|index| index == 0);
        assert!(shares[1] > 0.3 && shares[2] == 0.0, "{shares:?}");
        assert_eq!(shares[0], 0.0, "a piece is not compared with itself");
        assert_eq!(words.like_title(&drafts, "A ferry sails"), [1.0, 0.5, 0.0]);
    }
}
