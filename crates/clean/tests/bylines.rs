//! Authors as pages name them where no metadata does: in lines and elements of many manners.

use dateline_clean::Cleaner;

const BODY: &str = "The ferry of Skarn sails at night from April on, the council decided after three hours of debate, and \
                    nobody knows who will pay for it.";
const MORE: &str = "The last boat had left at eleven for as long as anybody can remember, and whoever missed it slept on \
                    the other shore of the bay.";

fn of_html(head: &str) -> Option<String> {
    let page = format!("<title>Ferry sails at night</title><body>{head}<p>{BODY}</p><p>{MORE}</p></body>");
    Cleaner::default().clean_html(&page, None).byline
}

fn of_lines(lines: &str) -> Option<String> {
    let page = format!("Ferry sails at night after debate\n{lines}\n{BODY}\n{MORE}\n");
    let article = Cleaner::default().clean_text(&page);
    assert_eq!(article.text, format!("{BODY}\n\n{MORE}"), "{lines}");
    article.byline
}

#[test]
fn elements_called_authors_name_them() {
    for (element, name) in [
        ("<div class=author>李强</div>", "李强"),
        ("<span class='author vcard'><a class='url fn' href=x>笹本千鶴</a></span>", "笹本千鶴"),
        ("<p class=article-author>탁윤서</p>", "탁윤서"),
        ("<span class='author vcard'><a class='url fn' href=x>هدى المرزوقي</a></span>", "هدى المرزوقي"),
        ("<p class=byline>Ann Lee, Science Correspondent</p>", "Ann Lee"),
        ("<div class=author>Іван Ткач, Олена Гай</div>", "Іван Ткач; Олена Гай"),
        ("<div class=info>24/09/2024 · Maren Oduya</div>", "Maren Oduya"),
        ("<small>20.06.2024 | Von Henrike Pfann</small>", "Henrike Pfann"),
    ] {
        assert_eq!(
            of_html(&format!("<h1>Ferry sails at night</h1>{element}")).as_deref(),
            Some(name),
            "{element}"
        );
    }
}

#[test]
fn a_line_break_ends_an_author_line() {
    let head = "<table><tr><td><b>Ferry sails at night</b><br><i>By Maren Oduya</i><br>25 November 2024</td></tr></table>";
    assert_eq!(of_html(head).as_deref(), Some("Maren Oduya"));
    let head = "<b>浜野瀬町の渡し船、半世紀ぶりに復活</b><br>記者：笹本千鶴<br>2024年3月4日";
    assert_eq!(of_html(head).as_deref(), Some("笹本千鶴"));
}

#[test]
fn a_reader_s_name_is_no_author_s() {
    let comments = "<div class=comments><p class=comment-author>Bob Marsh</p><p>Great!</p></div>";
    let page =
        format!("<title>Ferry sails at night</title><h1>Ferry sails at night</h1><p>{BODY}</p>{comments}");
    assert_eq!(Cleaner::default().clean_html(&page, None).byline, None);
}

#[test]
fn a_bare_name_beside_the_date_is_the_author_s() {
    for (lines, name) in [
        ("Maren Oduya\n4 March 2024", "Maren Oduya"),
        ("4 March 2024\nMaren Oduya", "Maren Oduya"),
        ("Jana van der Berg\n4. März 2024", "Jana van der Berg"),
        ("Иван Петухов, корреспондент\n4 марта 2024", "Иван Петухов"),
        ("Rocío Villamediana\n4 de marzo de 2024", "Rocío Villamediana"),
        ("탁윤서\n2024.03.04 08:15", "탁윤서"),
        ("穆晓岚\n2024年3月4日", "穆晓岚"),
    ] {
        assert_eq!(of_lines(lines).as_deref(), Some(name), "{lines}");
    }
    for lines in [
        "World News\n4 March 2024",
        "4 March 2024\nMORE STORIES",
        "社会\n2024年3月4日",
        "4 March 2024\nLos Angeles",
    ] {
        assert_eq!(of_lines(lines), None, "{lines}");
    }
}

#[test]
fn who_is_named_beside_people_in_metadata_is_none() {
    let page = |head: &str| {
        let head = format!("<head><meta property='og:site_name' content='Skarn Courier'>{head}</head>");
        Cleaner::default()
            .clean_html(&format!("{head}<h1>Ferry sails at night</h1><p>{BODY}</p><p>{MORE}</p>"), None)
            .byline
    };
    let people = r#"<script type="application/ld+json">{"@type":"NewsArticle","author":[{"@type":"Person","name":"Тамара Вересаева"},
        {"@type":"Organization","name":"Заречинский вестник"}]}</script>"#;
    assert_eq!(page(people).as_deref(), Some("Тамара Вересаева"));
    assert_eq!(
        page("<meta name=author content='Skarn Courier, Skarn, Norway'>").as_deref(),
        Some("Skarn Courier")
    );
}
