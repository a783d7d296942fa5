//! The datasets of this project: building them, and holding them to what was released.

use crate::workspace::{CheckFailed, Workspace};
use anyhow::{Context, Result, bail};
use std::fs;
use std::path::{Path, PathBuf};

/// A folder of `datasets/` with a recipe in it.
#[derive(Debug)]
pub(crate) struct Dataset {
    name: String,
    version: String,
    folder: PathBuf,
}

/// Does a chore with the dataset named, or with each.
pub(crate) fn each(
    workspace: &Workspace,
    name: Option<&&str>,
    chore: impl Fn(&Workspace, &Dataset) -> Result<()>,
) -> Result<()> {
    let datasets = match name {
        Some(name) => vec![Dataset::load(&Path::new("datasets").join(name))?],
        None => Dataset::all()?,
    };
    datasets.iter().try_for_each(|dataset| chore(workspace, dataset))
}

/// Builds into `dist/NAME-VERSION`, replacing an earlier build of that version.
pub(crate) fn build(workspace: &Workspace, dataset: &Dataset) -> Result<()> {
    build_into(workspace, dataset, &dataset.dist())
}

/// Builds again elsewhere and holds the result against the lock.
pub(crate) fn verify(workspace: &Workspace, dataset: &Dataset) -> Result<()> {
    let lock = dataset.lock();
    if !lock.exists() {
        let place = lock.display();
        return Err(CheckFailed(format!(
            "{place} is missing; write it with `cargo xtask lock {}`",
            dataset.name
        ))
        .into());
    }
    let rebuilt = workspace.scratch("verify")?.join(dataset.label());
    build_into(workspace, dataset, &rebuilt)?;
    let checked =
        workspace.dateline(["verify".as_ref(), rebuilt.as_path(), "--lock".as_ref(), lock.as_path()]);
    checked.map_err(|error| match error.is::<CheckFailed>() {
        true => CheckFailed(format!(
            "{} no longer builds as it was released (above: which table, and which page was touched); a released \
             version never changes: raise `version` in {}, then `cargo xtask lock {}`",
            dataset.label(),
            dataset.recipe().display(),
            dataset.name,
        ))
        .into(),
        false => error,
    })
}

/// Writes the lock of a new version; a version that has one must build just so.
pub(crate) fn lock(workspace: &Workspace, dataset: &Dataset) -> Result<()> {
    if dataset.lock().exists() {
        return verify(workspace, dataset);
    }
    build(workspace, dataset)?;
    let (built, lock) = (dataset.dist(), dataset.lock());
    workspace.dateline(["verify".as_ref(), built.as_path(), "--write-lock".as_ref(), lock.as_path()])?;
    println!("wrote {}; commit it with the release", lock.display());
    Ok(())
}

pub(crate) fn build_into(workspace: &Workspace, dataset: &Dataset, out: &Path) -> Result<()> {
    let recipe = dataset.recipe();
    workspace.dateline(["build".as_ref(), recipe.as_path(), "--replace".as_ref(), "--out".as_ref(), out])
}

impl Dataset {
    fn all() -> Result<Vec<Self>> {
        let folder = Path::new("datasets");
        let place = || format!("{} could not be read", folder.display());
        let mut found = Vec::new();
        for entry in fs::read_dir(folder).with_context(place)? {
            let path = entry.with_context(place)?.path();
            if path.join("recipe.toml").is_file() {
                found.push(Self::load(&path)?);
            }
        }
        if found.is_empty() {
            bail!("{}: no dataset in it; one is a folder with a recipe.toml", folder.display());
        }
        found.sort_by(|a, b| a.name.cmp(&b.name));
        Ok(found)
    }

    /// Reads just what the names of folders need; `dateline build` reads the recipe properly.
    pub(crate) fn load(folder: &Path) -> Result<Self> {
        let path = folder.join("recipe.toml");
        let text = fs::read_to_string(&path)
            .with_context(|| format!("{} could not be read; is the dataset's name right?", path.display()))?;
        let recipe: toml::Table = text.parse().with_context(|| format!("{} is not TOML", path.display()))?;
        let key = |key: &str| {
            let value = recipe.get("dataset").and_then(|table| table.get(key)).and_then(toml::Value::as_str);
            value
                .map(str::to_owned)
                .with_context(|| format!("{}: `dataset.{key}` is missing", path.display()))
        };
        Ok(Self { name: key("name")?, version: key("version")?, folder: folder.to_owned() })
    }

    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    pub(crate) fn version(&self) -> &str {
        &self.version
    }

    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    /// Writes another version into the recipe, and touches nothing else in it.
    pub(crate) fn set_version(&self, version: &str) -> Result<()> {
        let path = self.recipe();
        let text =
            fs::read_to_string(&path).with_context(|| format!("{} could not be read", path.display()))?;
        let line = format!("version = \"{}\"", self.version);
        if text.matches(&line).count() != 1 {
            bail!("{}: wanted one line `{line}`, to put the new version in its place", path.display());
        }
        fs::write(&path, text.replace(&line, &format!("version = \"{version}\"")))
            .with_context(|| format!("{} could not be written", path.display()))
    }

    pub(crate) fn label(&self) -> String {
        format!("{}-{}", self.name, self.version)
    }

    fn recipe(&self) -> PathBuf {
        self.folder.join("recipe.toml")
    }

    /// The hashes of the version the recipe names.
    pub(crate) fn lock(&self) -> PathBuf {
        self.folder.join(format!("{}.lock", self.version))
    }

    pub(crate) fn dist(&self) -> PathBuf {
        Path::new("dist").join(self.label())
    }
}
