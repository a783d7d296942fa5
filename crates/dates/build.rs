//! Lists the language files, so that adding a language touches no Rust. The rules are written down as JSON, which is read in
//! a fraction of the time that TOML takes: every program reads those of its pages anew.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let folder = Path::new(&env::var("CARGO_MANIFEST_DIR").map_err(io::Error::other)?).join("languages");
    println!("cargo::rerun-if-changed={}", folder.display());
    let mut corpora: Vec<PathBuf> =
        fs::read_dir(&folder)?.map(|entry| Ok(entry?.path())).collect::<io::Result<_>>()?;
    corpora.retain(|path| path.to_str().is_some_and(|path| path.ends_with(".corpus.toml")));
    corpora.sort();
    let out = PathBuf::from(env::var("OUT_DIR").map_err(io::Error::other)?);
    let mut list = String::from("&[\n");
    for corpus in &corpora {
        let rules = corpus.with_extension("").with_extension("toml");
        let code = rules.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
        let json = out.join(format!("{code}.json"));
        fs::write(&json, to_json(&rules)?)?;
        let _ = writeln!(
            list,
            "    Builtin {{ code: {code:?}, rules: include_str!({json:?}), corpus: include_str!({corpus:?}) }},"
        );
    }
    list.push_str("]\n");
    fs::write(out.join("und.json"), to_json(&folder.join("und.toml"))?)?;
    fs::write(out.join("languages.rs"), list)
}

fn to_json(file: &Path) -> io::Result<String> {
    let broken = |error: toml::de::Error| io::Error::other(format!("{}: {error}", file.display()));
    let table: toml::Table = toml::from_str(&fs::read_to_string(file)?).map_err(broken)?;
    serde_json::to_string(&table).map_err(io::Error::other)
}
