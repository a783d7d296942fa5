//! Whole builds and stages, measured from outside: CPU-seconds, pages and megabytes in each, and the most memory at a time.

use crate::history::History;
use crate::spent::{ROUNDS, Spent, best, least, spent};
use crate::workspace::Workspace;
use anyhow::{Context, Result, bail};
use serde_json::Value;
use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::{BufRead, BufReader, BufWriter, Write as _};
use std::path::{Path, PathBuf};
use std::process::Command;

/// Where the table is written.
const TABLE: &str = "docs/builds.md";

/// Pages of the builds that show how memory and time grow; the last with `large` alone.
const SIZES: [usize; 3] = [1_000, 10_000, 100_000];

/// What is measured, by the arguments.
#[derive(Debug, Default)]
struct Plan {
    pages: PathBuf,
    large: bool,
    floor: Option<PathBuf>,
    assembly: Option<PathBuf>,
    /// The `dateline` to be measured, where it is not to be built first.
    program: Option<PathBuf>,
    python: String,
}

/// Pages to be built from.
struct Input {
    path: PathBuf,
    pages: usize,
    bytes: u64,
}

/// Measures builds of the pages in a JSON Lines file, and writes the table of the documentation.
pub(crate) fn bench(workspace: &Workspace, arguments: &[&str]) -> Result<()> {
    let plan = Plan::read(arguments)?;
    if !Path::new("/proc/self/stat").exists() {
        bail!("builds are measured by what Linux tells of processes, and this is another system");
    }
    let program = match &plan.program {
        Some(program) => std::path::absolute(program)?,
        None => {
            workspace.cargo(["build", "--release", "--workspace", "--bin", "dateline"])?;
            std::path::absolute(workspace.release("dateline"))?
        }
    };
    let bench = Builds { program, folder: workspace.scratch("bench-build")? };
    let input = bench.input(&plan.pages, None)?;
    let one = bench.input(&plan.pages, Some(1))?;
    let start = bench.build(&one, 1)?;
    let mut table = String::new();
    let _ = write!(
        table,
        "# Speed and memory\n\nWritten by `cargo xtask bench build` on {} at commit {}, from {} pages of {:.1} MB; CPU-seconds, \
         the best of {ROUNDS} rounds. Starting takes {:.2} CPU-seconds and is left out of pages and MB a CPU-second.\n\n",
        day()?,
        History::of(Path::new(".")).head()?,
        input.pages,
        megabytes(input.bytes),
        start.cpu
    );
    table.push_str("| whole builds | CPU-seconds | pages a CPU-second | MB a CPU-second | peak memory, MB |\n| --- | --- | --- | --- | --- |\n");
    for threads in [1, 2, 4] {
        let spent = bench.build(&input, threads)?;
        row(&mut table, &format!("{} pages, threads: {threads}", input.pages), &input, spent, start);
    }
    let sizes = if plan.large { &SIZES[..] } else { &SIZES[..2] };
    for size in sizes {
        let scaled = bench.input(&plan.pages, Some(*size))?;
        let spent = bench.build(&scaled, 1)?;
        row(
            &mut table,
            &format!("{size} pages (copies, each with a line of its own)"),
            &scaled,
            spent,
            start,
        );
        fs::remove_file(&scaled.path)?;
    }
    table.push_str("\n| stages, one thread | CPU-seconds | pages a CPU-second | MB a CPU-second | peak memory, MB |\n| --- | --- | --- | --- | --- |\n");
    bench.stages(&input, &one, &mut table)?;
    if let Some(floor) = &plan.floor {
        bench.floor(&plan, floor, &input, &mut table)?;
    }
    if let Some(assembly) = &plan.assembly {
        bench.assembly(&plan, assembly, &input, start, &mut table)?;
    }
    print!("{table}");
    fs::write(TABLE, table).with_context(|| format!("{TABLE} could not be written"))
}

impl Plan {
    fn read(arguments: &[&str]) -> Result<Self> {
        const USAGE: &str = "`bench build PAGES.jsonl [large] [floor=FLOOR.py] [assembly=ASSEMBLY.py] [python=PYTHON] [program=DATELINE]`";
        let mut plan = Self { python: "python3".to_owned(), ..Self::default() };
        // The workspace's folder is entered by now.
        let file = |name: &str| {
            Some(PathBuf::from(name))
                .filter(|path| path.is_file())
                .with_context(|| format!("{name}: no such file"))
        };
        for argument in arguments {
            match argument.split_once('=') {
                Some(("floor", name)) => plan.floor = Some(file(name)?),
                Some(("assembly", name)) => plan.assembly = Some(file(name)?),
                Some(("program", name)) => plan.program = Some(file(name)?),
                Some(("python", name)) => name.clone_into(&mut plan.python),
                None if *argument == "large" => plan.large = true,
                None if plan.pages.as_os_str().is_empty() => plan.pages = file(argument)?,
                _ => bail!("wanted {USAGE}; there is no `{argument}`"),
            }
        }
        if plan.pages.as_os_str().is_empty() {
            bail!("wanted {USAGE}: which pages?");
        }
        Ok(plan)
    }
}

struct Builds {
    program: PathBuf,
    folder: PathBuf,
}

impl Builds {
    /// The pages of a file, or so many: its first ones, and where there are no more, copies that are told apart.
    fn input(&self, pages: &Path, size: Option<usize>) -> Result<Input> {
        let lines: Vec<String> = BufReader::new(File::open(pages)?).lines().collect::<Result<_, _>>()?;
        let size = size.unwrap_or(lines.len());
        if lines.is_empty() {
            bail!("{}: no pages in it", pages.display());
        }
        let path = std::path::absolute(self.folder.join(format!("{size}.jsonl")))?;
        let mut out = BufWriter::new(File::create(&path)?);
        for (copy, line) in (0..size).map(|number| (number / lines.len(), &lines[number % lines.len()])) {
            match copy {
                0 => out.write_all(line.as_bytes())?,
                _ => out.write_all(told_apart(line, copy)?.as_bytes())?,
            }
            out.write_all(b"\n")?;
        }
        out.flush()?;
        let bytes = fs::metadata(&path)?.len();
        Ok(Input { path, pages: size, bytes })
    }

    fn build(&self, input: &Input, threads: usize) -> Result<Spent> {
        let mut command = Command::new(&self.program);
        command.args(["build", "--quiet", "--replace", "--threads", &threads.to_string(), "--out"]);
        best(command.arg(self.folder.join("out")).arg(&input.path))
    }

    /// Each stage on what the one before it has made.
    fn stages(&self, input: &Input, one: &Input, table: &mut String) -> Result<()> {
        let (mut before, mut before_one) = (input.path.clone(), one.path.clone());
        for stage in ["clean", "lang", "dates", "messages"] {
            let run = |from: &Path, name: &str| -> Result<(Spent, PathBuf)> {
                let to = self.folder.join(name);
                let mut command = Command::new(&self.program);
                command.args([stage, "--threads", "1"]).arg(from);
                let spent = (0..ROUNDS)
                    .map(|_| spent(command.stdout(File::create(&to)?)))
                    .collect::<Result<Vec<_>>>()?;
                Ok((least(spent), to))
            };
            let (all, after) = run(&before, &format!("{stage}.jsonl"))?;
            let (start, after_one) = run(&before_one, &format!("{stage}-one.jsonl"))?;
            row(table, stage, input, all, start);
            (before, before_one) = (after, after_one);
        }
        let export = |from: &Path| {
            let mut command = Command::new(&self.program);
            best(
                command
                    .args(["export", "--replace", "--threads", "1", "--out"])
                    .arg(self.folder.join("exported"))
                    .arg(from),
            )
        };
        let (all, start) = (export(&before)?, export(&before_one)?);
        row(table, "export", input, all, start);
        Ok(())
    }

    /// The least that any program could do with the pages: unpack them, take them apart, pack what is kept.
    fn floor(&self, plan: &Plan, script: &Path, input: &Input, table: &mut String) -> Result<()> {
        let mut command = Command::new(&plan.python);
        let output =
            command.arg(script).arg(&input.path).arg(self.folder.join("out/articles.parquet")).output()?;
        if !output.status.success() {
            return skipped("the floor", &output.stderr);
        }
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        let pages = |name: &str| -> Option<f64> {
            let line = text.lines().find(|line| line.starts_with(name))?;
            line.split_whitespace().rev().nth(1)?.parse().ok()
        };
        let [Some(gunzip), Some(tokenise), Some(zstd)] = ["python zlib", "selectolax", "zstd"].map(pages)
        else {
            bail!("{} told other things than it used to:\n{text}", script.display());
        };
        let together = 1.0 / (1.0 / gunzip + 1.0 / tokenise + 1.0 / zstd);
        let _ = writeln!(
            table,
            "\nThe floor, pages a CPU-second: {gunzip:.0} unpacked, {tokenise:.0} taken apart (lexbor), {zstd:.0} packed; all three {together:.0}."
        );
        Ok(())
    }

    /// The same pages by what Python users put together, turn by turn with ours.
    fn assembly(
        &self,
        plan: &Plan,
        script: &Path,
        input: &Input,
        start: Spent,
        table: &mut String,
    ) -> Result<()> {
        let (mut ours, mut theirs) = (Vec::new(), Vec::new());
        for _ in 0..ROUNDS {
            ours.push(pages_a_second(input, self.build(input, 1)?, start));
            let mut command = Command::new(&plan.python);
            let output =
                command.arg(script).arg(&input.path).arg(self.folder.join("assembly.parquet")).output()?;
            if !output.status.success() {
                return skipped("the Python assembly", &output.stderr);
            }
            let told: Value = serde_json::from_slice(&output.stdout).context("the assembly tells no JSON")?;
            theirs
                .push(told["PAGES_PER_CPU_S"].as_f64().context("the assembly tells no pages a CPU-second")?);
        }
        let best = |rates: &[f64]| rates.iter().copied().fold(0.0, f64::max);
        let (ours, theirs) = (best(&ours), best(&theirs));
        let _ = writeln!(
            table,
            "\nTurn by turn with an assembly of Python packages: {ours:.0} pages a CPU-second to {theirs:.1}, {:.1} times as many.",
            ours / theirs
        );
        Ok(())
    }
}

/// Says that something was not measured, and why.
fn skipped(what: &str, said: &[u8]) -> Result<()> {
    let said = String::from_utf8_lossy(said);
    println!("{what} was NOT measured: {}", said.trim().lines().last().unwrap_or("it ended without a word"));
    Ok(())
}

/// A page with a line of its own, so that it is no duplicate.
fn told_apart(line: &str, copy: usize) -> Result<String> {
    let mut page: Value = serde_json::from_str(line).context("a line is no JSON")?;
    let fields = page.as_object_mut().context("a line is no record")?;
    if let Some(Value::String(id)) = fields.get_mut("id") {
        let _ = write!(id, "-{copy}");
    }
    for (field, words) in
        [("html", format!("<p>Copy number {copy}.</p>")), ("text", format!("\nCopy number {copy}.\n"))]
    {
        if let Some(Value::String(text)) = fields.get_mut(field) {
            text.push_str(&words);
        }
    }
    Ok(page.to_string())
}

fn row(table: &mut String, name: &str, input: &Input, spent: Spent, start: Spent) {
    let pages = pages_a_second(input, spent, start);
    let megabytes = megabytes(input.bytes) * pages / count(input.pages);
    let _ = writeln!(
        table,
        "| {name} | {:.2} | {pages:.0} | {megabytes:.1} | {:.0} |",
        spent.cpu,
        spent.peak / 1e6
    );
}

fn pages_a_second(input: &Input, spent: Spent, start: Spent) -> f64 {
    count(input.pages) / (spent.cpu - start.cpu).max(0.01)
}

#[expect(clippy::cast_precision_loss, reason = "sizes are far below 2^53")]
fn megabytes(bytes: u64) -> f64 {
    bytes as f64 / 1e6
}

#[expect(clippy::cast_precision_loss, reason = "counts are far below 2^53")]
fn count(pages: usize) -> f64 {
    pages as f64
}

/// The day of the last commit: no chore reads the clock.
fn day() -> Result<String> {
    let output = Command::new("git")
        .args(["log", "-1", "--format=%cs"])
        .output()
        .context("git could not be started")?;
    Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}
