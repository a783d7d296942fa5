//! What a language file's author is told.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on says where")]

use dateline_dates::Tagger;
use insta::assert_snapshot;

const HEAD: &str =
    "language = \"xx\"\n[words.unit]\nweek = \"week\"\n[numbers.day]\nrange = [1, 31]\ndigits = [1, 2]\n";

fn error(rule: &str) -> String {
    Tagger::parse("xx.toml", &format!("{HEAD}[[rule]]\nname = \"r\"\n{rule}")).unwrap_err().to_string()
}

#[test]
fn an_unknown_list_is_named_with_the_nearest() {
    assert_snapshot!(error("pattern = \"last {units}\"\nvalue = { unit = \"week\" }"), @r"
    xx.toml:8: rule `r`: word list, number or pattern `units` is not defined here
      did you mean `unit`?
    ");
}

#[test]
fn an_unclosed_group_is_named() {
    assert_snapshot!(error("pattern = \"(last {unit}\"\nvalue = { unit = \"week\" }"), @"xx.toml:8: rule `r`: `(` is never closed");
}

#[test]
fn a_field_that_is_none_is_named() {
    let message = error("pattern = \"last {unit}\"\nvalue = { units = \"week\" }");
    assert!(
        message.starts_with("xx.toml:8: rule `r`: `units` is no field of a value; known are year, "),
        "{message}"
    );
}

#[test]
fn a_capture_that_is_none_is_named() {
    assert_snapshot!(error("pattern = \"last {unit}\"\nvalue = { day = \"{day}\" }"), @"xx.toml:8: rule `r`: `day` uses `{day}`, which the pattern does not capture");
}

#[test]
fn a_value_that_does_not_suit_its_field_is_named() {
    assert_snapshot!(error("pattern = \"last {unit}\"\nvalue = { month = 13 }"), @"xx.toml:8: rule `r`: `month` cannot be 13");
}

#[test]
fn values_must_match_the_bracketed_expressions() {
    assert_snapshot!(error("pattern = \"[{day}] to [{to=day}]\"\nvalue = { day = \"{day}\" }"), @"xx.toml:8: rule `r` marks 2 expressions but gives 1 values");
}

#[test]
fn a_pattern_that_contains_itself_is_refused() {
    let source = format!(
        "{HEAD}[patterns]\nloop = \"<loop>\"\n[[rule]]\nname = \"r\"\npattern = \"<loop>\"\nvalue = {{ day = 1 }}"
    );
    assert_snapshot!(Tagger::parse("xx.toml", &source).unwrap_err(), @"xx.toml:10: rule `r`: named pattern `loop` contains itself");
}

#[test]
fn a_language_without_rules_is_named_with_those_that_have_some() {
    let error = Tagger::builtin("tlh").unwrap_err().to_string();
    assert!(error.starts_with("there are no rules for language `tlh`; there are rules for "), "{error}");
    assert!(error.contains("en"), "{error}");
}
