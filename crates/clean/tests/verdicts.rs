//! What kind of page a page is.

use dateline_clean::Cleaner;
use dateline_record::{Article, PageKind};

fn clean(text: &str) -> Article {
    Cleaner::default().clean_text(text)
}

fn kind(text: &str) -> PageKind {
    clean(text).verdict.expect("each page has a verdict").kind
}

/// News of a small place, in no order.
const NEWS: [(&str, &str); 6] = [
    (
        "Weir of Skarn opens for salmon",
        "The weir above Skarn will be opened in April, after eleven years of dispute.",
    ),
    ("New bell for the school", "The old one had a crack, which the teachers had heard for years."),
    ("Mill sells its last cart", "Nobody in the valley has a horse that could draw it, the miller says."),
    ("Road to Tern closed again", "Stones have come down behind the second bend, as they did last spring."),
    ("Choir looks for a bass", "Two have moved away and the third will sing no more after Easter."),
    ("Post comes twice a week", "The office in Tern wants to save a driver. Letters will take a day longer."),
];

/// The same as one text, which its paragraphs make an article.
fn article() -> String {
    NEWS.iter().map(|(_, text)| format!("{text} {text} {text}\n\n")).collect()
}

#[test]
fn a_list_of_headlines_with_days_is_an_index() {
    let entries = |entry: &dyn Fn(usize) -> String| (0..NEWS.len()).map(entry).collect::<String>();
    let under = entries(&|at| format!("{}\n{}\n1{at}/03/2024\n", NEWS[at].0, NEWS[at].1));
    let beside = entries(&|at| format!("{} 1{at}.03.2024\n", NEWS[at].0));
    let above = entries(&|at| format!("1{at} March 2024\n{}\n{}\n", NEWS[at].0, NEWS[at].1));
    for list in [under, beside, above] {
        assert_eq!(kind(&format!("Local - The Valley News\n\nLocal\n{list}")), PageKind::Index, "{list}");
    }
}

#[test]
fn texts_that_break_off_are_an_index() {
    let entries =
        NEWS.map(|(head, text)| format!("{head}\n{text} And so the whole valley asks itself …\n\n"));
    assert_eq!(kind(&format!("Local - The Valley News\n\n{}", entries.concat())), PageKind::Index);
}

#[test]
fn days_told_in_an_article_make_no_index() {
    let parts = NEWS.map(|(_, text)| text.to_owned());
    let chronicle: String =
        (0..6).map(|at| format!("1{at} March 2024\n{} {}\n", parts[at], parts[5 - at])).collect();
    assert_eq!(kind(&format!("How the weir was opened\n\n{chronicle}")), PageKind::Article);
    let latest: String = (0..6).map(|at| format!("{} 1{at}.03.2024\n", NEWS[at].0)).collect();
    assert_eq!(
        kind(&format!("How the weir was opened\n\n3 May 2024\n\n{}{latest}", article())),
        PageKind::Article
    );
}

#[test]
fn a_wall_of_consent_is_no_article() {
    for wall in [
        "We and our 614 partners store and access information on a device, such as unique identifiers in cookies.",
        "Wir und unsere 614 Partner greifen auf Informationen auf Ihrem Gerät zu, etwa auf Kennungen.",
        "Мы и наши 614 партнёров получаем доступ к информации на устройстве и обрабатываем данные.",
        "당사와 614개 파트너는 기기에 저장된 정보를 이용하고 데이터를 처리합니다.",
    ] {
        let article = clean(&format!("The Valley News\n\n{wall}\n\nOK\n"));
        assert_eq!(article.verdict.map(|verdict| verdict.kind), Some(PageKind::Consent), "{wall}");
    }
}

#[test]
fn a_page_that_is_gone_is_an_error_whatever_stands_below() {
    for gone in ["Сторінку видалено", "ページが見つかりません", "503 Service Temporarily Unavailable"]
    {
        assert_eq!(
            kind(&format!("{gone}\n\nThe Valley News\n\n{gone}\n\nnginx\n")),
            PageKind::Error,
            "{gone}"
        );
    }
    let others = format!("Page not found | The Valley News\n\nPage not found\n\n{}", article());
    assert_eq!(kind(&others), PageKind::Error);
}

#[test]
fn an_article_about_an_error_is_an_article() {
    let text = format!("Page not found: the lost diary of the miller\n\n3 May 2024\n\n{}", article());
    assert_eq!(kind(&text), PageKind::Article);
}

#[test]
fn a_page_without_text_is_no_article() {
    for text in [
        "Log in\n\nPassword\n\nForgot your password?\n",
        "© 2024 The Valley News\n",
        "Home\n\nSport\n\nPrint\n",
    ] {
        let article = clean(text);
        assert_eq!(article.text, "", "{text}");
        assert_ne!(article.verdict.map(|verdict| verdict.kind), Some(PageKind::Article), "{text}");
    }
}
