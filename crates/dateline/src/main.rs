//! The `dateline` command.

mod command;

use mimalloc::MiMalloc;
use std::process::ExitCode;

/// Pages are many small strings that live as long as the page.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    command::run()
}
