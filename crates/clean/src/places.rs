//! Where each piece stands among the elements of a page, and what stands in the elements around it.

use crate::container::Weights;
use crate::draft::Drafts;
use crate::features::Features;
use crate::group::Group;
use crate::html::{NodeId, Tag, Tree};
use std::collections::HashMap;

/// How many elements up from a piece a list of things alike is looked for.
const REACH: usize = 8;

/// Fewer elements alike make no list.
const LIST: f32 = 3.0;

/// Farther up no element is told from another.
const FAR: f32 = 30.0;

/// Where each piece of a page stands; empty for a page without elements that hold running text.
#[derive(Debug, Default)]
pub(crate) struct Places {
    list: Vec<Place>,
    /// How many different elements [`Place::around`] names, how many paths [`Place::path`].
    pub(crate) elements: usize,
    pub(crate) paths: usize,
}

/// Where one piece stands. "Its element" is the nearest that stands on lines of its own.
#[derive(Debug, Clone, Default)]
pub(crate) struct Place {
    /// The share of the page's running text that its element holds, and the three around that.
    pub(crate) shares: [f32; 4],
    /// Elements between it and the article's; below 0 outside of that.
    pub(crate) depth: f32,
    /// Elements between it and the root.
    pub(crate) level: f32,
    /// Pieces since the article's element began, and until it ends; below 0 outside.
    pub(crate) since_start: f32,
    /// See [`since_start`](Self::since_start).
    pub(crate) until_end: f32,
    /// The pieces in the element around its own.
    pub(crate) siblings: Group,
    /// Pieces since the first of those.
    pub(crate) among_siblings: f32,
    /// Elements up to the one that holds the headline as well, and from there down to the headline.
    pub(crate) to_title: f32,
    /// See [`to_title`](Self::to_title).
    pub(crate) from_title: f32,
    /// The list of elements alike that it stands in, and how far up those are.
    pub(crate) repeated: Group,
    /// See [`repeated`](Self::repeated).
    pub(crate) repeated_up: f32,
    /// The pieces whose elements have the same tags and classes.
    pub(crate) alike: Group,
    /// `article` elements around it, and which one of the page that is.
    pub(crate) articles: f32,
    /// See [`articles`](Self::articles).
    pub(crate) article: f32,
    /// Whether it stands in `main`.
    pub(crate) in_main: bool,
    /// Which elements are around its own, the nearest first: numbers below [`Places::elements`].
    pub(crate) around: [u32; 3],
    /// Which tags and classes its element and those around have: a number below [`Places::paths`].
    pub(crate) path: u32,
}

impl Places {
    /// Whether the page has no elements, or none that holds running text.
    pub(crate) fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// Where a piece stands.
    pub(crate) fn of(&self, index: usize) -> Option<&Place> {
        self.list.get(index)
    }

    /// Finds the places of all pieces. `container` is the article's element, `title` the piece that prints the headline.
    pub(crate) fn find(
        tree: &Tree<'_>,
        drafts: &Drafts,
        features: &[Features],
        weights: &Weights,
        container: NodeId,
        title: Option<usize>,
    ) -> Self {
        let elements: Vec<NodeId> =
            drafts.list.iter().map(|draft| block(tree, NodeId(draft.holder))).collect();
        let title = title.map(|title| elements[title]);
        let mut survey = Survey::new(tree, &elements, features, weights, container, title);
        let mut list: Vec<Place> = Vec::with_capacity(elements.len());
        for (index, element) in elements.iter().copied().enumerate() {
            // Pieces of one element stand one after the other.
            let place = match list.last() {
                Some(before) if elements[index - 1] == element => before.next(),
                _ => survey.place(index, element),
            };
            list.push(place);
        }
        let Finder { elements, paths, .. } = survey.finder;
        let mut alike = vec![Group::default(); paths.len()];
        for (place, features) in list.iter().zip(features) {
            alike[place.path as usize].add(Group::of(features));
        }
        for place in &mut list {
            place.alike = alike[place.path as usize];
        }
        Self { list, elements: elements.len(), paths: paths.len() }
    }
}

impl Place {
    /// The place of the piece behind this one in the same element.
    fn next(&self) -> Self {
        Self {
            since_start: self.since_start + 1.0,
            until_end: self.until_end - 1.0,
            among_siblings: self.among_siblings + 1.0,
            ..self.clone()
        }
    }
}

/// A page's elements, and what is known of all of them before the place of any piece is told.
struct Survey<'p, 's> {
    tree: &'p Tree<'s>,
    weights: &'p Weights,
    container: NodeId,
    sums: Sums,
    lists: Lists,
    marks: HashMap<NodeId, f32>,
    names: Names<'p, 's>,
    finder: Finder,
}

impl<'p, 's> Survey<'p, 's> {
    fn new(
        tree: &'p Tree<'s>,
        elements: &[NodeId],
        features: &[Features],
        weights: &'p Weights,
        container: NodeId,
        title: Option<NodeId>,
    ) -> Self {
        let sums = Sums::new(tree, elements, features);
        let mut names = Names { tree, known: HashMap::new() };
        let lists = lists(tree, &sums, &mut names);
        let marks = title.map(|title| marks(tree, title)).unwrap_or_default();
        Self { tree, weights, container, sums, lists, marks, names, finder: Finder::default() }
    }

    /// The place of the first piece of an element, which is so many-th of the page.
    fn place(&mut self, index: usize, element: NodeId) -> Place {
        let tree = self.tree;
        let around = self.sums.of(up(tree, element));
        let held = self.sums.of(self.container);
        let depth = tree.ancestors(element).position(|id| id == self.container);
        let (to_title, from_title) = meet(tree, element, &self.marks);
        let (repeated, repeated_up) = nearest_list(tree, element, &self.lists, &mut self.names);
        let (level, articles, article, in_main) = self.finder.surroundings(tree, element);
        Place {
            shares: self.shares(element),
            depth: depth.map_or(-1.0, |depth| depth as f32),
            level,
            since_start: index as f32 - held.first as f32,
            until_end: held.last as f32 - index as f32,
            siblings: around.group,
            among_siblings: index as f32 - around.first as f32,
            to_title,
            from_title,
            repeated,
            repeated_up,
            articles,
            article,
            in_main,
            around: self.finder.around(tree, element),
            path: self.finder.path(tree, element, &mut self.names),
            alike: Group::default(),
        }
    }

    /// The shares of the page's running text in an element and the three around it.
    fn shares(&self, element: NodeId) -> [f32; 4] {
        let mut at = element;
        [(); 4].map(|()| {
            let share = self.weights.share(at);
            at = up(self.tree, at);
            share
        })
    }
}

/// The nearest element that stands on lines of its own.
fn block(tree: &Tree<'_>, id: NodeId) -> NodeId {
    tree.ancestors(id).find(|id| tree.tag(*id).is_block()).unwrap_or(id)
}

fn up(tree: &Tree<'_>, id: NodeId) -> NodeId {
    tree.parent(id).unwrap_or(id)
}

/// What each node holds, directly or farther down.
struct Sums {
    list: Vec<Held>,
}

#[derive(Debug, Clone, Copy, Default)]
struct Held {
    group: Group,
    /// Its first and last pieces.
    first: u32,
    last: u32,
}

impl Sums {
    fn new(tree: &Tree<'_>, elements: &[NodeId], features: &[Features]) -> Self {
        let mut list = vec![Held::default(); tree.len()];
        for (index, (element, features)) in elements.iter().zip(features).enumerate() {
            let own = Group::of(features);
            for id in tree.ancestors(*element) {
                let held = &mut list[id.0 as usize];
                if held.group.is_empty() {
                    held.first = index as u32;
                }
                held.last = index as u32;
                held.group.add(own);
            }
        }
        Self { list }
    }

    fn of(&self, id: NodeId) -> &Held {
        &self.list[id.0 as usize]
    }
}

/// Numbers that stand for elements' tags and classes.
struct Names<'t, 's> {
    tree: &'t Tree<'s>,
    known: HashMap<NodeId, u32>,
}

impl Names<'_, '_> {
    fn of(&mut self, id: NodeId) -> u32 {
        let tree = self.tree;
        *self.known.entry(id).or_insert_with(|| {
            let class = tree.attributes(id).raw("class").unwrap_or_default();
            hash(tree.tag(id) as u32 + 1, class.bytes().map(u32::from))
        })
    }
}

fn hash(start: u32, values: impl Iterator<Item = u32>) -> u32 {
    values.fold(0x811C_9DC5 ^ start, |hash, value| (hash ^ value).wrapping_mul(0x0100_0193))
}

/// Elements alike in one parent, by the parent and what they are called.
type Lists = HashMap<(NodeId, u32), Group>;

fn lists(tree: &Tree<'_>, sums: &Sums, names: &mut Names<'_, '_>) -> Lists {
    let mut lists = Lists::new();
    for (at, held) in sums.list.iter().enumerate().filter(|(_, held)| !held.group.is_empty()) {
        let id = NodeId(at as u32);
        if makes_lists(tree.tag(id)) {
            let list = lists.entry((up(tree, id), names.of(id))).or_default();
            list.add_item(held.group);
        }
    }
    lists
}

/// Whether such elements one after the other are a list, and not simply a text.
fn makes_lists(tag: Tag) -> bool {
    tag.is_block()
        && tag.heading_level().is_none()
        && !matches!(tag, Tag::P | Tag::Td | Tag::Th | Tag::Tr | Tag::Blockquote | Tag::Pre | Tag::Body)
}

fn nearest_list(tree: &Tree<'_>, element: NodeId, lists: &Lists, names: &mut Names<'_, '_>) -> (Group, f32) {
    for (steps, id) in tree.ancestors(element).take(REACH).enumerate() {
        if makes_lists(tree.tag(id))
            && let Some(list) = lists.get(&(up(tree, id), names.of(id)))
            && list.items() >= LIST
        {
            return (*list, steps as f32);
        }
    }
    (Group::default(), -1.0)
}

/// How far each element around the headline is from it.
fn marks(tree: &Tree<'_>, title: NodeId) -> HashMap<NodeId, f32> {
    tree.ancestors(title).enumerate().map(|(steps, id)| (id, steps as f32)).collect()
}

/// Steps up from an element to one around the headline, and from there down to it.
fn meet(tree: &Tree<'_>, element: NodeId, marks: &HashMap<NodeId, f32>) -> (f32, f32) {
    let met = tree.ancestors(element).enumerate().find_map(|(steps, id)| Some((steps, marks.get(&id)?)));
    met.map_or((-1.0, -1.0), |(steps, down)| ((steps as f32).min(FAR), down.min(FAR)))
}

/// Numbers given to elements and paths in the order in which they are met.
#[derive(Default)]
struct Finder {
    elements: HashMap<NodeId, u32>,
    paths: HashMap<u32, u32>,
    articles: HashMap<NodeId, u32>,
}

impl Finder {
    /// How deep the element lies, how many `article` elements are around it, which one the nearest is,
    /// and whether it stands in `main`.
    fn surroundings(&mut self, tree: &Tree<'_>, element: NodeId) -> (f32, f32, f32, bool) {
        let (mut level, mut articles, mut article, mut in_main) = (0.0, 0.0, -1.0, false);
        for id in tree.ancestors(element) {
            level += 1.0;
            match tree.tag(id) {
                Tag::Article => {
                    articles += 1.0;
                    let next = self.articles.len() as u32;
                    let number = *self.articles.entry(id).or_insert(next);
                    if article < 0.0 {
                        article = number as f32;
                    }
                }
                Tag::Main => in_main = true,
                _ => {}
            }
        }
        (level, articles, article, in_main)
    }

    fn around(&mut self, tree: &Tree<'_>, element: NodeId) -> [u32; 3] {
        let mut at = element;
        [(); 3].map(|()| {
            at = up(tree, at);
            let next = self.elements.len() as u32;
            *self.elements.entry(at).or_insert(next)
        })
    }

    fn path(&mut self, tree: &Tree<'_>, element: NodeId, names: &mut Names<'_, '_>) -> u32 {
        let path = hash(0, tree.ancestors(element).take(3).map(|id| names.of(id)));
        let next = self.paths.len() as u32;
        *self.paths.entry(path).or_insert(next)
    }
}
