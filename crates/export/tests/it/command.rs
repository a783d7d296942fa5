//! `dateline-export` as people run it.

use crate::records::{FULL, TELLS};
use dateline_export::{Manifest, verify};
use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

/// One line of a file of records.
fn line(json: &str) -> String {
    json.replace('\n', " ") + "\n"
}

/// Runs the tool in a folder: exit code, standard output, standard error.
fn run(folder: &Path, args: &[&str], stdin: &str) -> (i32, String, String) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_dateline-export"))
        .args(args)
        .current_dir(folder)
        // The help is as wide as the terminal says.
        .env_remove("COLUMNS")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A run that fails at once does not read its input.
    let _ = child.stdin.take().unwrap().write_all(stdin.as_bytes());
    let output = child.wait_with_output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

#[test]
fn records_become_a_dataset() {
    let folder = tempfile::tempdir().unwrap();
    let input = line(FULL) + &line(TELLS);
    let (code, stdout, stderr) = run(folder.path(), &["-o", "data"], &input);
    assert_eq!((code, stdout.as_str()), (0, ""));
    insta::assert_snapshot!(stderr, @"dateline-export: read 2, wrote 2, duplicates 0, rejected 0: data");
    let dataset = folder.path().join("data");
    assert_eq!(verify(&dataset).unwrap().problems, []);
    let manifest = Manifest::read(&dataset).unwrap();
    assert_eq!((manifest.dataset.name.as_str(), manifest.dataset.version.as_str()), ("data", "0.0.0"));
    assert_eq!((manifest.inputs[0].bytes, manifest.inputs[0].rows), (input.len() as u64, 2));
}

#[test]
fn bad_lines_are_named_and_counted() {
    let folder = tempfile::tempdir().unwrap();
    let tells = line(TELLS);
    let input: [&[u8]; 11] = [
        tells.as_bytes(),
        b"[1]\n",
        b"{\"id\":\"x\",\"text\":\"a\",\"html\":\"b\"}\n",
        b"{\"id\":\"y\"}\n",
        b"\n",
        b"{\"id\":\"z\",\"text\":\"\xff\"}\n",
        b"{\"id\":\"w\",\"text\":null,\"html\":\"<p>b\"}\n",
        b"{\"id\":\"v\",\"text\":\"a\",\"dating\":7}\n",
        b"{\"id\":\"u\",\"text\":\"a\",\"errors\":[{\"stage\":\"lang\",\"message\":\"Nothing to read.\"}]}\n",
        tells.as_bytes(),
        b"{\"id\":\"t\",\"text\":\"cut off",
    ];
    fs::write(folder.path().join("in.jsonl"), input.concat()).unwrap();
    let (code, stdout, stderr) = run(folder.path(), &["-o", "data", "in.jsonl", "--threads", "2"], "");
    assert_eq!((code, stdout.as_str()), (1, ""));
    insta::assert_snapshot!(stderr, @"
    dateline-export: in.jsonl:10: export: duplicate: `in.jsonl:1` is the same page
    dateline-export: in.jsonl:11: read: not a JSON object: it breaks off within text at column 25
    dateline-export: in.jsonl:2: read: not a JSON object, but a list
    dateline-export: in.jsonl:3: read: the record has both `html` and `text`; a page is one of them, leave the other out
    dateline-export: in.jsonl:4: read: the record has none of `html`, `text` and `article`; one of them must hold the page
    dateline-export: in.jsonl:6: read: not UTF-8 from its byte 18 on
    dateline-export: in.jsonl:7: export: the record has neither `article` nor `text`; run dateline-clean on it first
    dateline-export: in.jsonl:8: read: field `dating` is the number 7; wanted an object
    dateline-export: in.jsonl:9: lang: Nothing to read.
    dateline-export: read 10, wrote 1, duplicates 1, rejected 8: data
    ");
    assert_eq!(verify(&folder.path().join("data")).unwrap().problems, []);
}

#[test]
fn rejects_are_copied_where_they_are_wanted() {
    let folder = tempfile::tempdir().unwrap();
    let input = format!("{}[1]\n{}", line(TELLS), line(TELLS));
    let (code, stdout, _) = run(folder.path(), &["-o", "data", "--rejects", "rejects.jsonl"], &input);
    assert_eq!((code, stdout.as_str()), (1, ""));
    let rejects = fs::read_to_string(folder.path().join("rejects.jsonl")).unwrap();
    insta::assert_snapshot!(rejects, @r#"
    {"source":"-","line":2,"offset":390,"stage":"read","reason":"not a JSON object, but a list"}
    {"source":"-","line":3,"offset":394,"stage":"export","reason":"duplicate: `-:1` is the same page"}
    "#);
    // Whose tables they are is nobody's to overwrite.
    let args = ["-o", "more", "--rejects", "data/manifest.json"];
    let (code, _, stderr) = run(folder.path(), &args, &input);
    assert_eq!(code, 2);
    assert!(stderr.contains("holds something other than rejects"), "{stderr}");
    assert!(!folder.path().join("more").exists());
    let (code, _, stderr) = run(folder.path(), &["-o", "more", "--format", "pretty"], &input);
    assert_eq!(code, 2);
    assert!(stderr.contains("no records are written to standard output"), "{stderr}");
}

#[test]
fn the_same_files_make_the_same_bytes_from_anywhere() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir_all(folder.path().join("in/deep")).unwrap();
    fs::write(folder.path().join("in/a.jsonl"), line(FULL)).unwrap();
    fs::write(folder.path().join("in/deep/b.jsonl"), line(TELLS)).unwrap();
    let runs: [(&str, &[&str]); 2] = [
        ("", &["-o", "one/data", "in/a.jsonl", "in/deep/b.jsonl", "--threads", "1"]),
        ("in/deep", &["-o", "../../two/data", "b.jsonl", "../a.jsonl", "--threads", "2"]),
    ];
    for (from, args) in runs {
        let (code, _, stderr) = run(&folder.path().join(from), args, "");
        assert_eq!(code, 0, "{stderr}");
    }
    // The manifest has the hash of every other file.
    let manifest =
        |name: &str| fs::read_to_string(folder.path().join(name).join("data/manifest.json")).unwrap();
    assert_eq!(manifest("one"), manifest("two"));
    assert!(manifest("one").contains("\"deep/b.jsonl\""));
}

#[test]
fn neither_threads_nor_the_environment_change_a_byte() {
    let folder = tempfile::tempdir().unwrap();
    let input = line(FULL) + &line(TELLS);
    for threads in ["1", "2", "5"] {
        let out = folder.path().join(threads).join("data");
        let mut child = Command::new(env!("CARGO_BIN_EXE_dateline-export"))
            .arg("-o")
            .arg(&out)
            .env("POLARS_MAX_THREADS", threads)
            .env("POLARS_PARQUET_BINARY_STATISTICS_TRUNCATE_LEN", threads)
            .stdin(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
        assert!(child.wait().unwrap().success());
    }
    let manifest =
        |name: &str| fs::read_to_string(folder.path().join(name).join("data/manifest.json")).unwrap();
    assert_eq!(manifest("1"), manifest("2"));
    assert_eq!(manifest("1"), manifest("5"));
}

#[test]
fn what_cannot_be_done_is_said_in_one_line() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("there")).unwrap();
    fs::write(folder.path().join("file"), "").unwrap();
    fs::write(folder.path().join("cut.jsonl.gz"), [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 1, 2]).unwrap();
    let runs: [&[&str]; 7] = [
        &["-o", "there"],
        &["-o", "there", "--replace", "file"],
        &["-o", "file/data"],
        &["-o", "data", "absent.jsonl"],
        &["-o", "data", "there"],
        &["-o", "data", "cut.jsonl.gz"],
        &["-o", "data", "file", "./file"],
    ];
    let mut messages = String::new();
    for args in runs {
        let (code, stdout, stderr) = run(folder.path(), args, "");
        messages += &format!("{code} {stdout}{stderr}");
        assert!(!folder.path().join("data").exists(), "{args:?}");
    }
    insta::assert_snapshot!(messages, @"
    2 dateline-export: output folder `there` exists already; choose another, or replace it (`--replace`)
    0 dateline-export: read 0, wrote 0, duplicates 0, rejected 0: there
    2 dateline-export: `file` is a file, not a folder; choose an output folder elsewhere
    2 dateline-export: absent.jsonl: cannot be read; no dataset was made: No such file or directory (os error 2)
    2 dateline-export: there: cannot be read; no dataset was made: Is a directory (os error 21)
    2 dateline-export: cut.jsonl.gz: broken off at line 1; no dataset was made: incomplete deflate stream
    2 dateline-export: ./file was given twice
    ");
}

#[test]
fn the_help_says_what_there_is() {
    let (code, stdout, _) = run(Path::new("."), &["--help"], "");
    assert_eq!(code, 0);
    insta::assert_snapshot!(stdout);
}

/// A build killed at any moment leaves no dataset behind, and the next one clears up after it.
#[cfg(unix)]
#[test]
fn a_killed_build_leaves_nothing_half_made() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("data");
    let mut child = Command::new(env!("CARGO_BIN_EXE_dateline-export"))
        .arg("-o")
        .arg(&out)
        .stdin(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let partial = folder.path().join(format!(".data.partial-{}", child.id()));
    while !partial.exists() {
        std::thread::yield_now();
    }
    child.kill().unwrap();
    child.wait().unwrap();
    assert!(partial.exists() && !out.exists());
    let (code, _, stderr) = run(folder.path(), &["-o", "data"], &line(TELLS));
    assert_eq!(code, 0, "{stderr}");
    assert!(!partial.exists() && !folder.path().join(".data.lock").exists());
    assert_eq!(verify(&out).unwrap().problems, []);
}

#[cfg(unix)]
#[test]
fn an_interrupted_run_leaves_nothing() {
    for signal in ["-INT", "-TERM"] {
        let folder = tempfile::tempdir().unwrap();
        let mut child = Command::new(env!("CARGO_BIN_EXE_dateline-export"))
            .args(["-o", "data"])
            .current_dir(folder.path())
            .stdin(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        // Kept open: the run waits for a line that never comes.
        let mut stdin = child.stdin.take().unwrap();
        stdin.write_all(line(TELLS).as_bytes()).unwrap();
        // Made after the signals are listened to.
        let partial = format!(".data.partial-{}", child.id());
        while !folder.path().join(&partial).exists() {
            std::thread::sleep(std::time::Duration::from_millis(5));
        }
        assert!(Command::new("kill").args([signal, &child.id().to_string()]).status().unwrap().success());
        let output = child.wait_with_output().unwrap();
        drop(stdin);
        assert_eq!(output.status.code(), Some(130));
        let stderr = String::from_utf8(output.stderr).unwrap();
        assert_eq!(
            stderr,
            "dateline-export: interrupted; nothing was written to data; run the same command again to make it\n"
        );
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    }
}
