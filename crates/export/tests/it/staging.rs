//! Where a dataset is made, and what is left when it is not.

use crate::records::{record, three, write};
use dateline_export::{DatasetInfo, DatasetWriter, ExportError, WriteOptions};
use std::error::Error;
use std::fs;
use std::path::Path;

fn create(out: &Path, options: WriteOptions) -> Result<DatasetWriter, ExportError> {
    DatasetWriter::create(out, DatasetInfo::new("data", "1.0.0"), options)
}

fn names(folder: &Path) -> Vec<String> {
    let entries =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<String> = entries.collect();
    names.sort();
    names
}

/// An error as a person sees it, without the folder of this run.
fn message(error: &ExportError, folder: &Path) -> String {
    let cause = error.source().map(|cause| format!(": {cause}")).unwrap_or_default();
    format!("{error}{cause}").replace(&*folder.to_string_lossy(), "DIR")
}

#[test]
fn nothing_is_seen_of_a_dataset_before_it_is_whole() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("new/data");
    let mut writer = create(&out, WriteOptions::default()).unwrap();
    writer.push("a", record(r#"{"text":"One."}"#)).unwrap();
    assert!(!out.exists());
    drop(writer);
    assert_eq!(names(&folder.path().join("new")), [""; 0]);
    write(&out, three(), Vec::new());
    assert_eq!(names(&folder.path().join("new")), ["data"]);
}

#[test]
fn an_existing_folder_is_left_alone_unless_told_otherwise() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("data");
    fs::create_dir(&out).unwrap();
    let error = create(&out, WriteOptions::default()).unwrap_err();
    insta::assert_snapshot!(message(&error, folder.path()), @"output folder `DIR/data` exists already; choose another, or replace it (`--replace`)");
    drop(create(&out, WriteOptions::replacing()).unwrap());

    fs::write(out.join("thesis.txt"), "ten years of work").unwrap();
    let error = create(&out, WriteOptions::replacing()).unwrap_err();
    insta::assert_snapshot!(message(&error, folder.path()), @"`DIR/data` is not a dataset (it has no manifest.json); it is not replaced, choose another output folder");
    assert_eq!(names(folder.path()), ["data"]);
    assert_eq!(names(&out), ["thesis.txt"]);
}

#[test]
fn a_dataset_with_something_else_in_its_folder_is_not_replaced() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("data");
    write(&out, three(), Vec::new());
    fs::write(out.join("notes.txt"), "mine").unwrap();
    let error = create(&out, WriteOptions::replacing()).unwrap_err();
    insta::assert_snapshot!(message(&error, folder.path()), @"`DIR/data/notes.txt` is no part of the dataset in `DIR/data` (manifest.json does not name it) and would be lost; move it elsewhere, or choose another output folder");
    assert_eq!(fs::read_to_string(out.join("notes.txt")).unwrap(), "mine");
    // What comes while the dataset is being made is kept as well.
    fs::remove_file(out.join("notes.txt")).unwrap();
    let writer = create(&out, WriteOptions::replacing()).unwrap();
    fs::create_dir(out.join("mine")).unwrap();
    assert!(matches!(writer.finish(Vec::new()).unwrap_err(), ExportError::Foreign { .. }));
    assert!(out.join("mine").is_dir());
    assert_eq!(names(folder.path()), ["data"]);
}

#[test]
fn a_dataset_is_replaced_only_by_a_whole_one() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("data");
    write(&out, three(), Vec::new());
    let old = fs::read(out.join("articles.csv")).unwrap();

    let mut writer = create(&out, WriteOptions::replacing()).unwrap();
    writer.push("a", record(r#"{"text":"One."}"#)).unwrap();
    assert_eq!(fs::read(out.join("articles.csv")).unwrap(), old);
    writer.finish(Vec::new()).unwrap();
    assert_ne!(fs::read(out.join("articles.csv")).unwrap(), old);
    assert_eq!(names(folder.path()), ["data"]);
}

#[test]
fn a_folder_made_meanwhile_is_not_overwritten() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("data");
    let writer = create(&out, WriteOptions::default()).unwrap();
    fs::create_dir(&out).unwrap();
    let error = writer.finish(Vec::new()).unwrap_err();
    assert!(matches!(error, ExportError::Exists { .. }), "{error}");
    assert_eq!(names(folder.path()), ["data"]);
}

#[test]
fn what_a_killed_build_left_is_cleared_away() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("data");
    for leftover in [".data.partial-4", ".data.partial-99999999", ".data.partial-x", ".other.partial-4"] {
        fs::create_dir(folder.path().join(leftover)).unwrap();
        fs::write(folder.path().join(leftover).join("articles.csv"), "half").unwrap();
    }
    fs::write(folder.path().join(".data.lock"), "99999999").unwrap();
    write(&out, three(), Vec::new());
    assert_eq!(names(folder.path()), [".data.partial-x", ".other.partial-4", "data"]);
}

#[test]
fn a_replacement_cut_off_between_its_renames_is_undone() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("data");
    write(&out, three(), Vec::new());
    fs::rename(&out, folder.path().join(".data.replaced-4")).unwrap();
    let error = create(&out, WriteOptions::default()).unwrap_err();
    assert!(matches!(error, ExportError::Exists { .. }), "{error}");
    assert_eq!(names(folder.path()), ["data"]);
}

#[test]
fn of_two_builds_into_one_folder_the_second_stops() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("data");
    let first = create(&out, WriteOptions::default()).unwrap();
    let error = create(&out, WriteOptions::default()).unwrap_err();
    let message = message(&error, folder.path()).replace(&std::process::id().to_string(), "PID");
    insta::assert_snapshot!(message, @"`DIR/data` is being written by process PID; wait for it to end, or choose another output folder");
    first.finish(Vec::new()).unwrap();
    assert_eq!(names(folder.path()), ["data"]);
}

/// The super-user may write anywhere but to a file system that takes no folders.
#[cfg(target_os = "linux")]
#[test]
fn a_folder_that_cannot_be_written_is_named_with_the_cause() {
    let error = create(Path::new("/proc/dateline/data"), WriteOptions::default()).unwrap_err();
    insta::assert_snapshot!(message(&error, Path::new("DIR")), @"could not write to `/proc/dateline`; choose an output folder whose parent can be written to: No such file or directory (os error 2)");
}

#[test]
fn an_output_that_cannot_be_is_refused_at_once() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("file"), "").unwrap();
    let error = create(&folder.path().join("file/data"), WriteOptions::default()).unwrap_err();
    insta::assert_snapshot!(message(&error, folder.path()), @"`DIR/file` is a file, not a folder; choose an output folder elsewhere");
    let error = create(Path::new("/"), WriteOptions::default()).unwrap_err();
    insta::assert_snapshot!(message(&error, folder.path()), @"`/` names no folder to write to; give a path that ends in the dataset's name");
}

#[test]
fn a_dataset_is_called_what_a_recipe_may_call_it() {
    let folder = tempfile::tempdir().unwrap();
    let error = |name: &str, version: &str| {
        let info = DatasetInfo::new(name, version);
        DatasetWriter::create(&folder.path().join("data"), info, WriteOptions::default())
            .unwrap_err()
            .to_string()
    };
    insta::assert_snapshot!(error("News!", "1.0.0"), @r#"the dataset's name is "News!"; wanted a name of small letters, digits, `-`, `_` and `.`, starting with a letter or digit"#);
    insta::assert_snapshot!(error("news", "1/0"), @r#"the dataset's version is "1/0"; wanted a version such as "1.0.0""#);
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
}
