use super::*;
use insta::assert_snapshot;

const HEADER: &str = "article_id,sha256,about,kind,block,start,was,decision,value,note\n";

fn error(rows: &str) -> String {
    read::decisions(format!("{HEADER}{rows}").as_bytes(), "decisions.csv".as_ref()).unwrap_err().to_string()
}

#[test]
fn wrong_rows_name_their_line() {
    assert_snapshot!(error("a,,day,,,,2024-03-15,maybe,,\n"), @r#"decisions.csv:2: `decision` is "maybe"; wanted `accept`, `reject` or `value`"#);
    assert_snapshot!(error("a,,day,,,,2024-03-15,value,June,\n"), @r#"decisions.csv:2: `value` is "June"; wanted a day, YYYY-MM-DD"#);
    assert_snapshot!(error("a,,days,,,,,accept,,\n"), @r#"decisions.csv:2: `about` is "days"; wanted `day` or `correction`"#);
    assert_snapshot!(error("a,,correction,wrong_year,x,,2023,accept,,\n"), @r#"decisions.csv:2: `block` is "x"; wanted a whole number, or nothing"#);
    assert_snapshot!(error("a,,day,,,,2024-03-15,accept,,\na,,day,,,,2024-03-15,reject,,\n"), @"decisions.csv:3: line 2 decides on the same; take out one of them");
    assert_snapshot!(error("a,,day,,,,2024-03-15,accept,,\na,,day,,,,2024-03-14,reject,,\n"), @"decisions.csv:3: line 2 decides on the same; take out one of them");
    let other = read::decisions(b"a,b\n1,2\n", "decisions.csv".as_ref()).unwrap_err().to_string();
    assert_snapshot!(other, @"decisions.csv:1: the columns are `a,b`; wanted `article_id,sha256,about,kind,block,start,was,decision,value,note`, as a report saves them");
}

#[test]
fn a_file_that_a_spreadsheet_saved_reads_the_same() {
    let rows = format!("{HEADER}a,,day,,,,2024-03-15,accept,,\"sure, \"\"quite\"\"\"\n");
    let plain = read::decisions(rows.as_bytes(), "d.csv".as_ref()).unwrap();
    let saved = format!("\u{feff}{}", rows.replace('\n', "\r\n"));
    assert_eq!(read::decisions(saved.as_bytes(), "d.csv".as_ref()).unwrap(), plain);
    assert_eq!(plain[0].note.as_deref(), Some("sure, \"quite\""));
}
