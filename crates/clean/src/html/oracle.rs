//! The tree compared with html5ever's, on pages of our own and, where they lie beside the
//! workspace, on the real pages of the gold data.

use super::{Tree, Walk, decode};
use html5ever::tendril::TendrilSink;
use html5ever::tree_builder::TreeBuilderOpts;
use html5ever::{ParseOpts, parse_document};
use markup5ever_rcdom::{Handle, NodeData, RcDom};
use std::fmt::Write;
use std::path::PathBuf;

/// Elements that the tree leaves out, or whose content no reader sees.
const PASSED_OVER: [&str; 3] = ["html", "head", "body"];
const UNSEEN: [&str; 6] = ["script", "style", "template", "noscript", "svg", "math"];

fn expected(source: &str) -> String {
    let opts = ParseOpts {
        tree_builder: TreeBuilderOpts { scripting_enabled: false, ..TreeBuilderOpts::default() },
        ..ParseOpts::default()
    };
    let dom = parse_document(RcDom::default(), opts).one(source);
    let mut out = String::new();
    // A stack in place of recursion: real pages nest deeply. `None` closes an element.
    let mut stack: Vec<Option<Handle>> = vec![Some(dom.document.clone())];
    while let Some(step) = stack.pop() {
        let Some(node) = step else {
            out.push(')');
            continue;
        };
        let shown = match &node.data {
            NodeData::Text { contents } => {
                write_text(&mut out, &contents.borrow());
                continue;
            }
            NodeData::Document => false,
            NodeData::Element { name, .. } => {
                if UNSEEN.contains(&&*name.local) {
                    continue;
                }
                let shown = !PASSED_OVER.contains(&&*name.local);
                if shown {
                    let _ = write!(out, "{}(", &*name.local);
                }
                shown
            }
            _ => continue,
        };
        if shown {
            stack.push(None);
        }
        stack.extend(node.children.borrow().iter().rev().cloned().map(Some));
    }
    out
}

fn found(source: &str) -> String {
    let tree = Tree::parse(source);
    let mut out = String::new();
    let mut unseen = None;
    for step in tree.walk() {
        match step {
            Walk::Enter(id) if unseen.is_some() || id == super::NodeId::ROOT => {}
            Walk::Leave(id) if unseen == Some(id) => unseen = None,
            Walk::Leave(id) if unseen.is_some() || id == super::NodeId::ROOT => {}
            Walk::Enter(id) => match tree.text(id) {
                Some((text, true)) => write_text(&mut out, &decode(text)),
                Some((text, false)) => write_text(&mut out, text),
                None => {
                    let name = tree.name(id).to_ascii_lowercase();
                    if UNSEEN.contains(&&*name) {
                        unseen = Some(id);
                    } else {
                        let _ = write!(out, "{name}(");
                    }
                }
            },
            Walk::Leave(_) => out.push(')'),
        }
    }
    out
}

/// Formatting elements without content, which blank text reopens in the one tree and not in the other.
fn without_empty(outline: String) -> String {
    ["a()", "b()", "i()", "strong()", "em()", "font()", "small()", "u()", "span()"]
        .iter()
        .fold(outline, |outline, empty| outline.replace(empty, ""))
}

/// Blanks are left out: where they go between elements moves nothing a reader sees.
fn write_text(out: &mut String, text: &str) {
    out.extend(text.chars().filter(|c| !c.is_whitespace() && *c != '\0'));
}

/// The text alone, without elements.
fn letters(outline: &str) -> String {
    // Names and brackets go; a bracket in the text goes on both sides alike.
    outline.chars().filter(|c| !c.is_ascii()).collect()
}

#[test]
fn our_own_pages_agree_in_every_node() {
    let pages = [
        include_str!("../../tests/pages/old-layout.html"),
        include_str!("../../tests/pages/json-ld.html"),
        include_str!("../../tests/pages/unclosed.html"),
        include_str!("../../tests/pages/breaks-only.html"),
    ];
    for page in pages {
        assert_eq!(without_empty(found(page)), without_empty(expected(page)));
    }
}

#[test]
fn odd_markup_agrees_in_every_node() {
    for source in [
        "<p>1<b>2<i>3</b>4</i>5</p>",
        "<b>1<p>2</b>3</p>",
        "<a>1<p>2</a>3</p>",
        "<a href=1>x<a href=2>y</a>z",
        "<p><b><b><b><b>x<p>y",
        "<ul><li>a<li>b<ul><li>c</ul>d<li>e</ul>f",
        "<dl><dt>a<dd>b<p>c<dt>d</dl>",
        "<table><tr><td>a<td>b<tr><th>c</table>d",
        "<table>x<b>y</b><tr><td>a</td>z</tr></table>w",
        "<table><caption>a<tr><td>b</table>",
        "<table><tr><td><p>a<table><tr><td>b</table>c</table>",
        "<div><table><form><input><tr><td>x</form></table></div>",
        "<h1>a<h2>b</h1>c<h3>d",
        "<button>a<button>b</button>c",
        "<form>a<form>b</form>c</form>d",
        "<ruby>a<rt>b<rp>c</ruby>d",
        "<p>a<pre>b</pre>c",
        "<p>a<hr>b<address>c</p>d</address>",
        "<b><div>1</b>2</div>3",
        "<font><p>a<table><tr><td>b</font>c</table>d",
        "<nobr>a<nobr>b</nobr>c",
        "<object><p>a</object>b",
        "a<br></br></p>b",
        "<textarea><p>a</textarea>b<title>c<p>d</title>",
        "<li>a<div><li>b</div><li>c",
        "<em><ul><li>a</em>b<li>c</ul>d",
        "<a><table><tr><td><a>x</a></td></tr></table>y</a>",
        "<x-y>a<x-z>b</x-y>c</x-z>",
        "<iframe><p>a</iframe>b<noframes><p>c</noframes>d",
        "&amp;&lt;p&gt;&copy;&notanentity;&#65;&#x42",
    ] {
        assert_eq!(found(source), expected(source), "{source}");
        let source = format!("<!doctype html>{source}");
        assert_eq!(found(&source), expected(&source), "{source}");
    }
}

#[test]
fn real_pages_agree_in_their_text() {
    let Some(folder) = gold() else { return };
    let (mut same, mut same_text, mut all) = (0, 0, 0);
    for name in ["aeb.jsonl.gz", "hdate.jsonl.gz", "moz.jsonl.gz", "traf.jsonl.gz", "wcxb.jsonl.gz"] {
        let reader = dateline_record::pages::open(&folder.join(name)).expect("the gold data can be read");
        for line in std::io::BufRead::lines(reader) {
            let line = line.expect("the gold data is UTF-8");
            let page: serde_json::Value = serde_json::from_str(&line).expect("each line is JSON");
            let Some(source) = page["html"].as_str() else { continue };
            let (found, expected) = (found(source), expected(source));
            all += 1;
            same += usize::from(found == expected);
            same_text += usize::from(letters(&found) == letters(&expected));
        }
    }
    assert!(same * 100 >= all * 90, "{same} of {all} trees are the same node for node");
    assert!(same_text * 1000 >= all * 995, "{same_text} of {all} trees hold the same text");
}

/// The html5lib suite's documents. Of those that differ nearly half are framesets, which hold no
/// article and which the tree does not build; the rest are mostly foreign content, column groups
/// and NULs. The floor only rises.
#[test]
fn the_html5lib_suite_agrees() {
    let folder = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/html5lib"));
    let mut files: Vec<PathBuf> =
        std::fs::read_dir(&folder).expect("the suite").map(|entry| entry.expect("a file").path()).collect();
    files.retain(|path| path.extension().is_some_and(|extension| extension == "dat"));
    files.sort();
    let (mut same, mut all, mut misses) = (0, 0, String::new());
    for path in &files {
        let suite = String::from_utf8_lossy(&std::fs::read(path).expect("a file of the suite")).into_owned();
        for case in suite.split("\n\n#data\n") {
            let case = case.strip_prefix("#data\n").unwrap_or(case);
            let Some((source, rest)) = case.split_once("\n#errors") else { continue };
            if rest.contains("\n#document-fragment") || rest.contains("\n#script-on") {
                continue;
            }
            all += 1;
            if found(source) == expected(source) {
                same += 1;
            } else {
                let _ = writeln!(misses, "{}: {source:?}", path.display());
            }
        }
    }
    assert!(all > 1000, "{all} documents");
    assert!(same * 100 >= all * 90, "{same} of {all} documents agree; not:\n{misses}");
}

/// The gold pages, when they are there: `DATELINE_SHARED`, or `../shared` beside the workspace.
fn gold() -> Option<PathBuf> {
    let beside = || PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared"));
    let shared = std::env::var_os("DATELINE_SHARED").map_or_else(beside, PathBuf::from);
    Some(shared.join("bench/clean/dev")).filter(|folder| folder.is_dir())
}
