//! Short pages, and days that are not the page's own.

use dateline_clean::Cleaner;
use dateline_record::Article;

fn clean(text: &str) -> Article {
    Cleaner::default().clean_text(text)
}

const BODY: &str = "The harbour office said the mole had been repaired and that the ships which had waited outside \
                    could enter again.";

#[test]
fn a_single_paragraph_is_the_text_and_no_headline() {
    let article = clean(BODY);
    assert_eq!((article.title, article.text.as_str()), (None, BODY));
}

#[test]
fn two_sentences_are_no_headline() {
    let first = "The harbour of Tern reopened yesterday, three weeks after the storm. The mole was repaired on Monday.";
    let article = clean(&format!("{first}\n\n{BODY}\n"));
    assert_eq!(article.text, format!("{first}\n\n{BODY}"));
}

#[test]
fn a_text_that_breaks_off_is_no_headline() {
    let broken_off = "The harbour of Tern reopened yesterday, three weeks after the storm. The ships that had waited outside \
                      the mole came in one by one, the office said, and the first";
    let article = clean(broken_off);
    assert_eq!((article.title, article.text.as_str()), (None, broken_off));
}

#[test]
fn a_line_that_is_nothing_but_a_day_is_no_headline() {
    let article = clean(&format!("Harbour of Tern reopens\n\nThursday, June 12, 2025\n\n{BODY}\n"));
    assert_eq!(article.title.as_deref(), Some("Harbour of Tern reopens"));
    let article = clean(&format!("Harbour reopens\n\nBy Mara Tolven\n\nThursday, June 12, 2025\n\n{BODY}\n"));
    assert_eq!(article.title.as_deref(), Some("Harbour reopens"));
}

#[test]
fn a_byte_order_mark_is_no_part_of_the_headline() {
    let article = clean(&format!("\u{FEFF}Harbour of Tern reopens\n\n{BODY}\n"));
    assert_eq!(article.title.as_deref(), Some("Harbour of Tern reopens"));
}

#[test]
fn days_of_other_things_are_not_the_page_s_own() {
    for line in ["Closing date: 30 June 2024", "Date of birth: 30 June 1994", "Member since 12 August 2012"] {
        let article = clean(&format!("Vacancy: port officer\n\n{line}\n\n{BODY}\n"));
        assert!(article.printed_dates.is_empty(), "{line}: {:?}", article.printed_dates);
    }
    let article = clean(&format!("Vacancy: port officer\n\nPublished: 30 June 2024\n\n{BODY}\n"));
    assert_eq!(article.printed_dates[0].text, "30 June 2024");
}

#[test]
fn a_comment_s_day_is_the_reader_s() {
    let article = clean(&format!(
        "Harbour reopens\n\n{BODY}\n\nComments\n\nBob\n\n12 August 2022\n\nGreat news!\n\nReply\n"
    ));
    assert!(article.printed_dates.is_empty(), "{:?}", article.printed_dates);
}

#[test]
fn a_dateline_tells_the_page_s_day() {
    let article =
        clean(&format!("Harbour of Tern reopens\n\nTern, (12.11.2021). {BODY}\n\n{BODY} Nobody was hurt.\n"));
    let printed: Vec<&str> = article.printed_dates.iter().map(|date| date.text.as_str()).collect();
    assert_eq!(printed, ["12.11.2021"]);
}

#[test]
fn a_refrain_stays_in_the_text() {
    let refrain = "The bell of Tern rings for the ferry that did not come home, and nobody in the valley sleeps before it \
                   has rung for the ninth and the last time.";
    let verses = [
        "In the year of the flood the ferry left the old basin with forty people on board, and the lamp on its mast was \
         seen from the pier until midnight.",
        "The children of the harbour board went down to the pier in the morning, and found a rope, a lantern and the \
         captain's hat on the stones below it.",
        "Every winter since then the council has paid a ringer, although the basin was filled up long ago and the ferry \
         sails from the other shore of the bay.",
    ];
    let paragraphs = verses.map(|verse| format!("<p>{verse}</p><p>{refrain}</p>")).concat();
    let page =
        format!("<title>The bell of Tern</title><article><h1>The bell of Tern</h1>{paragraphs}</article>");
    let article = Cleaner::default().clean_html(&page, None);
    assert_eq!(article.text.matches(refrain).count(), 3, "{}", article.text);
}
