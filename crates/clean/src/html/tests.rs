//! The tree against what the standard says, spelled out.

use super::{NodeId, Tag, Tree, Walk};

/// The tree as bracketed text: `p(one b(two))`.
fn outline(source: &str) -> String {
    let tree = Tree::parse(source);
    let mut out = String::new();
    for step in tree.walk() {
        match step {
            Walk::Enter(NodeId::ROOT) | Walk::Leave(NodeId::ROOT) => {}
            Walk::Enter(id) => match tree.text(id) {
                Some((text, _)) if text.trim().is_empty() => {}
                Some((text, _)) => out += &format!("'{}' ", text.trim()),
                None => out += &format!("{:?}(", tree.tag(id)).to_lowercase(),
            },
            Walk::Leave(_) => out = out.trim_end().to_owned() + ") ",
        }
    }
    out.trim_end().to_owned()
}

#[test]
fn implied_ends() {
    assert_eq!(outline("<p>one<p>two<div>three</div>"), "p('one') p('two') div('three')");
    assert_eq!(outline("<ul><li>a<li>b<ul><li>c</ul><li>d</ul>"), "ul(li('a') li('b' ul(li('c'))) li('d'))");
    assert_eq!(outline("<dl><dt>a<dd>b<dt>c</dl>"), "dl(dt('a') dd('b') dt('c'))");
    assert_eq!(outline("<h2>a<h3>b</h2>c"), "h2('a') h3('b') 'c'");
    assert_eq!(outline("a</p>b"), "'a' p() 'b'");
    assert_eq!(outline("<select><option>a<option>b</select>c"), "select(option('a') option('b')) 'c'");
}

#[test]
fn void_and_raw_text() {
    assert_eq!(outline("<br>a<img src=x>b</br>"), "br() 'a' img() 'b' br()");
    assert_eq!(outline("<script>if (a</b) '<p>'</script>x"), "script('if (a</b) '<p>'') 'x'");
    assert_eq!(
        outline("<script><!--<script></script>--></script>x"),
        "script('<!--<script></script>-->') 'x'"
    );
    assert_eq!(outline("<title>a<b></TITLE >x"), "title('a<b>') 'x'");
    assert_eq!(outline("<style>p{}"), "style('p{}')");
    assert_eq!(outline("a<plaintext><b>"), "'a' plaintext('<b>')");
}

#[test]
fn comments_and_stray_brackets() {
    assert_eq!(
        outline("a<!-- <p> -->b<!-->c<!--->d<!--e--!>f<?x y>g<!doctype html>"),
        "'a' 'b' 'c' 'd' 'f' 'g'"
    );
    assert_eq!(outline("1 < 2 <3 </> </3> x"), "'1 < 2 <3' 'x'");
    assert_eq!(outline("a<p title='>'>b<p"), "'a' p('b')");
}

#[test]
fn tables() {
    assert_eq!(
        outline("<table><td>a<td>b<tr><td>c</table>d"),
        "table(tbody(tr(td('a') td('b')) tr(td('c')))) 'd'"
    );
    assert_eq!(outline("<table>x<tr><td>a</table>"), "'x' table(tbody(tr(td('a'))))");
    assert_eq!(
        outline("<table><tr><td><table><tr><td>in</table>out</table>"),
        "table(tbody(tr(td(table(tbody(tr(td('in')))) 'out'))))"
    );
    assert_eq!(outline("<tr><td>a</td></tr>"), "'a'");
    assert_eq!(outline("<table><div>x</div><caption>c</table>"), "div('x') table(caption('c'))");
}

#[test]
fn misnested_formatting() {
    assert_eq!(outline("<b>1<p>2</b>3</p>"), "b('1') p(b('2') '3')");
    assert_eq!(outline("<p><b>1<p>2"), "p(b('1')) p(b('2'))");
    assert_eq!(outline("<a href=1>x<a href=2>y"), "a('x') a('y')");
    assert_eq!(outline("<b><i>1</b>2</i>3"), "b(i('1')) i('2') '3'");
    assert_eq!(outline("<a><div><div>1</a>2"), "a() div(a() div(a('1') '2'))");
}

#[test]
fn svg_and_math() {
    assert_eq!(outline("<svg><path/><title>t</title></svg>x"), "svg(other() title('t')) 'x'");
    assert_eq!(outline("<svg><p>x"), "svg() p('x')");
    assert_eq!(outline("<svg><![CDATA[<p>]]></svg>"), "svg('<p>')");
    assert_eq!(outline("<svg><foreignobject><p>x</p></svg>y"), "svg(foreignobject(p('x'))) 'y'");
}

#[test]
fn hostile_pages_take_linear_time() {
    let many = 100_000;
    for (part, end) in [
        ("<div>", ""),
        ("<b>", "x"),
        ("<p><b>", "x"),
        ("<a><div>", "</a>"),
        ("<table>", "x"),
        ("<table><tr><td>", "x"),
        ("</p>", ""),
        ("<!--", ""),
        ("<", ""),
        ("</", ""),
        ("<svg>", "<p>x"),
        ("<a href=\"", ">"),
        ("<script>", ""),
        ("<b><p>x</b>", ""),
        ("<li><b>", "x"),
        ("<select><option>", ""),
        ("&", ""),
        ("<i id=", "x"),
    ] {
        let tree = Tree::parse(&(part.repeat(many) + end).leak()[..]);
        assert!(tree.walk().count() <= 40 * many, "{part}");
    }
}

#[test]
fn the_root_carries_the_attributes_of_html() {
    let tree = Tree::parse(
        "<!doctype html><html lang=de><head><title>x</title></head><body class=b>y</body></html>",
    );
    assert_eq!(tree.attributes(NodeId::ROOT).raw("lang"), Some("de"));
    assert_eq!(tree.tag(NodeId::ROOT), Tag::Html);
    assert!(tree.len() == 4);
}
