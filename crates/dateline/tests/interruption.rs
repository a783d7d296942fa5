//! Ctrl-C, a killed process, readers that go away: nothing half-made, nothing in the next one's way.

#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

mod common;

use common::{Folder, Run, exists};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::Duration;

fn signal(child: &Child, name: &str) {
    let sent = Command::new("kill").args([name, &child.id().to_string()]).status().unwrap();
    assert!(sent.success());
}

#[test]
fn an_interrupted_build_leaves_nothing() {
    for name in ["-INT", "-TERM"] {
        let folder = Folder::new();
        let child = folder.start_long_build(&[]);
        signal(&child, name);
        let run: Run = child.wait_with_output().unwrap().into();
        assert_eq!(run.code, Some(130), "{}", run.stderr);
        let last = run.stderr.lines().last().unwrap();
        assert_eq!(
            last,
            "error: interrupted; nothing was written to out; run the same command again to build it"
        );
        assert_eq!(folder.names(), ["long.jsonl"]);
    }
}

/// Tests that run under `nohup` themselves hand that on.
#[cfg(target_os = "linux")]
#[test]
fn a_closed_terminal_interrupts_unless_it_is_to_be_ignored() {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let is_ignored = status
        .lines()
        .any(|line| line.starts_with("SigIgn:") && line.ends_with(['1', '3', '5', '7', '9', 'b', 'd', 'f']));
    let folder = Folder::new();
    let child = folder.start_long_build(&[]);
    signal(&child, "-HUP");
    let run: Run = child.wait_with_output().unwrap().into();
    assert_eq!(run.code, Some(if is_ignored { 0 } else { 130 }), "{}", run.stderr);
    assert_eq!(exists(&folder, "out"), is_ignored);
    let folder = Folder::new();
    let lines: Vec<String> = (0..3_000).map(common::line).collect();
    folder.write("many.jsonl", lines.join("\n"));
    let dateline = env!("CARGO_BIN_EXE_dateline");
    let script = format!("trap '' HUP; exec '{dateline}' build many.jsonl -o out -q");
    let folder_path = folder.path("");
    let mut child = Command::new("sh").args(["-c", &script]).current_dir(folder_path).spawn().unwrap();
    while shards(&folder) == 0 {
        sleep(Duration::from_millis(2));
    }
    signal(&child, "-HUP");
    assert_eq!(child.wait().unwrap().code(), Some(0));
}

#[test]
fn an_interrupted_replacement_keeps_what_was_there() {
    let folder = Folder::new();
    folder.write("a.html", common::page(1));
    folder.build(&["a.html", "-o", "out"]);
    let before = folder.files("out");
    let child = folder.start_long_build(&["--replace"]);
    signal(&child, "-INT");
    let run: Run = child.wait_with_output().unwrap().into();
    assert_eq!(run.code, Some(130));
    assert!(folder.files("out") == before);
}

#[test]
fn a_killed_build_leaves_nothing_that_looks_whole() {
    let folder = Folder::new();
    let mut child = folder.start_long_build(&[]);
    child.kill().unwrap();
    assert_eq!(child.wait().unwrap().code(), None);
    assert!(!exists(&folder, "out"));
    // The next build clears away what is left, and is not held up by it.
    folder.write("a.html", common::page(1));
    folder.build(&["a.html", "-o", "out"]);
    assert_eq!(folder.names(), ["a.html", "long.jsonl", "out"]);
}

#[test]
fn an_interrupted_build_is_gone_on_with() {
    let folder = Folder::new();
    let lines: Vec<String> = (0..2_600).map(common::line).collect();
    folder.write("many.jsonl", lines.join("\n"));
    let args = ["build", "many.jsonl", "-o", "out", "--threads", "2"];
    for (name, code) in [("-KILL", None), ("-INT", Some(130))] {
        let child = folder.command(&args).stderr(Stdio::piped()).spawn().unwrap();
        let before = shards(&folder);
        while shards(&folder) <= before {
            sleep(Duration::from_millis(2));
        }
        signal(&child, name);
        let run: Run = child.wait_with_output().unwrap().into();
        assert_eq!(run.code, code, "{}", run.stderr);
        if code.is_some() {
            let kept = "error: interrupted; nothing was written to out; run the same command again to build it; \
                        the first 2048 pages need not be processed again: the same command goes on after them\n";
            assert_eq!(run.stderr, kept);
        }
    }
    folder.build(&args[1..]);
    assert_eq!(folder.names(), ["many.jsonl", "out"]);
    // The folder gives the dataset its name.
    folder.build(&["many.jsonl", "-o", "undisturbed/out", "--threads", "1"]);
    assert!(folder.files("out") == folder.files("undisturbed/out"));
}

#[test]
fn a_build_is_interrupted_while_its_tables_are_written() {
    let folder = Folder::new();
    let lines: Vec<String> = (0..1_500).map(common::line).collect();
    folder.write("many.jsonl", lines.join("\n"));
    let args = ["build", "many.jsonl", "-o", "out", "--threads", "2"];
    // Among the articles; behind them, where the files are made that describe the tables.
    for (file, name) in [("articles-00000.parquet", "-TERM"), ("messages.parquet", "-INT")] {
        let child = folder.command(&args).stderr(Stdio::piped()).spawn().unwrap();
        let partial = format!(".out.partial-{}", child.id());
        while !exists(&folder, &format!("{partial}/{file}")) && !exists(&folder, "out") {
            sleep(Duration::from_millis(1));
        }
        signal(&child, name);
        let run: Run = child.wait_with_output().unwrap().into();
        assert_eq!(run.code, Some(130), "{}", run.stderr);
        let kept = "the first 1500 pages need not be processed again: the same command goes on after them\n";
        assert!(run.stderr.ends_with(kept), "{}", run.stderr);
        assert_eq!(folder.names(), [".out.spool", "many.jsonl"]);
    }
    folder.build(&args[1..]);
    folder.build(&["many.jsonl", "-o", "undisturbed/out"]);
    assert!(folder.files("out") == folder.files("undisturbed/out"));
}

#[test]
fn an_input_that_grows_while_it_is_read_is_told() {
    let folder = Folder::new();
    let lines: Vec<String> = (0..1_500).map(common::line).collect();
    folder.write("many.jsonl", lines.join("\n"));
    let args = ["build", "many.jsonl", "-o", "out", "--threads", "1", "--quiet"];
    let child = folder.command(&args).stderr(Stdio::piped()).spawn().unwrap();
    while !exists(&folder, ".out.spool/pages") {
        sleep(Duration::from_millis(1));
    }
    folder.write("many.jsonl", [&lines[..], &[common::line(1_500)]].concat().join("\n"));
    let run: Run = child.wait_with_output().unwrap().into();
    assert_eq!(run.code, Some(2), "{}", run.stderr);
    let message = "many.jsonl: changed while it was read; nothing was written, run the command again when it is complete\n";
    assert!(run.stderr.ends_with(message), "{}", run.stderr);
    assert_eq!(folder.names(), ["many.jsonl"]);
    folder.build(&args[1..6]);
    assert_eq!(common::ids(&folder, "out").len(), 1_501);
}

/// How many shards the build into `out` has finished.
fn shards(folder: &Folder) -> usize {
    let log = std::fs::read_to_string(folder.path(".out.spool/shards.jsonl")).unwrap_or_default();
    log.matches('\n').count()
}

#[test]
fn of_two_builds_into_one_folder_the_second_stops() {
    let folder = Folder::new();
    let mut child = folder.start_long_build(&[]);
    folder.write("a.html", common::page(1));
    let run = folder.dateline(&["build", "a.html", "-o", "out"]);
    assert_eq!(run.code, Some(2));
    let holder = format!("is being written by process {}", child.id());
    assert!(run.stderr.contains(&holder), "{}", run.stderr);
    child.kill().unwrap();
    child.wait().unwrap();
}

#[test]
fn closed_outputs_are_no_reason_to_fail() {
    let folder = Folder::with_recipe();
    let closed = |args: &[&str]| {
        let mut child = folder.command(args).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        drop(child.stderr.take());
        child.wait().unwrap().code()
    };
    assert_eq!(closed(&["build", "recipe.toml", "-o", "out"]), Some(0));
    assert_eq!(closed(&["verify", "out"]), Some(0));
    assert_eq!(closed(&["--help"]), Some(0));
    assert_eq!(closed(&["build", "missing.toml", "-o", "out"]), Some(2));
    assert!(exists(&folder, "out/manifest.json"));
}

#[test]
fn a_pipe_is_no_input() {
    let folder = Folder::new();
    assert!(Command::new("mkfifo").arg(folder.path("pipe.jsonl")).status().unwrap().success());
    let run = folder.dateline(&["build", "pipe.jsonl", "-o", "out"]);
    assert_eq!(run.code, Some(2));
    let message = "pipe.jsonl: not a file of known size; save it to a file first, or give its records on standard input, named `-`\n";
    assert!(run.stderr.ends_with(message), "{}", run.stderr);
}
