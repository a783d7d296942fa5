//! Lists the data files, so that adding a language or a part of the world touches no Rust.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let data = Path::new(&env::var("CARGO_MANIFEST_DIR").map_err(io::Error::other)?).join("data");
    let out = PathBuf::from(env::var("OUT_DIR").map_err(io::Error::other)?);
    for folder in ["names", "holidays"] {
        println!("cargo::rerun-if-changed={}", data.join(folder).display());
        fs::write(out.join(format!("{folder}.rs")), list(&data, folder)?)?;
    }
    Ok(())
}

/// The TOML files of a folder, by name, as a list of `Source`s.
fn list(data: &Path, folder: &str) -> io::Result<String> {
    let mut files: Vec<PathBuf> =
        fs::read_dir(data.join(folder))?.map(|entry| Ok(entry?.path())).collect::<io::Result<_>>()?;
    files.retain(|path| path.extension().is_some_and(|extension| extension == "toml"));
    files.sort();
    let mut list = String::from("&[\n");
    for file in &files {
        let name = file.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        let path = format!("{folder}/{name}");
        let _ = writeln!(list, "    Source {{ path: {path:?}, text: include_str!({file:?}) }},");
    }
    list.push_str("]\n");
    Ok(list)
}
