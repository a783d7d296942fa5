//! Runs of bytes that are alike, found in many bytes at a time: that nothing is guessed byte by byte is most of what
//! a look at a text costs.

use std::ops::Range;

/// So many bytes are looked at together.
pub(crate) const STRETCH: usize = u64::BITS as usize;

/// A bit for each of at most [`STRETCH`] bytes that `is` so, the first the lowest. A blank must not be.
pub(crate) fn bits(stretch: &[u8], is: impl Fn(u8) -> bool) -> u64 {
    // Most texts of a page are short.
    if stretch.len() <= STRETCH / 2 {
        bits_of::<{ STRETCH / 2 }>(stretch, is)
    } else {
        bits_of::<STRETCH>(stretch, is)
    }
}

fn bits_of<const ROOM: usize>(stretch: &[u8], is: impl Fn(u8) -> bool) -> u64 {
    let mut bytes = [b' '; ROOM];
    bytes[..stretch.len()].copy_from_slice(stretch);
    let flags = bytes.map(|byte| u8::from(is(byte)));
    // The product has the lowest bits of eight bytes, each at its own place, in its highest byte.
    let eight = |flags: &[u8; 8]| u64::from_le_bytes(*flags).wrapping_mul(0x0102_0408_1020_4080) >> 56;
    flags.as_chunks().0.iter().rev().fold(0, |bits, flags| bits << 8 | eight(flags))
}

/// The runs of bytes that all are so. A blank must not be.
pub(crate) fn runs(text: &[u8], is: impl Fn(u8) -> bool) -> impl Iterator<Item = Range<usize>> {
    let mut stretches = (0..).step_by(STRETCH).zip(text.chunks(STRETCH));
    // Where bytes that are so begin and end in the stretch, a bit each.
    let (mut at, mut changes, mut last) = (0, 0_u64, 0);
    let mut next_change = move || {
        while changes == 0 {
            let stretch;
            (at, stretch) = stretches.next()?;
            let inside = bits(stretch, &is);
            changes = inside ^ (inside << 1 | last);
            last = inside >> (STRETCH - 1);
        }
        let found = at + changes.trailing_zeros() as usize;
        changes &= changes - 1;
        Some(found)
    };
    let length = text.len();
    std::iter::from_fn(move || Some(next_change()?..next_change().unwrap_or(length)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn runs_are_what_a_look_at_each_byte_finds(text in "[ab ,é]{0,200}") {
            let is = |byte: u8| byte == b'a' || byte >= 0x80;
            let mut expected: Vec<Range<usize>> = Vec::new();
            for (at, _) in text.bytes().enumerate().filter(|(_, byte)| is(*byte)) {
                match expected.last_mut() {
                    Some(run) if run.end == at => run.end += 1,
                    _ => expected.push(at..at + 1),
                }
            }
            prop_assert_eq!(runs(text.as_bytes(), is).collect::<Vec<_>>(), expected);
        }
    }
}
