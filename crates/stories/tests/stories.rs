//! Pages grouped into stories, through the public interface.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on says where")]

use dateline_record::{Day, Record};
use dateline_stories::{Grouper, Keys, NEXT, Rarity, SMALL, Settlement, Stories, Ties, Weighed, threshold};
use proptest::prelude::*;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// A page of a day, in a language, that tells of days; `extra` is added to the record.
fn page(id: &str, language: &str, day: Option<&str>, text: &str, days: &[&str], extra: Value) -> Record {
    let dating = day.map(|day| {
        json!({"day": day, "from": day, "to": day, "method": "printed", "confidence": 0.97, "reading": "news"})
    });
    let timex = |(place, day): (usize, &&str)| {
        let (first, last) = match day.len() {
            4 => (format!("{day}-01-01"), format!("{day}-12-31")),
            7 => (format!("{day}-01"), format!("{day}-28")),
            _ => ((*day).to_owned(), (*day).to_owned()),
        };
        json!({"block": 0, "start": place * 2, "end": place * 2 + 1, "text": day, "type": "DATE", "value": day,
               "first_day": first, "last_day": last, "anchor": "absolute", "rule": "made", "status": "ok"})
    };
    let timexes: Vec<Value> = days.iter().enumerate().map(timex).collect();
    let mut record = json!({
        "id": id, "article": {"text": text}, "language": {"code": language, "script": "Latn", "confidence": 1.0},
        "dating": dating, "timexes": timexes,
    });
    for (field, value) in extra.as_object().into_iter().flatten() {
        record[field] = value.clone();
    }
    serde_json::from_value(record).unwrap()
}

fn group(pages: &[Record]) -> Stories {
    let mut grouper = Grouper::default();
    pages.iter().for_each(|page| grouper.add(Keys::of(page)));
    grouper.finish()
}

const AGENCY: &str = "President Olmedo Trask of Quillon congratulated Queen Ysolde of Marrowby on Lantern Day, the \
    palace at Thornwick said on Friday. The cable recalled the Ashgrove treaty of 1931 and 412 families who came home.";
const RETOLD: &str = "In Thornwick a cable was read out on Friday: Olmedo Trask, who leads Quillon, sends Ysolde of \
    Marrowby his wishes for Lantern Day. It speaks of the treaty signed at Ashgrove and of 412 families.";
const GERMAN: &str = "Der quillonische Präsident Olmedo Trask hat Königin Ysolde zum Laternentag gratuliert. Das \
    Schloss in Thornwick verlas am Freitag das Telegramm, das an den Vertrag von Ashgrove und 412 Familien erinnert.";
const FOLLOW_UP: &str = "Olmedo Trask of Quillon will travel to Thornwick in autumn, the office of Queen Ysolde of \
    Marrowby said. The visit follows the cable that the president sent for Lantern Day last week.";

fn event() -> Vec<Record> {
    let days = ["2024-03-08", "1931"];
    vec![
        page("a1", "en", Some("2024-03-08"), AGENCY, &days, json!({})),
        page("b2", "en", Some("2024-03-09"), RETOLD, &days, json!({})),
        page("c3", "de", Some("2024-03-09"), GERMAN, &days, json!({})),
        page("d4", "en", Some("2024-03-17"), FOLLOW_UP, &["2024-03-16", "2024-09"], json!({})),
        page(
            "e5",
            "en",
            Some("2024-03-08"),
            "The tram to Weir Lane stops at nine from Monday, the city said.",
            &["2024-03-11"],
            json!({}),
        ),
    ]
}

#[test]
fn reports_of_one_event_are_one_story_in_any_language() {
    let stories = group(&event());
    assert_eq!(stories.of("a1"), Some("a1"));
    assert_eq!(stories.of("b2"), Some("a1"));
    assert_eq!(stories.of("c3"), Some("a1"));
}

#[test]
fn a_follow_up_is_a_story_of_its_own() {
    let stories = group(&event());
    assert_eq!(stories.of("d4"), Some("d4"));
    assert_eq!(stories.of("e5"), Some("e5"));
    assert_eq!(stories.len(), 3);
}

#[test]
fn the_same_text_a_year_later_is_another_story() {
    let text = "The lake froze on Sunday and the skaters of Weir Lane raced to the pier, as they do each winter. \
        Forty children took part and the mayor gave out the ribbons before soup was served in the boathouse.";
    let stories = group(&[
        page("a", "en", Some("2022-01-16"), text, &["2022-01-16"], json!({})),
        page("b", "en", Some("2022-01-16"), &format!("{text} More soon."), &["2022-01-16"], json!({})),
        page("c", "en", Some("2023-01-22"), &text.replace("Forty", "Sixty"), &["2023-01-22"], json!({})),
    ]);
    assert_eq!(stories.of("b"), Some("a"));
    assert_eq!(stories.of("c"), Some("c"));
}

#[test]
fn a_page_that_is_no_article_tells_no_story() {
    let mut record = page("x", "en", None, "Not found", &[], json!({}));
    record.article.as_mut().unwrap().verdict =
        serde_json::from_value(json!({"kind": "error", "confidence": 0.9})).unwrap();
    let stories = group(&[record]);
    assert_eq!(stories.of("x"), None);
    assert_eq!(stories.of("unknown"), None);
    assert!(stories.is_empty());
}

#[test]
fn an_undated_page_has_the_others_for_witnesses() {
    let mut pages = event();
    pages[1].dating = None;
    pages[2].dating.as_mut().unwrap().day = "2024-03-08".parse().ok();
    let stories = group(&pages);
    let witness = stories.witness("b2").unwrap();
    assert_eq!(witness.day, "2024-03-08".parse::<Day>().unwrap());
    assert_eq!((witness.page.as_str(), witness.pages), ("a1", 2));
    assert_eq!(stories.witness("a1"), None);
    assert_eq!(stories.changed().collect::<Vec<_>>(), ["b2"]);
}

fn message(sender: &str, recipient: &str, day: &str) -> Value {
    json!({"sender": sender, "recipient": recipient, "kind": "congratulation", "occasion": "Lantern Day",
           "sent_from": day, "sent_to": day, "block": 0, "start": 0, "end": 5})
}

#[test]
fn two_messages_of_a_page_stay_two_with_their_own_days() {
    let mut pages = event();
    let told = |occasion: &str, kept: &str| {
        let mut message = message("Olmedo Trask", "Ysolde", "2024-03-08");
        message["occasion"] = json!(occasion);
        message["occasion_day"] = json!(kept);
        message
    };
    let lantern = told("Lantern Day", "2024-03-08");
    let office = |occasion: &str| told(occasion, "2024-03-06");
    pages[0].messages = serde_json::from_value(json!([lantern, office("re-election")])).unwrap();
    pages[1].messages = serde_json::from_value(json!([office("inauguration"), lantern])).unwrap();
    let stories = group(&pages);
    let days = |id: &str| {
        let mut messages = stories.settlement(id).messages;
        messages.sort_by_key(|(place, _)| *place);
        let days = messages.into_iter().map(|(_, message)| (message.occasion.unwrap(), message.occasion_day));
        days.collect::<Vec<_>>()
    };
    let day = |day: &str| day.parse().ok();
    let lantern = ("Lantern Day".to_owned(), day("2024-03-08"));
    let office = ("inauguration".to_owned(), day("2024-03-06"));
    assert_eq!(days("a1"), [lantern.clone(), office.clone()]);
    assert_eq!(days("b2"), [office, lantern]);
}

#[test]
fn a_message_that_several_pages_report_is_one() {
    let mut pages = event();
    let told = |value: Value| serde_json::from_value(value).unwrap();
    pages[0].messages = told(json!([message("Olmedo Trask", "Ysolde", "2024-03-08")]));
    pages[1].messages = told(json!([message("Olmedo Trask", "Queen Ysolde", "2024-03-08")]));
    let mut german = message("Olmedo Trask", "Ysolde", "2024-03-07");
    german["occasion"] = json!("Laternentag");
    german["sent_to"] = json!("2024-03-08");
    german["reported_by"] = json!("Quillon News");
    pages[2].messages = told(json!([german]));
    let stories = group(&pages);
    let one =
        |id: &str| stories.settlement(id).messages.into_iter().find(|(place, _)| *place == 0).unwrap().1;
    for id in ["a1", "b2", "c3"] {
        let message = one(id);
        assert_eq!((message.sender.as_str(), message.recipient.as_str()), ("Olmedo Trask", "Ysolde"));
        assert_eq!(message.occasion.as_deref(), Some("Lantern Day"));
        assert_eq!(message.sent_from, "2024-03-08".parse().ok());
        assert_eq!(message.reported_by.as_deref(), Some("Quillon News"));
    }
}

#[test]
fn two_leaders_elected_in_one_week_write_to_each_other_of_two_events() {
    let wish = |from: &str, to: &str, occasion: &str| {
        let mut wish = message(from, to, "2024-03-08");
        wish["occasion"] = json!(occasion);
        serde_json::from_value(json!([wish])).unwrap()
    };
    let first = "President Olmedo Trask of Quillon has sent Queen Ysolde of Marrowby his congratulations, her office said.";
    let other =
        "Queen Ysolde of Marrowby has congratulated President Olmedo Trask of Quillon, his spokeswoman said.";
    let log_odds = |occasion: &str| {
        let mut there = page("a", "en", Some("2024-03-08"), first, &["2024-03-08"], json!({}));
        there.messages = wish("Olmedo Trask", "Ysolde", occasion);
        let mut back = page("b", "en", Some("2024-03-08"), other, &["2024-03-08"], json!({}));
        back.messages = wish("Ysolde", "Olmedo Trask", occasion);
        let rarity = Rarity::of(2, 40);
        Weighed::new(Keys::of(&there), &rarity).log_odds(&Weighed::new(Keys::of(&back), &rarity))
    };
    assert!(log_odds("Lantern Day") > log_odds("re-election") + 2.0);
}

/// The log-odds of two pages that tell the same but for their messages and texts.
fn between(one: Record, other: Record) -> f64 {
    let rarity = Rarity::of(2, 60);
    Weighed::new(Keys::of(&one), &rarity).log_odds(&Weighed::new(Keys::of(&other), &rarity))
}

#[test]
fn anniversaries_that_one_keeps_with_two_others_are_two_events() {
    let page = |id: &str, other: &str, occasion: &str| {
        let text = format!(
            "President Olmedo Trask of Quillon and {other} have exchanged messages, his spokeswoman said on Friday."
        );
        let mut page = page(id, "en", Some("2024-03-08"), &text, &["2024-03-08"], json!({}));
        let mut there = message("Olmedo Trask", other, "2024-03-08");
        there["occasion"] = json!(occasion);
        page.messages = serde_json::from_value(json!([there])).unwrap();
        page
    };
    let ties = "anniversary of diplomatic relations";
    let log_odds = |occasion| between(page("a", "Queen Ysolde", occasion), page("b", "Ranulf Oke", occasion));
    assert!(log_odds(ties) + 3.0 < between(page("a", "Queen Ysolde", ties), page("b", "Ysolde", ties)));
    assert!(log_odds(ties) < log_odds("Lantern Day") - 3.0);
}

#[test]
fn numbers_of_rulers_and_titles_make_nobody_the_same() {
    let page = |id: &str, king: &str| {
        let mut page = page(id, "en", Some("2024-03-08"), AGENCY, &["2024-03-08"], json!({}));
        page.messages = serde_json::from_value(json!([message(king, "Ysolde", "2024-03-08")])).unwrap();
        page
    };
    let same = between(page("a", "King Anselm VI"), page("b", "Anselm VI"));
    assert!(between(page("a", "King Anselm VI"), page("b", "King Rurik VI")) < same);
}

#[test]
fn an_undated_page_that_names_the_weekday_is_nearer_than_one_that_names_another() {
    let day = |weekday: u8| {
        let mut undated = page("b", "en", None, RETOLD, &["2024-03-08"], json!({}));
        let timexes = undated.timexes.as_mut().unwrap();
        timexes[0].value = format!("XXXX-WXX-{weekday}");
        (timexes[0].first_day, timexes[0].last_day) = (None, None);
        undated
    };
    let dated = || page("a", "en", Some("2024-03-08"), AGENCY, &["2024-03-08"], json!({}));
    assert!(between(dated(), day(5)) > between(dated(), day(2)) + 2.0);
}

#[test]
fn another_round_of_an_anniversary_is_another_event() {
    let page = |id: &str, round: &str| {
        let text = format!(
            "Quillon and Marrowby keep the {round} anniversary of the Ashgrove treaty. Olmedo Trask spoke in Thornwick."
        );
        page(id, "en", None, &text, &[], json!({}))
    };
    assert!(
        between(page("a", "70th"), page("b", "75th")) < between(page("a", "70th"), page("b", "70th")) - 2.0
    );
}

#[test]
fn a_round_told_of_elsewhere_on_the_page_is_no_other_round() {
    let page = |id: &str, more: &str| {
        let text =
            format!("Quillon keeps the {more} of the Ashgrove treaty. Olmedo Trask spoke in Thornwick.");
        page(id, "en", None, &text, &[], json!({}))
    };
    let one = || page("a", "75th anniversary");
    let other = between(one(), page("b", "day as it did on the 70th anniversary"));
    assert!(other + 2.0 < between(one(), page("b", "day, the 75th since, as on the 70th anniversary")));
}

#[test]
fn a_message_of_unknown_day_was_sent_shortly_before_its_page() {
    let page = |id: &str, day: &str| {
        let mut page = page(id, "en", Some(day), AGENCY, &[], json!({}));
        let mut wish = message("Olmedo Trask", "Ysolde", day);
        (wish["sent_from"], wish["sent_to"]) = (Value::Null, Value::Null);
        page.messages = serde_json::from_value(json!([wish])).unwrap();
        page
    };
    let first = || page("a", "2024-03-08");
    assert!(between(first(), page("b", "2024-03-09")) > between(first(), page("b", "2024-03-30")) + 9.0);
}

#[test]
fn who_takes_office_is_elected() {
    let page = |id: &str, day: &str, occasion: &str| {
        let mut page = page(id, "en", Some(day), AGENCY, &[day], json!({}));
        let mut wish = message(if id == "a" { "Olmedo Trask" } else { "Ranulf Oke" }, "Ysolde", day);
        wish["occasion"] = json!(occasion);
        page.messages = serde_json::from_value(json!([wish])).unwrap();
        page
    };
    let with =
        |occasion: &str| between(page("a", "2024-03-08", "election"), page("b", "2024-03-09", occasion));
    assert!((with("inauguration") - with("election")).abs() < 0.1);
    assert!(with("birthday") + 2.0 < with("election"));
}

#[test]
fn names_in_two_scripts_that_do_not_sound_alike_may_be_one() {
    let page = |id: &str, sender: &str, recipient: &str| {
        let mut page = page(id, "en", Some("2024-03-08"), AGENCY, &["2024-03-08"], json!({}));
        page.messages = serde_json::from_value(json!([message(sender, recipient, "2024-03-08")])).unwrap();
        page
    };
    let chinese = || page("a", "杜朗文", "伊佐德");
    let latin = between(chinese(), page("b", "Olmedo Trask", "Ysolde"));
    assert!(latin > between(chinese(), page("b", "柯本宁", "罗斯")) + 1.0);
}

#[test]
fn a_page_that_tells_of_messages_in_general_may_be_of_one_that_tells_of_one() {
    let mut one = page("a", "en", Some("2024-03-08"), AGENCY, &["2024-03-08"], json!({}));
    one.messages = serde_json::from_value(json!([message("Olmedo Trask", "Ysolde", "2024-03-08")])).unwrap();
    let other = |words: &str| {
        let text = format!("{words} Queen Ysolde of Marrowby on Friday, when Thornwick kept Lantern Day.");
        between(one.clone(), page("b", "en", Some("2024-03-08"), &text, &["2024-03-08"], json!({})))
    };
    assert!(other("Congratulations reached") > other("Many lanterns greeted") + 1.0);
}

#[test]
fn pages_of_other_names_are_of_other_events() {
    let page = |id: &str, winner: &str| {
        let text = format!(
            "The crown of Corran Point went to {winner} on Friday. For {winner} it was the first. The judges of the \
            regatta said that {winner} had sailed well."
        );
        page(id, "en", Some("2024-03-08"), &text, &["2024-03-08"], json!({}))
    };
    assert!(
        between(page("a", "Kestrel"), page("b", "Kestrel"))
            > between(page("a", "Kestrel"), page("b", "Bramdon"))
    );
}

#[test]
fn a_message_that_is_remembered_makes_no_story() {
    let told = |value: Value| serde_json::from_value(value).unwrap();
    let cable = "Olmedo Trask of Quillon sent Queen Ysolde of Marrowby a cable for Lantern Day, her office said. Two \
        years before he had done the same.";
    let mut then = page("a", "en", Some("2022-03-08"), AGENCY, &["2022-03-08", "1931"], json!({}));
    then.messages = told(json!([message("Olmedo Trask", "Ysolde", "2022-03-08")]));
    let mut now = page("b", "en", Some("2024-03-08"), cable, &["2024-03-08", "2022-03-08"], json!({}));
    now.messages = told(json!([
        message("Olmedo Trask", "Ysolde", "2024-03-08"),
        message("Olmedo Trask", "Ysolde", "2022-03-08")
    ]));
    let stories = group(&[then, now]);
    assert_ne!(stories.of("a"), stories.of("b"));
    assert_eq!(stories.settlement("b").messages, []);
}

#[test]
fn keys_are_written_and_read_again() {
    for page in event() {
        let keys = Keys::of(&page);
        let json = serde_json::to_string(&keys).unwrap();
        assert_eq!(serde_json::from_str::<Keys>(&json).unwrap(), keys);
        let bytes = keys.to_bytes();
        assert_eq!(Keys::from_bytes(&bytes).unwrap(), keys);
        assert!(Keys::from_bytes(&bytes[..bytes.len() - 3]).is_err());
        assert!(Keys::from_bytes(&[]).is_err());
    }
}

/// Groups pages as an engine does whose pages are on several machines: each step sees some of them.
fn group_in_parts(pages: &[Record]) -> BTreeMap<String, Settlement> {
    let all = pages.len();
    let parts: Vec<Vec<Keys>> = pages.chunks(3).map(|part| part.iter().map(Keys::of).collect()).collect();
    let features = parts.iter().flatten().map(|keys| keys.features() as u64).sum();
    let mut rarity = Rarity::of(all as u64, features);
    for part in &parts {
        let mut counted = Rarity::of(all as u64, features);
        part.iter().for_each(|keys| counted.add(keys));
        counted.pieces().for_each(|(number, piece)| rarity.add_piece(number, &piece).unwrap());
    }
    let weighed = parts.into_iter().flatten().map(|keys| Weighed::new(keys, &rarity).to_bytes());
    let weighed: BTreeMap<String, Weighed> = weighed
        .map(|bytes| Weighed::from_bytes(&bytes).unwrap())
        .map(|page| (page.id().to_owned(), page))
        .collect();
    let mut buckets: BTreeMap<_, Vec<(Option<i64>, &str)>> = BTreeMap::new();
    for page in weighed.values() {
        for bucket in page.buckets(all) {
            buckets.entry(bucket).or_default().push((page.sure_day(), page.id()));
        }
    }
    let mut pairs = BTreeSet::new();
    for bucket in buckets.values_mut() {
        bucket.sort_unstable();
        let next = if bucket.len() <= SMALL { SMALL } else { NEXT };
        for (place, (_, one)) in bucket.iter().enumerate() {
            let others = bucket[place + 1..].iter().take(next);
            pairs.extend(others.map(|(_, other)| (*one.min(other), *one.max(other))));
        }
    }
    let weigh = |(one, other): &(&'_ str, &'_ str)| weighed[*one].log_odds(&weighed[*other]);
    pairs.retain(|pair| weigh(pair) >= threshold(all));
    let pairs: Vec<_> = pairs.into_iter().collect();
    let mut ties = Ties::default();
    for part in pairs.chunks(2) {
        let mut of_part = Ties::default();
        part.iter().for_each(|(one, other)| of_part.tie(one, other));
        of_part.finish().iter().for_each(|(page, tie)| ties.tie(page, tie));
    }
    let ties: BTreeMap<Box<str>, Box<str>> = ties.finish().into_iter().collect();
    let tie_of = |page: &Weighed| ties.get(page.id()).map_or(page.id(), AsRef::as_ref).to_owned();
    let mut settled = BTreeMap::new();
    for tie in weighed.values().map(tie_of).collect::<BTreeSet<_>>() {
        let tied: Vec<Weighed> = weighed.values().filter(|page| tie_of(page) == tie).cloned().collect();
        let pairs: Vec<(f64, &str, &str)> = pairs.iter().map(|pair| (weigh(pair), pair.0, pair.1)).collect();
        let ids: Vec<String> = tied.iter().map(|page| page.id().to_owned()).collect();
        let stories = Stories::of_tied(tied, &pairs, all);
        settled.extend(ids.into_iter().map(|id| (id.clone(), stories.settlement(&id))));
    }
    settled
}

#[test]
fn pages_grouped_in_parts_tell_of_messages_too() {
    let mut pages = event();
    let told = |value: Value| serde_json::from_value(value).unwrap();
    pages[0].messages = told(json!([message("Olmedo Trask", "Ysolde", "2024-03-08")]));
    pages[2].messages = told(json!([message("Olmedo Trask", "Queen Ysolde", "2024-03-08")]));
    let (whole, parts) = (group(&pages), group_in_parts(&pages));
    assert_eq!(parts["a1"].messages.len(), 1);
    assert_eq!(parts["a1"].story, parts["c3"].story);
    for (id, settlement) in parts {
        assert_eq!(settlement, whole.settlement(&id));
    }
}

#[test]
fn a_tie_is_called_after_the_least_of_its_pages() {
    let mut ties = Ties::default();
    for (one, other) in [("d", "c"), ("x", "y"), ("b", "d"), ("c", "a"), ("a", "b")] {
        ties.tie(one, other);
    }
    let ties: Vec<String> = ties.finish().iter().map(|(page, tie)| format!("{page}{tie}")).collect();
    assert_eq!(ties, ["aa", "ba", "ca", "da", "xx", "yx"]);
}

#[test]
fn a_piece_of_other_counts_is_refused() {
    let mut small = Rarity::of(1, 4);
    let mut large = Rarity::of(1000, 100_000);
    large.add(&Keys::of(&event()[0]));
    let (number, piece) = large.pieces().next().unwrap();
    let error = small.add_piece(number, &piece).unwrap_err();
    assert!(error.to_string().starts_with("piece 0 of "), "{error}");
    assert!(large.add_piece(7, &piece).is_err());
}

/// A page of words and days that meet often enough to make stories of all sizes.
fn any_page() -> impl Strategy<Value = (u8, Vec<u8>, Option<u8>)> {
    (0..6_u8, prop::collection::vec(0..60_u8, 5..40), prop::option::of(0..20_u8))
}

fn made(number: usize, (topic, words, day): &(u8, Vec<u8>, Option<u8>)) -> Record {
    let day = day.map(|day| format!("2024-05-{:02}", 1 + day));
    let mut text =
        format!("Then Topicname{topic} of Placename{topic} met Othername{topic} over {}.", 100 + topic);
    for word in words {
        text += &format!(" word{topic}x{word}");
    }
    let told: Vec<&str> = day.as_deref().into_iter().collect();
    page(&format!("{number:04}"), "en", day.as_deref(), &text, &told, json!({}))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn neither_order_nor_threads_make_a_difference(
        pages in prop::collection::vec(any_page(), 2..40),
        turn in 0..40_usize,
    ) {
        let records: Vec<Record> = pages.iter().enumerate().map(|(number, page)| made(number, page)).collect();
        let mut turned = records.clone();
        turned.rotate_left(turn % records.len());
        turned.reverse();
        let mut threads = Grouper::default();
        turned.iter().for_each(|page| threads.add(Keys::of(page)));
        let (one, other) = (group(&records), threads.finish_on(3));
        for record in &records {
            let id = record.page.id.as_str();
            prop_assert_eq!(one.of(id), other.of(id));
            prop_assert_eq!(one.witness(id), other.witness(id));
            // A story is called after the first of its articles.
            let story = one.of(id).unwrap();
            prop_assert!(story <= id && one.of(story) == Some(story));
        }
        let parts = group_in_parts(&turned);
        for record in &records {
            let id = record.page.id.as_str();
            prop_assert_eq!(&parts[id], &one.settlement(id));
        }
    }
}
