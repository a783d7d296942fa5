//! Ctrl-C: once to stop cleanly, twice to stop at once. A terminal that is closed stops cleanly too.

use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::flag;
use std::ffi::c_int;
use std::io;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

/// A flag that the first SIGINT or SIGTERM sets, and on Linux SIGHUP, unless it is ignored (`nohup`). The second ends the
/// process on the spot with exit code 130, whatever it leaves behind.
pub fn flag_on_signal() -> io::Result<Arc<AtomicBool>> {
    let flag = Arc::new(AtomicBool::new(false));
    for signal in [SIGINT, SIGTERM].into_iter().chain(hangup()) {
        // In this order: the first signal finds the flag still unset and sets it.
        flag::register_conditional_shutdown(signal, 130, Arc::clone(&flag))?;
        flag::register(signal, Arc::clone(&flag))?;
    }
    Ok(flag)
}

/// The signal of a closed terminal. Whoever started a program that ignores it wants it to go on, and to listen would undo
/// that; the kernel tells.
#[cfg(target_os = "linux")]
fn hangup() -> Option<c_int> {
    use signal_hook::consts::SIGHUP;
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let ignored = status.lines().find_map(|line| line.strip_prefix("SigIgn:"))?;
    let ignored = u64::from_str_radix(ignored.trim(), 16).ok()?;
    (ignored >> (SIGHUP - 1) & 1 == 0).then_some(SIGHUP)
}

#[cfg(not(target_os = "linux"))]
fn hangup() -> Option<c_int> {
    None
}
