//! HTML source into tags and text.

use super::tag::Tag;
use memchr::{memchr, memchr2, memmem};

/// One piece of the source. Positions are byte offsets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Token {
    /// Text between tags, character references still encoded.
    Text { start: u32, end: u32 },
    /// A start tag; `name` is where its name starts, `end` where its attributes end.
    Start { tag: Tag, name: u32, end: u32, self_closing: bool },
    /// An end tag; `name` is where its name starts.
    End { tag: Tag, name: u32 },
}

/// Cuts HTML source into [`Token`]s. Comments, doctypes and processing instructions are skipped.
pub(super) struct Tokenizer<'a> {
    source: &'a [u8],
    position: usize,
}

impl<'a> Tokenizer<'a> {
    /// Starts at the beginning. The source must be shorter than 4 GiB.
    pub(super) fn new(source: &'a str) -> Self {
        Self { source: source.as_bytes(), position: 0 }
    }

    /// The next token, or `None` at the end.
    pub(super) fn next(&mut self) -> Option<Token> {
        while self.position < self.source.len() {
            let text_start = self.position;
            let open = self.next_markup();
            if open > text_start {
                self.position = open;
                return Some(Token::Text { start: text_start as u32, end: open as u32 });
            }
            match self.source.get(open + 1) {
                Some(b'!' | b'?') => self.skip_declaration(open),
                Some(b'/') => match self.end_tag(open + 2) {
                    Some(token) => return Some(token),
                    None => continue,
                },
                _ => return self.start_tag(open + 1),
            }
        }
        None
    }

    /// Where the next tag or declaration begins; a `<` before anything else is text.
    fn next_markup(&self) -> usize {
        let mut from = self.position;
        while let Some(offset) = memchr(b'<', &self.source[from..]) {
            let open = from + offset;
            match self.source.get(open + 1) {
                Some(byte) if byte.is_ascii_alphabetic() || matches!(byte, b'!' | b'?' | b'/') => {
                    return open;
                }
                _ => from = open + 1,
            }
        }
        self.source.len()
    }

    fn start_tag(&mut self, name: usize) -> Option<Token> {
        let name_end = self.name_end(name);
        let (end, self_closing) = self.attributes_end(name_end)?;
        let tag = Tag::from_name(&self.source[name..name_end]);
        Some(Token::Start { tag, name: name as u32, end: end as u32, self_closing })
    }

    /// `</` has been read. `None`: it was no end tag, and has been skipped.
    fn end_tag(&mut self, name: usize) -> Option<Token> {
        match self.source.get(name) {
            Some(byte) if byte.is_ascii_alphabetic() => {
                let name_end = self.name_end(name);
                self.attributes_end(name_end)?;
                Some(Token::End { tag: Tag::from_name(&self.source[name..name_end]), name: name as u32 })
            }
            // `</>` is nothing, `</3` a comment, and `</` at the very end text nobody misses.
            _ => {
                self.position = self.after(name, b'>');
                None
            }
        }
    }

    fn name_end(&self, name: usize) -> usize {
        name + name_length(&self.source[name..])
    }

    /// Moves past the tag's `>`; gives the end of the attributes and whether a `/` stood there.
    /// `None`: the source ended inside the tag, which then counts for nothing.
    fn attributes_end(&mut self, name_end: usize) -> Option<(usize, bool)> {
        let source = self.source;
        let mut at = name_end;
        loop {
            match source.get(at).copied() {
                None => {
                    self.position = source.len();
                    return None;
                }
                Some(b'>') => {
                    self.position = at + 1;
                    return Some((at, at > name_end - 1 && source[at - 1] == b'/'));
                }
                Some(b'=') => at = value_end(source, at + 1),
                Some(_) => at += 1,
            }
        }
    }

    fn skip_declaration(&mut self, open: usize) {
        let rest = &self.source[open..];
        self.position = if rest.starts_with(b"<!--") {
            open + 4 + comment_length(&rest[4..])
        } else {
            self.after(open + 1, b'>')
        };
    }

    /// Just past the next `byte`, or the end.
    fn after(&self, from: usize, byte: u8) -> usize {
        memchr(byte, &self.source[from..]).map_or(self.source.len(), |offset| from + offset + 1)
    }

    /// `<![CDATA[` has meaning inside SVG and MathML only: the text it holds, if it stands here.
    pub(super) fn cdata(&mut self) -> Option<Token> {
        const OPEN: &[u8] = b"<![CDATA[";
        let rest = self.source.get(self.position..)?;
        if !rest.starts_with(OPEN) {
            return None;
        }
        let start = self.position + OPEN.len();
        let length = memmem::find(&rest[OPEN.len()..], b"]]>");
        let end = length.map_or(self.source.len(), |length| start + length);
        self.position = (end + 3).min(self.source.len());
        Some(Token::Text { start: start as u32, end: end as u32 })
    }

    /// After the start tag of an element whose content is text: reads that text, up to the end
    /// tag of the same name, which is the next token.
    pub(super) fn raw_text(&mut self, tag: Tag, name: u32) -> (u32, u32) {
        let start = self.position;
        let name = &self.source[name as usize..self.name_end(name as usize)];
        let mut end = self.raw_text_end(start, name);
        if tag == Tag::Script && memmem::find(&self.source[start..end], b"<!--").is_some() {
            end = self.script_end(start);
        }
        self.position = end;
        (start as u32, end as u32)
    }

    /// All that is left, as text.
    pub(super) fn rest(&mut self) -> (u32, u32) {
        let start = std::mem::replace(&mut self.position, self.source.len());
        (start as u32, self.source.len() as u32)
    }

    fn raw_text_end(&self, from: usize, name: &[u8]) -> usize {
        let mut at = from;
        while let Some(offset) = memmem::find(&self.source[at..], b"</") {
            let tag = at + offset;
            if has_name(&self.source[tag + 2..], name) {
                return tag;
            }
            at = tag + 2;
        }
        self.source.len()
    }

    /// The end of a script that holds `<!--`: inside `<!-- <script>` an end tag ends only the
    /// inner script. See the standard's "script data double escaped state".
    fn script_end(&self, from: usize) -> usize {
        let source = self.source;
        let (mut escaped, mut doubly) = (false, false);
        let mut at = from;
        while let Some(offset) = memchr2(b'<', b'-', &source[at..]) {
            at += offset;
            let rest = &source[at..];
            if rest.starts_with(b"<!--") && !escaped {
                escaped = true;
                at += 2; // the dashes may be the first of `-->`
            } else if escaped && rest.starts_with(b"-->") {
                (escaped, doubly) = (false, false);
                at += 3;
            } else if escaped && rest[0] == b'<' && has_name(&rest[1..], b"script") {
                doubly = true;
                at += 7;
            } else if rest.starts_with(b"</") && has_name(&rest[2..], b"script") {
                if !doubly {
                    return at;
                }
                doubly = false;
                at += 8;
            } else {
                at += 1;
            }
        }
        source.len()
    }
}

/// How long the tag name at the start of `rest` is.
pub(super) fn name_length(rest: &[u8]) -> usize {
    rest.iter()
        .position(|byte| byte.is_ascii_whitespace() || matches!(byte, b'/' | b'>'))
        .unwrap_or(rest.len())
}

/// Whether a tag of this name, in any case, starts here.
fn has_name(rest: &[u8], name: &[u8]) -> bool {
    rest.len() >= name.len()
        && rest[..name.len()].eq_ignore_ascii_case(name)
        && rest.get(name.len()).is_none_or(|byte| byte.is_ascii_whitespace() || matches!(byte, b'/' | b'>'))
}

/// Where the attribute value ends whose `=` stands just before `at`.
pub(super) fn value_end(source: &[u8], mut at: usize) -> usize {
    while source.get(at).is_some_and(u8::is_ascii_whitespace) {
        at += 1;
    }
    match source.get(at) {
        Some(quote @ (b'"' | b'\'')) => {
            memchr(*quote, &source[at + 1..]).map_or(source.len(), |length| at + length + 2)
        }
        _ => {
            let length = source[at..].iter().position(|byte| byte.is_ascii_whitespace() || *byte == b'>');
            length.map_or(source.len(), |length| at + length)
        }
    }
}

/// How long a comment is whose `<!--` stands just before, its end included.
fn comment_length(rest: &[u8]) -> usize {
    if rest.starts_with(b">") {
        return 1;
    }
    if rest.starts_with(b"->") {
        return 2;
    }
    let mut at = 0;
    while let Some(offset) = memmem::find(&rest[at..], b"--") {
        at += offset;
        match &rest[at + 2..] {
            [b'>', ..] => return at + 3,
            [b'!', b'>', ..] => return at + 4,
            _ => at += 1,
        }
    }
    rest.len()
}
