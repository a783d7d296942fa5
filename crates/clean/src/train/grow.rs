//! Growing trees: gradient boosting on the logistic loss, with measures cut into bins.
//!
//! No chance is in it but a fixed sequence of numbers, and sums are taken in the order of the rows:
//! the same rows give the same trees.

use crate::chooser::measures::Measure;
use crate::chooser::tree::Tree;

/// Most values a measure is told apart by.
const BINS: usize = 64;

/// How the trees are grown.
#[derive(Debug, Clone, Copy)]
pub(super) struct Recipe {
    pub(super) trees: usize,
    pub(super) leaves: usize,
    pub(super) rate: f32,
    /// Of so many measures, and of so many pages, each tree sees one.
    pub(super) sees_one_in: u64,
    /// The least evidence in a leaf.
    pub(super) least: f32,
}

/// What pulls the leaves towards 0.
const CALM: f32 = 2.0;

/// All rows, their measures cut into bins.
#[derive(Debug)]
pub(super) struct Rows {
    measures: Vec<Measure>,
    /// For each measure the most of each bin but the last.
    edges: Vec<Vec<f32>>,
    /// Row by row.
    bins: Vec<u8>,
}

impl Rows {
    /// Cuts the values, which come row by row.
    pub(super) fn new(measures: Vec<Measure>, values: &[f32]) -> Self {
        let width = measures.len();
        let edges: Vec<Vec<f32>> = (0..width)
            .map(|column| edges(values.iter().skip(column).step_by(width).copied().collect()))
            .collect();
        let bin = |(at, value): (usize, &f32)| edges[at % width].partition_point(|edge| edge < value) as u8;
        let bins = values.iter().enumerate().map(bin).collect();
        Self { measures, edges, bins }
    }

    /// These columns and those of `other` beside them, row by row.
    pub(super) fn beside(&self, other: &Self) -> Self {
        let (own, others) = (self.measures.len(), other.measures.len());
        let rows = self.bins.chunks_exact(own).zip(other.bins.chunks_exact(others));
        Self {
            measures: self.measures.iter().chain(&other.measures).copied().collect(),
            edges: self.edges.iter().chain(&other.edges).cloned().collect(),
            bins: rows.flat_map(|(own, other)| own.iter().chain(other)).copied().collect(),
        }
    }

    fn row(&self, row: u32) -> &[u8] {
        let width = self.measures.len();
        &self.bins[row as usize * width..][..width]
    }
}

fn edges(mut values: Vec<f32>) -> Vec<f32> {
    values.sort_unstable_by(f32::total_cmp);
    let mut edges: Vec<f32> = Vec::new();
    let mut kinds = values.clone();
    kinds.dedup();
    if kinds.len() <= BINS {
        return kinds.windows(2).map(|pair| middle(pair[0], pair[1])).collect();
    }
    // Half the bins hold alike many rows; the other half part the rare values at the upper end.
    let last = values.len() - 1;
    let even = (1..BINS / 2).map(|at| last * at / (BINS / 2));
    let rare = (1..BINS / 2).map(|at| last - last / (2_usize << (at / 2).min(12)) * (2 + at % 2) / 3);
    let mut places: Vec<usize> = even.chain(rare).collect();
    places.sort_unstable();
    for place in places {
        let next = values.partition_point(|value| *value <= values[place]);
        if next < values.len() {
            let edge = middle(values[place], values[next]);
            if edges.last().is_none_or(|last| *last < edge) {
                edges.push(edge);
            }
        }
    }
    edges
}

/// A short number from `low` on and below `high`.
fn middle(low: f32, high: f32) -> f32 {
    let between = low + (high - low) / 2.0;
    let short = [1.0, 10.0, 100.0, 1000.0].map(|scale| (between * scale).floor() / scale);
    short.into_iter().find(|edge| *edge >= low && *edge < high).unwrap_or(low)
}

/// What a row should be, and how much it counts.
#[derive(Debug, Clone, Copy)]
pub(super) struct Target {
    pub(super) row: u32,
    /// Which page it is from.
    pub(super) page: u32,
    pub(super) article: bool,
    pub(super) weight: f32,
}

/// Sums of slopes and of curvatures.
#[derive(Debug, Clone, Copy, Default)]
struct Sum {
    slope: f32,
    curve: f32,
}

impl Sum {
    fn add(&mut self, other: Self) {
        self.slope += other.slope;
        self.curve += other.curve;
    }

    fn less(self, other: Self) -> Self {
        Self { slope: self.slope - other.slope, curve: self.curve - other.curve }
    }

    fn gain(self) -> f32 {
        self.slope * self.slope / (self.curve + CALM)
    }
}

/// A leaf that may still be parted.
struct Open {
    targets: Vec<u32>,
    sums: Vec<Sum>,
    all: Sum,
    best: Option<Cut>,
    /// Where in the tree's nodes it stands.
    node: usize,
}

#[derive(Debug, Clone, Copy)]
struct Cut {
    gain: f32,
    column: usize,
    bin: usize,
}

/// A node while its tree grows.
enum Growing {
    Leaf(f32),
    Split(usize, usize, usize, usize),
}

/// Rows that are this near to what they should be are clear; one in [`CLEAR_SEEN`] of them stands for all,
/// or most of the time would go into telling menus from texts over and over.
const CLEAR: f32 = 0.04;

/// See [`CLEAR`].
const CLEAR_SEEN: u64 = 5;

/// A fixed sequence of numbers that look like chance.
struct Chance(u64);

impl Chance {
    fn one_in(&mut self, many: u64) -> bool {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 20).is_multiple_of(many)
    }
}

/// Grows trees on some of the rows, from what an earlier pass made of each.
pub(super) fn grow(rows: &Rows, targets: &[Target], mut margins: Vec<f32>, recipe: Recipe) -> Vec<Tree> {
    let scale = targets.len() as f32 / targets.iter().map(|target| target.weight).sum::<f32>();
    let mut chance = Chance(0x9E37_79B9_7F4A_7C15);
    let mut slopes = vec![Sum::default(); targets.len()];
    (0..recipe.trees)
        .map(|_| {
            let mut seen: Vec<u32> = Vec::with_capacity(targets.len());
            let mut page = (u32::MAX, false);
            for (at, (target, margin)) in targets.iter().zip(&margins).enumerate() {
                if page.0 != target.page {
                    page = (target.page, chance.one_in(recipe.sees_one_in));
                }
                if !page.1 {
                    continue;
                }
                let likely = 1.0 / (1.0 + libm::expf(-margin));
                let off = f32::from(u8::from(target.article)) - likely;
                let mut weight = target.weight * scale;
                if off.abs() < CLEAR {
                    if !chance.one_in(CLEAR_SEEN) {
                        continue;
                    }
                    weight *= CLEAR_SEEN as f32;
                }
                slopes[at] = Sum { slope: weight * off, curve: weight * likely * (1.0 - likely) };
                seen.push(at as u32);
            }
            let columns: Vec<usize> =
                (0..rows.measures.len()).filter(|_| chance.one_in(recipe.sees_one_in)).collect();
            let grower = Grower { rows, targets, slopes: &slopes, columns: &columns, recipe };
            let nodes = one_tree(&grower, seen);
            for (target, margin) in targets.iter().zip(&mut margins) {
                *margin += answer(&nodes, rows.row(target.row));
            }
            plant(&nodes, 0, rows)
        })
        .collect()
}

/// What a tree adds for a row.
fn answer(nodes: &[Growing], row: &[u8]) -> f32 {
    let mut at = 0;
    loop {
        match nodes[at] {
            Growing::Leaf(value) => return value,
            Growing::Split(column, bin, yes, no) => {
                at = if usize::from(row[column]) <= bin { yes } else { no };
            }
        }
    }
}

struct Grower<'a> {
    rows: &'a Rows,
    targets: &'a [Target],
    slopes: &'a [Sum],
    columns: &'a [usize],
    recipe: Recipe,
}

fn one_tree(grower: &Grower<'_>, seen: Vec<u32>) -> Vec<Growing> {
    let mut nodes = vec![Growing::Leaf(0.0)];
    let mut open = vec![grower.open(seen, None, 0)];
    while open.len() < grower.recipe.leaves {
        let gain = |leaf: &Open| leaf.best.map_or(0.0, |cut| cut.gain);
        let Some(most) =
            (0..open.len()).max_by(|one, other| gain(&open[*one]).total_cmp(&gain(&open[*other])))
        else {
            break;
        };
        let Some(cut) = open[most].best else { break };
        let leaf = open.swap_remove(most);
        let is_yes = |target: &u32| {
            let row = grower.rows.row(grower.targets[*target as usize].row);
            usize::from(row[grower.columns[cut.column]]) <= cut.bin
        };
        let (yes, no): (Vec<u32>, Vec<u32>) = leaf.targets.iter().partition(|target| is_yes(target));
        let at = nodes.len();
        nodes.extend([Growing::Leaf(0.0), Growing::Leaf(0.0)]);
        nodes[leaf.node] = Growing::Split(grower.columns[cut.column], cut.bin, at, at + 1);
        // The sums of the larger half are what the smaller leaves of the whole.
        let yes_is_small = yes.len() <= no.len();
        let (small, large) = if yes_is_small { (yes, no) } else { (no, yes) };
        let (small_at, large_at) = if yes_is_small { (at, at + 1) } else { (at + 1, at) };
        let small = grower.open(small, None, small_at);
        let sums = leaf.sums.iter().zip(&small.sums).map(|(all, part)| all.less(*part)).collect();
        let large = grower.open(large, Some((sums, leaf.all.less(small.all))), large_at);
        open.extend([small, large]);
    }
    for leaf in open {
        let value = grower.recipe.rate * leaf.all.slope / (leaf.all.curve + CALM);
        // Three digits are enough, and make the file readable.
        let value = (value * 1000.0).round() / 1000.0;
        nodes[leaf.node] = Growing::Leaf(value);
    }
    nodes
}

fn plant(nodes: &[Growing], at: usize, rows: &Rows) -> Tree {
    match nodes[at] {
        Growing::Leaf(value) => Tree::Leaf(value),
        Growing::Split(column, bin, yes, no) => Tree::Split(
            rows.measures[column],
            rows.edges[column][bin],
            Box::new((plant(nodes, yes, rows), plant(nodes, no, rows))),
        ),
    }
}

impl Grower<'_> {
    fn open(&self, targets: Vec<u32>, known: Option<(Vec<Sum>, Sum)>, node: usize) -> Open {
        let (sums, all) = known.unwrap_or_else(|| self.sums(&targets));
        let best = self.best(&sums, all);
        Open { targets, sums, all, best, node }
    }

    fn sums(&self, targets: &[u32]) -> (Vec<Sum>, Sum) {
        let mut sums = vec![Sum::default(); self.columns.len() * BINS];
        let mut all = Sum::default();
        for target in targets {
            let slope = self.slopes[*target as usize];
            let row = self.rows.row(self.targets[*target as usize].row);
            for (column, sums) in self.columns.iter().zip(sums.chunks_exact_mut(BINS)) {
                sums[usize::from(row[*column])].add(slope);
            }
            all.add(slope);
        }
        (sums, all)
    }

    fn best(&self, sums: &[Sum], all: Sum) -> Option<Cut> {
        let mut best: Option<Cut> = None;
        for (column, sums) in sums.chunks_exact(BINS).enumerate() {
            let mut yes = Sum::default();
            for (bin, sum) in sums.iter().enumerate().take(self.rows.edges[self.columns[column]].len()) {
                yes.add(*sum);
                let no = all.less(yes);
                if yes.curve < self.recipe.least || no.curve < self.recipe.least {
                    continue;
                }
                let gain = yes.gain() + no.gain() - all.gain();
                if gain > 1e-3 && best.is_none_or(|best| gain > best.gain) {
                    best = Some(Cut { gain, column, bin });
                }
            }
        }
        best
    }
}
