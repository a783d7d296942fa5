//! Lists the language files, so that adding a language touches no Rust, each as JSON: that is read in a fraction of the time
//! that TOML takes, and every program reads the files of its pages anew.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let folder = Path::new(&env::var("CARGO_MANIFEST_DIR").map_err(io::Error::other)?).join("languages");
    let out = PathBuf::from(env::var("OUT_DIR").map_err(io::Error::other)?);
    println!("cargo::rerun-if-changed={}", folder.display());
    let mut files: Vec<PathBuf> =
        fs::read_dir(&folder)?.map(|entry| Ok(entry?.path())).collect::<io::Result<_>>()?;
    files.sort();
    let mut list = String::from("&[\n");
    for file in &files {
        let name = file.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        if let Some(code) = name.strip_suffix(".toml").filter(|code| !code.contains('.')) {
            let json = out.join(format!("{code}.json"));
            fs::write(&json, to_json(file)?)?;
            let _ = writeln!(list, "    ({code:?}, include_str!({json:?})),");
        }
    }
    list.push_str("]\n");
    fs::write(out.join("languages.rs"), list)
}

fn to_json(file: &Path) -> io::Result<String> {
    let broken = |error: toml::de::Error| io::Error::other(format!("{}: {error}", file.display()));
    let table: toml::Table = toml::from_str(&fs::read_to_string(file)?).map_err(broken)?;
    serde_json::to_string(&table).map_err(io::Error::other)
}
