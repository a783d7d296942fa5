//! The words of a text's paragraphs, out of those of the text.

use crate::words::Word;

/// A text that was read into words, from which those of its paragraphs are taken one after the other.
pub(crate) struct Paragraphs<'w, 't> {
    text: &'t str,
    /// Where in the text the next paragraph may begin, and the words from there on.
    at: usize,
    words: &'w [Word<'t>],
}

impl<'w, 't> Paragraphs<'w, 't> {
    /// The paragraphs of a text whose words are known.
    pub(crate) fn of(text: &'t str, words: &'w [Word<'t>]) -> Self {
        Self { text, at: 0, words }
    }

    /// The words of the next paragraph, as they would be if it was read alone; `None` where the text does not go on with it.
    pub(crate) fn take(&mut self, paragraph: &str) -> Option<&'w [Word<'t>]> {
        let rest = &self.text[self.at..];
        let start = self.at + (rest.len() - rest.trim_start_matches('\n').len());
        let behind = self.text[start..].strip_prefix(paragraph)?;
        // Nothing of what stands before a line's end is carried over it.
        let begins = start == 0 || self.text[..start].ends_with('\n');
        let ends = behind.is_empty() || behind.starts_with('\n');
        (begins && ends).then(|| {
            self.at = start + paragraph.len();
            let (own, later) = self.words.split_at(self.words.partition_point(|word| word.start < self.at));
            self.words = later;
            own
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::words;

    #[test]
    fn words_of_paragraphs_are_those_that_each_has_alone() {
        let paragraphs = ["The ferry left - at 7.", "Ann Lee, 40,", "2,500 men. Some", "シェン・ユーラン"];
        let text = paragraphs.join("\n\n");
        let all: Vec<Word<'_>> = words(&text).collect();
        let mut read = Paragraphs::of(&text, &all);
        for paragraph in paragraphs {
            let own = read.take(paragraph).expect("the text goes on with it");
            let same = own.iter().map(|word| (word.text, word.writing, word.opens, word.joint));
            let alone = words(paragraph).map(|word| (word.text, word.writing, word.opens, word.joint));
            assert!(same.eq(alone), "{paragraph}");
        }
    }

    #[test]
    fn what_the_text_does_not_go_on_with_is_left_to_be_read() {
        let text = "One line\n\nand another one";
        let all: Vec<Word<'_>> = words(text).collect();
        let mut read = Paragraphs::of(text, &all);
        assert_eq!(read.take("One"), None);
        assert_eq!(read.take("another one"), None);
        assert_eq!(read.take("One line").map(<[Word<'_>]>::len), Some(2));
        assert_eq!(read.take("and another one").map(<[Word<'_>]>::len), Some(3));
    }
}
