//! What stands around each piece: the elements' tags and names, believed as far as they can be.

use crate::draft::{Draft, Hints, Shape};
use crate::html::{NodeId, Tag, Tree};
use crate::markup;

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

/// Says of each piece what shape the markup gives it, and what stands around it.
pub(crate) fn describe(tree: &Tree<'_>, drafts: &mut [Draft]) {
    let mut surroundings = Surroundings::new(tree, drafts);
    for draft in &mut *drafts {
        (draft.shape, draft.hints) = surroundings.of(NodeId(draft.holder));
    }
    distrust_common_hints(drafts);
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
