//! What must hold of any input.

use dateline_clean::{CleanError, CleanOptions, Cleaner};
use dateline_record::{Article, Page, PageKind, RawPage};
use proptest::prelude::*;

/// White space folded the way readers of the data will: runs of blanks are one space, none at the ends. What says no more
/// than where a line may be broken is left out.
fn fold(text: &str) -> String {
    let blank = |c: char| c.is_whitespace() || matches!(c, '\u{1C}'..='\u{1F}');
    let seen = text.replace(['\u{AD}', '\u{200B}', '\u{2060}'], "");
    seen.split(blank).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// The same with no blanks at all: lines of scripts that have none between words are joined without.
fn squeeze(text: &str) -> String {
    fold(text).replace(' ', "")
}

fn check_offsets(raw: &str, article: &Article) {
    let points: Vec<char> = raw.chars().collect();
    let mut last = 0;
    for block in &article.blocks {
        let (start, end) = block.start.zip(block.end).expect("blocks of flattened text have offsets");
        assert!(last <= start && start < end && end <= points.len());
        last = end;
        let slice: String = points[start..end].iter().collect();
        assert_eq!(squeeze(&slice), squeeze(&block.text));
        assert_eq!(fold(&block.text), block.text);
    }
}

fn check_article(article: &Article) {
    let body: Vec<&str> =
        article.blocks.iter().filter(|block| block.kind.is_body()).map(|block| block.text.as_str()).collect();
    assert_eq!(article.text, body.join("\n\n"));
    for block in &article.blocks {
        assert!(!block.text.is_empty());
        assert_eq!(
            block.why.is_some(),
            !block.kind.is_body() && block.kind != dateline_record::BlockKind::Caption
        );
    }
    for date in &article.printed_dates {
        if let Some(block) = date.block {
            assert!(block < article.blocks.len());
        }
    }
    for field in [&article.title, &article.byline, &article.publisher, &article.section] {
        assert_ne!(field.as_deref().map(str::trim), Some(""));
    }
}

/// Lines as they stand on pages, so that the rules have something to bite on.
fn line() -> impl Strategy<Value = String> {
    prop_oneof![
        Just(String::new()),
        Just(" ".to_owned()),
        Just("Home > World".to_owned()),
        Just("You may also like".to_owned()),
        Just("BY ANN LEE [[email protected]]".to_owned()),
        Just("Aug 16, 2024 07:14 270".to_owned()),
        Just("  • an item".to_owned()),
        Just("Leave a Comment".to_owned()),
        Just("댓글 쓰기".to_owned()),
        "[A-Z][a-z]{2,8}( [a-z]{2,9}){8,30}\\.",
        "[A-Z][a-z]{2,8}( [a-z]{2,9}){1,4}",
        "\\PC{0,40}",
        any::<String>(),
    ]
}

fn markup() -> impl Strategy<Value = String> {
    prop_oneof![
        "</?(div|p|b|a|i|table|tr|td|li|ul|h1|h2|span|form|select|option|svg|title|script|style|section)( class=\"?(ad|nav|article-body|byline)\"?)?/?>",
        Just("<br>".to_owned()),
        Just("<!--".to_owned()),
        Just("-->".to_owned()),
        Just("&amp;&#0;&notit;".to_owned()),
        Just("<meta property='og:title' content='A title of some length'>".to_owned()),
        Just("<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"datePublished\":\"2024-01-02\"}</script>".to_owned()),
        "[A-Z][a-z]{2,8}( [a-z]{2,9}){8,30}\\.",
        "\\PC{0,20}",
    ]
}

proptest! {
    #[test]
    fn flattened_blocks_point_back_to_the_raw_text(
        lines in prop::collection::vec(line(), 0..40),
        ending in prop_oneof![Just("\n"), Just("\r\n"), Just("\r"), Just("\n\n"), Just("\u{2028}")],
    ) {
        let raw = lines.join(ending);
        let article = Cleaner::default().clean_text(&raw);
        check_offsets(&raw, &article);
        check_article(&article);
    }

    #[test]
    fn any_markup_is_a_page(parts in prop::collection::vec(markup(), 0..80)) {
        let source = parts.concat();
        let cleaner = Cleaner::default();
        let article = cleaner.clean_html(&source, Some("https://gull.example/2024/08/16/x"));
        check_article(&article);
        prop_assert_eq!(&cleaner.clean_html(&source, Some("https://gull.example/2024/08/16/x")), &article);
    }

    #[test]
    fn any_string_is_a_page(source in any::<String>(), url in any::<String>()) {
        let cleaner = Cleaner::default();
        check_article(&cleaner.clean_html(&source, Some(&url)));
        check_offsets(&source, &cleaner.clean_text(&source));
    }

    /// The blocks of a flattened page are cut the same way when they are given alone.
    #[test]
    fn a_block_given_alone_stays_one_block(text in "[A-Z][a-z]{2,8}( [a-z]{2,9}){8,30}\\.") {
        let article = Cleaner::default().clean_text(&text);
        prop_assert_eq!(article.blocks.len(), 1);
        prop_assert_eq!(&article.blocks[0].text, &text);
    }
}

#[test]
fn a_page_without_text_has_no_blocks() {
    for source in ["", " \n\u{3000}", "\0\0", "<html><script>x</script>"] {
        let article = Cleaner::default().clean_html(source, None);
        assert!(article.blocks.is_empty() && article.text.is_empty(), "{source:?}");
        assert_eq!(article.verdict.map(|verdict| verdict.kind), Some(PageKind::Error));
    }
    assert!(Cleaner::default().clean_text("").blocks.is_empty());
}

#[test]
fn pages_that_cannot_be_cleaned_say_why() {
    let cleaner = Cleaner::default();
    let error = cleaner.clean(&Page::default()).expect_err("nothing is no page");
    assert!(matches!(error, CleanError::NoRawPage));
    assert!(error.to_string().contains("neither `html` nor `text`"));

    let mut options = CleanOptions::default();
    options.max_page_bytes = 10;
    let page = Page { raw: Some(RawPage::Text("eleven bytes".to_owned())), ..Page::default() };
    let error = Cleaner::new(options).clean(&page).expect_err("the page is over the limit");
    assert_eq!(error.to_string(), "the page is 12 bytes long, the limit is 10");
}

#[test]
fn hostile_pages_become_sound_articles() {
    let cleaner = Cleaner::default();
    for part in [
        "<div>",
        "<p>x",
        "<b><p>x",
        "<td>x",
        "<a href=x>y</a> ",
        "By x, ",
        "x\n",
        "<br>a<br>b",
        "\0",
        "> x ",
        "<time>1.1.2020</time>",
        "<div><a rel=author>x</a>",
        "<div class=author itemprop=author>x",
        "<div><b itemprop=datePublished>1.1.2020</b>",
        " - x",
    ] {
        let source = part.repeat(50_000);
        check_article(&cleaner.clean_html(&source, None));
        check_article(&cleaner.clean_text(&source));
    }
}

#[test]
fn text_spoiled_by_a_wrong_encoding_is_mended_and_points_back() {
    // What UTF-8 looks like when it is taken for Latin-1, as its bytes here are characters.
    let spoiled = |text: &str| text.bytes().map(char::from).collect::<String>();
    let text =
        "Die Brücke über den Fluß bleibt für Fußgänger gesperrt, und über den Grund schweigen die Behörden.";
    let raw = format!("{}\n", spoiled(text));
    let article = Cleaner::default().clean_text(&raw);
    assert_eq!(article.text, text);
    assert!(article.mended.is_some());
    let (start, end) =
        (article.blocks[0].start.unwrap_or_default(), article.blocks[0].end.unwrap_or_default());
    assert_eq!(raw.chars().skip(start).take(end - start).collect::<String>(), spoiled(text));
    let page = format!("<title>{0}</title><p>{0}</p>", spoiled(text));
    let article = Cleaner::default().clean_html(&page, None);
    assert!(article.blocks.iter().any(|block| block.text == text), "{:?}", article.blocks);
    assert_eq!(Cleaner::default().clean_text(text).mended, None);
}
