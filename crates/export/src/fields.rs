//! CSV files read record by record, each field where it lies: what nobody asks for is not looked at but for its end.

use memchr::{memchr, memchr3};
use std::borrow::Cow;
use std::io::{self, Read};
use std::str::Utf8Error;

/// How many bytes are read at once; a longer record takes more.
const CHUNK: usize = 1 << 16;

/// Some programs begin UTF-8 with it.
const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// The records of a CSV file (RFC 4180), the header among them; lines without anything are none.
pub(crate) struct Records<R> {
    file: R,
    buffer: Vec<u8>,
    /// Where in the buffer the next record begins.
    next: usize,
    /// Nothing is left of the file but what is in the buffer.
    is_read: bool,
    /// The fields of the last record.
    fields: Vec<Field>,
    records: u64,
}

/// Where a field lies in the buffer, without its quotes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Field {
    start: usize,
    end: usize,
    is_quoted: bool,
}

/// How far a record was read.
enum Parsed {
    /// To its end, where the next one begins.
    Whole(usize),
    /// The buffer ends within it.
    Part,
    /// A field goes on behind its closing quote.
    Broken,
}

impl<R: Read> Records<R> {
    pub(crate) fn new(file: R) -> io::Result<Self> {
        let mut records =
            Self { file, buffer: Vec::new(), next: 0, is_read: false, fields: Vec::new(), records: 0 };
        records.fill()?;
        if records.buffer.starts_with(BYTE_ORDER_MARK) {
            records.next = BYTE_ORDER_MARK.len();
        }
        Ok(records)
    }

    /// Goes on to the next record, which has as many fields as the first; `false`: there is none.
    pub(crate) fn advance(&mut self) -> io::Result<bool> {
        let width = self.fields.len();
        loop {
            let blank = |byte: &u8| matches!(byte, b'\n' | b'\r');
            self.next += self.buffer[self.next..].iter().take_while(|byte| blank(byte)).count();
            if self.next == self.buffer.len() && self.is_read {
                return Ok(false);
            }
            match self.parse() {
                Parsed::Whole(next) => {
                    self.next = next;
                    break;
                }
                Parsed::Part => self.fill()?,
                Parsed::Broken => return Err(self.broken("a field goes on behind its closing quote")),
            }
        }
        if width > 0 && width != self.fields.len() {
            let words = format!("it has {} fields; wanted {width}, as the header has", self.fields.len());
            return Err(self.broken(&words));
        }
        self.records += 1;
        Ok(true)
    }

    /// A field of the last record; `None`, where it is empty or there are not as many.
    pub(crate) fn value(&self, place: usize) -> Result<Option<Cow<'_, str>>, Utf8Error> {
        let Some(field) = self.fields.get(place).filter(|field| field.start < field.end) else {
            return Ok(None);
        };
        let text = std::str::from_utf8(&self.buffer[field.start..field.end])?;
        let is_doubled = field.is_quoted && text.contains('"');
        Ok(Some(if is_doubled { text.replace("\"\"", "\"").into() } else { text.into() }))
    }

    /// How many fields the last record has.
    pub(crate) fn width(&self) -> usize {
        self.fields.len()
    }

    fn broken(&self, what: &str) -> io::Error {
        io::Error::new(io::ErrorKind::InvalidData, format!("record {}: {what}", self.records + 1))
    }

    /// Reads on, keeping what of the buffer was not looked at yet.
    fn fill(&mut self) -> io::Result<()> {
        self.buffer.drain(..self.next);
        self.next = 0;
        // A record that is longer than all that was read is looked at again from its beginning: so each time twice as much.
        let wanted = CHUNK.max(self.buffer.len());
        let read = (&mut self.file).take(wanted as u64).read_to_end(&mut self.buffer)?;
        self.is_read = read < wanted;
        Ok(())
    }

    /// Finds the fields of the next record.
    fn parse(&mut self) -> Parsed {
        self.fields.clear();
        let bytes = &self.buffer[..];
        let mut at = self.next;
        loop {
            let field = if bytes.get(at) == Some(&b'"') {
                quoted(bytes, at + 1)
            } else {
                let end = memchr3(b',', b'\n', b'\r', &bytes[at..]).map_or(bytes.len(), |length| at + length);
                Field { start: at, end, is_quoted: false }
            };
            at = (field.end + usize::from(field.is_quoted)).min(bytes.len());
            self.fields.push(field);
            match bytes.get(at) {
                Some(b',') => at += 1,
                Some(b'\n' | b'\r') => return Parsed::Whole(at + 1),
                Some(_) => return Parsed::Broken,
                None if self.is_read => return Parsed::Whole(at),
                None => return Parsed::Part,
            }
        }
    }
}

/// The field whose opening quote stands before `start`; one that is not closed goes on to the end.
fn quoted(bytes: &[u8], start: usize) -> Field {
    let mut from = start;
    while let Some(length) = memchr(b'"', &bytes[from..]) {
        let quote = from + length;
        if bytes.get(quote + 1) != Some(&b'"') {
            return Field { start, end: quote, is_quoted: true };
        }
        from = quote + 2;
    }
    Field { start, end: bytes.len(), is_quoted: true }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn rows(csv: &[u8]) -> io::Result<Vec<Vec<String>>> {
        let mut records = Records::new(csv)?;
        let mut rows = Vec::new();
        while records.advance()? {
            let value = |place| records.value(place).unwrap().unwrap_or_default().into_owned();
            rows.push((0..records.width()).map(value).collect());
        }
        Ok(rows)
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(
            table in prop::collection::vec(prop::collection::vec("[a,\"\r\n é]{0,6}", 3), 1..20),
            long in 0..200_000_usize,
        ) {
            let mut table: Vec<Vec<String>> = table;
            table[0][1] = "\"x,\n".repeat(long / 4);
            let mut writer = ::csv::Writer::from_writer(Vec::new());
            for row in &table {
                writer.write_record(row)?;
            }
            prop_assert_eq!(rows(&writer.into_inner().unwrap())?, table);
        }
    }

    #[test]
    fn files_of_other_programs_are_read() {
        let table = [["a", "b"], ["1 \"x\"", ""], ["", "2\""]];
        assert_eq!(rows(b"\xef\xbb\xbfa,b\r\n1 \"x\",\r\n\r\n,\"2\"\"\"").unwrap(), table);
        assert_eq!(rows(b"").unwrap(), Vec::<Vec<String>>::new());
    }

    #[test]
    fn what_is_no_table_is_told() {
        let words = |csv: &[u8]| rows(csv).unwrap_err().to_string();
        assert_eq!(words(b"a,b\n1\n"), "record 2: it has 1 fields; wanted 2, as the header has");
        assert_eq!(words(b"a,b\n\"1\"x,2\n"), "record 2: a field goes on behind its closing quote");
    }
}
