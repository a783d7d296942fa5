//! Every page of the embedded dataset through all stages, compared with its gold.
//!
//! Some kinds of check are in force: each one must hold. Of the rest not every one holds yet: the number
//! that does may not fall below the one written down in [`standing`]. No check is skipped.

#![expect(clippy::unwrap_used, reason = "a test may stop")]

mod arithmetic;
mod card;
mod check;
mod gold;
mod known;
mod standing;
mod tally;

use check::Check;
use dateline::{Pipeline, Recipe};
use dateline_stories::{Grouper, Keys};
use gold::{Dataset, Gold};
use tally::Tally;

#[test]
fn every_page_is_read_as_its_gold_says() {
    let dataset = Dataset::embedded();
    let recipe = Recipe::load(&dataset.recipe()).unwrap();
    let pipeline = Pipeline::new(&recipe.languages, recipe.as_of).unwrap();

    let mut tally = Tally::default();
    let mut grouper = Grouper::default();
    for gold in &dataset.gold {
        let checks = match pipeline.run(dataset.page(gold)) {
            Ok(mut record) => {
                let checks = check::page(gold, &record);
                // The gold knows pages by their source.
                record.page.id.clone_from(&gold.source);
                grouper.add(Keys::of(&record));
                checks
            }
            Err(failure) => vec![Check::failed(&failure)],
        };
        tally.add(gold, checks);
    }
    let stories = grouper.finish();
    for gold in &dataset.gold {
        tally.add(gold, check::story(gold, &dataset.gold, &stories).into_iter().collect());
    }

    println!("{}", tally.summary());
    let failures = tally.failures();
    assert!(
        failures.is_empty(),
        "{} checks fail\n{}\n{}",
        failures.len(),
        failures.join("\n"),
        tally.summary()
    );
}

#[test]
fn gold_and_pages_name_each_other() {
    let dataset = Dataset::embedded();
    let told: Vec<&str> = dataset.gold.iter().map(|gold| gold.source.as_str()).collect();
    let mut found = dataset.sources();
    found.sort_by_key(|source| told.iter().position(|told| told == source));
    assert_eq!(found, told);
}

#[test]
fn the_gold_stands_on_the_page_it_is_about() {
    let dataset = Dataset::embedded();
    let absent: Vec<String> = dataset.gold.iter().flat_map(|gold| absent_words(gold, &dataset)).collect();
    assert!(absent.is_empty(), "{} strings are not on their pages:\n{}", absent.len(), absent.join("\n"));
}

/// A string that must not be in the body checks nothing if it is nowhere on the page.
fn absent_words(gold: &Gold, dataset: &Dataset) -> Vec<String> {
    let record = dataset.page(gold);
    let page = gold::folded(record.page.raw.as_ref().unwrap().as_str());
    // Body text may be cut by inline tags; furniture and captions here are not.
    let strings = gold.must_not.iter().chain(&gold.captions);
    let absent = strings.filter(|string| !page.contains(gold::folded(string).as_str()));
    absent.map(|string| format!("{}: {string:?}", gold.source)).collect()
}
