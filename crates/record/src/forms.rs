//! Words and names as they are written, to be found by what a text goes on with.

use foldhash::fast::RandomState;
use std::collections::HashMap;
use std::ops::Range;

/// Written forms, and what each means.
///
/// They lie in the order of their bytes, so that of all forms that a text may begin with the longest is found from the last
/// one that does not come behind the text. To make them ready costs little more than to sort them; a search looks at few of
/// them, since most places of a text begin as none of them does.
///
/// ```
/// use dateline_record::Forms;
///
/// let forms = Forms::new([("day", 1), ("day off", 2), ("off", 3)]);
/// let found: Vec<(usize, &i32)> = forms.at(b"day offers").collect();
/// assert_eq!(found, [(7, &2), (3, &1)]);
/// ```
#[derive(Debug)]
pub struct Forms<T> {
    means: Vec<T>,
    /// The forms one behind the other.
    bytes: Vec<u8>,
    /// Where in these each form ends.
    ends: Vec<u32>,
    /// What each form begins with, as [`head`] has it: most are told apart without looking at the form itself.
    heads: Vec<u64>,
    /// For each form the longest one that it begins with, itself apart.
    within: Vec<Option<u32>>,
    /// The forms of four bytes and more by the first four.
    by_four: HashMap<[u8; 4], Range<u32>, RandomState>,
    /// The shorter ones, by [`brief`].
    by_all: HashMap<u32, u32, RandomState>,
    /// A bit for every two bytes that a form begins with.
    pairs: Bits,
    /// The same of the forms that have no four bytes.
    short: Bits,
    /// A bit for what every four bytes that a form begins with come to: most texts that begin with two bytes
    /// of a form go on otherwise.
    fours: Bits,
}

/// A bit for every number of sixteen bits.
type Bits = Box<[u64; 1 << 10]>;

impl<T> Forms<T> {
    /// Makes forms ready. Of two that are alike the first holds; empty ones are left out.
    pub fn new<F: AsRef<[u8]>>(forms: impl IntoIterator<Item = (F, T)>) -> Self {
        let forms = forms.into_iter().map(|(form, means)| (Box::<[u8]>::from(form.as_ref()), means));
        let mut entries = sorted(forms.filter(|(form, _)| !form.is_empty()).collect());
        entries.dedup_by(|next, kept| next.0 == kept.0);
        let mut within: Vec<Option<u32>> = Vec::with_capacity(entries.len());
        let mut by_four: HashMap<[u8; 4], Range<u32>, RandomState> = HashMap::default();
        let mut by_all = HashMap::default();
        let none = || Box::new([0; 1 << 10]);
        let (mut pairs, mut short, mut fours) = (none(), none(), none());
        for (at, (form, _)) in (0..).zip(&entries) {
            // What it begins with is the one before it, or what that one begins with.
            let mut begin = u32::checked_sub(at, 1);
            while let Some(known) = begin
                && !form.starts_with(&entries[known as usize].0)
            {
                begin = within[known as usize];
            }
            within.push(begin);
            if let Some(four) = form.first_chunk() {
                set(&mut fours, four_bytes(*four));
                by_four.entry(*four).or_insert(at..at).end = at + 1;
            } else {
                by_all.insert(brief(form), at);
            }
            match **form {
                [_, _, _, _, ..] => {}
                [one, two, ..] => set(&mut short, two_bytes([one, two])),
                _ => (0..=u8::MAX).for_each(|second| set(&mut short, two_bytes([form[0], second]))),
            }
            match **form {
                [one, two, ..] => set(&mut pairs, two_bytes([one, two])),
                _ => (0..=u8::MAX).for_each(|second| set(&mut pairs, two_bytes([form[0], second]))),
            }
        }
        let heads = entries.iter().map(|(form, _)| head(form)).collect();
        let mut bytes = Vec::with_capacity(entries.iter().map(|(form, _)| form.len()).sum());
        let mut end_behind = |form: &[u8]| {
            bytes.extend_from_slice(form);
            bytes.len() as u32
        };
        let ends = entries.iter().map(|(form, _)| end_behind(form)).collect();
        let means = entries.into_iter().map(|(_, means)| means).collect();
        Self { means, bytes, ends, heads, within, by_four, by_all, pairs, short, fours }
    }

    /// Whether a form may stand at the beginning of a text, by its first four bytes.
    pub fn may_begin(&self, text: &[u8]) -> bool {
        match *text {
            // Texts are many and forms are rare: three look-ups cost less than a guess which of them will do.
            [one, two, three, four, ..] => {
                let pair = two_bytes([one, two]);
                let four = four_bytes([one, two, three, four]);
                has(&self.pairs, pair) & (has(&self.fours, four) | has(&self.short, pair))
            }
            [one, two, ..] => has(&self.pairs, two_bytes([one, two])),
            _ => self.by_all.contains_key(&brief(text)),
        }
    }

    /// Every form that a text begins with, the longest first: how many bytes it has, and what it means.
    pub fn at<'f>(&'f self, text: &[u8]) -> impl Iterator<Item = (usize, &'f T)> + use<'f, T> {
        let mut next = if self.may_begin(text) { self.longest(text) } else { None };
        std::iter::from_fn(move || {
            let at = next?;
            next = self.within[at as usize];
            Some((self.form(at).len(), &self.means[at as usize]))
        })
    }

    fn form(&self, at: u32) -> &[u8] {
        let at = at as usize;
        let start = at.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.bytes[start as usize..self.ends[at] as usize]
    }

    fn longest(&self, text: &[u8]) -> Option<u32> {
        let four = text.first_chunk().and_then(|four: &[u8; 4]| self.by_four.get(four));
        let Some(Range { start, end }) = four.cloned() else {
            let most = text.len().min(3);
            return (1..=most).rev().find_map(|length| self.by_all.get(&brief(&text[..length])).copied());
        };
        let head = head(text);
        let heads = &self.heads[start as usize..end as usize];
        let mut low = start + heads.partition_point(|known| *known < head) as u32;
        let mut behind = start + heads.partition_point(|known| *known <= head) as u32;
        // Those that begin with the same eight bytes are told apart by all of them.
        while low < behind {
            let middle = low.midpoint(behind);
            if self.form(middle) <= text {
                low = middle + 1;
            } else {
                behind = middle;
            }
        }
        let mut at = behind.checked_sub(1);
        while let Some(known) = at
            && !text.starts_with(self.form(known))
        {
            at = self.within[known as usize];
        }
        at
    }
}

/// Forms in the order of their bytes, those that are alike in the order in which they came. Sorted are their beginnings, which
/// tell most of them apart and are moved in less time.
fn sorted<T>(forms: Vec<(Box<[u8]>, T)>) -> Vec<(Box<[u8]>, T)> {
    let mut order: Vec<(u64, usize)> =
        forms.iter().enumerate().map(|(place, (form, _))| (head(form), place)).collect();
    order.sort_unstable_by(|(one, at), (other, behind)| {
        one.cmp(other).then_with(|| forms[*at].0.cmp(&forms[*behind].0)).then(at.cmp(behind))
    });
    let mut forms: Vec<Option<(Box<[u8]>, T)>> = forms.into_iter().map(Some).collect();
    order.into_iter().filter_map(|(_, place)| forms[place].take()).collect()
}

fn two_bytes(bytes: [u8; 2]) -> u16 {
    u16::from_le_bytes(bytes)
}

/// Sixteen bits of what four bytes come to, by the multiplier of Fibonacci hashing (2^32 divided by the golden ratio).
fn four_bytes(bytes: [u8; 4]) -> u16 {
    (u32::from_le_bytes(bytes).wrapping_mul(0x9E37_79B1) >> 16) as u16
}

/// A number for each three bytes or fewer.
fn brief(bytes: &[u8]) -> u32 {
    bytes.iter().fold(1, |number, byte| number << 8 | u32::from(*byte))
}

fn set(bits: &mut Bits, at: u16) {
    bits[usize::from(at >> 6)] |= 1 << (at & 63);
}

fn has(bits: &Bits, at: u16) -> bool {
    bits[usize::from(at >> 6)] >> (at & 63) & 1 == 1
}

/// The first eight bytes, or zeros where there are fewer, as a number in whose order the bytes are.
fn head(bytes: &[u8]) -> u64 {
    let mut head = [0; 8];
    let length = bytes.len().min(head.len());
    head[..length].copy_from_slice(&bytes[..length]);
    u64::from_be_bytes(head)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn of_two_that_are_alike_the_first_holds() {
        let forms = Forms::new([("b", 1), ("", 2), ("a", 3), ("b", 4)]);
        assert_eq!(forms.at(b"b").collect::<Vec<_>>(), [(1, &1)]);
        assert_eq!(forms.at(b"").count(), 0);
    }

    proptest! {
        #[test]
        fn all_that_a_text_begins_with_is_found(
            forms in prop::collection::btree_set("[ab\\x00é]{1,10}", 0..20),
            text in "[ab\\x00é]{0,14}",
        ) {
            let known = Forms::new(forms.iter().map(|form| (form, form)));
            for (start, _) in text.char_indices() {
                let found: Vec<&String> = known.at(&text.as_bytes()[start..]).map(|(_, form)| *form).collect();
                let mut fits: Vec<&String> = forms.iter().filter(|form| text[start..].starts_with(*form)).collect();
                fits.sort_by_key(|form| std::cmp::Reverse(form.len()));
                prop_assert_eq!(found, fits);
            }
        }
    }
}
