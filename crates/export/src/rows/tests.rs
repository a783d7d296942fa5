use super::*;

/// A record that has something else to say in every column of a table, so that no two can be exchanged unseen.
const FULL: &str = r#"{"url":"https://news.example/","html":"<p>Mars Day</p>","published":"claimed","fetched":"crawled",
"article":{"title":"A title","byline":"Ann Lee","publisher":"The Tern","section":"World","canonical_url":"https://tern.example/",
  "image":"https://tern.example/a.png","verdict":{"kind":"gallery","confidence":0.94},"text":"Mars Day again",
  "blocks":[{"kind":"paragraph","text":"Mars Day again"},
            {"kind":"furniture","why":"navigation","text":"Home","start":20,"end":24,
             "language":{"code":"en","script":"Latn","confidence":0.92}}]},
"language":{"code":"nb","script":"Cyrl","confidence":0.91,"family":"nb-nn-da"},
"dating":{"day":"2025-06-12","time":"09:14","from":"2025-06-11","to":"2025-06-14","method":"metadata",
  "confidence":0.93,"runner_up":"2031-06-12","decided":"value","reading":"narrative",
  "evidence":[{"text":"June 12","says":"it is the day","weight":1.5,"block":1,"start":5,"end":9}]},
"timexes":[{"block":1,"start":2,"end":3,"text":"three days","type":"DURATION","value":"P3D","mod":"APPROX",
   "first_day":"2025-06-13","last_day":"2025-06-15","anchor":"dct","anchor_day":"2025-06-12","rule":"en.days","status":"repaired"}],
"corrections":[{"kind":"weekday_mismatch","block":1,"start":2,"end":3,"text":"Monday","was":"2025-06-10","now":"2025-06-09",
  "confidence":0.95,"applied":true,"evidence":"a sentence","decided":"accept","candidates":[{"value":"2025-06-08","probability":0.7}]}],
"messages":[{"sender":"Ruritania","recipient":"Graustark","kind":"greeting","occasion":"Founding Day",
  "occasion_day":"2025-06-16","sent_from":"2025-06-17","sent_to":"2025-06-18","reported_by":"TNA",
  "block":1,"start":2,"end":3}],
"quotes":[{"block":1,"start":2,"end":3,"text":"Well done","speaker":"Emil Tarrow","verb":"said","message":0}]}"#;

/// What stands in each column, by its name; `MESSAGE` is the message's id.
const CELLS: &[(Table, &[(&str, &str)])] = &[
    (
        Table::Articles,
        &[
            ("article_id", "a"),
            ("source", "a.jsonl:1"),
            ("url", "https://news.example/"),
            ("sha256", "0123"),
            ("title", "A title"),
            ("byline", "Ann Lee"),
            ("publisher", "The Tern"),
            ("section", "World"),
            ("canonical_url", "https://tern.example/"),
            ("image", "https://tern.example/a.png"),
            ("verdict", "gallery"),
            ("verdict_confidence", "0.94"),
            ("language", "nb"),
            ("language_script", "Cyrl"),
            ("language_confidence", "0.91"),
            ("language_family", "nb-nn-da"),
            ("published", "2025-06-12"),
            ("published_time", "09:14"),
            ("published_from", "2025-06-11"),
            ("published_to", "2025-06-14"),
            ("published_method", "metadata"),
            ("published_confidence", "0.93"),
            ("published_runner_up", "2031-06-12"),
            ("published_decided", "value"),
            ("reading", "narrative"),
            ("claimed_published", "claimed"),
            ("fetched", "crawled"),
            ("story_id", "story"),
            ("words", "3"),
            ("text", "Mars Day again"),
        ],
    ),
    (
        Table::Blocks,
        &[
            ("article_id", "a"),
            ("block", "1"),
            ("kind", "furniture"),
            ("why", "navigation"),
            ("language", "en"),
            ("language_confidence", "0.92"),
            ("text", "Home"),
            ("start", "20"),
            ("end", "24"),
        ],
    ),
    (
        Table::Dates,
        &[
            ("article_id", "a"),
            ("block", "1"),
            ("start", "2"),
            ("end", "3"),
            ("text", "three days"),
            ("type", "DURATION"),
            ("value", "P3D"),
            ("mod", "APPROX"),
            ("first_day", "2025-06-13"),
            ("last_day", "2025-06-15"),
            ("anchor", "dct"),
            ("anchor_day", "2025-06-12"),
            ("rule", "en.days"),
            ("status", "repaired"),
        ],
    ),
    (
        Table::Corrections,
        &[
            ("article_id", "a"),
            ("correction", "0"),
            ("kind", "weekday_mismatch"),
            ("block", "1"),
            ("start", "2"),
            ("end", "3"),
            ("text", "Monday"),
            ("was", "2025-06-10"),
            ("now", "2025-06-09"),
            ("confidence", "0.95"),
            ("applied", "true"),
            ("evidence", "a sentence"),
            ("decided", "accept"),
        ],
    ),
    (
        Table::CorrectionCandidates,
        &[
            ("article_id", "a"),
            ("correction", "0"),
            ("rank", "1"),
            ("value", "2025-06-08"),
            ("probability", "0.7"),
        ],
    ),
    (
        Table::DatingEvidence,
        &[
            ("article_id", "a"),
            ("evidence", "0"),
            ("text", "June 12"),
            ("says", "it is the day"),
            ("weight", "1.5"),
            ("block", "1"),
            ("start", "5"),
            ("end", "9"),
        ],
    ),
    (
        Table::Messages,
        &[
            ("message_id", "MESSAGE"),
            ("sender", "Ruritania"),
            ("recipient", "Graustark"),
            ("kind", "greeting"),
            ("occasion", "Founding Day"),
            ("occasion_day", "2025-06-16"),
            ("sent_from", "2025-06-17"),
            ("sent_to", "2025-06-18"),
            ("reported_by", "TNA"),
            ("reports", "1"),
        ],
    ),
    (
        Table::MessageReports,
        &[("message_id", "MESSAGE"), ("article_id", "a"), ("block", "1"), ("start", "2"), ("end", "3")],
    ),
    (
        Table::Quotes,
        &[
            ("article_id", "a"),
            ("quote", "0"),
            ("message_id", "MESSAGE"),
            ("speaker", "Emil Tarrow"),
            ("verb", "said"),
            ("block", "1"),
            ("start", "2"),
            ("end", "3"),
            ("text", "Well done"),
        ],
    ),
];

fn told(cell: &Cell, message: &Cell) -> String {
    match cell {
        cell if cell == message => "MESSAGE".to_owned(),
        Cell::Null => String::new(),
        Cell::Text(text) => text.to_string(),
        Cell::Day(day) => day.to_string(),
        Cell::Int(number) => number.to_string(),
        Cell::Float(number) => number.to_string(),
        Cell::Bool(yes) => yes.to_string(),
    }
}

#[test]
fn every_row_has_in_each_column_what_its_name_says() {
    let source = Source::line("a.jsonl", 1, 0);
    let record = serde_json::from_str(FULL).unwrap();
    let mut rows = rows_of("a", Some("0123"), &source, &record, Some("story")).unwrap();
    let message = rows.tables[Table::Messages as usize][0][0].clone();
    assert_eq!(CELLS.len(), Table::ALL.len() - 1, "every table but that of rejects");
    for (table, cells) in CELLS {
        let schema = table.schema();
        let rows = rows.take(*table);
        let row = rows.last().unwrap();
        assert_eq!(row.len(), schema.columns.len(), "{}", schema.name);
        for (cell, column) in row.iter().zip(schema.columns) {
            assert!(cell.is_of(column.kind), "{}.{}: {cell:?}", schema.name, column.name);
        }
        let names = schema.columns.iter().map(|column| column.name);
        let found: Vec<(&str, String)> = names.zip(row.iter().map(|cell| told(cell, &message))).collect();
        let wanted: Vec<(&str, String)> =
            cells.iter().map(|(name, cell)| (*name, (*cell).to_owned())).collect();
        assert_eq!(found, wanted, "{}", schema.name);
    }
}
