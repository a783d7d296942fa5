//! What `--help` says.

mod common;

use common::Place;
use insta::assert_snapshot;

fn help(args: &[&str]) -> String {
    let run = Place::new().dateline(&[args, &["--help"]].concat());
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
    run.stdout
}

#[test]
fn of_the_command() {
    assert_snapshot!(help(&[]), @"");
}

#[test]
fn of_build() {
    assert_snapshot!(help(&["build"]), @"");
}

#[test]
fn of_verify() {
    assert_snapshot!(help(&["verify"]), @"");
}

#[test]
fn every_tool_is_a_subcommand() {
    for tool in ["clean", "lang", "dates", "export"] {
        assert!(help(&[tool]).contains(&format!("Usage: dateline {tool}")), "{tool}");
    }
}
