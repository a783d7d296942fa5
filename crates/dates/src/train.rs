//! Learning from pages whose day is known, what the places at which pages print dates are worth.
//! `cargo xtask train dates` runs it.

use crate::dating::printed_fit::{Example, fit};
use crate::languages::Languages;
use crate::tagger::Tagger;
use dateline_record::Record;
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// Learns the weights and writes them as `data/printed.toml` has them, with the figures they reach. The pages have been
/// through `dateline-clean` and `dateline-lang`, and give their day as `dct`; others are passed over. A page's site is
/// its address's host, or its `id` without one.
pub fn printed_weights(pages: impl IntoIterator<Item = Record>) -> String {
    let files = Languages::builtin();
    let neutral = files.neutral().expect("the tests load it");
    let mut taggers = BTreeMap::<String, Option<Tagger>>::new();
    let mut examples = Vec::new();
    for record in pages {
        let (Some(article), Some(day)) = (&record.article, record.page.dct) else { continue };
        let code = record.language.as_ref().and_then(|language| language.code.clone()).unwrap_or_default();
        let tagger = taggers.entry(code).or_insert_with_key(|code| files.tagger(code).and_then(Result::ok));
        let url = record.page.url.as_deref().unwrap_or_default();
        let host = url.split_once("://").map_or("", |(_, rest)| rest.split('/').next().unwrap_or(rest));
        let id = record.page.id.as_str();
        let site = if host.is_empty() { id } else { host.trim_start_matches("www.") };
        examples.push(Example::new(article, tagger.as_ref(), &neutral, day, site));
    }
    let learned = fit(&examples);
    let mut out = String::new();
    let share = learned.right as f64 / learned.printed.max(1) as f64;
    let _ = writeln!(
        out,
        "# What each place at which a page prints a date says for that date being the page's own day: natural logarithms\n\
         # of odds, added up. Learned by `cargo xtask train dates` from {} pages whose day is known; nothing of the pages\n\
         # themselves is in here. On sites held back in turn (5 parts), {:.1} % of the {} pages that print their day get it.\n\
         #\n\
         # A name is source, role and, in the text, where the line stands; `-again` says that another of its kind stood\n\
         # before it. The rest says how the day stands to the others on the page. `none` and its kin speak for a day that\n\
         # is printed nowhere.\n\n[weight]",
        examples.len(),
        100.0 * share,
        learned.printed,
    );
    for (name, weight) in learned.weights {
        let _ = writeln!(out, "{name} = {weight:.2}");
    }
    out
}
