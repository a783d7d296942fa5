//! Any text as a recipe: it never panics, an error names the recipe, and what is read leads nowhere but below its folder.
#![no_main]

use dateline::{Inputs, Recipe};
use libfuzzer_sys::fuzz_target;
use std::path::{Component, Path};

fuzz_target!(|text: &str| {
    match Recipe::parse(text, Path::new("folder/recipe.toml")) {
        Err(error) => assert!(error.to_string().starts_with("folder/recipe.toml"), "{error}"),
        Ok(recipe) => {
            let Inputs::Patterns { patterns, downloads, .. } = &recipe.inputs else {
                panic!("paths in a recipe")
            };
            let leads_out =
                |pattern: &String| Path::new(pattern).components().any(|part| part == Component::ParentDir);
            assert!(!patterns.iter().any(leads_out), "{patterns:?}");
            assert!(downloads.iter().all(|file| file.url.starts_with("https://") && file.sha256.len() == 64));
            assert_eq!(recipe.hash(), recipe.clone().hash());
        }
    }
});
