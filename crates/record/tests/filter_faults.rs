//! The filter loop under readers that give odd pieces or fail, and outputs that go away.
#![cfg(feature = "cli")]
#![expect(clippy::unwrap_used, reason = "helpers of tests stop the test too")]

use dateline_record::RawRecord;
use dateline_record::filter::{
    Filter, FilterError, Format, Sinks, Source, Stage, StageFailure, Summary, Tuning,
};
use proptest::prelude::*;
use std::io::{self, BufReader, Read, Write};

/// Adds `"seen": true`; fails on records that say so.
struct Mark;

impl Stage for Mark {
    fn name(&self) -> &'static str {
        "mark"
    }

    fn apply(&self, record: &mut RawRecord<'_>) -> Result<(), StageFailure> {
        record.set("seen", &true);
        if record.raw("fail").is_some() { Err("asked to".into()) } else { Ok(()) }
    }
}

/// A reader that gives its bytes in pieces of these sizes over and over, is interrupted at each size of 0, and fails after
/// so many bytes.
struct Pieces {
    bytes: Vec<u8>,
    at: usize,
    sizes: Vec<usize>,
    turn: usize,
    fails_at: usize,
}

impl Read for Pieces {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.turn += 1;
        let size = self.sizes[self.turn % self.sizes.len()];
        if size == 0 {
            return Err(io::ErrorKind::Interrupted.into());
        }
        if self.at >= self.fails_at {
            return Err(io::Error::other("the cable was cut"));
        }
        let end = (self.at + size.min(buffer.len())).min(self.bytes.len()).min(self.fails_at);
        let piece = &self.bytes[self.at..end];
        buffer[..piece.len()].copy_from_slice(piece);
        self.at = end;
        Ok(piece.len())
    }
}

/// A sink that takes so many bytes, in pieces of one size at most, and then fails.
struct Full {
    taken: Vec<u8>,
    room: usize,
    piece: usize,
    kind: io::ErrorKind,
}

impl Full {
    fn new(room: usize, piece: usize, kind: io::ErrorKind) -> Self {
        Self { taken: Vec::new(), room, piece, kind }
    }
}

impl Write for Full {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let count = bytes.len().min(self.piece).min(self.room - self.taken.len());
        if count == 0 && !bytes.is_empty() {
            return Err(self.kind.into());
        }
        self.taken.extend_from_slice(&bytes[..count]);
        Ok(count)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[derive(Debug, Clone)]
struct Setting {
    threads: usize,
    tuning: Tuning,
}

fn setting() -> impl Strategy<Value = Setting> {
    (1..6_usize, 1..2000_usize, 1..10_usize, 1..5000_usize).prop_map(
        |(threads, batch_bytes, batch_records, bytes)| {
            let tuning = Tuning { batch_bytes, batch_records, in_flight_bytes: bytes, ..Tuning::default() };
            Setting { threads, tuning }
        },
    )
}

fn run(
    setting: &Setting,
    reader: impl Read + Send + 'static,
    sinks: Sinks<'_>,
) -> Result<Summary, FilterError> {
    let Setting { threads, tuning } = *setting;
    let filter = Filter {
        tool: "dateline-mark",
        stage: &Mark,
        threads,
        format: Format::Jsonl,
        progress: false,
        tuning,
    };
    filter.run(vec![Source::from_reader("in", BufReader::with_capacity(7, reader))], sinks)
}

/// Lines of all kinds: sound ones, failing ones, none, blank ones, bytes that are no text.
fn input() -> impl Strategy<Value = Vec<u8>> {
    prop::collection::vec(0..6_u8, 0..80).prop_map(|kinds| {
        let line = |(number, kind): (usize, u8)| match kind {
            0 => format!("{{\"n\":{number},\"fail\":1}}\n").into_bytes(),
            1 => format!("{{\"n\":{number}\r\n").into_bytes(),
            2 => b"  \n".to_vec(),
            3 => b"{\"n\":\"\xFF\"}\n".to_vec(),
            _ => format!("{{\"n\":{number},\"text\":\"Grüße aus der Ferne\"}}\n").into_bytes(),
        };
        kinds.into_iter().enumerate().flat_map(line).collect()
    })
}

/// What comes of an input that is read in one piece.
fn whole(input: &[u8]) -> (Vec<u8>, Vec<u8>, Summary) {
    let (mut records, mut rejects) = (Vec::new(), Vec::new());
    let sinks = Sinks { records: &mut records, rejects: Some(&mut rejects), messages: &mut io::sink() };
    let plain = Setting { threads: 1, tuning: Tuning::default() };
    let summary = run(&plain, io::Cursor::new(input.to_vec()), sinks).unwrap();
    (records, rejects, summary)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn how_the_input_comes_in_makes_no_difference(
        input in input(),
        setting in setting(),
        mut sizes in prop::collection::vec(0..40_usize, 1..9),
    ) {
        sizes.push(1);
        let reader = Pieces { bytes: input.clone(), at: 0, sizes, turn: 0, fails_at: usize::MAX };
        let (mut records, mut rejects) = (Vec::new(), Vec::new());
        let sinks = Sinks { records: &mut records, rejects: Some(&mut rejects), messages: &mut io::sink() };
        let summary = run(&setting, reader, sinks).unwrap();
        prop_assert_eq!((records, rejects, summary), whole(&input));
    }

    #[test]
    fn a_reader_that_fails_costs_no_line_before_it(
        input in input(),
        setting in setting(),
        share in 0.0..1.0_f64,
    ) {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss, reason = "a place in a short input")]
        let fails_at = (input.len() as f64 * share) as usize;
        let reader = Pieces { bytes: input.clone(), at: 0, sizes: vec![16], turn: 0, fails_at };
        let (mut records, mut rejects, mut messages) = (Vec::new(), Vec::new(), Vec::new());
        let sinks = Sinks { records: &mut records, rejects: Some(&mut rejects), messages: &mut messages };
        let summary = run(&setting, reader, sinks).unwrap();
        let sound = input[..fails_at].iter().rposition(|byte| *byte == b'\n').map_or(0, |feed| feed + 1);
        let (wanted, wanted_rejects, of_sound) = whole(&input[..sound]);
        prop_assert_eq!((records, rejects), (wanted, wanted_rejects));
        prop_assert_eq!(summary, Summary { unreadable: 1, ..of_sound });
        let said = String::from_utf8(messages).unwrap();
        prop_assert!(said.contains("cannot be read: the cable was cut"), "{}", said);
    }

    #[test]
    fn an_output_that_goes_away_holds_the_beginning_of_the_whole(
        input in input(),
        setting in setting(),
        room in 0..4000_usize,
        piece in 1..200_usize,
        is_pipe in any::<bool>(),
    ) {
        let (wanted, _, summary) = whole(&input);
        let kind = if is_pipe { io::ErrorKind::BrokenPipe } else { io::ErrorKind::StorageFull };
        let mut records = Full::new(room, piece, kind);
        let mut rejects = Vec::new();
        let sinks = Sinks { records: &mut records, rejects: Some(&mut rejects), messages: &mut io::sink() };
        let ended = run(&setting, io::Cursor::new(input), sinks);
        prop_assert_eq!(&records.taken, &wanted[..room.min(wanted.len())]);
        match ended {
            Ok(ended) => prop_assert!(room >= wanted.len() && ended == summary),
            Err(FilterError::Closed) => prop_assert!(is_pipe && room < wanted.len()),
            Err(FilterError::Records(_)) => prop_assert!(!is_pipe && room < wanted.len()),
            Err(error) => prop_assert!(false, "{error}"),
        }
    }

    #[test]
    fn rejects_that_cannot_be_kept_stop_the_run(
        input in input(),
        setting in setting(),
        room in 0..1000_usize,
    ) {
        let (wanted, wanted_rejects, _) = whole(&input);
        let mut records = Vec::new();
        let mut rejects = Full::new(room, 50, io::ErrorKind::BrokenPipe);
        let sinks = Sinks { records: &mut records, rejects: Some(&mut rejects), messages: &mut io::sink() };
        let ended = run(&setting, io::Cursor::new(input), sinks);
        prop_assert!(wanted.starts_with(&records));
        prop_assert!(wanted_rejects.starts_with(&rejects.taken));
        prop_assert_eq!(matches!(ended, Err(FilterError::Rejects(_))), room < wanted_rejects.len());
    }
}
