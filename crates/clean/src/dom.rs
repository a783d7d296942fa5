//! A tree of HTML nodes into pieces: what stands on lines of its own, in reading order.
//!
//! The texts of inline elements are joined unchanged, so that no words are glued or split; two
//! line breaks in a row part pieces as a paragraph does.

use crate::draft::{Draft, Drafts, Hints, Shape};
use crate::fold::Folder;
use crate::html::{NodeId, Tag, Tree, Walk};
use crate::surroundings;

/// A table cell with more text than this is a piece of its own, not a cell of a row.
const LONGEST_CELL: usize = 150;

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
    cells: u16,
    breaks: u32,
    /// Where single line breaks stood: [`Drafts::breaks`].
    broken_at: Vec<usize>,
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
            cells: 0,
            breaks: 0,
            broken_at: Vec::new(),
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
        if self.breaks > 1 {
            return self.flush();
        }
        if self.folder.open_len() > 0 {
            self.broken_at.push(self.folder.len());
        }
        self.folder.space();
    }

    fn start_cell(&mut self) {
        if self.folder.open_len() > LONGEST_CELL {
            self.flush();
        }
        self.folder.space();
        self.cells = self.cells.saturating_add(1);
        self.cell_start = self.folder.open_len();
        self.cell_broken = false;
    }

    fn flush(&mut self) {
        self.breaks = 0;
        self.cell_start = 0;
        let holder = self.holder.take().unwrap_or(NodeId::ROOT);
        let cells = std::mem::take(&mut self.cells);
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
                cells,
                holder: holder.0,
            });
        }
    }

    fn finish(mut self) -> Drafts {
        self.flush();
        surroundings::describe(self.tree, &mut self.list);
        Drafts { text: self.folder.into_text(), list: self.list, breaks: self.broken_at }
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
            // How the signs are read that stand under them.
            | Tag::Rt
            | Tag::Rtc
            | Tag::Rp
    )
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
    fn readings_of_signs_are_no_text_of_their_own() {
        assert_eq!(texts("<p><ruby>渡<rp>(</rp><rt>わた</rt><rp>)</rp>し<rt>し</ruby>船</p>"), ["渡し船"]);
    }

    #[test]
    fn links_are_counted() {
        let drafts = drafts(&Tree::parse("<p><a href=x>four</a> more"));
        assert_eq!(drafts.list[0].linked, 4);
    }
}
