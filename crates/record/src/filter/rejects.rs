//! The rejects file: opened so that nothing else is lost by it.

use crate::{RawRecord, RecordError};
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

/// Why no rejects are written to a file.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
#[expect(missing_docs, reason = "each message names its fields")]
pub enum RejectsError {
    #[error("{}: cannot write the rejects file: {fault}", path.display())]
    Open { path: PathBuf, fault: io::Error },
    #[error(
        "--rejects {} is the input {input}, which it would overwrite; name another file for the rejects",
        path.display()
    )]
    IsInput { path: PathBuf, input: String },
    #[error(
        "--rejects {}: the file is there already and holds something other than rejects, which would be lost; \
         name another file, or remove it first",
        path.display()
    )]
    Foreign { path: PathBuf },
}

/// Opens the rejects file: a new one, or one that held rejects before or nothing. An input, or a
/// file with anything else in it, is more likely a slip of the command line than meant.
pub fn create(path: &Path, inputs: &[PathBuf]) -> Result<File, RejectsError> {
    let failed = |fault| RejectsError::Open { path: path.to_owned(), fault };
    // What is no regular file (a terminal, a pipe, the null device) has nothing to lose, and
    // looking into it could wait for ever.
    if fs::metadata(path).is_ok_and(|metadata| metadata.is_file()) {
        if let Some(input) = input_at(path, inputs) {
            return Err(RejectsError::IsInput { path: path.to_owned(), input });
        }
        if !holds_rejects(path).map_err(failed)? {
            return Err(RejectsError::Foreign { path: path.to_owned() });
        }
    }
    File::create(path).map_err(failed)
}

/// The name of the input that is this very file.
fn input_at(path: &Path, inputs: &[PathBuf]) -> Option<String> {
    let is_stdin = |input: &Path| input == Path::new("-");
    if let Some(input) = inputs.iter().find(|input| !is_stdin(input) && is_same(path, input)) {
        return Some(input.display().to_string());
    }
    let reads_stdin = inputs.is_empty() || inputs.iter().any(|input| is_stdin(input));
    (reads_stdin && is_same(path, Path::new("/dev/stdin"))).then(|| "on standard input".to_owned())
}

/// Whether two paths lead to one file, by whatever links.
#[cfg(unix)]
fn is_same(one: &Path, two: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    match (fs::metadata(one), fs::metadata(two)) {
        (Ok(one), Ok(two)) => (one.dev(), one.ino()) == (two.dev(), two.ino()),
        _ => false,
    }
}

#[cfg(not(unix))]
fn is_same(one: &Path, two: &Path) -> bool {
    matches!((one.canonicalize(), two.canonicalize()), (Ok(one), Ok(two)) if one == two)
}

/// Of a file, the most that is read to see what it is; the first reject is shorter.
const FIRST_LINE: u64 = 1 << 20;

/// Whether a file is empty or begins with a reject.
fn holds_rejects(path: &Path) -> io::Result<bool> {
    let mut line = Vec::new();
    BufReader::new(File::open(path)?.take(FIRST_LINE)).read_until(b'\n', &mut line)?;
    Ok(line.is_empty() || std::str::from_utf8(&line).is_ok_and(|line| is_reject(line).unwrap_or(false)))
}

fn is_reject(line: &str) -> Result<bool, RecordError> {
    let record = RawRecord::parse(line)?;
    let place = record.get::<String>("source")?.is_some() && record.get::<u64>("offset")?.is_some();
    Ok(place && record.get::<String>("reason")?.is_some())
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that cannot go on should stop")]
mod tests {
    use super::*;

    const REJECT: &str = "{\"source\":\"in\",\"line\":1,\"offset\":0,\"reason\":\"not a JSON object\"}\n";

    fn said(folder: &Path, file: &str, inputs: &[&str]) -> String {
        let inputs: Vec<PathBuf> = inputs.iter().map(|name| folder.join(name)).collect();
        let message = create(&folder.join(file), &inputs).unwrap_err().to_string();
        message.replace(&*folder.to_string_lossy(), "DIR")
    }

    #[test]
    fn an_input_is_not_overwritten_by_whatever_name() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("in.jsonl");
        fs::write(&path, REJECT).unwrap();
        fs::hard_link(&path, folder.path().join("link.jsonl")).unwrap();
        let wanted = "--rejects DIR/in.jsonl is the input DIR/in.jsonl, which it would overwrite; \
                      name another file for the rejects";
        assert_eq!(said(folder.path(), "in.jsonl", &["other", "in.jsonl"]), wanted);
        if cfg!(unix) {
            let message = said(folder.path(), "link.jsonl", &["in.jsonl"]);
            assert_eq!(message, wanted.replacen("in.jsonl", "link.jsonl", 1));
        }
        assert_eq!(fs::read_to_string(&path).unwrap(), REJECT);
    }

    #[test]
    fn only_rejects_are_overwritten() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("file");
        for kept in ["{\"source\":\"in\",\"text\":\"a record\"}\n", "notes\n", "\n", "\u{FEFF}"] {
            fs::write(&path, kept).unwrap();
            let message = said(folder.path(), "file", &[]);
            assert!(message.ends_with("name another file, or remove it first"), "{message}");
            assert_eq!(fs::read_to_string(&path).unwrap(), kept);
        }
        for spare in ["", REJECT] {
            fs::write(&path, spare).unwrap();
            create(&path, &[]).unwrap();
            assert_eq!(fs::metadata(&path).unwrap().len(), 0);
        }
        create(&folder.path().join("new"), &[]).unwrap();
    }
}
