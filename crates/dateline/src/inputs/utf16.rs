//! Text in UTF-16, as spreadsheets and databases of Windows save it, read as UTF-8.

use std::io::{self, BufRead, Read};

/// How much is converted at a time.
const PIECE: usize = 64 << 10;

/// Reads what begins with the byte order mark of UTF-16 as UTF-8, and anything else as it is.
pub(super) fn as_utf8(mut reader: Box<dyn BufRead + Send>) -> Box<dyn Read + Send> {
    let is_big = match reader.fill_buf() {
        Ok([0xFF, 0xFE, ..]) => false,
        Ok([0xFE, 0xFF, ..]) => true,
        Ok(_) => return Box::new(reader),
        // Unpackers tell what is wrong with a file once, and then that it is at its end.
        Err(error) => return Box::new(Failed(Some(error))),
    };
    reader.consume(2);
    Box::new(FromUtf16 { reader, is_big, left: Vec::new(), ready: Vec::new(), at: 0, failed: None })
}

/// Tells why nothing can be read.
struct Failed(Option<io::Error>);

impl Read for Failed {
    fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
        self.0.take().map_or(Ok(0), Err)
    }
}

struct FromUtf16<R> {
    reader: R,
    is_big: bool,
    /// Bytes that are less than a character.
    left: Vec<u8>,
    /// Converted, of which so much was handed on.
    ready: Vec<u8>,
    at: usize,
    /// Why nothing more can be read.
    failed: Option<io::Error>,
}

impl<R: Read> FromUtf16<R> {
    /// Converts the next piece; half a character waits for the rest of it.
    fn convert(&mut self) -> io::Result<()> {
        if let Some(error) = self.failed.take() {
            return Err(error);
        }
        let mut bytes = std::mem::take(&mut self.left);
        let waiting = bytes.len();
        // What came before a fault is handed on before it.
        self.failed = (&mut self.reader).take(PIECE as u64).read_to_end(&mut bytes).err();
        let more = bytes.len() > waiting || self.failed.is_some();
        let unit = |pair: &[u8]| {
            let pair = [pair[0], pair[1]];
            if self.is_big { u16::from_be_bytes(pair) } else { u16::from_le_bytes(pair) }
        };
        let mut units: Vec<u16> = bytes.chunks_exact(2).map(unit).collect();
        let is_half = units.last().is_some_and(|last| (0xD800..0xDC00).contains(last));
        if more {
            units.truncate(units.len() - usize::from(is_half));
            self.left = bytes.split_off(units.len() * 2);
        } else if bytes.len() % 2 == 1 {
            units.push(0xFFFD);
        }
        let decoded = char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER));
        (self.ready, self.at) = (decoded.collect::<String>().into_bytes(), 0);
        Ok(())
    }
}

impl<R: Read> Read for FromUtf16<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.at == self.ready.len() {
            let waiting = self.left.len();
            self.convert()?;
            if self.ready.is_empty() && self.left.len() == waiting && self.failed.is_none() {
                return Ok(0);
            }
        }
        let count = (&self.ready[self.at..]).read(buffer)?;
        self.at += count;
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::{BufReader, Cursor};

    fn read(bytes: Vec<u8>) -> String {
        let mut text = String::new();
        as_utf8(Box::new(BufReader::with_capacity(7, Cursor::new(bytes)))).read_to_string(&mut text).unwrap();
        text
    }

    #[test]
    fn both_orders_of_bytes_are_read_and_pieces_may_end_within_a_character() {
        let text = "a\u{1F600}\u{D55C}b".repeat(PIECE / 5);
        for mark_and_order in [u16::to_le_bytes as fn(u16) -> [u8; 2], u16::to_be_bytes] {
            let units = std::iter::once(0xFEFF).chain(text.encode_utf16());
            assert_eq!(read(units.flat_map(mark_and_order).collect()), text);
        }
        assert_eq!(read(vec![0xFF, 0xFE, b'a', 0, 0x00, 0xD8, b'b']), "a\u{FFFD}\u{FFFD}");
        assert_eq!(read(vec![0xFF, 0xFE]), "");
        assert_eq!(read("plain".into()), "plain");
    }

    #[test]
    fn what_stands_before_a_fault_is_read_and_then_the_fault() {
        for before in [&b""[..], b"\xFF\xFE", b"\xFF\xFEa\0b\0c"] {
            let broken = before.chain(Failed(Some(io::Error::other("broken"))));
            let mut text = String::new();
            let result = as_utf8(Box::new(BufReader::new(broken))).read_to_string(&mut text);
            assert_eq!(result.unwrap_err().to_string(), "broken");
            assert_eq!(text, if before.len() > 2 { "ab" } else { "" });
        }
    }
}
