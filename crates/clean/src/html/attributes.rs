//! Attributes, read from the source when they are asked for.

use super::entities::decode;
use super::token::value_end;
use std::borrow::Cow;

/// The attributes of one start tag, in the order of the source.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Attributes<'a> {
    source: &'a str,
}

impl<'a> Attributes<'a> {
    /// `source` is what stands between the tag's name and its `>`.
    pub(super) fn new(source: &'a str) -> Self {
        Self { source }
    }

    /// The value of an attribute, decoded; empty when it has none. Of two the first counts.
    pub(crate) fn get(self, name: &str) -> Option<Cow<'a, str>> {
        self.raw(name).map(decode)
    }

    /// The value of an attribute as the source spells it.
    pub(crate) fn raw(self, name: &str) -> Option<&'a str> {
        self.iter().find(|(found, _)| found.eq_ignore_ascii_case(name)).map(|(_, value)| value)
    }

    /// Names and raw values.
    pub(crate) fn iter(self) -> impl Iterator<Item = (&'a str, &'a str)> {
        let source = self.source;
        let bytes = source.as_bytes();
        let mut at = 0;
        std::iter::from_fn(move || {
            while bytes.get(at).is_some_and(|byte| byte.is_ascii_whitespace() || *byte == b'/') {
                at += 1;
            }
            if at >= bytes.len() {
                return None;
            }
            let start = at;
            at += 1; // even a `=` is a name's first character
            while bytes
                .get(at)
                .is_some_and(|byte| !byte.is_ascii_whitespace() && !matches!(byte, b'/' | b'='))
            {
                at += 1;
            }
            // The first character may be longer than one byte; the loop above has passed all of it.
            let name = &source[start..at];
            let mut equals = at;
            while bytes.get(equals).is_some_and(u8::is_ascii_whitespace) {
                equals += 1;
            }
            if bytes.get(equals) != Some(&b'=') {
                return Some((name, ""));
            }
            let end = value_end(bytes, equals + 1);
            at = end;
            Some((name, unquoted(source[equals + 1..end].trim_ascii())))
        })
    }
}

fn unquoted(value: &str) -> &str {
    match value.as_bytes().first() {
        Some(quote @ (b'"' | b'\'')) => {
            let inner = &value[1..];
            inner.strip_suffix(*quote as char).unwrap_or(inner)
        }
        _ => value,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quoted_bare_empty_and_repeated() {
        let attributes =
            Attributes::new(r#" class="a b" id=x hidden href='?a=1&amp;b' ID=y é=ü data-x = "=" /"#);
        let all: Vec<_> = attributes.iter().collect();
        assert_eq!(
            all,
            [
                ("class", "a b"),
                ("id", "x"),
                ("hidden", ""),
                ("href", "?a=1&amp;b"),
                ("ID", "y"),
                ("é", "ü"),
                ("data-x", "=")
            ]
        );
        assert_eq!(attributes.get("HREF").as_deref(), Some("?a=1&b"));
        assert_eq!(attributes.raw("id"), Some("x"));
        assert_eq!(attributes.get("src"), None);
    }
}
