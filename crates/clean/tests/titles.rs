//! Headlines among names of sites and sections, menus and dates.

use dateline_clean::Cleaner;

const BODY: &str = "The ferry of Skarn sails at night from April on, the council decided after three hours of debate, and \
                    nobody knows who will pay for it.";
const MORE: &str = "The last boat had left at eleven for as long as anybody can remember, and whoever missed it slept on \
                    the other shore of the bay.";

fn of_html(head: &str, body: &str) -> Option<String> {
    let page = format!("<head>{head}</head><body>{body}<p>{BODY}</p><p>{MORE}</p></body>");
    Cleaner::default().clean_html(&page, None).title
}

fn of_lines(lines: &str) -> Option<String> {
    Cleaner::default().clean_text(&format!("{lines}\n{BODY}\n{MORE}\n")).title
}

#[test]
fn site_and_section_are_cut_off_the_front() {
    for (title, headline) in [
        (
            "Skarn Courier | Local | Harbour ferry of Skarn to sail at night",
            "Harbour ferry of Skarn to sail at night",
        ),
        ("Общество | Паром в Скарне будет ходить ночью", "Паром в Скарне будет ходить ночью"),
        ("浜野瀬新聞 | 地域 | 浜野瀬町の渡し船が復活", "浜野瀬町の渡し船が復活"),
        ("솔내신문 | 사회 | 솔내마을 폐교, 도서관 되다", "솔내마을 폐교, 도서관 되다"),
    ] {
        let printed = format!("<div>Menu</div><div>{headline}</div>");
        assert_eq!(of_html(&format!("<title>{title}</title>"), &printed).as_deref(), Some(headline));
        assert_eq!(of_lines(&format!("{title}\nSport\nLocal\nSport\n{headline}")).as_deref(), Some(headline));
    }
}

#[test]
fn site_and_section_are_cut_off_the_end() {
    let title = "Harbour ferry of Skarn to sail at night | Local | Skarn Courier";
    let printed = "<div>Skarn Courier</div><div>Harbour ferry of Skarn to sail at night</div>";
    let headline = "Harbour ferry of Skarn to sail at night";
    assert_eq!(of_html(&format!("<title>{title}</title>"), printed).as_deref(), Some(headline));
    assert_eq!(of_lines(&format!("{title}\nSkarn Courier\nHome\n{headline}")).as_deref(), Some(headline));
}

#[test]
fn a_button_between_paragraphs_is_no_headline() {
    let page = format!(
        "Harbour ferry of Skarn to sail at night\n4 March 2024\n{BODY}\nBoost it now\n{MORE}\nBoost it now\n"
    );
    let title = Cleaner::default().clean_text(&page).title;
    assert_eq!(title.as_deref(), Some("Harbour ferry of Skarn to sail at night"));
}

#[test]
fn a_menu_s_entry_over_the_headline_is_none() {
    let page = "Harbour ferry of Skarn to sail at night from April\nSport\nCulture\nSport";
    assert_eq!(of_lines(page).as_deref(), Some("Harbour ferry of Skarn to sail at night from April"));
}

#[test]
fn a_date_within_the_heading_is_no_headline() {
    let heading = "<h1>Harbour ferry of Skarn to sail at night<div class=date>17 October 2024</h1>";
    assert_eq!(of_html("", heading).as_deref(), Some("Harbour ferry of Skarn to sail at night"));
}

#[test]
fn a_date_under_the_headline_does_not_go_on_with_it() {
    let page = "À Skarnville, le dernier bac sauvé par ses passagers de la nuit\njeudi 9 octobre 2024 12:40";
    assert_eq!(
        of_lines(page).as_deref(),
        Some("À Skarnville, le dernier bac sauvé par ses passagers de la nuit")
    );
}
