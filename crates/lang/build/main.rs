//! Makes the tables of n-grams out of lingua's models.

#![allow(clippy::print_stdout, reason = "cargo is told on the standard output what the tables depend on")]

mod entropies;
mod models;
mod ngrams;
mod pack;
mod pruning;
mod serbian;
mod words;

#[allow(dead_code, reason = "what reads the tables is in the crate")]
#[path = "../src/table/layout.rs"]
mod layout;
#[allow(dead_code, reason = "the tables need no more than which script a letter is of")]
#[path = "../src/script.rs"]
mod script;

use fst::Streamer;
use layout::ORDERS;
use models::{Model, models};
use pack::{Packed, Packer};
use script::Group;
use std::collections::BTreeMap;
use std::error::Error;
use std::path::PathBuf;
use std::{env, fs};

fn main() -> Result<(), Box<dyn Error>> {
    for path in ["build", "data/words.txt", "src/table/layout.rs", "src/script.rs"] {
        println!("cargo::rerun-if-changed={path}");
    }
    let folder = PathBuf::from(env::var_os("OUT_DIR").ok_or("cargo sets OUT_DIR")?);
    let models = models();
    for group in [Group::Latin, Group::Cyrillic, Group::Arabic, Group::Devanagari] {
        let table = Table::of(group, &models)?;
        let name = format!("{group:?}").to_lowercase();
        fs::write(folder.join(format!("{name}.offsets")), table.packed.offsets)?;
        fs::write(folder.join(format!("{name}.entries")), table.packed.entries)?;
        fs::write(folder.join(format!("{name}.entropies")), format!("&{:?}", table.entropies))?;
        fs::write(folder.join(format!("{name}.codes")), format!("&{:?}", table.codes))?;
    }
    Ok(())
}

struct Table {
    /// The languages in the order of their numbers.
    codes: Vec<&'static str>,
    /// For each language, what a letter costs on average in text of its own, by how many letters
    /// it is told by, itself included.
    entropies: Vec<[f64; ORDERS]>,
    packed: Packed,
}

impl Table {
    /// The table of all languages written in a script.
    fn of(group: Group, models: &[Model]) -> Result<Self, Box<dyn Error>> {
        let is_written =
            |model: &&Model| model.group == group || (model.code == "sr" && group == Group::Latin);
        let models: Vec<&Model> = models.iter().filter(is_written).collect();
        let mut table = Packer::default();
        let mut entropies = Vec::new();
        for (number, model) in models.iter().enumerate() {
            let number = u8::try_from(number)?;
            let entries = ngrams::with_edges(&model_in(group, model)?)?;
            for entry in pruning::pruned(&entries) {
                table.add(&entry.ngram, number, entry.logarithm);
            }
            for (word, worth) in words::worths(group, model.code) {
                table.add_word(&word, number, worth);
            }
            entropies.push(entropies::of(&entries));
        }
        Ok(Self {
            codes: models.iter().map(|model| model.code).collect(),
            entropies,
            packed: table.pack(models.len()),
        })
    }
}

/// The n-grams of a model in one script, and the logarithms of their probabilities.
fn model_in(group: Group, model: &Model) -> Result<BTreeMap<String, f64>, Box<dyn Error>> {
    let map = fst::Map::new(model.ngrams)?;
    let mut ngrams = BTreeMap::new();
    let mut stream = map.stream();
    while let Some((ngram, bits)) = stream.next() {
        let ngram = std::str::from_utf8(ngram)?;
        if ngram.chars().all(|letter| Group::of(letter) == Some(model.group)) {
            ngrams.insert(ngram.to_owned(), f64::from_bits(bits));
        }
    }
    Ok(if group == model.group { ngrams } else { serbian::model_in_gaj(&ngrams) })
}
