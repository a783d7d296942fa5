//! Prints how long the data takes to load, and how much there is: `cargo run --release --example load`.
#![expect(clippy::print_stdout, reason = "an example prints")]

use dateline_calendar::Calendar;
use std::time::Instant;

fn main() {
    let calendar = Calendar::builtin();
    let start = Instant::now();
    let took = || start.elapsed().as_secs_f64() * 1000.0;
    println!("{} languages by {:.1} ms", calendar.languages().count(), took());
    println!("{} holidays by {:.1} ms", calendar.holidays().len(), took());
    println!("{} events by {:.1} ms", calendar.events().len(), took());
    let named = calendar.holidays_named("Russia Day").count() + calendar.events_named("9/11").count();
    println!("{named} found by name by {:.1} ms", took());
}
