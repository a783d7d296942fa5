//! The README's first example, as printed.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on says where")]

use std::fs;
use std::path::Path;
use std::process::Command;

/// The page that the README shows, and the tables it says come of it.
struct Example {
    page: String,
    tables: Vec<Table>,
}

struct Table {
    file: String,
    columns: Vec<String>,
    rows: Vec<Vec<String>>,
}

impl Example {
    fn read() -> Self {
        let readme =
            fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../README.md")).unwrap();
        let (_, rest) = readme.split_once("$ cat tern.txt\n").unwrap();
        let (page, rest) = rest.split_once("\n$ dateline build tern.txt -o out\n").unwrap();
        let (example, _) = rest.split_once("\n## ").unwrap();
        let tables = example.split("`out/").skip(1).map(Table::read).collect();
        Self { page: page.to_owned(), tables }
    }
}

impl Table {
    fn read(section: &str) -> Self {
        let (file, _) = section.split_once('`').unwrap();
        let cells = |line: &str| {
            line.trim_matches('|').split('|').map(|cell| cell.trim().to_owned()).collect::<Vec<String>>()
        };
        let mut lines = section.lines().filter(|line| line.starts_with('|')).map(cells);
        let columns = lines.next().unwrap();
        Self { file: file.to_owned(), columns, rows: lines.skip(1).collect() }
    }

    /// The rows of the file itself, cut to the columns shown.
    fn built(&self, folder: &Path) -> Vec<Vec<String>> {
        let mut reader = csv::Reader::from_path(folder.join(&self.file)).unwrap();
        let header = reader.headers().unwrap().clone();
        let place = |column: &String| header.iter().position(|name| name == column).expect(column);
        let places: Vec<usize> = self.columns.iter().map(place).collect();
        reader
            .records()
            .map(|row| row.unwrap())
            .map(|row| places.iter().map(|at| row[*at].to_owned()).collect())
            .collect()
    }
}

#[test]
fn the_first_example_is_as_printed() {
    let example = Example::read();
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("tern.txt"), &example.page).unwrap();
    let status = Command::new(env!("CARGO_BIN_EXE_dateline"))
        .args(["build", "tern.txt", "-o", "out"])
        .current_dir(folder.path())
        .status()
        .unwrap();
    assert!(status.success());
    assert_eq!(example.tables.len(), 4);
    for table in &example.tables {
        assert_eq!(table.built(&folder.path().join("out")), table.rows, "{}", table.file);
    }
}
