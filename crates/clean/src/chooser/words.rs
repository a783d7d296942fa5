//! The words of each piece, and which other pieces have them: what is told about the same thing has the same names.

use crate::draft::Drafts;
use crate::letter::{each_lower, is_letter_or_digit};

/// So many words of a piece are looked at: enough to tell what it is about.
const MOST: usize = 64;

/// Pieces with fewer words are not compared.
const FEWEST: f32 = 2.0;

/// What a piece measures that is not compared.
const NOT_COMPARED: f32 = -1.0;

/// Longer pieces (in bytes) are no headlines, nor captions that repeat one.
const LONGEST_LIKE_TITLE: usize = 400;

/// Hashes of the longer words of a page.
#[derive(Debug, Clone, Default)]
pub(crate) struct Words {
    /// A word's hash, and a piece that has it; in order, each pair once.
    list: Vec<(u32, u32)>,
}

impl Words {
    /// The words of all pieces.
    pub(crate) fn of(drafts: &Drafts) -> Self {
        let mut list: Vec<(u32, u32)> = Vec::with_capacity(drafts.text.len() / 12);
        for index in 0..drafts.list.len() {
            list.extend(long_words(drafts.text(index)).take(MOST).map(|hash| (hash, index as u32)));
        }
        list.sort_unstable();
        list.dedup();
        Self { list }
    }

    /// How much of what each of so many pieces has of words is told as well in others that `is_taken`: a share of
    /// its words, each weighed by how few pieces have it.
    pub(super) fn told_in(&self, pieces: usize, is_taken: impl Fn(usize) -> bool) -> Vec<f32> {
        // For each piece its words, how much they weigh, and how much of that others tell.
        let mut sums = vec![(0.0_f32, 0.0_f32, 0.0_f32); pieces];
        for same in self.list.chunk_by(|one, other| one.0 == other.0) {
            let taken = same.iter().filter(|(_, piece)| is_taken(*piece as usize)).count();
            // Whole bits are the same on every machine.
            let weight = ((pieces + 1) / same.len()).ilog2() as f32;
            for (_, piece) in same {
                let others = taken - usize::from(is_taken(*piece as usize));
                let (count, all, told) = &mut sums[*piece as usize];
                *count += 1.0;
                *all += weight;
                *told += if others > 0 { weight } else { 0.0 };
            }
        }
        let share = |(count, all, told): (f32, f32, f32)| {
            if count >= FEWEST { told / all.max(f32::MIN_POSITIVE) } else { NOT_COMPARED }
        };
        sums.into_iter().map(share).collect()
    }

    /// For each piece the share of the headline's words that it has.
    pub(super) fn like_title(&self, drafts: &Drafts, headline: &str) -> Vec<f32> {
        let mut title: Vec<u32> = long_words(headline).collect();
        title.sort_unstable();
        title.dedup();
        let mut shares = vec![0.0; drafts.list.len()];
        for word in &title {
            let start = self.list.partition_point(|(hash, _)| hash < word);
            for (_, piece) in self.list[start..].iter().take_while(|(hash, _)| hash == word) {
                if drafts.text(*piece as usize).len() <= LONGEST_LIKE_TITLE {
                    shares[*piece as usize] += 1.0 / title.len() as f32;
                }
            }
        }
        shares
    }
}

/// Hashes of the words of four letters and more, in small letters.
fn long_words(text: &str) -> impl Iterator<Item = u32> {
    // Most words are parted by signs of ASCII, and need not be taken apart letter by letter.
    let joins = |byte: &u8| byte.is_ascii_alphanumeric() || !byte.is_ascii();
    let stretches = text.as_bytes().split(move |byte| !joins(byte)).filter(|stretch| stretch.len() >= 4);
    stretches.filter_map(|stretch| str::from_utf8(stretch).ok()).flat_map(words_in)
}

/// The same of a stretch that has no blank and no sign of ASCII.
fn words_in(stretch: &str) -> impl Iterator<Item = u32> {
    let ascii = stretch.is_ascii();
    let words = stretch.split(move |c| !ascii && !is_letter_or_digit(c));
    words.filter(|word| word.len() >= 4).filter_map(|word| {
        let start = (0xCBF2_9CE4_8422_2325_u64, 0_usize);
        let step = |(hash, length): (u64, usize), c: u32| {
            ((hash ^ u64::from(c)).wrapping_mul(0x0100_0000_01B3), length + 1)
        };
        let (hash, length) = if word.is_ascii() {
            word.bytes().map(|byte| byte.to_ascii_lowercase().into()).fold(start, step)
        } else {
            let mut found = start;
            for c in word.chars() {
                each_lower(c, |c| found = step(found, c.into()));
            }
            found
        };
        (length >= 4).then_some((hash ^ (hash >> 32)) as u32)
    })
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
        let words = Words::of(&drafts);
        let shares = words.told_in(3, |index| index == 0);
        assert!(shares[1] > 0.3 && shares[2] == 0.0, "{shares:?}");
        assert_eq!(shares[0], 0.0, "a piece is not compared with itself");
        assert_eq!(words.like_title(&drafts, "A ferry sails"), [1.0, 0.5, 0.0]);
    }
}
