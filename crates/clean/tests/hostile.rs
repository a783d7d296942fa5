//! Pages made to hurt: what they cost is bounded by their size.

use dateline_clean::{CleanError, CleanOptions, Cleaner};
use dateline_record::{Article, BlockKind, Page, RawPage};
use std::time::{Duration, Instant};

/// What 100 kB of any page may take at most, in a build that is hardly optimised on a machine that does much else: a cost that
/// grows with the square of the page is beyond it by orders of magnitude.
const MOST_PER_100_KB: Duration = Duration::from_millis(1500);

const STORY: &str = "The old bridge of Tern closes on Monday, the council said, and nobody knows for how long. \
                     Engineers had found cracks in two of its five pillars, and asked for a year to mend them.";

fn html(source: &str) -> Article {
    within(source, |cleaner| cleaner.clean_html(source, None))
}

fn text(source: &str) -> Article {
    within(source, |cleaner| cleaner.clean_text(source))
}

fn within(source: &str, clean: impl FnOnce(&Cleaner) -> Article) -> Article {
    let cleaner = Cleaner::default();
    cleaner.clean_text("Words and trees are loaded with the first page.");
    let start = Instant::now();
    let article = clean(&cleaner);
    let most = MOST_PER_100_KB * (1 + source.len() as u32 / 100_000);
    assert!(start.elapsed() < most, "{} bytes took {:?}", source.len(), start.elapsed());
    article
}

fn body(article: &Article) -> &str {
    &article.text
}

#[test]
fn a_hundred_thousand_nested_tags() {
    for tag in ["div", "b", "a", "table", "ul", "blockquote", "span", "svg", "font", "form", "p"] {
        let source = format!("<p>{STORY}</p>{}<p>{STORY} Again.</p>", format!("<{tag}>").repeat(100_000));
        let article = html(&source);
        assert!(body(&article).contains("nobody knows for how long"), "{tag}");
    }
}

#[test]
fn a_hundred_thousand_tags_that_are_never_closed_or_never_opened() {
    for part in ["<p>word ", "<li>word ", "<td>word", "</div>", "</p>", "</b></i>", "<b><i>", "<a href=x>"] {
        let article = html(&format!("<p>{STORY}</p>{}", part.repeat(100_000)));
        assert!(article.blocks.iter().any(|block| block.text.contains("Engineers")), "{part}");
    }
}

#[test]
fn a_page_of_50_megabytes() {
    let mut source = format!("<html><body><article><p>{STORY}</p>");
    while source.len() < 50_000_000 {
        source.push_str("<script>var data = {\"a\": [1, 2, 3], \"b\": \"<p>no text</p>\"};</script><!-- ");
        source.push_str(&"filling ".repeat(2_000));
        source.push_str("--><style>p { color: red }</style>");
    }
    let article = html(&source);
    assert_eq!(body(&article), STORY);
}

#[test]
fn a_line_of_50_megabytes() {
    let mut source = STORY.repeat(50_000_000 / STORY.len());
    source.push_str("\nYou may also like");
    let article = text(&source);
    assert_eq!(article.blocks.len(), 2);
    assert_eq!(article.blocks[0].end.unwrap_or_default() + 18, source.len());
}

#[test]
fn half_a_million_lines() {
    let article = text(&"Home\nWorld\nSport and more\n12 August 2024\n".repeat(125_000));
    assert_eq!(article.blocks.len(), 500_000);
}

#[test]
fn script_bombs() {
    let json = |inside: &str| format!("<script type='application/ld+json'>{inside}</script>");
    let deep = "{\"@graph\":[".repeat(100_000);
    let many = json("{\"@type\":\"NewsArticle\",\"headline\":\"x\"}").repeat(20_000);
    let long = json(&format!("{{\"@type\":\"NewsArticle\",\"articleBody\":\"{}\"}}", "a ".repeat(2_000_000)));
    let open = "<script>".repeat(100_000);
    for bomb in
        [json(&deep), many, long, "<style>".to_owned(), format!("<!--{}", "<!--".repeat(100_000)), open]
    {
        let article = html(&format!("<p>{STORY}</p>{bomb}"));
        assert!(
            article.blocks.iter().any(|block| block.text.contains("Engineers")),
            "{}",
            &bomb[..20.min(bomb.len())]
        );
    }
}

#[test]
fn attributes_and_references_without_end() {
    let attributes = format!("<p {}>{STORY}</p>", "class='a b c' ".repeat(100_000));
    let classes = format!("<div class='{}'><p>{STORY}</p></div>", "comment ".repeat(100_000));
    let references = format!("<p>{STORY}</p><p>{}", "&amp&notanything;&#x10FFFF;&#0;&".repeat(50_000));
    let open = format!("<p>{STORY}</p><a href=\"{}", "x ".repeat(500_000));
    for source in [attributes, classes, references, open] {
        let article = html(&source);
        assert!(article.blocks.iter().any(|block| block.text.contains("Engineers")), "{}", &source[..40]);
    }
}

#[test]
fn nuls_are_no_text() {
    let source = format!("\0<p>\0{STORY}\0</p>{}", "\0".repeat(1_000_000));
    assert_eq!(body(&html(&source)), STORY);
    let article = text(&format!("{STORY}\n{}\n", "\0".repeat(1_000_000)));
    assert!(body(&article).starts_with(STORY));
}

#[test]
fn a_page_over_the_limit_is_refused_unread() {
    let mut options = CleanOptions::default();
    options.max_page_bytes = 50_000_000;
    let raw = Some(RawPage::Html("<p>".repeat(20_000_000)));
    let error = Cleaner::new(options).clean(&Page { raw, ..Page::default() }).expect_err("it is too long");
    assert!(matches!(error, CleanError::TooLong { found: 60_000_000, limit: 50_000_000 }));
    assert_eq!(error.to_string(), "the page is 60000000 bytes long, the limit is 50000000");
}

#[test]
fn nothing_of_a_hostile_page_is_lost() {
    let source = format!("<p>{STORY}</p>{}", "<div>word</div>".repeat(60_000));
    let words = html(&source).blocks.iter().filter(|block| block.text == "word").count();
    assert_eq!(words, 60_000);
    assert!(html(&source).blocks.iter().any(|block| block.kind != BlockKind::Furniture));
}
