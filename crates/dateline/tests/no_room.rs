//! A disk that is full, and what is gone on with when there is room again.
#![cfg(unix)]

mod common;

use common::{Folder, line};
use insta::assert_snapshot;
use std::process::Command;

/// Builds where no file may grow beyond so many blocks of 512 bytes: what is written then fails like on a full disk.
fn build_with_room(folder: &Folder, blocks: u32) -> common::Run {
    let script =
        format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$0\" build many.jsonl -o out --quiet --threads 2");
    let mut command = Command::new("sh");
    command.args(["-c", &script, env!("CARGO_BIN_EXE_dateline")]).current_dir(folder.path(""));
    command.output().map_or_else(|error| panic!("sh: {error}"), common::Run::from)
}

#[test]
fn a_full_disk_is_told_and_the_build_goes_on_afterwards() {
    let folder = Folder::new();
    folder.write("many.jsonl", (0..1500).map(line).collect::<Vec<_>>().join("\n"));
    // Room for the first shard, and for no more.
    let run = build_with_room(&folder, 2300);
    assert_eq!(run.code, Some(2), "{}", run.stderr);
    assert_snapshot!(run.stderr, @"error: could not write `./.out.spool/pages`; the dataset was not made: File too large (os error 27); the first 1024 pages need not be processed again: the same command goes on after them");
    assert_eq!(folder.names(), [".out.spool", "many.jsonl"]);
    folder.build(&["many.jsonl", "-o", "out"]);
    folder.build(&["many.jsonl", "-o", "undisturbed/out"]);
    assert!(folder.files("out") == folder.files("undisturbed/out"));
}

/// Runs a script where file systems may be mounted for it alone; `None` where the system allows no such thing.
#[cfg(target_os = "linux")]
fn with_mounts(folder: &Folder, script: &str) -> Option<common::Run> {
    let unshared = |script: &str| {
        let mut command = Command::new("unshare");
        command.args(["--mount", "--map-root-user", "sh", "-c", script, env!("CARGO_BIN_EXE_dateline")]);
        command.current_dir(folder.path("")).output().ok().map(common::Run::from)
    };
    let probe = "mkdir probe && mount -t tmpfs tmpfs probe && umount probe && rmdir probe";
    if unshared(probe).is_none_or(|run| run.code != Some(0)) {
        #[expect(clippy::print_stderr, reason = "a test that is left out should say so")]
        {
            eprintln!("nothing can be mounted here: not tested on a file system of its own");
        }
        return None;
    }
    unshared(script)
}

#[cfg(target_os = "linux")]
#[test]
fn a_file_system_too_small() {
    let folder = Folder::new();
    folder.write("many.jsonl", (0..1500).map(line).collect::<Vec<_>>().join("\n"));
    folder.write("small/x", "");
    let script = "mount -t tmpfs -o size=1200k tmpfs small && cd small || exit 9
        \"$0\" build ../many.jsonl -o out --quiet --threads 2; code=$?
        ls -A >../left; mount -o remount,size=200m \"$PWD\" || exit 9
        \"$0\" build ../many.jsonl -o out --quiet || exit 9
        cp -r out ../out; exit $code";
    let Some(run) = with_mounts(&folder, script) else { return };
    assert_eq!(run.code, Some(2), "{}", run.stderr);
    assert_snapshot!(run.stderr, @"error: could not write `./.out.spool/pages`; the dataset was not made: No space left on device (os error 28)");
    // Not one shard was finished, so nothing is worth keeping.
    assert_eq!(folder.read("left"), "");
    folder.build(&["many.jsonl", "-o", "undisturbed/out"]);
    assert!(folder.files("out") == folder.files("undisturbed/out"));
}

#[cfg(target_os = "linux")]
#[test]
fn a_file_system_that_cannot_be_written_to() {
    let folder = Folder::new();
    folder.write("a.html", common::page(1));
    folder.write("fixed/x", "");
    let script = "mount -t tmpfs -o ro tmpfs fixed || exit 9; \"$0\" build a.html -o fixed/out";
    let Some(run) = with_mounts(&folder, script) else { return };
    assert_eq!(run.code, Some(2), "{}", run.stderr);
    assert_snapshot!(run.stderr, @"error: could not write to `fixed`; choose an output folder whose parent can be written to: Read-only file system (os error 30)");
}
