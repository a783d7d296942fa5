//! The command, as a shell sees it.

use std::io::Write;
use std::process::{Command, Output, Stdio};

fn command(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dateline-lang"));
    command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

fn run(arguments: &[&str], input: &str) -> Output {
    let mut child = command(arguments).spawn().unwrap();
    // A command that fails at once reads nothing.
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    child.wait_with_output().unwrap()
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap()
}

#[test]
fn the_help_says_what_is_read_and_added() {
    let output = run(&["--help"], "");
    insta::assert_snapshot!(text(&output.stdout));
}

#[test]
fn records_gain_a_language_and_keep_the_rest() {
    let input = concat!(
        r#"{"id":"a","text":"Die neue Brücke wird am Donnerstag eröffnet.","mine":1.50}"#,
        "\n",
        r#"{"article":{"title":"x","blocks":[{"kind":"paragraph","text":"The new bridge will open on Thursday, he said.","n":1.0},"#,
        r#"{"kind":"furniture","why":"date","text":"12:00","language":{"code":"de"}}],"more":[1, 2]},"lang":"en-GB"}"#,
        "\n",
    );
    let output = run(&["--threads", "2"], input);
    insta::assert_snapshot!(text(&output.stdout), @r#"
    {"id":"a","text":"Die neue Brücke wird am Donnerstag eröffnet.","mine":1.50,"language":{"code":"de","script":"Latn","confidence":0.99}}
    {"article":{"title":"x","blocks":[{"kind":"paragraph","text":"The new bridge will open on Thursday, he said.","n":1.0,"language":{"code":"en","script":"Latn","confidence":0.99}},{"kind":"furniture","why":"date","text":"12:00","language":{"code":null,"script":null,"confidence":0.0}}],"more":[1, 2]},"lang":"en-GB","language":{"code":"en","script":"Latn","confidence":1.0}}
    "#);
    assert_eq!(text(&output.stderr), "dateline-lang: read 2, wrote 2, rejected 0\n");
    assert_eq!(output.status.code(), Some(0));
}

#[test]
fn bad_records_go_on_with_an_error_each() {
    let input = concat!(
        r#"{"id":"none"}"#,
        "\n",
        r#"{"id":"both","html":"<p>","text":"x"}"#,
        "\n",
        r#"{"id":"raw","html":"<p>"}"#,
        "\n",
        r#"{"id":"tag","text":"Hello","lang":"English"}"#,
        "\n",
        r#"{"id":"kind","article":{"blocks":[{"kind":"essay","text":"x"}]}}"#,
        "\n",
        r#"{"id":"type","text":7}"#,
        "\n",
    );
    let output = run(&[], input);
    insta::assert_snapshot!(text(&output.stderr));
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(
        text(&output.stdout).lines().filter(|line| line.contains(r#""errors":[{"stage":"lang""#)).count(),
        6
    );
}

#[test]
fn pretty_records_are_indented() {
    let output = run(&["--format", "pretty"], "{\"text\":\"7\",\"n\":1.0}\n");
    insta::assert_snapshot!(text(&output.stdout), @r#"
    {
      "text": "7",
      "n": 1.0,
      "language": {
        "code": null,
        "script": null,
        "confidence": 0.0
      }
    }
    "#);
}

#[test]
fn wrong_use_is_exit_code_2() {
    let failure = |arguments: &[&str]| {
        let output = run(arguments, "{\"text\":\"x\"}\n");
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(output.stdout.is_empty());
        text(&output.stderr).to_owned()
    };
    let unknown = failure(&["--languages", "en,kr"]);
    assert!(
        unknown.starts_with("error: --languages: unknown language `kr`, did you mean `ko`?"),
        "{unknown}"
    );
    assert!(failure(&["--languages", ""]).contains("language"));
    assert!(failure(&["--threads", "0"]).contains("--threads"));
    assert!(failure(&["no-such-file.jsonl"]).contains("no-such-file.jsonl: cannot be read"));
    assert!(failure(&["--rejects", "no/such/folder/r.jsonl"]).contains("cannot write the rejects file"));
}

#[test]
fn a_closed_pipe_is_silent() {
    let mut child = command(&["--languages", "ko"]).spawn().unwrap();
    drop(child.stdout.take());
    let mut stdin = child.stdin.take().unwrap();
    // The pipe breaks here too once the command has gone.
    while stdin.write_all("{\"text\":\"안녕\"}\n".repeat(1000).as_bytes()).is_ok() {}
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), text(&output.stderr)), (Some(0), ""));
}

#[test]
fn the_bytes_are_the_same_at_any_number_of_threads() {
    let texts = ["Hotel Entrar", "Skolerne holder lukket", "La nueva", "Sign in", "新橋", "перший міст"];
    let input: String =
        (0..300).map(|n| format!("{{\"n\":{n},\"text\":\"{} {n}\"}}\n", texts[n % texts.len()])).collect();
    let one = run(&["--threads", "1"], &input);
    let four = run(&["--threads", "4"], &input);
    assert_eq!(text(&one.stdout).lines().count(), 300);
    assert!(one.stdout == four.stdout);
}
