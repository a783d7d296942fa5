//! Who wrote it: author lines into people.

mod edges;
mod names;
mod page;

use crate::letter::{is_longer, normal};
use crate::lexicon::Lexicon;
use edges::{after_label, after_place, after_start, before_end, leading_part, pieces_beside_dates, within};
use names::{Trust, before_place, is_lone_name, is_person, is_signature, names_paper, people, split, tidy};
use std::borrow::Cow;

pub(crate) use edges::strip_prefix_folded;
pub(crate) use page::of_page;

/// What a line says of the authors.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Byline {
    /// These people.
    People(Vec<String>),
    /// It is an author line, but names nobody: "by admin".
    Nobody,
}

/// The longest author line, in characters, brackets left out.
const LONGEST: usize = 120;

/// Reads a line of the page that may be an author line: it starts with a word such as "By", or
/// ends with one such as "기자".
pub(crate) fn of_line(line: &str, lexicon: &Lexicon) -> Option<Byline> {
    let bare = without_brackets(line);
    let bare = bare.trim();
    if is_longer(bare, LONGEST) || is_sentence(bare) {
        return None;
    }
    if let Some(name) = after_place(bare) {
        return Some(Byline::People(vec![name.to_owned()]));
    }
    let names = after_start(bare, lexicon).or_else(|| before_end(bare, lexicon))?;
    of_names(names, lexicon)
}

/// Whether a line ends as a sentence does; "Text: Ann Lee. Pictures: Bo Park." does not tell a story.
fn is_sentence(line: &str) -> bool {
    let labelled = || line.split_once(':').is_some_and(|(label, _)| label.split_whitespace().count() <= 2);
    line.ends_with(['?', '!', '。']) || line.ends_with('.') && !line.ends_with("Jr.") && !labelled()
}

fn of_names(names: &str, lexicon: &Lexicon) -> Option<Byline> {
    let people = people(names, lexicon);
    if !people.is_empty() {
        return Some(Byline::People(people));
    }
    let nobody = lexicon.not_people.contains(normal(leading_part(names, lexicon).trim()).as_str());
    nobody.then_some(Byline::Nobody)
}

/// Reads the text of an element that is named as an author's: an author line, or bare names, each with what its
/// bearer is.
pub(crate) fn of_named(text: &str, lexicon: &Lexicon) -> Option<Byline> {
    if let Some(byline) = of_line(text, lexicon) {
        return Some(byline);
    }
    let bare = without_brackets(text);
    let bare = bare.trim_start_matches([' ', ',', '|', '·', '•', '-', '–']).trim();
    if bare.len() < text.trim().len()
        && let Some(byline) = of_line(bare, lexicon)
    {
        return Some(byline);
    }
    if is_longer(bare, LONGEST) || is_sentence(bare) || after_start(bare, lexicon).is_some() {
        return None;
    }
    if let Some(names) = after_label(bare, lexicon) {
        return of_names(names, lexicon);
    }
    let first = split(leading_part(bare, lexicon), lexicon).next()?;
    let words = first.split_whitespace().count();
    let is_name = (2..=4).contains(&words) && first.chars().any(char::is_uppercase)
        // "القاهرة - وكالة الأنباء": a place and an agency.
        || first.chars().all(|c| !c.is_uppercase() && !c.is_lowercase()) && !names_paper(bare, lexicon);
    (is_name && is_person(first, lexicon, Trust::Line)).then(|| Byline::People(people(bare, lexicon)))
}

/// Reads a line that prints a date and may say beside it who wrote: "12 March 2024 by Ann Lee", "12.03.2024 | Ann Lee".
pub(crate) fn beside_date(line: &str, lexicon: &Lexicon) -> Option<Byline> {
    let bare = without_brackets(line);
    let bare = bare.trim();
    if is_longer(bare, LONGEST) || is_sentence(bare) {
        return None;
    }
    within(bare, lexicon, |_| true).find_map(|names| of_names(names, lexicon)).or_else(|| {
        let pieces = pieces_beside_dates(bare).into_iter().map(|piece| leading_part(piece, lexicon).trim());
        let name = pieces.into_iter().find(|piece| is_lone_name(piece, lexicon))?;
        Some(Byline::People(vec![tidy(name)]))
    })
}

/// Whether a line that nothing introduces at its start names authors: bare names, or a label within.
pub(crate) fn signs(line: &str, lexicon: &Lexicon) -> bool {
    !is_longer(line, LONGEST)
        && (is_signature(line, lexicon)
            || after_label(line, lexicon).is_some_and(|names| !people(names, lexicon).is_empty()))
}

/// Whether a label says that an author follows, and nothing else: "Written by", "Verfasst von".
pub(crate) fn announces(label: &str, lexicon: &Lexicon) -> bool {
    let bare = normal(label.trim().trim_end_matches(':'));
    lexicon.byline_start.iter().any(|word| normal(word.trim_end_matches(':')) == bare)
}

/// Reads the value of a field that holds authors and nothing else.
pub(crate) fn of_field(value: &str, lexicon: &Lexicon) -> Vec<String> {
    let bare = without_brackets(value);
    let bare = bare.trim();
    if bare.contains("://") || bare.starts_with("www.") || is_longer(bare, 2 * LONGEST) {
        return Vec::new();
    }
    let names = after_start(bare, lexicon).unwrap_or(bare);
    split(leading_part(names, lexicon), lexicon)
        .map(|name| before_place(name, lexicon))
        .filter(|name| is_person(name, lexicon, Trust::Field))
        .map(tidy)
        .collect()
}

fn without_brackets(line: &str) -> Cow<'_, str> {
    if !line.contains(['[', '(', '<', '（', '［']) {
        return Cow::Borrowed(line);
    }
    let mut out = String::with_capacity(line.len());
    let mut depth = 0_usize;
    for c in line.chars() {
        match c {
            '[' | '(' | '<' | '（' | '［' => depth += 1,
            ']' | ')' | '>' | '）' | '］' if depth > 0 => depth -= 1,
            _ if depth == 0 => out.push(c),
            _ => {}
        }
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(text: &str) -> Option<Byline> {
        of_line(text, Lexicon::builtin())
    }

    fn people(names: &[&str]) -> Option<Byline> {
        Some(Byline::People(names.iter().map(|&name| name.to_owned()).collect()))
    }

    #[test]
    fn author_lines() {
        assert_eq!(line("BY MARA TOLVEN [[email protected]]"), people(&["MARA TOLVEN"]));
        assert_eq!(line("By Ann Lee and Bo Park, Staff Writers"), people(&["Ann Lee", "Bo Park"]));
        assert_eq!(line("Von Jana van der Berg | 12. Mai 2023"), people(&["Jana van der Berg"]));
        assert_eq!(line("Par Élodie Marchand et Luc Petit"), people(&["Élodie Marchand", "Luc Petit"]));
        assert_eq!(line("Автор: Анна Белова"), people(&["Анна Белова"]));
        assert_eq!(line("박서윤 기자 park@gull.example"), people(&["박서윤"]));
        assert_eq!(line("By Ann Lee, The Tern Courier"), people(&["Ann Lee"]));
        assert_eq!(line("كتبت ليان الصواري"), people(&["ليان الصواري"]));
        assert_eq!(line("東京＝三枝灯里"), people(&["三枝灯里"]));
        assert_eq!(line("ByAnn Lee"), people(&["Ann Lee"]));
        assert_eq!(line("By Ann Lee on January 12, 2024"), people(&["Ann Lee"]));
        assert_eq!(line("Von Jana Berg am Samstag, 5. Mai"), people(&["Jana Berg"]));
        assert_eq!(line("by admin"), Some(Byline::Nobody));
        assert_eq!(line("By Ann Lee and Bo Park in Geneva"), people(&["Ann Lee", "Bo Park"]));
        assert_eq!(line("Von Jan Vogt und Ute Brems, Berlin"), people(&["Jan Vogt", "Ute Brems"]));
        assert_eq!(line("By Ann LeeStaff Writer"), people(&["Ann Lee"]));
        assert_eq!(line("By Ann LeeMarch 4, 2024"), people(&["Ann Lee"]));
        assert_eq!(line("By Flora MacDonald"), people(&["Flora MacDonald"]));
        assert_eq!(line("Von Jana Berg Aktualisiert am 3.4.2024"), people(&["Jana Berg"]));
        assert_eq!(line("Texto: Ana Gil. Fotos: Luis Paz."), people(&["Ana Gil"]));
        assert_eq!(line("本报记者 李强 通讯员 王伟"), people(&["李强", "王伟"]));
        assert_eq!(line("文・山田太郎 写真・三枝灯里"), people(&["山田太郎"]));
        assert_eq!(line("Беседовала Анна Белова"), people(&["Анна Белова"]));
    }

    #[test]
    fn agencies_are_nobody_to_name() {
        assert_eq!(line("By Reuters"), None);
        assert_eq!(of_field("Solène Kerdraon avec AFP", Lexicon::builtin()), ["Solène Kerdraon"]);
    }

    #[test]
    fn named_elements_hold_names_and_roles() {
        let named = |text| of_named(text, Lexicon::builtin());
        assert_eq!(named("Ann Lee, Science Correspondent"), people(&["Ann Lee"]));
        assert_eq!(named("Иван Петухов, корреспондент"), people(&["Иван Петухов"]));
        assert_eq!(named("Іван Ткач, Олена Гай"), people(&["Іван Ткач", "Олена Гай"]));
        assert_eq!(named("李强"), people(&["李强"]));
        assert_eq!(named("来源：青柳日报 作者：李强 编辑：王伟"), people(&["李强"]));
        assert_eq!(named(", par Ann Lee"), people(&["Ann Lee"]));
        assert_eq!(named("Par AFP"), None);
        assert_eq!(named("القاهرة الجديدة - وكالة الأنباء"), None);
    }

    #[test]
    fn names_stand_beside_dates() {
        let beside = |text| beside_date(text, Lexicon::builtin());
        for text in [
            "12 March 2024 | By Ann Lee",
            "Published 12 March 2024 by Ann Lee",
            "12.03.2024 · Ann Lee · 4 min",
            "March 12, 2024 Ann Lee 0",
            "Ann Lee 12.03.2024, 15:07 Uhr",
            "28. Januar 2024, 23:39 · von Ann Lee",
            "Gepubliceerd 12/03/2024 - Ann Lee",
        ] {
            assert_eq!(beside(text), people(&["Ann Lee"]), "{text}");
        }
        for text in [
            "Buenos Aires, 12 March 2024",
            "World News | 12 March 2024",
            "12.03.2024 | PRINT SHARE",
            "Last Updated 12 March 2024",
        ] {
            assert_eq!(beside(text), None, "{text}");
        }
        assert_eq!(beside("2024年3月12日 笹本千鶴"), people(&["笹本千鶴"]));
        assert_eq!(beside("2024.03.12 탁윤서"), people(&["탁윤서"]));
        assert_eq!(beside("2024-03-12 社会"), None);
    }

    #[test]
    fn prose_is_no_author_line() {
        for text in [
            "By the river the old bridge fell",
            "By Monday, all was over.",
            "Von der Brücke blieb nichts übrig",
            "by far the best bridge in town",
        ] {
            assert_eq!(line(text), None, "{text}");
        }
    }

    #[test]
    fn fields_need_no_introduction() {
        let field = |text| of_field(text, Lexicon::builtin());
        assert_eq!(field("Ann Lee, Bo Park"), ["Ann Lee", "Bo Park"]);
        assert_eq!(field("By Ann Lee"), ["Ann Lee"]);
        assert!(field("admin").is_empty());
        assert!(field("https://gull.example/author/ann").is_empty());
    }
}
