//! A panic in a stage is one page's failure, not the build's.

use std::any::Any;
use std::cell::RefCell;
use std::panic::{self, AssertUnwindSafe, PanicHookInfo};
use std::sync::Once;

thread_local! {
    /// `Some` while [`caught`] runs on this thread; filled by the hook when a panic happens.
    static CAUGHT: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// Runs `work`; a panic becomes an `Err` that says where in which crate it happened, and nothing
/// is printed.
///
/// What `work` changes may be left half-changed by a panic, so the caller throws it away on `Err`.
pub(crate) fn caught<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let others = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            if !note(info) {
                others(info)
            }
        }));
    });
    // A stage runs inside a worker, and both are watched.
    let outer = CAUGHT.replace(Some(String::new()));
    let outcome = panic::catch_unwind(AssertUnwindSafe(work));
    let words = CAUGHT.replace(outer).unwrap_or_default();
    outcome
        .map_err(|_| format!("panicked {words}; this is a fault of dateline, please report it with the page"))
}

/// What a thread that panicked had to say.
pub(crate) fn words_of(panic: &(dyn Any + Send)) -> String {
    let words = panic.downcast_ref::<String>().map(String::as_str);
    words.or(panic.downcast_ref().copied()).unwrap_or("no message").to_owned()
}

/// Notes the panic if this thread is inside [`caught`].
fn note(info: &PanicHookInfo<'_>) -> bool {
    CAUGHT.with_borrow_mut(|caught| {
        let Some(words) = caught else { return false };
        let place = info
            .location()
            .map_or_else(String::new, |at| format!("at {}:{}: ", in_crate(at.file()), at.line()));
        let message = info.payload_as_str().unwrap_or("no message").replace('\n', " ");
        *words = format!("{place}{message}");
        true
    })
}

/// The path from the crate's folder on: what lies before it differs from machine to machine, and
/// the reason becomes part of the dataset.
fn in_crate(path: &str) -> String {
    let parts: Vec<&str> = path.split(['/', '\\']).collect();
    let source = parts.iter().rposition(|part| *part == "src").unwrap_or(0);
    parts[source.saturating_sub(1)..].join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_told_in_words() {
        assert_eq!(caught(|| 7), Ok(7));
        let words = caught(|| caught(|| 7).map(|seven| assert_eq!(seven, 8))).unwrap_err();
        assert!(words.starts_with("panicked at ") && words.contains("left: 7"), "{words}");
        let words = caught(|| assert_eq!(1, 2, "no\nmatch")).unwrap_err();
        assert!(words.starts_with("panicked at ") && words.contains("src/panics.rs:"), "{words}");
        assert!(words.contains("no match"), "{words}");
        assert_eq!(
            in_crate("/home/x/.cargo/registry/src/index-1/lingua-1.8.0/src/a/b.rs"),
            "lingua-1.8.0/src/a/b.rs"
        );
    }
}
