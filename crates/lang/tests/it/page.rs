//! Pages: the body decides, and short lines are read in its light.

use crate::texts::DETECTOR;
use dateline_lang::{Claim, Hints, PageBlock, Role, Tag};
use dateline_record::{Article, Block, BlockKind};

const GERMAN: &str =
    "Der Finanzminister sagte am Donnerstag, die neue Brücke werde noch vor Monatsende eröffnet.";
const ENGLISH: &str =
    "The finance minister said on Thursday that the new bridge would open before the month ends.";

fn codes(blocks: &[(Role, &str)], known: Option<&str>) -> (Vec<String>, String) {
    let blocks: Vec<_> = blocks.iter().map(|(role, text)| PageBlock { role: *role, text }).collect();
    let known = known.map(|tag| Tag::parse(tag).unwrap());
    let (languages, page) = DETECTOR.detect_page(&blocks, known.as_ref());
    let code = |code: Option<String>| code.unwrap_or_else(|| "-".to_owned());
    (languages.iter().map(|language| code(language.code.clone())).collect(), code(page.code))
}

#[test]
fn furniture_never_decides() {
    let menu = [ENGLISH; 5].map(|text| (Role::Furniture, text));
    let page = [&menu[..], &[(Role::Body, "Die Brücke wird heute eröffnet.")]].concat();
    let (blocks, page) = codes(&page, None);
    assert_eq!(blocks, ["en", "en", "en", "en", "en", "de"]);
    assert_eq!(page, "de");
    assert_eq!(codes(&menu, None).1, "-");
}

#[test]
fn captions_decide_where_there_is_no_body() {
    let gallery = [(Role::Furniture, ENGLISH), (Role::Caption, "Die neue Brücke am Tag ihrer Eröffnung")];
    assert_eq!(codes(&gallery, None).1, "de");
}

#[test]
fn short_lines_are_read_in_the_light_of_the_page() {
    // By itself "Entrar" is as Spanish as Portuguese, and a heading of Han characters Chinese.
    let portuguese =
        "O ministro das Finanças anunciou na quinta-feira que a nova ponte abrirá antes do fim do mês.";
    let (blocks, _) = codes(&[(Role::Furniture, "Entrar"), (Role::Body, portuguese)], None);
    assert_eq!(blocks, ["pt", "pt"]);
    let japanese = "財務相は木曜日、新しい橋を月末までに開通させると述べた。工事は来週にも終わる見通しだ。";
    let (blocks, page) = codes(&[(Role::Body, "開通式典"), (Role::Body, japanese)], None);
    assert_eq!((blocks, page.as_str()), (vec!["ja".to_owned(), "ja".to_owned()], "ja"));
}

#[test]
fn the_language_of_a_page_is_that_of_its_menu_where_words_are_of_several() {
    let spanish =
        "El ministro de Hacienda anunció el jueves que el nuevo puente se abrirá antes de fin de mes.";
    let menu = ["Portada", "Internacional", "Cultura", "Portada / Internacional"];
    let page: Vec<_> =
        menu.into_iter().map(|line| (Role::Furniture, line)).chain([(Role::Body, spanish); 3]).collect();
    assert!(codes(&page, None).0.iter().all(|code| code == "es"));
}

#[test]
fn a_quotation_in_another_language_stays_one() {
    let quotation = "„Et maintenant, nous allons ouvrir le pont“";
    let (blocks, page) = codes(&[(Role::Body, GERMAN), (Role::Body, quotation), (Role::Body, GERMAN)], None);
    assert_eq!(blocks, ["de", "fr", "de"]);
    assert_eq!(page, "de");
}

#[test]
fn what_the_caller_knows_is_certain() {
    let blocks = [PageBlock { role: Role::Body, text: GERMAN }];
    let (blocks, page) = DETECTOR.detect_page(&blocks, Some(&Tag::parse("nl-BE").unwrap()));
    assert_eq!(blocks.iter().next().unwrap().code.as_deref(), Some("de"));
    assert_eq!((page.code.as_deref(), page.confidence), (Some("nl"), 1.0));
}

#[test]
fn what_a_page_says_of_itself_settles_only_what_its_text_leaves_open() {
    let found = |text, claimed| {
        let tag = Tag::parse(claimed).unwrap();
        let hints = Hints { claimed: Some(&tag), ..Hints::default() };
        let found = DETECTOR.detect_page_with(&[PageBlock { role: Role::Body, text }], hints);
        (found.page.code.unwrap(), found.claim)
    };
    assert_eq!(found(GERMAN, "en"), ("de".to_owned(), Claim::Contradicted));
    assert_eq!(found(GERMAN, "de-AT"), ("de".to_owned(), Claim::Holds));
    let either = "Grad je danas mali, ali ima novi most.";
    for code in ["hr", "bs"] {
        assert_eq!(found(either, code), (code.to_owned(), Claim::Holds));
    }
}

#[test]
fn a_known_language_that_cannot_be_told_is_taken_for_the_article() {
    let uzbek = "Moliya vaziri payshanba kuni yangi ko‘prik oy oxirigacha ochilishini ma’lum qildi.";
    let (blocks, page) = codes(&[(Role::Furniture, ENGLISH), (Role::Body, uzbek)], Some("uz"));
    assert_eq!((blocks, page.as_str()), (vec!["en".to_owned(), "uz".to_owned()], "uz"));
}

#[test]
fn chinese_characters_weigh_three_letters() {
    let chinese = "财政部长星期四表示，新桥将在月底之前通车，学校继续关闭。";
    let english = "The new bridge will open before the month ends, he said.";
    assert!(chinese.chars().count() < english.len() / 3 * 2);
    assert_eq!(codes(&[(Role::Body, english), (Role::Body, chinese)], None).1, "zh");
}

#[test]
fn an_article_has_its_blocks_filled_in() {
    let block = |kind, text: &str| Block {
        kind,
        why: None,
        text: text.to_owned(),
        start: None,
        end: None,
        language: None,
    };
    let blocks = vec![block(BlockKind::Furniture, "12.06.2025"), block(BlockKind::Paragraph, GERMAN)];
    let mut article = Article { text: GERMAN.to_owned(), blocks, ..Article::default() };
    let page = DETECTOR.detect_article(&mut article, None);
    assert_eq!(page.code.as_deref(), Some("de"));
    let codes: Vec<_> = article.blocks.iter().map(|block| block.language.clone().unwrap().code).collect();
    assert_eq!(codes, [None, Some("de".to_owned())]);
    let mut whole = Article { text: ENGLISH.to_owned(), ..Article::default() };
    assert_eq!(DETECTOR.detect_article(&mut whole, None).code.as_deref(), Some("en"));
}

#[test]
fn what_a_page_declares_is_held_against_its_text() {
    let article = |text: &str, declared: &str| Article {
        text: text.to_owned(),
        declared_language: Some(declared.to_owned()),
        ..Article::default()
    };
    let page = DETECTOR.detect_article(&mut article(GERMAN, "en-US"), None);
    assert_eq!((page.code.as_deref(), page.declared.as_deref()), (Some("de"), Some("en")));
    let page = DETECTOR.detect_article(&mut article(GERMAN, "de-AT"), None);
    assert_eq!((page.code.as_deref(), page.declared), (Some("de"), None));
    // A near twin contradicts nothing.
    let danish = "Skolerne holder lukket efter snefaldet, siger kommunen.";
    let page = DETECTOR.detect_article(&mut article(danish, "nb"), None);
    assert_eq!((page.family.as_deref(), page.declared), (Some("nb-nn-da"), None));
    // Nor does a text without words.
    assert_eq!(DETECTOR.detect_article(&mut article("12.06.2025", "en"), None).declared, None);
}

#[test]
fn blocks_that_are_alike_are_answered_alike_and_in_place() {
    let page =
        [(Role::Body, GERMAN), (Role::Furniture, ENGLISH), (Role::Body, GERMAN), (Role::Body, ENGLISH)];
    assert_eq!(codes(&page, None).0, ["de", "en", "de", "en"]);
}
