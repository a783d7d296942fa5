//! Prints how long the data takes to load, and how much there is: `cargo run --release --example load`.
#![expect(clippy::print_stdout, reason = "an example prints")]

use dateline_calendar::Calendar;
use std::time::Instant;

fn main() {
    let start = Instant::now();
    let calendar = Calendar::builtin();
    let took = start.elapsed();
    println!(
        "{} languages, {} holidays, {} events in {:.1} ms",
        calendar.languages().count(),
        calendar.holidays().len(),
        calendar.events().len(),
        took.as_secs_f64() * 1000.0
    );
}
