//! Builds killed at random points and gone on with; the same bytes come out each time.
//!
//! `DATELINE_CRASHES=10 DATELINE_CRASH_PAGES=20000 cargo test --release --workspace --test crashes` is the long run.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

mod common;

use common::{Folder, exists, line};
use dateline::{BuildOptions, Position, Progress, Recipe};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::Instant;

fn setting(name: &str, default: u64) -> u64 {
    std::env::var(name).ok().and_then(|value| value.parse().ok()).unwrap_or(default)
}

/// Numbers from 0 to 1 that look random and are the same every time (Knuth's MMIX generator).
fn fractions() -> impl Iterator<Item = f64> {
    let next = |state: &u64| {
        Some(state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407))
    };
    std::iter::successors(Some(2025_u64), next)
        .skip(1)
        .map(|state| f64::from((state >> 33) as u32) / f64::from(1_u32 << 31))
}

#[test]
fn killed_at_random_points_a_build_comes_to_the_same_bytes() {
    let (crashes, pages) = (setting("DATELINE_CRASHES", 3), setting("DATELINE_CRASH_PAGES", 1_500));
    let folder = Folder::new();
    let lines: Vec<String> = (0..usize::try_from(pages).unwrap()).map(line).collect();
    folder.write("many.jsonl", lines.join("\n"));
    let started = Instant::now();
    folder.build(&["many.jsonl", "-o", "undisturbed/out", "--threads", "2"]);
    let whole = started.elapsed();
    let undisturbed = folder.files("undisturbed/out");
    let mut killed = 0;
    for fraction in fractions().take(usize::try_from(crashes).unwrap()) {
        let args = ["build", "many.jsonl", "-o", "out", "--threads", "2", "--quiet"];
        let mut child = folder.command(&args).spawn().unwrap();
        std::thread::sleep(whole.mul_f64(fraction * 0.9));
        // Of whatever is under way; one that is over already is as good as not disturbed.
        child.kill().unwrap();
        let ended = child.wait().unwrap().success();
        killed += u64::from(!ended);
        assert_eq!(exists(&folder, "out"), ended, "killed at {fraction}");
        if !ended {
            folder.build(&args[1..6]);
        }
        assert!(folder.files("out") == undisturbed, "killed at {fraction}");
        assert_eq!(folder.names(), ["many.jsonl", "out", "undisturbed"]);
        std::fs::remove_dir_all(folder.path("out")).unwrap();
    }
    println!("{killed} of {crashes} builds of {pages} pages were killed under way, one takes {whole:?}");
}

/// Panics once so many pages are done.
struct PanicsAt(u64);

impl Progress for PanicsAt {
    fn at(&mut self, position: &Position) {
        assert!(position.pages < self.0, "no further");
    }
}

#[test]
fn a_panic_leaves_nothing_half_made_and_is_gone_on_from() {
    let folder = Folder::new();
    let lines: Vec<String> = (0..1_300).map(line).collect();
    folder.write("many.jsonl", lines.join("\n"));
    let recipe = Recipe::for_pages("out", vec![folder.path("many.jsonl")]);
    let options = BuildOptions::new(folder.path("out"));
    let panicked =
        catch_unwind(AssertUnwindSafe(|| dateline::build(&recipe, &options, &mut PanicsAt(1_200))));
    assert!(panicked.is_err());
    assert_eq!(folder.names(), [".out.spool", "many.jsonl"]);
    /// Notes how many pages were not processed again.
    struct Resumed(u64);
    impl Progress for Resumed {
        fn at(&mut self, position: &Position) {
            self.0 = position.resumed;
        }
    }
    let mut resumed = Resumed(0);
    dateline::build(&recipe, &options, &mut resumed).unwrap();
    assert_eq!(resumed.0, 1_024);
    dateline::build(&recipe, &BuildOptions::new(folder.path("undisturbed/out")), &mut ()).unwrap();
    assert!(folder.files("out") == folder.files("undisturbed/out"));
}
