//! Patterns: what the words of an expression look like.
//!
//! A pattern is read like this:
//!
//! | written | matches |
//! | --- | --- |
//! | `last` | the word, in any case |
//! | `{weekday}` | a word of that list, or a number of that kind; captured under that name |
//! | `{first=day}` | the same, captured as `first` |
//! | `<clock>` | the named pattern of that name |
//! | `_` | any one word |
//! | a space | white space |
//! | `~` | white space or nothing |
//! | `(a\|b)` | one or the other |
//! | `x?`, `(x y)?` | that, or nothing; after a word the `?` is about its last letter |
//! | `[x]` | the expression itself, where the pattern holds more than it, or several |
//! | `\x` | the character itself |

use crate::lexicon::Symbol;
use std::iter::Peekable;
use std::str::Chars;

/// One step of a compiled pattern.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Op {
    /// A word of a list, captured in a slot.
    Word {
        symbol: Symbol,
        slot: Option<u8>,
    },
    /// A number of a kind, captured in a slot.
    Number {
        kind: u8,
        slot: Option<u8>,
    },
    /// Any one word.
    AnyWord,
    /// White space.
    Space,
    /// White space or nothing.
    MaybeSpace,
    /// An expression starts here.
    Open(u8),
    /// An expression ends here.
    Close(u8),
    /// Try the first, then the second.
    Split(u16, u16),
    Jump(u16),
    Accept,
}

/// Why a pattern could not be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[expect(missing_docs, reason = "each message names its fields")]
pub enum PatternError {
    #[error("`{open}` is never closed")]
    Unclosed { open: char },
    #[error("`{found}` closes nothing")]
    Unopened { found: char },
    #[error("`?` stands after nothing")]
    NothingOptional,
    #[error("word list, number or pattern `{name}` is not defined here")]
    Unknown { name: String, nearest: Option<String> },
    #[error("named pattern `{name}` contains itself")]
    Endless { name: String },
    #[error("more than {limit} {what} in one pattern")]
    TooMany { what: &'static str, limit: usize },
}

/// What a name in braces stands for.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Named {
    Words(Symbol),
    Number(u8),
}

/// What the pattern compiler asks of the grammar around it.
pub(crate) trait Names {
    fn named(&self, name: &str) -> Option<Named>;
    fn pattern(&self, name: &str) -> Option<&str>;
    fn literal(&mut self, word: &str) -> Symbol;
    fn nearest(&self, name: &str) -> Option<String>;
}

/// A compiled pattern.
#[derive(Debug, Clone)]
pub(crate) struct Pattern {
    pub(crate) ops: Vec<Op>,
    /// The names of the captures, in slot order.
    pub(crate) captures: Vec<String>,
    /// How many expressions the pattern marks with brackets; 0: the whole match is the one.
    pub(crate) spans: usize,
}

/// How many captures a pattern may have; matching keeps them in an array of this size.
pub(crate) const MAX_CAPTURES: usize = 12;
/// How many expressions a pattern may mark.
pub(crate) const MAX_SPANS: usize = 4;
const MAX_OPS: usize = 4000;
const MAX_DEPTH: usize = 8;

#[derive(Debug, Clone)]
enum Node {
    Empty,
    Word(Symbol, Option<u8>),
    Number(u8, Option<u8>),
    AnyWord,
    Space,
    MaybeSpace,
    Sequence(Vec<Node>),
    Either(Vec<Node>),
    Maybe(Box<Node>),
    Span(u8, Box<Node>),
}

/// Compiles a pattern.
pub(crate) fn compile(source: &str, names: &mut dyn Names) -> Result<Pattern, PatternError> {
    let mut parser = Parser { names, captures: Vec::new(), spans: 0 };
    let root = parser.parse(source, 0)?;
    let (captures, spans) = (parser.captures, parser.spans);
    if captures.len() > MAX_CAPTURES {
        return Err(PatternError::TooMany { what: "captures", limit: MAX_CAPTURES });
    }
    if spans > MAX_SPANS {
        return Err(PatternError::TooMany { what: "bracketed expressions", limit: MAX_SPANS });
    }
    let mut ops = Vec::new();
    emit(&root, &mut ops);
    ops.push(Op::Accept);
    if ops.len() > MAX_OPS {
        return Err(PatternError::TooMany { what: "steps", limit: MAX_OPS });
    }
    Ok(Pattern { ops, captures, spans })
}

struct Parser<'n> {
    names: &'n mut dyn Names,
    captures: Vec<String>,
    spans: usize,
}

impl Parser<'_> {
    fn parse(&mut self, source: &str, depth: usize) -> Result<Node, PatternError> {
        let mut chars = source.chars().peekable();
        let node = self.alternatives(&mut chars, depth)?;
        match chars.next() {
            Some(found) => Err(PatternError::Unopened { found }),
            None => Ok(node),
        }
    }

    fn alternatives(&mut self, chars: &mut Peekable<Chars<'_>>, depth: usize) -> Result<Node, PatternError> {
        let mut branches = vec![self.sequence(chars, depth)?];
        while chars.next_if_eq(&'|').is_some() {
            branches.push(self.sequence(chars, depth)?);
        }
        Ok(if branches.len() == 1 { branches.remove(0) } else { Node::Either(branches) })
    }

    fn sequence(&mut self, chars: &mut Peekable<Chars<'_>>, depth: usize) -> Result<Node, PatternError> {
        let mut nodes = Vec::new();
        while let Some(&c) = chars.peek() {
            let node = match c {
                '|' | ')' | ']' => break,
                '(' => {
                    chars.next();
                    let inner = self.alternatives(chars, depth)?;
                    close(chars, '(', ')')?;
                    inner
                }
                '[' => {
                    chars.next();
                    let index = self.spans;
                    self.spans += 1;
                    let inner = self.alternatives(chars, depth)?;
                    close(chars, '[', ']')?;
                    Node::Span(index.min(MAX_SPANS) as u8, Box::new(inner))
                }
                '{' => {
                    chars.next();
                    self.capture(&until(chars, '{', '}')?)?
                }
                '<' => {
                    chars.next();
                    self.named_pattern(&until(chars, '<', '>')?, depth)?
                }
                ' ' => {
                    chars.next();
                    Node::Space
                }
                '~' => {
                    chars.next();
                    Node::MaybeSpace
                }
                '_' => {
                    chars.next();
                    Node::AnyWord
                }
                '?' => return Err(PatternError::NothingOptional),
                _ => self.literal(chars),
            };
            let optional = chars.next_if_eq(&'?').is_some();
            nodes.push(if optional { Node::Maybe(Box::new(node)) } else { node });
        }
        Ok(match nodes.len() {
            0 => Node::Empty,
            1 => nodes.remove(0),
            _ => Node::Sequence(nodes),
        })
    }

    /// A run of plain characters; a `?` behind it makes its last letter optional.
    fn literal(&mut self, chars: &mut Peekable<Chars<'_>>) -> Node {
        let mut word = String::new();
        while let Some(c) = chars.next_if(|c| !"(){}[]<>|?~_ ".contains(*c)) {
            word.extend(if c == '\\' { chars.next() } else { Some(c) });
        }
        let whole = Node::Word(self.names.literal(&word), None);
        let Some((last, _)) = word.char_indices().next_back().filter(|(index, _)| *index > 0) else {
            return whole;
        };
        if chars.next_if_eq(&'?').is_none() {
            return whole;
        }
        Node::Either(vec![whole, Node::Word(self.names.literal(&word[..last]), None)])
    }

    fn capture(&mut self, written: &str) -> Result<Node, PatternError> {
        let (alias, name) = written.split_once('=').unwrap_or((written, written));
        let Some(named) = self.names.named(name) else {
            return Err(PatternError::Unknown { name: name.to_owned(), nearest: self.names.nearest(name) });
        };
        let slot = match self.captures.iter().position(|known| known == alias) {
            Some(slot) => slot,
            None => {
                self.captures.push(alias.to_owned());
                self.captures.len() - 1
            }
        };
        let slot = Some(slot.min(MAX_CAPTURES) as u8);
        Ok(match named {
            Named::Words(symbol) => Node::Word(symbol, slot),
            Named::Number(kind) => Node::Number(kind, slot),
        })
    }

    fn named_pattern(&mut self, name: &str, depth: usize) -> Result<Node, PatternError> {
        if depth > MAX_DEPTH {
            return Err(PatternError::Endless { name: name.to_owned() });
        }
        let Some(source) = self.names.pattern(name).map(str::to_owned) else {
            return Err(PatternError::Unknown { name: name.to_owned(), nearest: self.names.nearest(name) });
        };
        self.parse(&source, depth + 1)
    }
}

fn close(chars: &mut Peekable<Chars<'_>>, open: char, close: char) -> Result<(), PatternError> {
    chars.next_if_eq(&close).map(|_| ()).ok_or(PatternError::Unclosed { open })
}

fn until(chars: &mut Peekable<Chars<'_>>, open: char, close: char) -> Result<String, PatternError> {
    let name: String = std::iter::from_fn(|| chars.next_if(|c| *c != close)).collect();
    chars.next().map(|_| name).ok_or(PatternError::Unclosed { open })
}

fn emit(node: &Node, ops: &mut Vec<Op>) {
    match node {
        Node::Empty => {}
        Node::Word(symbol, slot) => ops.push(Op::Word { symbol: *symbol, slot: *slot }),
        Node::Number(kind, slot) => ops.push(Op::Number { kind: *kind, slot: *slot }),
        Node::AnyWord => ops.push(Op::AnyWord),
        Node::Space => ops.push(Op::Space),
        Node::MaybeSpace => ops.push(Op::MaybeSpace),
        Node::Sequence(nodes) => nodes.iter().for_each(|node| emit(node, ops)),
        Node::Span(index, inner) => {
            ops.push(Op::Open(*index));
            emit(inner, ops);
            ops.push(Op::Close(*index));
        }
        Node::Maybe(inner) => {
            let split = reserve(ops);
            emit(inner, ops);
            ops[split] = Op::Split(here(split + 1), here(ops.len()));
        }
        Node::Either(branches) => {
            let mut jumps = Vec::new();
            for (index, branch) in branches.iter().enumerate() {
                let last = index + 1 == branches.len();
                let split = (!last).then(|| reserve(ops));
                emit(branch, ops);
                if let Some(split) = split {
                    jumps.push(reserve(ops));
                    ops[split] = Op::Split(here(split + 1), here(ops.len()));
                }
            }
            for jump in jumps {
                ops[jump] = Op::Jump(here(ops.len()));
            }
        }
    }
}

fn reserve(ops: &mut Vec<Op>) -> usize {
    ops.push(Op::Jump(0));
    ops.len() - 1
}

/// Patterns over `MAX_OPS` are refused, so a step's number fits; until then it saturates.
fn here(index: usize) -> u16 {
    u16::try_from(index).unwrap_or(u16::MAX)
}
