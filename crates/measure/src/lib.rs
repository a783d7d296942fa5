//! What the project's own benchmarks measure with: CPU time, since wall time wanders on a shared
//! machine, and the most memory held.
//!
//! ```
//! let (sum, spent) = dateline_measure::timed(|| (0..1000_u64).sum::<u64>());
//! assert_eq!(sum, 499_500);
//! assert!(spent.as_secs() < 60);
//! ```

use std::fs;
use std::sync::OnceLock;
use std::time::{Duration, Instant};

/// Bytes in megabytes of a million.
pub fn megabytes(bytes: usize) -> f64 {
    bytes as f64 / 1e6
}

/// Does the work, and says how much [CPU time](cpu_time) this thread spent on it.
pub fn timed<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let start = cpu_time();
    let done = work();
    (done, cpu_time() - start)
}

/// This thread's time on a processor, where the system tells it (Linux); else the time that went by.
pub fn cpu_time() -> Duration {
    static START: OnceLock<Instant> = OnceLock::new();
    let start = START.get_or_init(Instant::now);
    let schedstat = fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanoseconds = schedstat.and_then(|line| line.split_whitespace().next()?.parse().ok());
    nanoseconds.map_or_else(|| start.elapsed(), Duration::from_nanos)
}

/// The most memory this process has held so far, in megabytes of a million bytes, where the system
/// tells it (Linux).
pub fn peak_memory() -> Option<u64> {
    Some(peak_bytes_of("self")? / 1_000_000)
}

/// The most memory that a running process, by its id, has held so far, in bytes, where the system tells it (Linux).
pub fn peak_bytes(process: u32) -> Option<u64> {
    peak_bytes_of(&process.to_string())
}

fn peak_bytes_of(process: &str) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    // The system counts in 1024 bytes.
    Some(line.split_whitespace().next()?.parse::<u64>().ok()? * 1024)
}
