use super::*;
use insta::assert_snapshot;

const GOOD: &str = r#"inputs = ["pages/*.html"]

[dataset]
name = "greetings"
version = "1.0.0"
"#;

fn error(text: &str) -> String {
    Recipe::parse(text, "data/recipe.toml".as_ref()).unwrap_err().to_string()
}

#[test]
fn reads_all_keys() {
    let text = r#"
inputs = ["pages/**/*.html", "more.jsonl"]
languages = ["en", "ko"]
as_of = "2025-06-20"
max_rejects = "2%"
[dataset]
name = "greetings"
version = "1.0.0"
title = "Greetings between heads of state"
licence = "CC0-1.0"
[fields]
text = "content"
"#;
    let recipe = Recipe::parse(text, "data/recipe.toml".as_ref()).unwrap();
    assert_eq!(recipe.fields.iter().collect::<Vec<_>>(), [("text", "content")]);
    assert_eq!(recipe.max_rejects, RejectLimit::Percent(2.0));
    assert_eq!(recipe.as_of, "2025-06-20".parse().ok());
    assert_eq!(
        recipe.inputs,
        Inputs::Patterns {
            folder: "data".into(),
            patterns: vec!["pages/**/*.html".to_owned(), "more.jsonl".to_owned()],
            downloads: Vec::new(),
        }
    );
}

#[test]
fn days_and_numbers_need_no_quotation_marks() {
    let recipe = |head: &str| Recipe::parse(&format!("{head}\n{GOOD}"), "recipe.toml".as_ref());
    assert_eq!(recipe("as_of = 2025-06-20").unwrap().as_of, "2025-06-20".parse().ok());
    assert_eq!(recipe("max_rejects = 10").unwrap().max_rejects, RejectLimit::Count(10));
    assert_snapshot!(recipe("as_of = 2025-06-20T10:00:00Z").unwrap_err(), @r#"recipe.toml:1: `as_of` is 2025-06-20T10:00:00Z; wanted a day, such as "2025-06-20""#);
    assert_snapshot!(recipe("max_rejects = -1").unwrap_err(), @r#"recipe.toml:1: `max_rejects` is -1; wanted a number of pages such as "10", or a share of them such as "2.5%""#);
}

#[test]
fn unknown_keys_name_the_nearest() {
    assert_snapshot!(error(&GOOD.replace("inputs", "input")),
        @"data/recipe.toml:1: unknown key `input` (did you mean `inputs`?); the keys here are `allow_cut_short`, `as_of`, `columns`, `csv`, `dataset`, `decisions`, `fields`, `inputs`, `languages`, `max_page_bytes`, `max_rejects`, `partition_by`, `prefer`, `sample`, `spreadsheet_safe`, `where`");
    assert_snapshot!(error(&GOOD.replace("version", "verison")),
        @"data/recipe.toml:5: unknown key `dataset.verison` (did you mean `version`?); the keys here are `authors`, `card`, `changelog`, `description`, `licence`, `name`, `title`, `url`, `version`");
    assert_snapshot!(error(&format!("{GOOD}languages = [\"en\"]\n")),
        @"data/recipe.toml:6: unknown key `dataset.languages` (it belongs above the line `[dataset]`); the keys here are `authors`, `card`, `changelog`, `description`, `licence`, `name`, `title`, `url`, `version`");
    assert_snapshot!(error(&format!("name = \"a\"\n{GOOD}")),
        @"data/recipe.toml:1: unknown key `name` (it belongs below a line `[dataset]`); the keys here are `allow_cut_short`, `as_of`, `columns`, `csv`, `dataset`, `decisions`, `fields`, `inputs`, `languages`, `max_page_bytes`, `max_rejects`, `partition_by`, `prefer`, `sample`, `spreadsheet_safe`, `where`");
    assert_snapshot!(error(&format!("colour = \"blue\"\n{GOOD}")),
        @"data/recipe.toml:1: unknown key `colour`; the keys here are `allow_cut_short`, `as_of`, `columns`, `csv`, `dataset`, `decisions`, `fields`, `inputs`, `languages`, `max_page_bytes`, `max_rejects`, `partition_by`, `prefer`, `sample`, `spreadsheet_safe`, `where`");
}

#[test]
fn missing_keys_say_what_to_give() {
    assert_snapshot!(error(""), @"data/recipe.toml: `dataset` is missing; give a table `[dataset]` with the name and the version");
    assert_snapshot!(error(&GOOD.replace("name = \"greetings\"", "")),
        @"data/recipe.toml: `dataset.name` is missing; give a name of small letters, digits, `-`, `_` and `.`, starting with a letter or digit");
    assert_snapshot!(error("[dataset]\nname = \"a\"\nversion = \"1\""),
        @r#"data/recipe.toml: `inputs` is missing; give a list of files, folders and globs, such as ["pages/**/*.html", "more.jsonl"]"#);
}

#[test]
fn wrong_values_say_what_was_found_and_wanted() {
    assert_snapshot!(error(&GOOD.replace("\"greetings\"", "\"Greetings!\"")),
        @r#"data/recipe.toml:4: `dataset.name` is "Greetings!"; wanted a name of small letters, digits, `-`, `_` and `.`, starting with a letter or digit"#);
    assert_snapshot!(error(&GOOD.replace("\"1.0.0\"", "1.0")),
        @r#"data/recipe.toml:5: `dataset.version` is 1.0; wanted a version such as "1.0.0""#);
    assert_snapshot!(error(&format!("as_of = \"June 2025\"\n{GOOD}")),
        @r#"data/recipe.toml:1: `as_of` is "June 2025"; wanted a day, such as "2025-06-20""#);
    assert_snapshot!(error(&GOOD.replace("[\"pages/*.html\"]", "\"pages/*.html\"")),
        @r#"data/recipe.toml:1: `inputs` is "pages/*.html"; wanted a list of files, folders and globs, such as ["pages/**/*.html", "more.jsonl"]"#);
    assert_snapshot!(error(&GOOD.replace("pages/*", "/srv/*")),
        @r#"data/recipe.toml:1: `inputs` is ["/srv/*.html"]; wanted paths within the recipe's folder, none with `..` or starting with `/`"#);
    assert_snapshot!(error(&GOOD.replace("pages/*", "../*")),
        @r#"data/recipe.toml:1: `inputs` is ["../*.html"]; wanted paths within the recipe's folder, none with `..` or starting with `/`"#);
    assert_snapshot!(error(&format!("{GOOD}card = \"../secret\"\n")),
        @r#"data/recipe.toml:6: `dataset.card` is "../secret"; wanted a file in the recipe's folder, its name without `..`"#);
    assert_snapshot!(error(&format!("{GOOD}[fields]\nbody = \"content\"\n")),
        @"data/recipe.toml:7: unknown key `fields.body`; the keys here are `id`, `url`, `html`, `text`, `published`, `fetched`, `dct`, `lang`, `article`");
    assert_snapshot!(error(&format!("max_rejects = \"many\"\n{GOOD}")),
        @r#"data/recipe.toml:1: `max_rejects` is "many"; wanted a number of pages such as "10", or a share of them such as "2.5%""#);
}

#[test]
fn files_on_servers_are_pinned() {
    let pin = "AB".repeat(32);
    let with = |input: &str| GOOD.replace("[\"pages/*.html\"]", &format!("[\"pages/*.html\", {input}]"));
    let text = with(&format!("{{ url = \"https://data.example/a.jsonl.gz\", sha256 = \"{pin}\" }}"));
    let recipe = Recipe::parse(&text, "data/recipe.toml".as_ref()).unwrap();
    let download = Download { url: "https://data.example/a.jsonl.gz".to_owned(), sha256: pin.to_lowercase() };
    assert_eq!(recipe.downloads(), [download]);
    assert_ne!(recipe.hash(), Recipe::parse(GOOD, "data/recipe.toml".as_ref()).unwrap().hash());
    assert_snapshot!(error(&with("\"https://data.example/a.jsonl\"")), @r#"data/recipe.toml:1: `inputs` is "https://data.example/a.jsonl"; wanted an address with its pin, such as { url = "https://data.example/pages.jsonl.gz", sha256 = "…64 hex digits…" }"#);
    assert_snapshot!(error(&with("{ url = \"https://data.example/a.jsonl\" }")), @r#"data/recipe.toml:1: `inputs` is "https://data.example/a.jsonl" without `sha256`; wanted the SHA-256 of the file in 64 hex digits, as `sha256sum` prints it; nothing is downloaded without"#);
    assert_snapshot!(error(&with("{ url = \"https://data.example/a.jsonl\", sha256 = \"12\" }")), @r#"data/recipe.toml:1: `inputs.sha256` is "12"; wanted the SHA-256 of the file in 64 hex digits, as `sha256sum` prints it; nothing is downloaded without"#);
    assert_snapshot!(error(&with(&format!("{{ url = \"http://data.example/a.jsonl\", sha256 = \"{pin}\" }}"))), @r#"data/recipe.toml:1: `inputs.url` is "http://data.example/a.jsonl"; wanted an address that begins with https://"#);
    assert_snapshot!(error(&with("{ url = \"https://data.example/a.jsonl\", sha265 = \"12\" }")), @r#"data/recipe.toml:1: unknown key `inputs.sha265` (did you mean `sha256`?); the keys here are `sha256`, `url`"#);
}

#[test]
fn broken_toml_names_the_line() {
    assert_snapshot!(error("inputs = [\n\"a\"\n[dataset]\n"), @"data/recipe.toml:3: not TOML: missing comma between array elements, expected `,`");
}

#[test]
fn unreadable_recipes() {
    let folder = tempfile::tempdir().unwrap();
    let shown = |path: &Path| {
        let message = Recipe::load(path).unwrap_err().to_string();
        message.replace(folder.path().to_str().unwrap(), "DIR")
    };
    assert_snapshot!(shown(&folder.path().join("recipe.toml")),
        @"DIR/recipe.toml: there is no such recipe; name a recipe.toml, or pages (.html, .htm, .txt, .jsonl) to build without one");
    assert_snapshot!(shown(folder.path()),
        @"DIR: a recipe is a file, and this is a folder; name the recipe.toml in it");
    let latin1 = folder.path().join("latin1.toml");
    std::fs::write(&latin1, b"title = \"\xe9\"").unwrap();
    assert_snapshot!(shown(&latin1), @"DIR/latin1.toml: a recipe is UTF-8 text, and this is not; save it as UTF-8");
}

#[test]
fn the_hash_is_of_the_settings_in_force() {
    let recipe = |text: &str, path: &str| Recipe::parse(text, path.as_ref()).unwrap();
    let plain = recipe(GOOD, "a/recipe.toml").hash();
    assert_eq!(recipe(&format!("# a comment\n{GOOD}"), "b/recipe.toml").hash(), plain);
    let mapped = recipe(&format!("{GOOD}[fields]\ntext = \"content\"\n"), "a/recipe.toml");
    assert_ne!(mapped.hash(), plain);
    let mut with_option = recipe(GOOD, "a/recipe.toml");
    with_option.as_of = "2025-06-20".parse().ok();
    assert_ne!(with_option.hash(), plain);
    // Datasets that were released carry the hashes of their recipes: how settings are spelt must not change.
    assert_eq!(plain, "a6383a672ee2f12d6ecfe68a9fe25e775bc156b25b2992f837a0eed8354019f6");
}

mod damaged {
    use super::*;
    use proptest::prelude::*;

    const FULL: &str = r#"inputs = ["pages/**/*.html", { url = "https://data.example/a.warc.gz", sha256 = "abababababababababababababababababababababababababababababababab" }]
languages = ["en", "ko"]
as_of = "2025-06-20"
max_rejects = "2.5%"
sample = 1000
csv = "gzip"
partition_by = "year"
spreadsheet_safe = true
decisions = "decisions.csv"
[dataset]
name = "greetings"
version = "1.0.0"
title = "Greetings between heads of state"
authors = ["Ann Lee"]
card = "README.md"
[fields]
text = "content"
[where]
languages = ["en"]
from = "2025-01-01"
dated = true
[columns]
articles = ["title", "published"]
"#;

    /// What is put where something else belongs.
    const PIECES: [&str; 14] = [
        "\n[dataset]\n",
        "inputs = ",
        "[\"../a\"]",
        "{ url = \"",
        "http://",
        "\"\"\"",
        "'",
        "= 9999999999999999999999\n",
        "-0001-01-01",
        "\u{feff}",
        "\u{0}",
        "[[where]]",
        "é",
        "{}",
    ];

    proptest! {
        #[test]
        fn texts_are_recipes_or_errors_with_their_file(
            edits in prop::collection::vec((any::<prop::sample::Index>(), 0..30_usize, 0..PIECES.len() * 2), 0..6),
        ) {
            let mut text: Vec<char> = FULL.chars().collect();
            for (at, remove, insert) in edits {
                let at = at.index(text.len() + 1);
                let end = (at + remove).min(text.len());
                let piece = PIECES.get(insert).copied().unwrap_or_default();
                text.splice(at..end, piece.chars());
            }
            let text: String = text.into_iter().collect();
            match Recipe::parse(&text, "data/recipe.toml".as_ref()) {
                Err(error) => prop_assert!(error.to_string().starts_with("data/recipe.toml"), "{}", error),
                Ok(recipe) => {
                    let Inputs::Patterns { patterns, .. } = &recipe.inputs else { unreachable!("a recipe names patterns") };
                    prop_assert!(patterns.iter().all(|pattern| !pattern.contains("..") && !pattern.starts_with('/')));
                    prop_assert!(recipe.downloads().iter().all(|file| file.url.starts_with("https://")));
                }
            }
        }
    }
}

#[test]
fn arguments_are_one_recipe_or_pages() {
    let named = |paths: &[&str]| {
        let paths = paths.iter().map(PathBuf::from).collect();
        Recipe::of_arguments(paths, "out/News 2025".as_ref())
    };
    let pages = named(&["pages", "more.jsonl"]).unwrap();
    assert_eq!(pages.name, "news-2025");
    assert_eq!(pages.inputs, Inputs::Paths(vec!["pages".into(), "more.jsonl".into()]));
    assert!(matches!(named(&["pages", "A.TOML"]), Err(RecipeError::NotAlone { path }) if path == *"A.TOML"));
    assert!(
        matches!(named(&["missing/A.TOML"]), Err(RecipeError::Missing { path }) if path == *"missing/A.TOML")
    );
}
