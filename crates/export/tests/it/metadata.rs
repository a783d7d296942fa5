//! The files beside the tables.

use crate::records::{input, three, three_written};
use dateline_export::{DatasetInfo, DatasetWriter, Manifest, Table, Texts, WriteOptions, codebook, verify};
use std::path::{Path, PathBuf};

/// A dataset of which everything is told.
fn told() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("told");
    let info = DatasetInfo {
        title: Some("Told: \"all\" of it".to_owned()),
        description: Some("Three pages.".to_owned()),
        authors: vec!["Ann Lee".to_owned()],
        licence: Some("CC-BY-4.0".to_owned()),
        url: Some("https://data.example/told".to_owned()),
        ..DatasetInfo::new("told", "1.2.3")
    };
    let mut options = WriteOptions::default();
    options.texts = Texts {
        card: Some("---\ntags: [x]\n---\n# Told\n\n## By hand\n\nWords.\n".to_owned()),
        changelog: Some("# Changelog\n".to_owned()),
    };
    let mut writer = DatasetWriter::create(&out, info, options).unwrap();
    for (source, record) in three() {
        writer.push(source, record).unwrap();
    }
    writer.finish(vec![input(3)]).unwrap();
    (folder, out)
}

fn read(dataset: &Path, name: &str) -> String {
    std::fs::read_to_string(dataset.join(name)).unwrap()
}

fn json(dataset: &Path, name: &str) -> serde_json::Value {
    serde_json::from_str(&read(dataset, name)).unwrap()
}

#[test]
fn every_file_is_in_the_manifest_and_the_sums() {
    let (_folder, dataset) = told();
    assert_eq!(verify(&dataset).unwrap().problems, []);
    let manifest = Manifest::read(&dataset).unwrap();
    let sums = read(&dataset, "SHA256SUMS");
    for output in manifest.outputs.iter().filter(|output| output.path != "SHA256SUMS") {
        assert!(sums.contains(&format!("{}  {}\n", output.sha256, output.path)), "{}", output.path);
    }
    for name in [
        "CHANGELOG.md",
        "CITATION.cff",
        "CODEBOOK.md",
        "LICENSE",
        "README.md",
        "croissant.json",
        "datapackage.json",
        "report.html",
    ] {
        assert!(manifest.output(name).is_some_and(|output| output.rows.is_none()), "{name}");
    }
}

#[test]
fn the_citation_and_the_licence_are_as_told() {
    let (_folder, dataset) = told();
    insta::assert_snapshot!(read(&dataset, "CITATION.cff"), @r#"
    cff-version: 1.2.0
    message: "If you use this dataset, please cite it as below."
    type: "dataset"
    title: "Told: \"all\" of it"
    version: "1.2.3"
    abstract: "Three pages."
    url: "https://data.example/told"
    license: "CC-BY-4.0"
    authors:
      - name: "Ann Lee"
    "#);
    assert!(
        read(&dataset, "LICENSE")
            .starts_with("SPDX-License-Identifier: CC-BY-4.0\n\nCreative Commons Attribution 4.0")
    );
}

#[test]
fn the_card_counts_and_takes_in_what_was_written_by_hand() {
    let (_folder, dataset) = told();
    let card = read(&dataset, "README.md");
    assert!(
        card.starts_with("---\npretty_name: \"Told: \\\"all\\\" of it\"\nlicense: cc-by-4.0\n"),
        "{card}"
    );
    assert!(
        card.contains("\n## By hand\n\nWords.\n")
            && !card.contains("tags: [x]")
            && !card.contains("\n# Told\n")
    );
    assert!(card.contains("| `articles` | 3 |") && card.contains("default: true"));
}

#[test]
fn the_data_package_tells_keys_types_and_hashes() {
    let (_folder, dataset) = told();
    let package = json(&dataset, "datapackage.json");
    let manifest = Manifest::read(&dataset).unwrap();
    for table in Table::ALL {
        let resources = package["resources"].as_array().unwrap();
        let resource = resources.iter().find(|resource| resource["name"] == table.name()).unwrap();
        let file = manifest.output(&format!("{}.csv", table.name())).unwrap();
        assert_eq!(resource["hash"], format!("sha256:{}", file.sha256));
        let fields = resource["schema"]["fields"].as_array().unwrap();
        let names: Vec<&str> = fields.iter().map(|field| field["name"].as_str().unwrap()).collect();
        assert_eq!(names, table.schema().columns.iter().map(|column| column.name).collect::<Vec<_>>());
        let key: Vec<&str> = table.schema().key().iter().map(|column| column.name).collect();
        assert_eq!(resource["schema"]["primaryKey"], serde_json::json!(key));
    }
}

#[test]
fn croissant_points_to_files_and_columns_that_are_there() {
    let (_folder, dataset) = told();
    let croissant = json(&dataset, "croissant.json");
    let manifest = Manifest::read(&dataset).unwrap();
    for file in croissant["distribution"].as_array().unwrap() {
        let output = manifest.output(file["contentUrl"].as_str().unwrap()).unwrap();
        assert_eq!(file["sha256"], output.sha256);
    }
    assert_eq!(croissant["recordSet"].as_array().unwrap().len(), Table::ALL.len());
    assert_eq!(croissant["license"], serde_json::json!(["https://spdx.org/licenses/CC-BY-4.0.html"]));
}

#[test]
fn nothing_is_made_up_where_nothing_was_told() {
    let (_folder, dataset) = three_written();
    for name in ["LICENSE", "CHANGELOG.md"] {
        assert!(!dataset.join(name).exists(), "{name}");
    }
    assert!(read(&dataset, "README.md").contains("No licence was given"));
    assert!(json(&dataset, "datapackage.json").get("licenses").is_none());
}

#[test]
fn the_codebook_has_every_column() {
    let codebook = codebook();
    for table in Table::ALL {
        let (_, section) = codebook.split_once(&format!("\n## {}\n", table.name())).unwrap();
        for column in table.schema().columns {
            assert!(
                section.contains(&format!("\n| `{}` | {} |", column.name, column.kind)),
                "{}",
                column.name
            );
        }
    }
}

#[test]
fn the_committed_codebook_is_not_stale() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/codebook.md");
    let committed = std::fs::read_to_string(path).unwrap();
    assert!(committed == codebook(), "docs/codebook.md is stale: `cargo xtask dictionary` writes it anew");
}
