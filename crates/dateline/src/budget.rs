//! How much of the input may be under way at a time.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

/// A count of bytes that the reader takes from and the ordered end of the build gives back to.
///
/// Bytes rather than pages are counted, so that memory stays flat with big pages and small ones
/// alike.
#[derive(Debug)]
pub(crate) struct Budget {
    state: Mutex<State>,
    changed: Condvar,
    limit: u64,
}

#[derive(Debug, Default)]
struct State {
    taken: u64,
    closed: bool,
}

impl Budget {
    pub(crate) fn new(limit: u64) -> Self {
        Self { state: Mutex::default(), changed: Condvar::new(), limit }
    }

    /// Waits until `bytes` fit. What is bigger than the whole budget passes alone. `false` once
    /// the budget is closed.
    pub(crate) fn take(&self, bytes: u64) -> bool {
        let full = |state: &mut State| !state.closed && state.taken > 0 && state.taken + bytes > self.limit;
        let mut state = self.changed.wait_while(self.lock(), full).unwrap_or_else(PoisonError::into_inner);
        state.taken += bytes;
        !state.closed
    }

    /// Gives back what was taken.
    pub(crate) fn give(&self, bytes: u64) {
        self.lock().taken -= bytes;
        self.changed.notify_all();
    }

    /// Ends all waiting, now and later.
    pub(crate) fn close(&self) {
        self.lock().closed = true;
        self.changed.notify_all();
    }

    // The state is two plain numbers, whole at every moment, so a poisoned lock says nothing.
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicBool, Ordering};
    use std::thread;

    #[test]
    fn what_does_not_fit_waits_and_what_never_fits_goes_alone() {
        let budget = Budget::new(10);
        assert!(budget.take(1_000));
        let passed = AtomicBool::new(false);
        thread::scope(|scope| {
            scope.spawn(|| {
                assert!(budget.take(1));
                passed.store(true, Ordering::SeqCst);
            });
            assert!(!passed.load(Ordering::SeqCst));
            budget.give(1_000);
        });
        assert!(passed.load(Ordering::SeqCst));
        assert!(budget.take(9));
        thread::scope(|scope| {
            let waiting = scope.spawn(|| budget.take(9));
            budget.close();
            assert!(!waiting.join().unwrap());
        });
    }
}
