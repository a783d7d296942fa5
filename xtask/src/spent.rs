//! What a program takes: CPU time and memory, as Linux tells of processes.

use anyhow::{Context, Result};
use std::fs;
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::Duration;

/// Rounds, of which the one with the least CPU time counts: neighbours can only add to it.
pub(crate) const ROUNDS: usize = 2;

/// What a program took.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Spent {
    /// Seconds of CPU, its own and the system's for it.
    pub(crate) cpu: f64,
    /// Bytes of memory at its height.
    pub(crate) peak: f64,
}

/// Runs a program several times and tells the least of each.
pub(crate) fn best(command: &mut Command) -> Result<Spent> {
    (0..ROUNDS).map(|_| spent(command)).collect::<Result<Vec<_>>>().map(least)
}

/// Of several runs the least of each.
pub(crate) fn least(runs: Vec<Spent>) -> Spent {
    let least = |of: fn(&Spent) -> f64| runs.iter().map(of).fold(f64::INFINITY, f64::min);
    Spent { cpu: least(|run| run.cpu), peak: least(|run| run.peak) }
}

/// Runs a program to its end and tells what it took.
pub(crate) fn spent(command: &mut Command) -> Result<Spent> {
    let before = cpu_of_children()?;
    let mut child = command.stdin(Stdio::null()).spawn().context("a program could not be started")?;
    let mut peak = 0.0_f64;
    let status = loop {
        if let Some(status) = child.try_wait()? {
            break status;
        }
        // The height so far; it falls away with the process.
        peak = peak.max(dateline_measure::peak_bytes(child.id()).unwrap_or(0) as f64);
        sleep(Duration::from_millis(5));
    };
    anyhow::ensure!(status.success(), "{command:?} ended with {status}");
    Ok(Spent { cpu: cpu_of_children()? - before, peak })
}

/// The kernel's clock for processes, the same on every Linux: `USER_HZ` in proc(5).
const TICKS_A_SECOND: f64 = 100.0;

/// The CPU time of all children that have ended, in seconds.
fn cpu_of_children() -> Result<f64> {
    let stat = fs::read_to_string("/proc/self/stat")?;
    // Behind the program's name, which may hold anything: cutime and cstime are the 14th and 15th field from there.
    let (_, fields) = stat.rsplit_once(')').context("/proc/self/stat has another form")?;
    let ticks: Vec<f64> =
        fields.split_whitespace().skip(13).take(2).filter_map(|field| field.parse().ok()).collect();
    Ok(ticks.iter().sum::<f64>() / TICKS_A_SECOND)
}
