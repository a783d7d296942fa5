//! Names of people who lead nothing, in scripts that set no words apart.
//!
//! Nothing but a family name at the beginning, and what stands around, tells them from other words.

use std::collections::BTreeSet;

/// What such names begin and end with.
#[derive(Debug, Default)]
pub(crate) struct Private {
    surnames: BTreeSet<String>,
    trades: BTreeSet<char>,
    particles: BTreeSet<char>,
    no_names: BTreeSet<String>,
}

/// A name has so many letters, the likeliest lengths first: with a family name of two letters, of one.
const HAN: [usize; 4] = [4, 3, 5, 2];

impl Private {
    pub(crate) fn of(surnames: &str, trades: &str, particles: &str, no_names: &str) -> Self {
        let letters = |all: &str| all.chars().filter(|char| *char != ' ').collect();
        let words = |all: &str| all.split_whitespace().map(str::to_owned).collect();
        Self {
            surnames: words(surnames),
            no_names: words(no_names),
            trades: letters(trades),
            particles: letters(particles),
        }
    }

    /// Whether Korean letters are a word for a body rather than a name: "고려대", "유엔".
    pub(crate) fn is_body(&self, word: &str) -> bool {
        let last = word.chars().next_back();
        self.no_names.contains(word) || last.is_some_and(|it| is_hangul(it) && self.trades.contains(&it))
    }

    /// The name that a text ends with: "大阪市出身の森田和夫" before "さん", "박순례(84)" before " 씨".
    pub(crate) fn at_end<'t>(&self, text: &'t str) -> Option<&'t str> {
        let text = text.trim_end();
        let text = match text.strip_suffix([')', '）']) {
            Some(inside) => inside[..inside.rfind(['(', '（'])?].trim_end(),
            None => before_age(text),
        };
        if text.chars().next_back().is_some_and(is_hangul) {
            let name = text.rsplit([' ', ',', '"', '“', '\'', '‘']).next()?;
            // "남궁옥분": four syllables, two of them the family's.
            let family = name.chars().take(2).collect::<String>();
            let longest = if self.surnames.contains(&family) { 4 } else { 3 };
            return self.whole(name, 3..=longest).or_else(|| self.before_body(text, name));
        }
        let han = text.char_indices().rev().take_while(|(_, char)| is_han(*char));
        let start = han.last().map_or(text.len(), |(at, _)| at);
        let run = &text[start..];
        self.whole(run, 2..=5).or_else(|| self.behind_trade(run))
    }

    /// "홍민수 한반도미래연구소" before an office: a Korean name before a body, whose name is longer than anybody's.
    fn before_body<'t>(&self, text: &'t str, body: &str) -> Option<&'t str> {
        const BODY: usize = 5;
        let name = text[..text.len() - body.len()].trim_end().rsplit([' ', ',', '"', '“']).next()?;
        let long = body.chars().count() >= BODY && body.chars().all(is_hangul);
        self.whole(name, 3..=3).filter(|_| long && name.chars().all(is_hangul))
    }

    /// The name that Chinese letters begin with, up to their end or a particle: "郑伟明" of "郑伟明更关心". `aged`: an age behind
    /// them tells that all are a name, whatever the family.
    pub(crate) fn begun<'t>(&self, run: &'t str, aged: bool) -> Option<&'t str> {
        const LETTERS: std::ops::RangeInclusive<usize> = 2..=4;
        if !run.chars().all(is_han) {
            return None;
        }
        if aged {
            return LETTERS.contains(&run.chars().count()).then_some(run);
        }
        let goes_on = |end: usize| run[end..].chars().next().is_some_and(|it| !self.particles.contains(&it));
        let ends = run.char_indices().map(|(at, char)| at + char.len_utf8()).skip(2).take(2);
        let mut names = ends.filter(|end| !goes_on(*end)).map(|end| &run[..end]);
        names.find_map(|name| self.whole(name, 3..=4))
    }

    /// Whether Chinese letters between others' marks may be a name as they stand.
    pub(crate) fn is_whole(&self, word: &str) -> bool {
        self.whole(word, 3..=4).is_some()
    }

    /// Whether the second of some letters is in no name: "曾於".
    pub(crate) fn goes_on_with_particle(&self, letters: &str) -> bool {
        letters.chars().nth(1).is_some_and(|char| self.particles.contains(&char))
    }

    /// Whether some letters end with one that is in no name: "司马光说".
    pub(crate) fn ends_with_particle(&self, letters: &str) -> bool {
        letters.chars().next_back().is_some_and(|char| self.particles.contains(&char))
    }

    /// Chinese letters that are a name and nothing else: "陈素珍" of "卖水果的陈素珍说".
    pub(crate) fn alone<'t>(&self, run: &'t str) -> Option<&'t str> {
        self.whole(run, 2..=4).filter(|_| run.chars().all(is_han))
    }

    /// The name that letters end with behind a trade: "面包师郑伟明".
    pub(crate) fn behind_trade<'t>(&self, run: &'t str) -> Option<&'t str> {
        let starts: Vec<usize> = run.char_indices().map(|(at, _)| at).collect();
        HAN.iter().find_map(|length| {
            let start = *starts.get(starts.len().checked_sub(*length)?)?;
            let before = run[..start].chars().next_back()?;
            let name = self.whole(&run[start..], 2..=5)?;
            // Two family letters make four, one makes two or three.
            self.trades.contains(&before).then_some(name)
        })
    }

    /// Letters that are a name from the first to the last.
    fn whole<'t>(&self, name: &'t str, lengths: std::ops::RangeInclusive<usize>) -> Option<&'t str> {
        let last = name.chars().next_back()?;
        let fits = !self.no_names.contains(name)
            && lengths.contains(&name.chars().count())
            && !self.trades.contains(&last)
            && !name.chars().any(|char| self.particles.contains(&char));
        let ends = name.char_indices().map(|(at, char)| at + char.len_utf8()).take(2);
        let mut family = ends.filter(|end| *end < name.len()).map(|end| &name[..end]);
        (fits && family.any(|family| self.surnames.contains(family))).then_some(name)
    }
}

/// "박순례(84": what stands before an age, where the title begins with the bracket that closes it.
fn before_age(text: &str) -> &str {
    let before = text.trim_end_matches(|char: char| char.is_ascii_digit());
    let aged = before.strip_suffix(['(', '（']).filter(|_| before.len() < text.len());
    aged.map_or(text, str::trim_end)
}

fn is_han(char: char) -> bool {
    matches!(char, '\u{4e00}'..='\u{9fff}' | '々')
}

fn is_hangul(char: char) -> bool {
    matches!(char, '\u{ac00}'..='\u{d7a3}')
}

#[cfg(test)]
mod tests {
    use super::Private;

    #[test]
    fn names_stand_before_a_title_and_behind_a_trade() {
        let private = Private::of("森 郑 박", "市員师당", "的了", "박사과");
        assert_eq!(private.at_end("박사과"), None);
        assert_eq!(private.at_end("大阪市出身の森田和夫"), Some("森田和夫"));
        assert_eq!(private.at_end("실향민 박순례(84)"), Some("박순례"));
        assert_eq!(private.at_end("실향민 박순례(84"), Some("박순례"));
        assert_eq!(private.at_end("박하당"), None);
        assert_eq!(private.at_end("森市"), None);
        assert_eq!(private.behind_trade("一名面包师郑伟明"), Some("郑伟明"));
        assert_eq!(private.behind_trade("一般的郑伟明"), None);
        assert_eq!(private.at_end("박민수 안개바다연구모임"), Some("박민수"));
        assert_eq!(private.begun("郑伟明了解到", false), Some("郑伟明"));
        assert_eq!(private.begun("郑伟明解到", false), None);
        assert_eq!(private.begun("素拉蓬", true), Some("素拉蓬"));
    }
}
