//! The filter loop, through its public interface.
#![cfg(feature = "cli")]
#![expect(clippy::unwrap_used, reason = "helpers of tests stop the test too")]

use dateline_record::RawRecord;
use dateline_record::filter::{
    Filter, FilterError, Format, Sinks, Source, Stage, StageFailure, Summary, Tuning, Unread,
};
use proptest::prelude::*;
use std::io::{self, BufReader, Read, Write};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

/// Adds `"seen": true`; fails on `"fail"` and panics on `"panic"`, having touched the record.
struct Mark;

impl Stage for Mark {
    fn name(&self) -> &'static str {
        "mark"
    }

    fn apply(&self, record: &mut RawRecord<'_>) -> Result<(), StageFailure> {
        record.set("seen", &true);
        let delay: Option<u64> = record.get("delay")?;
        thread::sleep(Duration::from_micros(delay.unwrap_or(0)));
        match record.get::<String>("do")?.as_deref() {
            Some("fail") => Err("`do` is `fail`; wanted anything else".into()),
            Some("panic") => panic!("asked to"),
            _ => Ok(()),
        }
    }

    fn unread(&self, record: &RawRecord<'_>) -> Vec<Unread> {
        let value = record.get("when").ok().flatten();
        value.map(|value| Unread { field: "when", value, wanted: "a day" }).into_iter().collect()
    }
}

/// Everything that comes out of a run.
struct Ran {
    records: String,
    rejects: String,
    messages: String,
    summary: Summary,
}

fn filter(threads: usize, tuning: Tuning) -> Filter<'static> {
    Filter { tool: "dateline-mark", stage: &Mark, threads, format: Format::Jsonl, progress: false, tuning }
}

fn run_with(filter: Filter<'_>, sources: Vec<Source>) -> Ran {
    let (mut records, mut rejects, mut messages) = (Vec::new(), Vec::new(), Vec::new());
    let sinks = Sinks { records: &mut records, rejects: Some(&mut rejects), messages: &mut messages };
    let summary = filter.run(sources, sinks).unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    Ran { records: text(records), rejects: text(rejects), messages: text(messages), summary }
}

fn run(input: &[u8]) -> Ran {
    run_with(
        filter(2, Tuning::default()),
        vec![Source::from_reader("in.jsonl", io::Cursor::new(input.to_vec()))],
    )
}

#[test]
fn unknown_fields_pass_byte_for_byte() {
    let line =
        r#"{"n":1.50,"big":123456789012345678901234567890,"nest":{"b": [1, 2],"a":"\u00e9\/"},"x":null}"#;
    let ran = run(format!("{line}\n").as_bytes());
    assert_eq!(ran.records, format!("{},\"seen\":true}}\n", line.strip_suffix('}').unwrap()));
    assert_eq!(ran.messages, "");
}

#[test]
fn a_failing_record_goes_on_as_it_came_with_its_error() {
    let ran = run(b"{\"id\":7,\"do\":\"fail\"}\n{\"do\":\"panic\",\"errors\":\"mine\"}\n{\"errors\":[]}");
    insta::assert_snapshot!(ran.records, @r#"
    {"id":7,"do":"fail","errors":[{"stage":"mark","message":"`do` is `fail`; wanted anything else"}]}
    {"do":"panic","errors":["mine",{"stage":"mark","message":"internal error: asked to; please report it with this record"}]}
    {"errors":[],"seen":true}
    "#);
    insta::assert_snapshot!(ran.messages, @"
    dateline-mark: in.jsonl:1: record `7`: `do` is `fail`; wanted anything else
    dateline-mark: in.jsonl:2: internal error: asked to; please report it with this record
    ");
    assert_eq!(ran.summary.to_string(), "read 3, wrote 3, rejected 0, failed 2");
}

/// Named once, by the tool that it failed in; and the last tool of a chain still says so.
#[test]
fn a_record_that_failed_before_is_passed_on_as_it_came() {
    let line = r#"{"do":"fail","errors":[{"stage":"x", "message":"y"}]}"#;
    let ran = run(format!("{line}\n{{}}\n").as_bytes());
    assert_eq!(ran.records, format!("{line}\n{{\"seen\":true}}\n"));
    assert_eq!(ran.messages, "");
    assert_eq!(ran.summary.to_string(), "read 2, wrote 2, rejected 0, failed before 1");
    assert_eq!(format!("{:?}", ran.summary.exit_code()), format!("{:?}", std::process::ExitCode::from(1)));
}

#[test]
fn lines_that_are_no_records_are_rejected_with_their_place() {
    let ran = run(b"\xEF\xBB\xBF{}\r\n\r\n{\"a\":}\n[1]\n\xFF\xFE{}\n   \n{}");
    assert_eq!(ran.records, "{\"seen\":true}\n".repeat(2));
    insta::assert_snapshot!(ran.rejects, @r#"
    {"source":"in.jsonl","line":3,"offset":9,"reason":"not a JSON object: no value of JSON stands here at column 6","raw":"{\"a\":}"}
    {"source":"in.jsonl","line":4,"offset":16,"reason":"not a JSON object, but a list","raw":"[1]"}
    {"source":"in.jsonl","line":5,"offset":20,"reason":"not UTF-8 from its byte 0 on","raw_base64":"//57fQ=="}
    "#);
    assert_eq!(ran.summary.to_string(), "read 5, wrote 2, rejected 3");
}

/// Whichever of them was taken, the other would be lost without a word.
#[test]
fn a_line_with_a_field_twice_is_no_record() {
    let ran = run(b"{\"text\":\"one\",\"id\":\"a\",\"t\\u0065xt\":\"two\"}\n{\"nest\":{\"a\":1,\"a\":2}}\n");
    assert_eq!(ran.records, "{\"nest\":{\"a\":1,\"a\":2},\"seen\":true}\n");
    let reason = "field `text` appears twice; remove one";
    assert!(ran.rejects.contains(reason), "{}", ran.rejects);
    assert_eq!(ran.summary.to_string(), "read 2, wrote 1, rejected 1");
}

#[test]
fn without_a_rejects_file_rejects_are_named_among_the_messages() {
    let (mut records, mut messages) = (Vec::new(), Vec::new());
    let sinks = Sinks { records: &mut records, rejects: None, messages: &mut messages };
    let sources = vec![Source::from_reader("in.jsonl", &b"{}\nnope\n"[..])];
    filter(1, Tuning::default()).run(sources, sinks).unwrap();
    let expected =
        "dateline-mark: in.jsonl:2: rejected: not a JSON object: no value of JSON stands here at column 2\n";
    assert_eq!(String::from_utf8(messages).unwrap(), expected);
}

#[test]
fn an_over_long_line_is_rejected_and_the_next_one_is_fine() {
    let tuning = Tuning { max_line: 10, ..Tuning::default() };
    let input = "{\"a\":1234}\r\n{\"a\":12345}\n{}\n";
    let ran = run_with(filter(2, tuning), vec![Source::from_reader("in", io::Cursor::new(input))]);
    assert_eq!(ran.records, "{\"a\":1234,\"seen\":true}\n{\"seen\":true}\n");
    assert_eq!(
        ran.rejects,
        "{\"source\":\"in\",\"line\":2,\"offset\":12,\"reason\":\"longer than 10 bytes\"}\n"
    );
}

#[test]
fn empty_input_is_no_fault() {
    let ran = run(b"");
    assert_eq!((ran.records.as_str(), ran.summary.to_string().as_str()), ("", "read 0, wrote 0, rejected 0"));
}

#[test]
fn an_unreadable_file_is_named_and_the_others_are_complete() {
    let folder = tempfile::tempdir().unwrap();
    let good = folder.path().join("good.jsonl");
    std::fs::write(&good, "{\"n\":1}\n").unwrap();
    let missing = folder.path().join("missing.jsonl");
    let page = folder.path().join("page.html");
    std::fs::write(&page, "<p>Hello</p>").unwrap();
    let arguments = [&good, &missing, &page, &good, &folder.path().to_owned()];
    let sources = arguments.into_iter().flat_map(|path| Source::from_argument(path, false)).collect();
    let ran = run_with(filter(2, Tuning::default()), sources);
    assert_eq!(ran.records, "{\"n\":1,\"seen\":true}\n".repeat(2));
    assert_eq!(ran.summary.unreadable, 3);
    let messages = ran.messages.replace(&*folder.path().to_string_lossy(), "DIR");
    insta::assert_snapshot!(messages, @"
    dateline-mark: DIR/missing.jsonl: cannot be read: No such file or directory (os error 2); check the name
    dateline-mark: DIR/page.html: a page, where records are wanted; run `dateline clean` on it first
    dateline-mark: DIR: cannot be read: it is a folder, not a file; name the files in it
    ");
}

#[cfg(unix)]
#[test]
fn pages_become_records_for_a_stage_that_takes_them() {
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str, bytes: &[u8]| std::fs::write(folder.path().join(name), bytes).unwrap();
    file("b.html", b"<p>Hello</p>");
    file("a.txt", "Été".as_bytes());
    file("c.txt", b"");
    file("d.txt", b"PK\x03\0");
    file("notes.md", b"no page");
    std::os::unix::fs::symlink("none.html", folder.path().join("e.html")).unwrap();
    let ran = run_with(filter(2, Tuning::default()), Source::from_argument(folder.path(), true));
    insta::assert_snapshot!(ran.records, @r#"
    {"id":"adca3dd5be16befd","text":"Été","seen":true}
    {"id":"d0a26d23e9d8e053","html":"<p>Hello</p>","seen":true}
    "#);
    let rejects = ran.rejects.replace(&*folder.path().to_string_lossy(), "DIR");
    insta::assert_snapshot!(rejects, @r#"
    {"source":"DIR/c.txt","line":null,"offset":0,"reason":"the file is empty; wanted a page"}
    {"source":"DIR/d.txt","line":null,"offset":0,"reason":"byte 3 is NUL, so this is a binary file; wanted a page of text"}
    {"source":"DIR/e.html","line":null,"offset":0,"reason":"a link that leads nowhere; fix or remove it"}
    "#);
}

#[test]
fn packed_files_are_unpacked() {
    let folder = tempfile::tempdir().unwrap();
    let lines = b"{\"n\":1}\n{\"n\":2}\n";
    let gz = folder.path().join("a.jsonl.gz");
    let mut encoder =
        flate2::write::GzEncoder::new(std::fs::File::create(&gz).unwrap(), flate2::Compression::fast());
    encoder.write_all(lines).unwrap();
    encoder.finish().unwrap();
    let zst = folder.path().join("a.jsonl.zst");
    std::fs::write(&zst, zstd::stream::encode_all(&lines[..], 1).unwrap()).unwrap();
    let broken = folder.path().join("broken.jsonl.gz");
    std::fs::write(&broken, &std::fs::read(&gz).unwrap()[..12]).unwrap();
    let sources =
        [&gz, &zst, &broken].into_iter().flat_map(|path| Source::from_argument(path, false)).collect();
    let ran = run_with(filter(2, Tuning::default()), sources);
    assert_eq!(ran.summary.wrote, 4);
    assert_eq!(ran.summary.unreadable, 1, "{}", ran.messages);
    assert!(ran.messages.contains("broken.jsonl.gz: line "), "{}", ran.messages);
}

/// A pipe whose reader has gone after so many bytes.
struct ClosedAfter(usize);

impl Write for ClosedAfter {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.0 == 0 {
            return Err(io::ErrorKind::BrokenPipe.into());
        }
        let taken = bytes.len().min(self.0);
        self.0 -= taken;
        Ok(taken)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A stream of records without end.
struct Endless<'a>(&'a AtomicUsize);

impl Read for Endless<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let line = b"{\"n\":1,\"rest\":\"0123456789012345678901234567890123456789012\"}\n  \n";
        assert_eq!(line.len(), 64);
        let count = (buffer.len() / 64).max(1);
        buffer.chunks_exact_mut(64).for_each(|chunk| chunk.copy_from_slice(line));
        self.0.fetch_add(count * 64, Ordering::SeqCst);
        Ok(count * 64)
    }
}

#[test]
fn a_closed_pipe_ends_an_endless_run_without_a_word() {
    static READ: AtomicUsize = AtomicUsize::new(0);
    let mut messages = Vec::new();
    let sinks = Sinks { records: &mut ClosedAfter(1000), rejects: None, messages: &mut messages };
    let sources = vec![Source::from_reader("in", BufReader::with_capacity(6400, Endless(&READ)))];
    let ended = filter(3, Tuning::default()).run(sources, sinks);
    assert!(matches!(ended, Err(FilterError::Closed)));
    assert!(messages.is_empty());
}

/// Notes how far the reader had got when the first record was written, after a long wait.
struct SlowSink(&'static AtomicUsize, usize);

impl Write for SlowSink {
    fn write(&mut self, _: &[u8]) -> io::Result<usize> {
        thread::sleep(Duration::from_millis(300));
        self.1 = self.0.load(Ordering::SeqCst);
        Err(io::ErrorKind::BrokenPipe.into())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[test]
fn the_reader_never_runs_far_ahead_of_the_writer() {
    static READ: AtomicUsize = AtomicUsize::new(0);
    let tuning = Tuning { in_flight_bytes: 100_000, batch_bytes: 10_000, ..Tuning::default() };
    let mut sink = SlowSink(&READ, 0);
    let sinks = Sinks { records: &mut sink, rejects: None, messages: &mut io::sink() };
    let sources = vec![Source::from_reader("in", BufReader::with_capacity(6400, Endless(&READ)))];
    let ended = filter(3, tuning).run(sources, sinks);
    assert!(matches!(ended, Err(FilterError::Closed)));
    assert!(sink.1 < 130_000, "{} bytes were read before the first was written", sink.1);
}

#[test]
fn a_full_disk_is_told() {
    struct Full;
    impl Write for Full {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            Err(io::ErrorKind::StorageFull.into())
        }
        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }
    let sinks = Sinks { records: &mut Full, rejects: None, messages: &mut io::sink() };
    let ended = filter(1, Tuning::default()).run(vec![Source::from_reader("in", &b"{}\n"[..])], sinks);
    assert_eq!(
        ended.unwrap_err().to_string(),
        "cannot write the records: no storage space; the output is cut off here"
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn the_order_holds_and_everything_is_accounted_for(
        kinds in prop::collection::vec((0..6_u8, 0..300_u64), 0..200),
        threads in 1..9_usize,
        batch_bytes in 1..3000_usize,
        batch_records in 1..20_usize,
        in_flight_bytes in 1..10_000_usize,
    ) {
        let line = |(n, (kind, delay)): (usize, &(u8, u64))| match kind {
            0 => format!("{{\"n\":{n},\"do\":\"fail\"}}"),
            1 => format!("{{\"n\":{n}"),
            2 => String::new(),
            _ => format!("{{\"n\":{n},\"delay\":{delay}}}"),
        };
        let input: Vec<String> = kinds.iter().enumerate().map(line).collect();
        let tuning = Tuning { batch_bytes, batch_records, in_flight_bytes, ..Tuning::default() };
        let source = Source::from_reader("in", io::Cursor::new(input.join("\n")));
        let ran = run_with(filter(threads, tuning), vec![source]);
        let numbers = |text: &str| -> Vec<u64> {
            let value = |line| serde_json::from_str::<serde_json::Value>(line).unwrap();
            text.lines().map(value).map(|v| v["n"].as_u64().or(v["line"].as_u64()).unwrap()).collect()
        };
        let of = |wanted: &[u8]| -> Vec<u64> {
            (0..).zip(&kinds).filter(|(_, (kind, _))| wanted.contains(kind)).map(|(n, _)| n).collect()
        };
        prop_assert_eq!(numbers(&ran.records), of(&[0, 3, 4, 5]));
        let rejected: Vec<u64> = of(&[1]).iter().map(|n| n + 1).collect();
        prop_assert_eq!(numbers(&ran.rejects), rejected);
        prop_assert_eq!(ran.summary.failed, of(&[0]).len() as u64);
        prop_assert_eq!(ran.summary.read, ran.summary.wrote + ran.summary.rejected);
    }
}

/// Counted over all batches, and the first told is the first of the input, whichever thread comes to it first.
#[test]
fn what_a_stage_could_not_read_is_counted_and_the_first_told() {
    let lines = (1..=200).map(|number| match number {
        7 => "{\"do\": \"fail\", \"when\": \"of a record that failed\"}\n".to_owned(),
        8 => "{\"when\": \"next\\u001bTuesday\", \"delay\": 20000}\n".to_owned(),
        number if number % 50 == 0 => format!("{{\"when\": \"soon {number}\"}}\n"),
        number => format!("{{\"id\": \"{number}\"}}\n"),
    });
    let ran = run(lines.collect::<String>().as_bytes());
    assert_eq!((ran.summary.wrote, ran.summary.failed), (200, 1));
    let told: Vec<&str> = ran.messages.lines().filter(|line| line.contains("not used")).collect();
    assert_eq!(
        told,
        [
            "dateline-mark: `when` of 5 records was not used: in.jsonl:8 has \"next\\u{1b}Tuesday\"; wanted a day"
        ]
    );
}
