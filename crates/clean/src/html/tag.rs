//! The element names the parser treats specially.

/// Void: has no content and no end tag.
pub(super) const VOID: u16 = 1;
/// The standard's "special" category.
pub(super) const SPECIAL: u16 = 1 << 1;
/// Its start tag closes an open `p`.
pub(super) const CLOSES_P: u16 = 1 << 2;
/// Reopened after the element it was cut off by: `b`, `i`, `a` and so on.
pub(super) const FORMATTING: u16 = 1 << 3;
/// Stands on lines of its own.
const BLOCK: u16 = 1 << 4;
/// Its end tag may be left out.
pub(super) const IMPLIED_END: u16 = 1 << 5;
/// Ends the search for an open element of the same name.
pub(super) const SCOPE: u16 = 1 << 6;
/// Its content is text up to its own end tag.
pub(super) const RAW_TEXT: u16 = 1 << 7;
/// Formatting elements opened inside do not live on outside.
pub(super) const MARKER: u16 = 1 << 8;
/// Ends SVG or MathML when it turns up inside.
pub(super) const BREAKS_OUT: u16 = 1 << 9;
/// HTML is parsed as usual inside it, though it is an SVG or MathML element.
pub(super) const INTEGRATION: u16 = 1 << 10;

const PLAIN_BLOCK: u16 = SPECIAL | CLOSES_P | BLOCK | BREAKS_OUT;

macro_rules! tags {
    ($($variant:ident $name:literal $flags:expr;)*) => {
        /// An element name.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        #[repr(u8)]
        pub(crate) enum Tag {
            /// Any name that has no rules of its own.
            Other,
            $(#[doc = $name] $variant,)*
        }

        /// How many tags there are.
        pub(super) const TAGS: usize = 1 $(+ { let _ = $name; 1 })*;

        const FLAGS: [u16; TAGS] = [0, $($flags,)*];

        impl Tag {
            fn from_lowercase(name: &[u8]) -> Self {
                match name {
                    $(name if name == $name.as_bytes() => Self::$variant,)*
                    _ => Self::Other,
                }
            }

            #[cfg(test)]
            const ALL: [(&'static str, Self); TAGS - 1] = [$(($name, Self::$variant),)*];
        }
    };
}

tags! {
    A "a" FORMATTING;
    Address "address" PLAIN_BLOCK;
    Applet "applet" SPECIAL | SCOPE | MARKER;
    Area "area" VOID | SPECIAL;
    Article "article" PLAIN_BLOCK;
    Aside "aside" PLAIN_BLOCK;
    Audio "audio" 0;
    B "b" FORMATTING | BREAKS_OUT;
    Base "base" VOID | SPECIAL;
    Big "big" FORMATTING | BREAKS_OUT;
    Blockquote "blockquote" PLAIN_BLOCK;
    Body "body" SPECIAL | BLOCK | BREAKS_OUT;
    Br "br" VOID | SPECIAL | BREAKS_OUT;
    Button "button" SPECIAL;
    Canvas "canvas" 0;
    Caption "caption" SPECIAL | SCOPE | MARKER | BLOCK;
    Center "center" PLAIN_BLOCK;
    Code "code" FORMATTING | BREAKS_OUT;
    Col "col" VOID | SPECIAL;
    Colgroup "colgroup" SPECIAL;
    Datalist "datalist" 0;
    Dd "dd" SPECIAL | BLOCK | IMPLIED_END | BREAKS_OUT;
    Desc "desc" INTEGRATION;
    Details "details" PLAIN_BLOCK;
    Dialog "dialog" CLOSES_P | BLOCK;
    Dir "dir" PLAIN_BLOCK;
    Div "div" PLAIN_BLOCK;
    Dl "dl" PLAIN_BLOCK;
    Dt "dt" SPECIAL | BLOCK | IMPLIED_END | BREAKS_OUT;
    Em "em" FORMATTING | BREAKS_OUT;
    Embed "embed" VOID | SPECIAL | BREAKS_OUT;
    Fieldset "fieldset" PLAIN_BLOCK;
    Figcaption "figcaption" PLAIN_BLOCK;
    Figure "figure" PLAIN_BLOCK;
    Font "font" FORMATTING;
    Footer "footer" PLAIN_BLOCK;
    ForeignObject "foreignobject" SCOPE | SPECIAL | INTEGRATION;
    Form "form" SPECIAL | BLOCK;
    Frame "frame" VOID | SPECIAL;
    Frameset "frameset" SPECIAL;
    H1 "h1" SPECIAL | BLOCK | BREAKS_OUT;
    H2 "h2" SPECIAL | BLOCK | BREAKS_OUT;
    H3 "h3" SPECIAL | BLOCK | BREAKS_OUT;
    H4 "h4" SPECIAL | BLOCK | BREAKS_OUT;
    H5 "h5" SPECIAL | BLOCK | BREAKS_OUT;
    H6 "h6" SPECIAL | BLOCK | BREAKS_OUT;
    Head "head" SPECIAL | BREAKS_OUT;
    Header "header" PLAIN_BLOCK;
    Hgroup "hgroup" PLAIN_BLOCK;
    Hr "hr" VOID | SPECIAL | BLOCK | BREAKS_OUT;
    Html "html" SPECIAL | SCOPE;
    I "i" FORMATTING | BREAKS_OUT;
    Iframe "iframe" SPECIAL | RAW_TEXT;
    Img "img" VOID | SPECIAL | BREAKS_OUT;
    Input "input" VOID | SPECIAL;
    Label "label" 0;
    Legend "legend" BLOCK;
    Li "li" SPECIAL | BLOCK | IMPLIED_END | BREAKS_OUT;
    Link "link" VOID | SPECIAL;
    Listing "listing" PLAIN_BLOCK;
    Main "main" PLAIN_BLOCK;
    Marquee "marquee" SPECIAL | SCOPE | MARKER;
    Math "math" 0;
    Menu "menu" PLAIN_BLOCK;
    Meta "meta" VOID | SPECIAL | BREAKS_OUT;
    Nav "nav" PLAIN_BLOCK;
    Nobr "nobr" FORMATTING | BREAKS_OUT;
    Noembed "noembed" SPECIAL | RAW_TEXT;
    Noframes "noframes" SPECIAL | RAW_TEXT;
    Noscript "noscript" SPECIAL;
    Object "object" SPECIAL | SCOPE | MARKER;
    Ol "ol" PLAIN_BLOCK;
    Optgroup "optgroup" IMPLIED_END;
    Option "option" IMPLIED_END;
    P "p" PLAIN_BLOCK | IMPLIED_END;
    Param "param" VOID | SPECIAL;
    Picture "picture" 0;
    Plaintext "plaintext" SPECIAL | CLOSES_P | BLOCK;
    Pre "pre" PLAIN_BLOCK;
    Q "q" 0;
    Rb "rb" IMPLIED_END;
    Rp "rp" IMPLIED_END;
    Rt "rt" IMPLIED_END;
    Rtc "rtc" IMPLIED_END;
    Ruby "ruby" BREAKS_OUT;
    S "s" FORMATTING | BREAKS_OUT;
    Script "script" SPECIAL | RAW_TEXT;
    Search "search" PLAIN_BLOCK;
    Section "section" PLAIN_BLOCK;
    Select "select" SPECIAL;
    Small "small" FORMATTING | BREAKS_OUT;
    Source "source" VOID | SPECIAL;
    Span "span" BREAKS_OUT;
    Strike "strike" FORMATTING | BREAKS_OUT;
    Strong "strong" FORMATTING | BREAKS_OUT;
    Style "style" SPECIAL | RAW_TEXT;
    Sub "sub" BREAKS_OUT;
    Summary "summary" PLAIN_BLOCK;
    Sup "sup" BREAKS_OUT;
    Svg "svg" 0;
    Table "table" SPECIAL | SCOPE | BLOCK | BREAKS_OUT;
    Tbody "tbody" SPECIAL | BLOCK;
    Td "td" SPECIAL | SCOPE | MARKER | BLOCK;
    Template "template" SPECIAL | SCOPE | MARKER;
    Textarea "textarea" SPECIAL | RAW_TEXT;
    Tfoot "tfoot" SPECIAL | BLOCK;
    Th "th" SPECIAL | SCOPE | MARKER | BLOCK;
    Thead "thead" SPECIAL | BLOCK;
    Time "time" 0;
    Title "title" SPECIAL | RAW_TEXT;
    Tr "tr" SPECIAL | BLOCK;
    Track "track" VOID | SPECIAL;
    Tt "tt" FORMATTING | BREAKS_OUT;
    U "u" FORMATTING | BREAKS_OUT;
    Ul "ul" PLAIN_BLOCK;
    Var "var" BREAKS_OUT;
    Video "video" 0;
    Wbr "wbr" VOID | SPECIAL;
    Xmp "xmp" SPECIAL | RAW_TEXT | CLOSES_P | BLOCK;
}

/// The longest name with rules of its own: `foreignobject`.
const LONGEST: usize = 13;

impl Tag {
    /// The tag of a name as the source spells it, in any case.
    pub(super) fn from_name(name: &[u8]) -> Self {
        if name.len() > LONGEST {
            return Self::Other;
        }
        let mut lower = [0; LONGEST];
        for (to, from) in lower.iter_mut().zip(name) {
            *to = from.to_ascii_lowercase();
        }
        Self::from_lowercase(&lower[..name.len()])
    }

    /// Whether any of the given properties holds.
    pub(super) fn is(self, flags: u16) -> bool {
        FLAGS[self as usize] & flags != 0
    }

    /// Whether the element stands on lines of its own.
    pub(crate) fn is_block(self) -> bool {
        self.is(BLOCK)
    }

    /// The level of `h1` to `h6`.
    pub(crate) fn heading_level(self) -> Option<u8> {
        matches!(self, Self::H1 | Self::H2 | Self::H3 | Self::H4 | Self::H5 | Self::H6)
            .then(|| self as u8 - Self::H1 as u8 + 1)
    }

    /// `table`, `tbody`, `thead`, `tfoot` and `tr`: elements that hold no text of their own.
    pub(super) fn is_table_part(self) -> bool {
        matches!(self, Self::Table | Self::Tbody | Self::Thead | Self::Tfoot | Self::Tr)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_finds_its_tag_in_any_case() {
        for (name, tag) in Tag::ALL {
            assert_eq!(Tag::from_name(name.as_bytes()), tag);
            assert_eq!(Tag::from_name(name.to_uppercase().as_bytes()), tag);
            assert!(name.len() <= LONGEST);
        }
        assert_eq!(Tag::from_name(b"x-teaser"), Tag::Other);
    }

    #[test]
    fn heading_levels_count_from_one() {
        assert_eq!(Tag::H1.heading_level(), Some(1));
        assert_eq!(Tag::H6.heading_level(), Some(6));
        assert_eq!(Tag::Header.heading_level(), None);
    }
}
