//! How much input may be under way at a time.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

/// Lets batches in until their bytes reach a capacity, so that memory stays bounded however far
/// the reader runs ahead of a slow record or a slow pipe.
pub(super) struct Gate {
    capacity: usize,
    state: Mutex<State>,
    freed: Condvar,
}

#[derive(Default)]
struct State {
    used: usize,
    closed: bool,
}

impl Gate {
    pub(super) fn new(capacity: usize) -> Self {
        Self { capacity, state: Mutex::default(), freed: Condvar::new() }
    }

    /// Waits for room; `false` once the gate is closed. What is larger than the whole capacity
    /// goes through alone.
    pub(super) fn enter(&self, bytes: usize) -> bool {
        let full = |state: &mut State| {
            !state.closed && state.used > 0 && state.used.saturating_add(bytes) > self.capacity
        };
        let mut state = self.freed.wait_while(self.lock(), full).unwrap_or_else(PoisonError::into_inner);
        state.used = state.used.saturating_add(bytes);
        !state.closed
    }

    /// Gives the room of a finished batch back.
    pub(super) fn leave(&self, bytes: usize) {
        let mut state = self.lock();
        state.used = state.used.saturating_sub(bytes);
        drop(state);
        self.freed.notify_all();
    }

    /// Turns away everything that comes from now on.
    pub(super) fn close(&self) {
        self.lock().closed = true;
        self.freed.notify_all();
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        // The state is two plain values, whole at any moment, whoever panicked holding the lock.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Closes the gate if its thread panics, so that a fault in the loop itself ends the run instead
/// of leaving the reader waiting for room that nobody will give back.
pub(super) struct CloseOnPanic<'a>(pub(super) &'a Gate);

impl Drop for CloseOnPanic<'_> {
    fn drop(&mut self) {
        if std::thread::panicking() {
            self.0.close();
        }
    }
}
