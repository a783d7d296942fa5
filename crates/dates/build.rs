//! Lists the language files, so that adding a language touches no Rust.

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
    let mut list = String::from("&[\n");
    for corpus in &corpora {
        let rules = corpus.with_extension("").with_extension("toml");
        let code = rules.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
        let _ = writeln!(
            list,
            "    Builtin {{ code: {code:?}, rules: include_str!({rules:?}), corpus: include_str!({corpus:?}) }},"
        );
    }
    list.push_str("]\n");
    let out = env::var("OUT_DIR").map_err(io::Error::other)?;
    fs::write(Path::new(&out).join("languages.rs"), list)
}
