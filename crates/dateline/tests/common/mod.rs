//! A folder to work in, and the `dateline` command run there.
#![allow(dead_code, reason = "each test file uses its part")]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

/// A temporary folder; all paths in it are given relative, so that messages are the same everywhere.
pub(crate) struct Folder(tempfile::TempDir);

/// How a command ended.
#[derive(Debug)]
pub(crate) struct Run {
    pub(crate) code: Option<i32>,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

/// A page that all stages can work on, different for each `number`.
pub(crate) fn page(number: usize) -> String {
    format!(
        "<html><head><title>Council votes on bridge {number}</title></head><body><article><h1>Council votes on \
         bridge {number}</h1><p>The city council of Newhaven voted on Tuesday, March 4, 2025, to build bridge \
         number {number} over the river, the mayor said in a statement.</p><p>Work is to begin next month and \
         should take about three years, according to the plan that was published last week.</p></article></body>\
         </html>"
    )
}

/// The same as a line of JSON Lines.
pub(crate) fn line(number: usize) -> String {
    serde_json::json!({ "html": page(number), "url": format!("https://news.example/{number}") }).to_string()
}

pub(crate) const RECIPE: &str = "inputs = [\"pages/*.html\", \"more.jsonl\"]\nlanguages = [\"en\", \"de\"]\n\
    as_of = \"2025-04-01\"\n\n[dataset]\nname = \"bridges\"\nversion = \"1.0.0\"\n";

impl Folder {
    pub(crate) fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    /// A recipe with some pages in files and some in lines.
    pub(crate) fn with_recipe() -> Self {
        let folder = Self::new();
        folder.recipe_in("");
        folder
    }

    pub(crate) fn recipe_in(&self, folder: &str) {
        for number in 0..6 {
            self.write(&format!("{folder}pages/{number}.html"), page(number));
        }
        self.write(&format!("{folder}more.jsonl"), [line(10), line(11)].join("\n"));
        self.write(&format!("{folder}recipe.toml"), RECIPE);
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    pub(crate) fn write(&self, name: &str, contents: impl AsRef<[u8]>) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, contents).unwrap();
    }

    pub(crate) fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    /// All files under a folder with their contents.
    pub(crate) fn files(&self, name: &str) -> Vec<(String, Vec<u8>)> {
        let mut files: Vec<_> = fs::read_dir(self.path(name))
            .unwrap()
            .map(|entry| entry.unwrap())
            .map(|entry| (entry.file_name().into_string().unwrap(), fs::read(entry.path()).unwrap()))
            .collect();
        files.sort();
        files
    }

    /// The names in the folder itself, hidden ones included.
    pub(crate) fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(self.0.path()).unwrap();
        let mut names: Vec<_> =
            entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    pub(crate) fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
        command.args(args).current_dir(self.0.path()).stdin(Stdio::null());
        command
    }

    pub(crate) fn dateline(&self, args: &[&str]) -> Run {
        self.command(args).output().unwrap().into()
    }

    /// Builds, expecting success, and says nothing.
    pub(crate) fn build(&self, args: &[&str]) {
        let run = self.dateline(&[&["build", "--quiet"], args].concat());
        assert_eq!(run.code, Some(0), "{}", run.stderr);
        assert_eq!((run.stdout.as_str(), run.stderr.as_str()), ("", ""));
    }

    /// Starts a build into `out` that takes long, and returns when it is under way.
    pub(crate) fn start_long_build(&self, options: &[&str]) -> Child {
        let lines: Vec<String> = (0..20_000).map(line).collect();
        self.write("long.jsonl", lines.join("\n"));
        let mut command = self.command(&[&["build", "long.jsonl", "-o", "out"], options].concat());
        let child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let staging = format!(".out.partial-{}", child.id());
        let deadline = Instant::now() + Duration::from_secs(60);
        while !self.path(&staging).exists() {
            assert!(Instant::now() < deadline, "the build does not begin");
            sleep(Duration::from_millis(5));
        }
        // Some pages should be under way.
        sleep(Duration::from_millis(300));
        child
    }
}

impl From<Output> for Run {
    fn from(output: Output) -> Self {
        let text = |bytes| String::from_utf8(bytes).unwrap();
        Self { code: output.status.code(), stdout: text(output.stdout), stderr: text(output.stderr) }
    }
}

/// The ids of a dataset's articles.
pub(crate) fn ids(folder: &Folder, dataset: &str) -> Vec<String> {
    let mut table = csv::Reader::from_path(folder.path(&format!("{dataset}/articles.csv"))).unwrap();
    table.records().map(|row| row.unwrap()[0].to_owned()).collect()
}

/// The rows of `rejects.csv` without its header.
pub(crate) fn rejects(folder: &Folder, dataset: &str) -> String {
    let table = folder.read(&format!("{dataset}/rejects.csv"));
    table.split_once('\n').unwrap().1.to_owned()
}

pub(crate) fn exists(folder: &Folder, name: &str) -> bool {
    Path::exists(&folder.path(name))
}
