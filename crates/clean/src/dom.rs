//! A tree of HTML nodes into pieces: what stands on lines of its own, in reading order.
//!
//! The texts of inline elements are joined unchanged, so that no words are glued or split; two
//! line breaks in a row part pieces as a paragraph does.

use crate::draft::{Draft, Drafts, Hints, Shape};
use crate::fold::Folder;
use crate::html::{NodeId, Tag, Tree, Walk};
use crate::markup;

/// A table cell with more text than this is a piece of its own, not a cell of a row.
const LONGEST_CELL: usize = 150;

/// Pieces shorter than this are not counted as running text.
const RUNNING_TEXT: usize = 80;

/// What is not believed of an element that holds much of the page's running text.
const SMALL: Hints = crate::score::FURNITURE
    .without(Hints::COMMENTS)
    .with(Hints::BYLINE)
    .with(Hints::DATE)
    .with(Hints::CAPTION)
    .with(Hints::HEADER)
    .with(Hints::TAGS)
    .with(Hints::HIDDEN)
    .with(Hints::FORM);

/// Cuts a page into pieces and says what stands around each.
pub(crate) fn drafts(tree: &Tree<'_>) -> Drafts {
    let mut cutter = Cutter::new(tree);
    for step in tree.walk() {
        match step {
            Walk::Enter(id) => cutter.enter(id),
            Walk::Leave(id) => cutter.leave(id),
        }
    }
    cutter.finish()
}

struct Cutter<'t, 's> {
    tree: &'t Tree<'s>,
    folder: Folder,
    list: Vec<Draft>,
    /// The element of which nothing is read.
    skipped: Option<NodeId>,
    links: Span,
    bold: Span,
    italic: Span,
    opens_linked: bool,
    pictures: u16,
    breaks: u32,
    /// The parent of the first text of the piece now open.
    holder: Option<NodeId>,
    cell_start: usize,
    /// A line break stands in the cell: it lays out a page, it is no cell of a row.
    cell_broken: bool,
}

/// How much of the piece now open stands inside elements of a kind.
#[derive(Debug, Clone, Copy, Default)]
struct Span {
    /// How many such elements are open.
    depth: u32,
    /// How many began in the piece, or reach into it.
    count: u16,
    bytes: usize,
}

impl Span {
    fn enter(&mut self) {
        self.depth += 1;
        self.count = self.count.saturating_add(1);
    }

    fn add(&mut self, bytes: usize) {
        if self.depth > 0 {
            self.bytes += bytes;
        }
    }

    /// What the piece has; what is still open goes on in the next.
    fn take(&mut self) -> Self {
        let next = Self { count: u16::from(self.depth > 0), bytes: 0, ..*self };
        std::mem::replace(self, next)
    }
}

impl<'t, 's> Cutter<'t, 's> {
    fn new(tree: &'t Tree<'s>) -> Self {
        Self {
            tree,
            folder: Folder::default(),
            list: Vec::new(),
            skipped: None,
            links: Span::default(),
            bold: Span::default(),
            italic: Span::default(),
            opens_linked: false,
            pictures: 0,
            breaks: 0,
            holder: None,
            cell_start: 0,
            cell_broken: false,
        }
    }

    fn enter(&mut self, id: NodeId) {
        if self.skipped.is_some() {
            return;
        }
        if let Some((text, encoded)) = self.tree.text(id) {
            return self.text(id, text, encoded);
        }
        let tag = self.tree.tag(id);
        if matches!(tag, Tag::Img | Tag::Video | Tag::Iframe) {
            self.pictures = self.pictures.saturating_add(1);
        }
        match tag {
            tag if is_unread(tag) => self.skipped = Some(id),
            Tag::A => self.links.enter(),
            Tag::B | Tag::Strong => self.bold.enter(),
            Tag::I | Tag::Em => self.italic.enter(),
            Tag::Br => self.line_break(),
            Tag::Td | Tag::Th => self.start_cell(),
            Tag::Option | Tag::Optgroup | Tag::Input | Tag::Img => self.folder.space(),
            Tag::Button | Tag::Select => self.flush(),
            tag if tag.is_block() => self.flush(),
            _ => {}
        }
    }

    fn leave(&mut self, id: NodeId) {
        if self.skipped.is_some() {
            if self.skipped == Some(id) {
                self.skipped = None;
            }
            return;
        }
        match self.tree.tag(id) {
            Tag::A => self.links.depth -= 1,
            Tag::B | Tag::Strong => self.bold.depth -= 1,
            Tag::I | Tag::Em => self.italic.depth -= 1,
            Tag::Td | Tag::Th => {
                if self.cell_broken || self.folder.open_len().saturating_sub(self.cell_start) > LONGEST_CELL {
                    self.flush();
                }
                self.folder.space();
            }
            Tag::Button | Tag::Select => self.flush(),
            tag if tag.is_block() => self.flush(),
            _ => {}
        }
    }

    fn text(&mut self, id: NodeId, text: &str, encoded: bool) {
        let before = self.folder.open_len();
        if encoded {
            self.folder.push_source(text);
        } else {
            self.folder.push_text(text);
        }
        let added = self.folder.open_len() - before;
        if added == 0 {
            return;
        }
        self.breaks = 0;
        if before == 0 {
            self.opens_linked = self.links.depth > 0;
        }
        for span in [&mut self.links, &mut self.bold, &mut self.italic] {
            span.add(added);
        }
        if self.holder.is_none() {
            self.holder = self.tree.parent(id);
        }
    }

    fn line_break(&mut self) {
        self.breaks += 1;
        self.cell_broken = true;
        if self.breaks > 1 { self.flush() } else { self.folder.space() }
    }

    fn start_cell(&mut self) {
        if self.folder.open_len() > LONGEST_CELL {
            self.flush();
        }
        self.folder.space();
        self.cell_start = self.folder.open_len();
        self.cell_broken = false;
    }

    fn flush(&mut self) {
        self.breaks = 0;
        self.cell_start = 0;
        let holder = self.holder.take().unwrap_or(NodeId::ROOT);
        let (links, bold, italic) = (self.links.take(), self.bold.take(), self.italic.take());
        if let Some(text) = self.folder.finish() {
            self.list.push(Draft {
                text,
                span: None,
                shape: Shape::Plain,
                hints: Hints::NONE,
                linked: links.bytes,
                links: links.count,
                opens_linked: self.opens_linked,
                bold: bold.bytes,
                italic: italic.bytes,
                pictures: std::mem::take(&mut self.pictures),
                holder: holder.0,
            });
        }
    }

    fn finish(mut self) -> Drafts {
        self.flush();
        let mut surroundings = Surroundings::new(self.tree, &self.list);
        for draft in &mut self.list {
            (draft.shape, draft.hints) = surroundings.of(NodeId(draft.holder));
        }
        distrust_common_hints(&mut self.list);
        Drafts { text: self.folder.into_text(), list: self.list }
    }
}

fn is_running_text(draft: &Draft) -> bool {
    draft.text.len() >= RUNNING_TEXT && draft.linked * 2 < draft.text.len()
}

/// What most of the running text of a page is named is not what tells furniture apart: builders
/// of sites call every paragraph a "widget".
fn distrust_common_hints(drafts: &mut [Draft]) {
    let mass = |drafts: &[Draft], flag: Hints| -> usize {
        drafts.iter().filter(|d| is_running_text(d) && d.hints.any(flag)).map(|d| d.text.len()).sum()
    };
    let all: usize = drafts.iter().filter(|d| is_running_text(d)).map(|d| d.text.len()).sum();
    let mut common = Hints::NONE;
    for flag in SMALL.with(Hints::COMMENTS).flags() {
        let share = if flag == Hints::COMMENTS { 7 } else { 5 };
        if mass(drafts, flag) * 10 > all * share {
            common = common.with(flag);
        }
    }
    if common != Hints::NONE {
        for draft in drafts {
            draft.hints = draft.hints.without(common);
        }
    }
}

/// Elements whose content is no text of the page.
fn is_unread(tag: Tag) -> bool {
    matches!(
        tag,
        Tag::Script
            | Tag::Style
            | Tag::Template
            | Tag::Noscript
            | Tag::Svg
            | Tag::Iframe
            | Tag::Noembed
            | Tag::Noframes
            | Tag::Textarea
            | Tag::Title
            | Tag::Canvas
            | Tag::Audio
            | Tag::Video
            | Tag::Datalist
            | Tag::Rp
    )
}

/// What stands around each node, worked out once a node.
struct Surroundings<'t, 's> {
    tree: &'t Tree<'s>,
    known: Vec<Option<(Shape, Hints)>>,
    /// Bytes of running text under each node.
    mass: Vec<u32>,
    chain: Vec<NodeId>,
}

impl<'t, 's> Surroundings<'t, 's> {
    fn new(tree: &'t Tree<'s>, drafts: &[Draft]) -> Self {
        let mut mass = vec![0_u32; tree.len()];
        for draft in drafts.iter().filter(|draft| is_running_text(draft)) {
            let mut at = Some(NodeId(draft.holder));
            while let Some(id) = at {
                mass[id.0 as usize] += draft.text.len() as u32;
                at = tree.parent(id);
            }
        }
        Self { tree, known: vec![None; tree.len()], mass, chain: Vec::new() }
    }

    fn of(&mut self, id: NodeId) -> (Shape, Hints) {
        let mut at = Some(id);
        let mut around = (Shape::Plain, Hints::NONE);
        self.chain.clear();
        while let Some(id) = at {
            if let Some(known) = self.known[id.0 as usize] {
                around = known;
                break;
            }
            self.chain.push(id);
            at = self.tree.parent(id);
        }
        while let Some(id) = self.chain.pop() {
            around = self.inside(id, around);
            self.known[id.0 as usize] = Some(around);
        }
        around
    }

    fn inside(&self, id: NodeId, (shape, hints): (Shape, Hints)) -> (Shape, Hints) {
        if id == NodeId::ROOT {
            return (Shape::Plain, Hints::NONE);
        }
        let tag = self.tree.tag(id);
        let mut own = markup::hints(tag, self.tree.attributes(id));
        // "layout-with-sidebar" around the article says nothing about the article. Only comments
        // are now and then longer than what they comment on.
        let (mass, all) = (self.mass[id.0 as usize], self.mass[NodeId::ROOT.0 as usize]);
        if u64::from(mass) * 10 > u64::from(all) * 3 {
            own = own.without(SMALL);
        }
        if u64::from(mass) * 10 > u64::from(all) * 7 {
            own = own.without(Hints::COMMENTS);
        }
        (shape_inside(tag, shape), hints.with(own))
    }
}

fn shape_inside(tag: Tag, around: Shape) -> Shape {
    if let Some(level) = tag.heading_level() {
        return Shape::Heading(level);
    }
    match tag {
        Tag::Blockquote => Shape::Quote,
        Tag::P if around == Shape::Quote => Shape::Quote,
        Tag::P => Shape::Paragraph,
        Tag::Li | Tag::Dt | Tag::Dd => Shape::Item,
        Tag::Tr => Shape::Row,
        Tag::Figcaption | Tag::Caption => Shape::Caption,
        Tag::Button | Tag::Select | Tag::Label | Tag::Legend => Shape::Control,
        // A new part of the page, unless it is a part of the item or quotation itself.
        Tag::Article | Tag::Section | Tag::Main | Tag::Table => Shape::Plain,
        _ => around,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces(source: &str) -> Vec<(String, Shape)> {
        let drafts = drafts(&Tree::parse(source));
        (0..drafts.list.len())
            .map(|index| (drafts.text(index).to_owned(), drafts.list[index].shape))
            .collect()
    }

    fn texts(source: &str) -> Vec<String> {
        pieces(source).into_iter().map(|(text, _)| text).collect()
    }

    #[test]
    fn inline_elements_neither_glue_nor_split() {
        assert_eq!(texts("<p>An <b>old</b>er<i> bridge</i>&nbsp;fell</p>x"), ["An older bridge fell", "x"]);
        assert_eq!(texts("<div>one<div>two</div>three</div>"), ["one", "two", "three"]);
    }

    #[test]
    fn two_breaks_part_and_one_does_not() {
        assert_eq!(texts("one<br>two<br> <br>three"), ["one two", "three"]);
    }

    #[test]
    fn shapes_come_from_the_nearest_element_that_has_one() {
        assert_eq!(
            pieces(
                "<h2>a</h2><ul><li>b</ul><blockquote><p>c</blockquote><table><tr><td>d<td>e</table><figcaption>f</figcaption>"
            ),
            [
                ("a".to_owned(), Shape::Heading(2)),
                ("b".to_owned(), Shape::Item),
                ("c".to_owned(), Shape::Quote),
                ("d e".to_owned(), Shape::Row),
                ("f".to_owned(), Shape::Caption),
            ]
        );
    }

    #[test]
    fn scripts_and_their_kin_are_not_read() {
        assert_eq!(texts("a<script>b</script><svg><text>c</text></svg><noscript>d</noscript>e"), ["ae"]);
    }

    #[test]
    fn links_are_counted() {
        let drafts = drafts(&Tree::parse("<p><a href=x>four</a> more"));
        assert_eq!(drafts.list[0].linked, 4);
    }
}
