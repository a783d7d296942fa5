//! What one word says for each language, remembered: no n-gram crosses the edge of a word, so a
//! word says the same wherever it stands, and most of a text are words that were there before.

use crate::script::{Group, is_mark};
use crate::table::layout::{BACKOFF, EDGE, NGRAM, ORDERS, WORD, hash};
use crate::table::{Bucket, Table};
use std::cell::RefCell;
use std::hint::black_box;

/// No table has more languages; what is added up for each word is as long.
pub(crate) const WIDTH: usize = if cfg!(feature = "all-languages") { 64 } else { 32 };

/// How many times more a letter after those before it counts than the letter alone. Fitted; how
/// frequent a letter is in itself steadies what is said by few of them.
pub(crate) const CONTEXT: u16 = 5;

/// What a letter costs that a language does not know, in steps: the logarithm of one in 160 000.
/// Anything from 8 to 14 units tells languages apart as well.
const UNKNOWN: u8 = 180;

/// Words of more bytes are read anew each time they come; few are longer.
const LONGEST: usize = 32;

/// How many words each thread remembers: five megabytes of them, nine with all languages.
const REMEMBERED: usize = 1 << 15;

/// How many letters and edges of a word are looked up at once.
const AHEAD: usize = 16;

/// What a word says for every language of a table; `SUM` holds the sums over its letters.
pub(crate) struct Word<SUM = u32> {
    /// What its letters and edges cost in each language.
    pub(crate) letters: [SUM; WIDTH],
    /// What the word is worth in each; all zero but for the frequent ones.
    pub(crate) worth: [u8; WIDTH],
    pub(crate) is_frequent: bool,
    /// How many of its letters and edges were told by themselves, by two letters, and so on.
    pub(crate) told_by: [SUM; ORDERS],
}

/// A word that a thread remembers.
struct Remembered {
    group: Group,
    /// Its bytes, the rest zeros, which are in no word.
    spelt: [u8; LONGEST],
    /// It has a letter or edge for each byte and one more at the most, and none costs more than
    /// (CONTEXT + 1) * 255: their sum has room in 16 bits.
    says: Word<u16>,
}

thread_local! {
    /// By the hash of its spelling each word has one place, where the last one to come stays. What
    /// a word says does not depend on what was read before, so neither does any answer.
    static WORDS: RefCell<Vec<Option<Box<Remembered>>>> = const { RefCell::new(Vec::new()) };
}

/// What a word says, read for the first time or remembered.
pub(crate) enum Says<'w> {
    Read(&'w Word),
    Remembered(&'w Word<u16>),
}

/// Does something with what each word says, in small letters and without anything but letters and marks of the
/// table's script.
pub(crate) fn each<'t>(
    table: &'static Table,
    group: Group,
    mut words: impl Iterator<Item = &'t str>,
    mut say: impl FnMut(Says<'_>),
) {
    WORDS.with_borrow_mut(|remembered| {
        if remembered.is_empty() {
            remembered.resize_with(REMEMBERED, || None);
        }
        loop {
            let some: Vec<(&str, Option<[u8; LONGEST]>)> =
                words.by_ref().take(AHEAD).map(|word| (word, spelling(word))).collect();
            if some.is_empty() {
                break;
            }
            // What is remembered lies far off in memory, too: it is fetched for some words together.
            let places = some.iter().filter_map(|(_, spelt)| spelt.as_ref().map(place));
            let known = places.filter_map(|place| remembered[place].as_deref());
            black_box(known.fold(0, |sum, known| sum ^ known.says.letters[0]));
            for (word, spelt) in some {
                match spelt {
                    Some(spelt) => {
                        recall(&mut remembered[place(&spelt)], table, group, word, spelt, &mut say)
                    }
                    None => say(Says::Read(&Word::read(table, word))),
                }
            }
        }
    });
}

/// Does something with what a word says that has its place among those remembered, and remembers it.
fn recall(
    place: &mut Option<Box<Remembered>>,
    table: &'static Table,
    group: Group,
    word: &str,
    spelt: [u8; LONGEST],
    say: &mut impl FnMut(Says<'_>),
) {
    let read = || Remembered { group, spelt, says: Word::read(table, word).narrowed() };
    match place {
        Some(known) if known.spelt == spelt && known.group == group => {}
        Some(other) => **other = read(),
        None => *place = Some(Box::new(read())),
    }
    if let Some(known) = place {
        say(Says::Remembered(&known.says));
    }
}

fn spelling(word: &str) -> Option<[u8; LONGEST]> {
    let mut spelt = [0; LONGEST];
    spelt.get_mut(..word.len())?.copy_from_slice(word.as_bytes());
    Some(spelt)
}

fn place(spelt: &[u8; LONGEST]) -> usize {
    let mixed = spelt.as_chunks().0.iter().fold(0_u64, |mixed, eight| {
        // The multiplier of FxHash; the product's high bits depend on all of its factor's.
        (mixed.rotate_left(23) ^ u64::from_le_bytes(*eight)).wrapping_mul(0x517C_C1B7_2722_0A95)
    });
    (mixed >> 40) as usize % REMEMBERED
}

impl Word {
    fn read(table: &'static Table, word: &str) -> Self {
        let mut reader = Reader { steps: Vec::with_capacity(LONGEST + 1), ..Reader::default() };
        for character in word.chars() {
            if is_mark(character) {
                reader.mark(character);
            } else {
                reader.letter(character);
            }
        }
        reader.end_run();
        let mut says =
            Self { letters: [0; WIDTH], worth: [0; WIDTH], is_frequent: false, told_by: [0; ORDERS] };
        // A step is several look-ups, each of them far off in memory and none waiting for another: so they are
        // begun together, some steps at a time, and the word's own with the first of them.
        let own = table.bucket(reader.word);
        for steps in reader.steps.chunks(AHEAD) {
            let mut buckets = [[Bucket::default(); ORDERS]; AHEAD];
            for (buckets, step) in buckets.iter_mut().zip(steps) {
                *buckets = step.hashes.map(|hash| table.bucket(hash));
            }
            let begun = buckets[..steps.len()].as_flattened().iter().chain([&own]);
            black_box(begun.fold(0, |sum, bucket| sum ^ table.first_byte(*bucket)));
            // So few steps have room in 16 bits, of which a processor adds up more at a time.
            let mut letters = [0_u16; WIDTH];
            for (step, buckets) in steps.iter().zip(&buckets) {
                says.told_by[step.known] += 1;
                add(&mut letters, table, step, buckets);
            }
            for (sum, letters) in says.letters.iter_mut().zip(letters) {
                *sum += u32::from(letters);
            }
        }
        let worth = table.find_in(own, reader.word);
        says.is_frequent = !worth.is_empty();
        worth.set(&mut says.worth, 0);
        says
    }

    fn narrowed(&self) -> Word<u16> {
        let narrow = |sum: u32| u16::try_from(sum).unwrap_or(u16::MAX);
        Word {
            letters: self.letters.map(narrow),
            worth: self.worth,
            is_frequent: self.is_frequent,
            told_by: self.told_by.map(narrow),
        }
    }
}

/// Adds what a letter costs: what the longest n-gram says that ends in it and that the language knows.
fn add(sums: &mut [u16; WIDTH], table: &'static Table, step: &Step, buckets: &[Bucket; ORDERS]) {
    let find = |order: usize| table.find_in(buckets[order], step.hashes[order]);
    let mut alone = [UNKNOWN; WIDTH];
    find(0).set(&mut alone, 0);
    let backoff = |order: usize| if order < step.known { BACKOFF } else { 0 };
    let mut costs = alone.map(|cost| cost.wrapping_add(backoff(0)));
    for order in 1..=step.known {
        let found = find(order);
        if found.is_empty() {
            // Then none that is longer is known either.
            break;
        }
        found.set(&mut costs, backoff(order));
    }
    for ((sum, cost), alone) in sums.iter_mut().zip(costs).zip(alone) {
        *sum += CONTEXT * u16::from(cost) + u16::from(alone);
    }
}

/// A letter or an edge of a word.
struct Step {
    /// The hashes of the n-grams that end in it, the shortest first; those beyond `known` are of none.
    hashes: [u64; ORDERS],
    /// How many letters and edges before it belong to them.
    known: usize,
}

struct Reader {
    steps: Vec<Step>,
    /// The hashes of the last letters and edges: none, one, two …
    last: [u64; ORDERS + 1],
    /// How many letters were read since the beginning of the word or its last mark, and its edge.
    run: usize,
    /// The hash of the word so far.
    word: u64,
}

impl Default for Reader {
    fn default() -> Self {
        Self { steps: Vec::new(), last: [NGRAM; ORDERS + 1], run: 0, word: WORD }
    }
}

impl Reader {
    fn letter(&mut self, letter: char) {
        if self.run == 0 {
            self.last[1] = hash(NGRAM, EDGE);
            self.run = 1;
        }
        self.add(letter);
        self.word = hash(self.word, letter);
    }

    /// A mark is part of the word, but to lingua's models it is an edge.
    fn mark(&mut self, mark: char) {
        self.end_run();
        self.word = hash(self.word, mark);
    }

    fn end_run(&mut self) {
        if self.run > 0 {
            self.add(EDGE);
        }
        self.run = 0;
    }

    fn add(&mut self, letter: char) {
        let known = self.run.min(ORDERS - 1);
        for order in (0..=known).rev() {
            self.last[order + 1] = hash(self.last[order], letter);
        }
        let mut hashes = [0; ORDERS];
        hashes[..=known].copy_from_slice(&self.last[1..=known + 1]);
        self.steps.push(Step { hashes, known });
        self.run += 1;
    }
}
