use super::*;

/// A record that has something to say in every column.
const FULL: &str = r#"{"url":"https://news.example/","html":"<p>Mars Day</p>","published":"p","fetched":"f",
"article":{"title":"t","byline":"b","publisher":"p","section":"s","canonical_url":"c","image":"i",
  "verdict":{"kind":"article","confidence":1},"text":"Mars Day",
  "blocks":[{"kind":"furniture","why":"navigation","text":"Home","start":0,"end":4,
             "language":{"code":"en","script":"Latn","confidence":1}}]},
"language":{"code":"nb","script":"Latn","confidence":1,"family":"nb-nn-da"},
"dating":{"day":"2025-06-12","time":"09:14","from":"2025-06-12","to":"2025-06-12","method":"metadata",
  "confidence":1,"runner_up":"2031-06-12","decided":"value","reading":"news",
  "evidence":[{"text":"June 12","says":"s","weight":1,"block":0,"start":0,"end":4}]},
"timexes":[{"block":0,"start":0,"end":4,"text":"t","type":"DATE","value":"2025-06-13","mod":"START",
   "first_day":"2025-06-13","last_day":"2025-06-13","anchor":"dct","anchor_day":"2025-06-12","rule":"r","status":"ok"}],
"corrections":[{"kind":"weekday_mismatch","block":0,"start":0,"end":4,"text":"t","was":"w","now":"n",
  "confidence":1,"applied":true,"evidence":"e","decided":"accept","candidates":[{"value":"v","probability":1}]}],
"messages":[{"sender":"Ruritania","recipient":"Graustark","kind":"greeting","occasion":"o",
  "occasion_day":"2025-06-13","sent_from":"2025-06-12","sent_to":"2025-06-13","reported_by":"r",
  "block":0,"start":0,"end":4}],
"quotes":[{"block":0,"start":0,"end":4,"text":"t","speaker":"s","verb":"said","message":0}]}"#;

#[test]
fn every_row_has_the_cells_its_table_has_columns_for() {
    let source = Source::line("a.jsonl", 1, 0);
    let record = serde_json::from_str(FULL).unwrap();
    let mut rows = rows_of("a", Some("0123"), &source, &record, Some("story")).unwrap();
    for table in Table::ALL.into_iter().filter(|table| *table != Table::Rejects) {
        let schema = table.schema();
        let rows = rows.take(table);
        assert_eq!(rows.len(), 1, "{}", schema.name);
        assert_eq!(rows[0].len(), schema.columns.len(), "{}", schema.name);
        for (cell, column) in rows[0].iter().zip(schema.columns) {
            let name = format!("{}.{}", schema.name, column.name);
            assert!(cell.is_of(column.kind), "{name}: {cell:?}");
            assert_ne!(*cell, Cell::Null, "{name}");
        }
    }
}
