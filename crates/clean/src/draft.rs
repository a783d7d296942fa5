//! The pieces a page falls into, before anything is said about them.
//!
//! HTML and flattened text both become [`Drafts`]; from here on there is one path.

use std::ops::Range;

/// A page's pieces in reading order, and the one buffer that holds their texts.
#[derive(Debug, Default)]
pub(crate) struct Drafts {
    /// All texts, one after the other, blanks folded.
    pub(crate) text: String,
    /// The pieces; each has a text.
    pub(crate) list: Vec<Draft>,
    /// Where in the texts single line breaks stood, in order; a blank is there now.
    pub(crate) breaks: Vec<usize>,
}

impl Drafts {
    /// The text of one piece.
    pub(crate) fn text(&self, index: usize) -> &str {
        &self.text[self.list[index].text.clone()]
    }

    /// The lines of one piece.
    pub(crate) fn lines(&self, index: usize) -> impl Iterator<Item = &str> {
        let range = self.list[index].text.clone();
        let breaks = self.breaks_in(&range);
        let starts = std::iter::once(range.start).chain(breaks.iter().copied());
        let ends = breaks.iter().copied().chain(std::iter::once(range.end));
        starts.zip(ends).map(|(start, end)| self.text[start..end].trim())
    }

    /// Whether one piece has several lines.
    pub(crate) fn is_broken(&self, index: usize) -> bool {
        !self.breaks_in(&self.list[index].text).is_empty()
    }

    fn breaks_in(&self, range: &Range<usize>) -> &[usize] {
        let first = self.breaks.partition_point(|at| *at <= range.start);
        let count = self.breaks[first..].partition_point(|at| *at < range.end);
        &self.breaks[first..first + count]
    }
}

/// One paragraph-sized piece of a page.
#[derive(Debug, Clone)]
pub(crate) struct Draft {
    /// Byte range in [`Drafts::text`].
    pub(crate) text: Range<usize>,
    /// Code points of the raw text; `None` for HTML.
    pub(crate) span: Option<Range<usize>>,
    /// What the markup makes of it.
    pub(crate) shape: Shape,
    /// What stands around it.
    pub(crate) hints: Hints,
    /// How many bytes of the text are links.
    pub(crate) linked: usize,
    /// How many links it has a part in.
    pub(crate) links: u16,
    /// Whether it starts with a link.
    pub(crate) opens_linked: bool,
    /// How many bytes are bold, and how many in italics.
    pub(crate) bold: usize,
    /// See [`bold`](Self::bold).
    pub(crate) italic: usize,
    /// How many pictures, films and frames stand between the piece before and the end of this one.
    pub(crate) pictures: u16,
    /// How many cells of a table it is made of.
    pub(crate) cells: u16,
    /// The element that holds it, by node number; 0 for flattened text.
    pub(crate) holder: u32,
}

/// What the markup, or a bullet, makes of a piece.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shape {
    /// Nothing in particular: a paragraph until something speaks against it.
    Plain,
    /// `p`.
    Paragraph,
    /// `h1` to `h6`.
    Heading(u8),
    /// Inside `blockquote`.
    Quote,
    /// `li`, `dt`, `dd`, or a line that starts with a bullet.
    Item,
    /// A table row.
    Row,
    /// `figcaption`, or an element named like one.
    Caption,
    /// A button, a select box, a label of a form.
    Control,
}

/// What the elements around a piece are called. A set of flags, one bit each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Hints(u32);

impl Hints {
    /// None.
    pub(crate) const NONE: Self = Self(0);
    /// `nav`, menus, breadcrumbs, share bars.
    pub(crate) const NAVIGATION: Self = Self(1);
    /// `aside`, sidebars, widgets.
    pub(crate) const ASIDE: Self = Self(1 << 1);
    /// Page header.
    pub(crate) const HEADER: Self = Self(1 << 2);
    /// Page footer.
    pub(crate) const FOOTER: Self = Self(1 << 3);
    /// Comments.
    pub(crate) const COMMENTS: Self = Self(1 << 4);
    /// Related articles.
    pub(crate) const RELATED: Self = Self(1 << 5);
    /// Advertising, newsletters, donations.
    pub(crate) const PROMOTION: Self = Self(1 << 6);
    /// Cookie notices.
    pub(crate) const COOKIES: Self = Self(1 << 7);
    /// Login and paywalls.
    pub(crate) const LOGIN: Self = Self(1 << 8);
    /// Copyright lines.
    pub(crate) const LEGAL: Self = Self(1 << 9);
    /// Author lines and author boxes.
    pub(crate) const BYLINE: Self = Self(1 << 10);
    /// Publication dates.
    pub(crate) const DATE: Self = Self(1 << 11);
    /// The headline.
    pub(crate) const TITLE: Self = Self(1 << 12);
    /// `article`, `main`, `articleBody`, `entry-content` and the like.
    pub(crate) const CONTENT: Self = Self(1 << 13);
    /// Not shown: `hidden`, `display: none`.
    pub(crate) const HIDDEN: Self = Self(1 << 14);
    /// Words under a picture.
    pub(crate) const CAPTION: Self = Self(1 << 15);
    /// In a form.
    pub(crate) const FORM: Self = Self(1 << 16);
    /// The article's own body by name: `articleBody`, `entry-content`.
    pub(crate) const BODY: Self = Self(1 << 17);
    /// Tags and topics of the article.
    pub(crate) const TAGS: Self = Self(1 << 18);
    /// Today's date, whenever the page is looked at.
    pub(crate) const CLOCK: Self = Self(1 << 19);

    /// Whether any flag of `other` is set.
    pub(crate) fn any(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Both sets together.
    pub(crate) const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Each flag of the set by itself.
    pub(crate) fn flags(self) -> impl Iterator<Item = Self> {
        (0..u32::BITS).map(|bit| Self(1 << bit)).filter(move |flag| self.any(*flag))
    }

    /// This set less the flags of `other`.
    pub(crate) const fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }
}
