//! What is compiled in: under which licences it comes, and whether faults of it are known.

use crate::workspace::{CheckFailed, Workspace};
use anyhow::{Context, Result};
use serde_json::Value;
use spdx::{Expression, LicenseItem};
use std::process::{Command, Output};

/// The licences that this project takes: all let a program under MIT or Apache-2.0 be given on, in source and binary form, and
/// ask for no more than that their text goes along. By their SPDX identifiers.
const ACCEPTED: &[&str] = &[
    "0BSD",
    "Apache-2.0",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "CC0-1.0",
    // Certificates of the public authorities, which are data.
    "CDLA-Permissive-2.0",
    "ISC",
    "MIT",
    "MIT-0",
    "Unicode-3.0",
    "Unlicense",
    "Zlib",
    "bzip2-1.0.6",
];

/// Fails where a package of the lock file has a licence that is not accepted, or none that can be read.
pub(crate) fn licences(workspace: &Workspace) -> Result<()> {
    let packages = packages(workspace)?;
    let faults: Vec<String> = packages.iter().filter_map(|package| fault(package).err()).collect();
    if faults.is_empty() {
        println!("licences: all {} packages are under licences that this project takes", packages.len());
        return Ok(());
    }
    let faults = faults.join("\n  ");
    let place = file!();
    Err(CheckFailed(format!("licences:\n  {faults}\nuse another package, or add the licence to {place}"))
        .into())
}

/// All packages that a build for any system could need, downloaded where they are not here yet; without the network those for
/// this system.
fn packages(workspace: &Workspace) -> Result<Vec<Value>> {
    let metadata = |more: &[&str]| {
        let mut command = workspace.cargo_command();
        command.args(["metadata", "--format-version", "1", "--locked"]).args(more);
        command.output().context("cargo could not be started")
    };
    // Cargo asks the network for nothing that it has. A fresh machine lacks what only tests and other systems need.
    let mut output = metadata(&[])?;
    if !output.status.success() {
        let host = host()?;
        println!("licences: packages for other systems are not here and were not looked at; this is {host}");
        output = metadata(&["--offline", "--filter-platform", &host])?;
    }
    anyhow::ensure!(output.status.success(), "cargo metadata: {}", said(&output));
    let metadata: Value = serde_json::from_slice(&output.stdout).context("cargo metadata gives no JSON")?;
    let packages = metadata.get("packages").and_then(Value::as_array).cloned();
    packages.context("cargo metadata names no packages")
}

/// The system that the compiler compiles for.
fn host() -> Result<String> {
    let output = Command::new("rustc").arg("-vV").output().context("rustc could not be started")?;
    let words = String::from_utf8_lossy(&output.stdout).into_owned();
    let host = words.lines().find_map(|line| line.strip_prefix("host: ")).map(str::to_owned);
    host.context("rustc does not say what it compiles for")
}

/// What is wrong with a package's licence.
fn fault(package: &Value) -> Result<(), String> {
    let text = |key: &str| package.get(key).and_then(Value::as_str);
    let name = format!("{} {}", text("name").unwrap_or("?"), text("version").unwrap_or("?"));
    let licence = text("license").ok_or_else(|| format!("{name} names no licence"))?;
    let expression = Expression::parse_mode(licence, spdx::ParseMode::LAX)
        .map_err(|error| format!("{name}: `{licence}` is no licence: {}", error.reason))?;
    let is_accepted = |item: &LicenseItem| match item {
        LicenseItem::Spdx { id, .. } => ACCEPTED.contains(&id.name),
        LicenseItem::Other { .. } => false,
    };
    match expression.evaluate(|requirement| is_accepted(&requirement.license)) {
        true => Ok(()),
        false => Err(format!("{name}: `{licence}` is not among the licences that this project takes")),
    }
}

/// The programs that know of faults, and how each is asked.
const ADVISERS: [(&str, &[&str]); 2] = [("deny", &["check", "advisories"]), ("audit", &[])];

/// Looks up known faults of the packages. Where no program is there to ask, or it cannot reach its database, it says so, and
/// that is no failure.
pub(crate) fn advisories(workspace: &Workspace) -> Result<()> {
    let is_there = |tool: &str| {
        let version = workspace.cargo_command().args([tool, "--version"]).output();
        version.is_ok_and(|output| output.status.success())
    };
    let Some((tool, arguments)) = ADVISERS.into_iter().find(|(tool, _)| is_there(tool)) else {
        println!(
            "advisories: neither cargo-deny nor cargo-audit is installed: known faults were NOT looked for"
        );
        return Ok(());
    };
    let output = workspace.cargo_command().arg(tool).args(arguments).output();
    let output = output.with_context(|| format!("cargo-{tool} could not be started"))?;
    let said = said(&output);
    if output.status.success() {
        println!("advisories: cargo-{tool} knows of no faults");
        return Ok(());
    }
    // Both name each fault by its number in the database.
    if said.contains("RUSTSEC-") {
        return Err(CheckFailed(format!("cargo-{tool} knows of faults:\n{said}")).into());
    }
    println!("advisories: cargo-{tool} could not look: known faults were NOT looked for:\n{said}");
    Ok(())
}

/// All that a program said.
fn said(output: &Output) -> String {
    let [out, error] =
        [&output.stdout, &output.stderr].map(|bytes| String::from_utf8_lossy(bytes).trim().to_owned());
    format!("{out}\n{error}").trim().to_owned()
}
