//! From a page's bytes to its text: by what it says of its encoding, and else by what fits.
//!
//! The order is that of <https://html.spec.whatwg.org/#determining-the-character-encoding>, but for one thing: bytes that
//! are UTF-8 throughout are UTF-8 whatever is declared, because text in another encoding hardly ever is.

use crate::{EncodingSource, PageEncoding};
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, ISO_2022_JP, UTF_8, WINDOWS_1252};

/// A page declares its encoding near its start. The standard looks at 1024 bytes; some pages have scripts before.
const DECLARED_WITHIN: usize = 4096;

/// Of a text that is declared or guessed one character in so many may be broken: pages are cut off, and comments
/// brought in from elsewhere. More, and the text is in another encoding.
const BROKEN_ONE_IN: u64 = 200;

/// Begins every change of character set in ISO-2022-JP, which is made of ASCII bytes alone and so looks like UTF-8.
const ESCAPE: u8 = 0x1B;

/// Decodes a page. `header` is the charset that the HTTP header tells, `html` whether the page itself may declare one.
/// Gives the text and, unless that is plain UTF-8, what encoding it was in; an error, the position of the first byte that
/// is not UTF-8, where no encoding fits.
pub(super) fn decode(
    bytes: Vec<u8>,
    header: Option<&str>,
    html: bool,
) -> Result<(String, Option<PageEncoding>), usize> {
    if let Some((encoding, length)) = Encoding::for_bom(&bytes)
        && encoding != UTF_8
    {
        return Ok(with(encoding, EncodingSource::Bom, &bytes[length..]));
    }
    let labels = [
        (header.map(str::to_owned), EncodingSource::Header),
        (html.then(|| declared(&bytes)).flatten(), EncodingSource::Meta),
    ];
    let declared = labels.map(|(label, from)| {
        // A declaration that can be read byte by byte is in none of the encodings of two bytes.
        let encoding = Encoding::for_label(label?.as_bytes())?.output_encoding();
        Some((encoding, from))
    });
    let first = declared.iter().flatten().next();
    if first.is_none() && is_shifted_japanese(&bytes) {
        return Ok(with(ISO_2022_JP, EncodingSource::Detected, &bytes));
    }
    let shifts = first.is_some_and(|(encoding, _)| *encoding == ISO_2022_JP) && bytes.contains(&ESCAPE);
    let bytes = match String::from_utf8(bytes) {
        Ok(text) if !shifts => return Ok((text, None)),
        Ok(text) => text.into_bytes(),
        Err(error) => error.into_bytes(),
    };
    if is_utf_8_with_faults(&bytes) {
        return Ok(with(UTF_8, EncodingSource::Detected, &bytes));
    }
    let mut guess = EncodingDetector::new(Iso2022JpDetection::Deny);
    guess.feed(&bytes, true);
    let guessed = guess.guess(None, Utf8Detection::Allow);
    let utf_8 = (UTF_8, EncodingSource::Detected);
    declared
        .into_iter()
        .flatten()
        .chain([utf_8, (guessed, EncodingSource::Detected)])
        .map(|(encoding, from)| with(encoding, from, &bytes))
        .find(|(text, found)| {
            let controls = text.matches(is_control).count() as u64;
            let broken = found.as_ref().map_or(0, |found| found.broken) + controls;
            broken * BROKEN_ONE_IN <= text.chars().count() as u64
        })
        .ok_or_else(|| {
            std::str::from_utf8(&bytes).map_or_else(|error| error.valid_up_to(), |text| text.len())
        })
}

/// Whether a text that declares nothing is in ISO-2022-JP throughout: it changes character sets, and none of its bytes is
/// wrong there.
fn is_shifted_japanese(bytes: &[u8]) -> bool {
    bytes.contains(&ESCAPE) && {
        let mut guess = EncodingDetector::new(Iso2022JpDetection::Allow);
        guess.feed(bytes, true);
        guess.guess(None, Utf8Detection::Allow) == ISO_2022_JP
    }
}

/// Whether more than twice as many sequences of several bytes are UTF-8 as are not: text in another encoding holds few that
/// happen to be. A last one that is cut off counts for neither.
fn is_utf_8_with_faults(bytes: &[u8]) -> bool {
    let (mut sound, mut broken) = (0, 0);
    let mut cut_off = false;
    for chunk in bytes.utf8_chunks() {
        sound += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
        // Bytes that a further one may make a character of have no error length.
        cut_off = std::str::from_utf8(chunk.invalid()).is_err_and(|error| error.error_len().is_none());
    }
    sound > 2 * (broken - usize::from(cut_off))
}

/// Control characters of the eight-bit range, which no page has on purpose.
fn is_control(c: char) -> bool {
    matches!(c, '\u{80}'..='\u{9F}') && c != '\u{85}'
}

fn with(encoding: &'static Encoding, from: EncodingSource, bytes: &[u8]) -> (String, Option<PageEncoding>) {
    let (text, malformed) = encoding.decode_without_bom_handling(bytes);
    let count = || text.matches(char::REPLACEMENT_CHARACTER).count() as u64;
    let broken = if malformed { count() } else { 0 };
    (text.into_owned(), Some(PageEncoding { encoding: encoding.name().to_ascii_lowercase(), from, broken }))
}

/// The charset that a page declares in `meta` or in an XML declaration.
fn declared(bytes: &[u8]) -> Option<String> {
    let head = &bytes[..bytes.len().min(DECLARED_WITHIN)];
    let head = WINDOWS_1252.decode_without_bom_handling(head).0.to_ascii_lowercase();
    if let Some(declaration) = head.trim_start().strip_prefix("<?xml") {
        let declaration = declaration.split("?>").next().unwrap_or_default();
        if let Some(label) = value_of(declaration, "encoding") {
            return Some(label);
        }
    }
    let mut rest = head.as_str();
    while let Some(at) = rest.find("<meta") {
        let tag = rest[at..].split('>').next().unwrap_or_default();
        if let Some(label) = value_of(tag, "charset") {
            return Some(label);
        }
        rest = &rest[at + tag.len()..];
    }
    None
}

/// What stands after `name=`, in quotes or not.
fn value_of(tag: &str, name: &str) -> Option<String> {
    let (_, rest) = tag.split_once(name)?;
    let value = rest.trim_start().strip_prefix('=')?.trim_start().trim_start_matches(['"', '\'']);
    let end = value.find(['"', '\'', ';', ' ', '/', '\t', '\n', '\r']).unwrap_or(value.len());
    (end > 0).then(|| value[..end].to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(bytes: &[u8], header: Option<&str>, html: bool) -> Option<(String, String, EncodingSource)> {
        let (text, encoding) = decode(bytes.to_vec(), header, html).ok()?;
        let encoding = encoding.unwrap_or_default();
        Some((text, encoding.encoding, encoding.from))
    }

    #[test]
    fn what_is_utf_8_is_so_whatever_is_declared() {
        let page = "<meta charset=latin1><p>Grüße</p>";
        assert_eq!(decode(page.into(), Some("windows-1251"), true), Ok((page.to_owned(), None)));
    }

    #[test]
    fn a_byte_order_mark_goes_before_all() {
        let bytes: Vec<u8> = "\u{FEFF}<p>Brücke".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let found = name(&bytes, Some("utf-8"), true);
        assert_eq!(found, Some(("<p>Brücke".to_owned(), "utf-16le".to_owned(), EncodingSource::Bom)));
    }

    #[test]
    fn the_header_goes_before_the_page() {
        let bytes = b"<meta charset='koi8-r'><p>\xCC\xEE\xF1\xF2";
        let found = name(bytes, Some("windows-1251"), true).unwrap();
        assert!(found.0.ends_with("Мост"), "{found:?}");
        assert_eq!(found.2, EncodingSource::Header);
        let found = name(b"<meta charset='koi8-r'><p>\xED\xCF\xD3\xD4", None, true).unwrap();
        assert!(found.0.ends_with("Мост") && found.2 == EncodingSource::Meta, "{found:?}");
        let http_equiv =
            b"<META HTTP-EQUIV=\"Content-Type\" CONTENT=\"text/html; charset=Shift_JIS\">\x8B\xB4";
        assert!(name(http_equiv, None, true).unwrap().0.ends_with('橋'));
        let xml = b"<?xml version=\"1.0\" encoding=\"euc-kr\"?>\xB4\xD9\xB8\xAE";
        assert!(name(xml, None, true).unwrap().0.ends_with("다리"));
    }

    #[test]
    fn an_undeclared_encoding_is_found_out() {
        let russian = encoding_rs::WINDOWS_1251.encode("Старый мост в городе закрывается в понедельник.").0;
        let found = name(&russian, None, false).unwrap();
        assert_eq!((found.1.as_str(), found.2), ("windows-1251", EncodingSource::Detected));
        assert!(found.0.starts_with("Старый мост"));
    }

    #[test]
    fn japanese_that_shifts_is_found_out_among_ascii() {
        let shifted = encoding_rs::ISO_2022_JP.encode("<p>橋は月曜日に閉まる。</p>").0;
        let found = name(&shifted, None, true).unwrap();
        assert_eq!((found.1.as_str(), found.2), ("iso-2022-jp", EncodingSource::Detected));
        assert_eq!(found.0, "<p>橋は月曜日に閉まる。</p>");
        // A terminal's colours are escapes, too.
        assert_eq!(name(b"\x1B[1mbold\x1B[0m", None, false).unwrap().1, "");
    }

    #[test]
    fn a_page_cut_off_within_a_character_is_still_utf_8() {
        let mut bytes = "Die Brücke über den Fluß bleibt gesperrt. ".repeat(20).into_bytes();
        bytes.push(0xC3);
        let (text, encoding) = decode(bytes, None, false).unwrap();
        assert!(text.starts_with("Die Brücke") && text.ends_with('\u{FFFD}'));
        let encoding = encoding.unwrap();
        assert_eq!((encoding.encoding.as_str(), encoding.broken), ("utf-8", 1));
    }

    #[test]
    fn a_short_page_with_a_broken_byte_is_still_utf_8() {
        let cut_off = &"<meta charset=utf-8><p>Die Brücke am Fluß schließt".as_bytes()[..51];
        let (text, _) = decode(cut_off.to_vec(), None, true).unwrap();
        assert!(text.ends_with("Fluß schlie\u{FFFD}"), "{text}");
        let broken = [b"Le pont d'\xE9t\xC3\xA9 rouvre \xC3\xA0 Gen\xC3\xA8ve".as_slice()].concat();
        let (text, encoding) = decode(broken, None, false).unwrap();
        assert_eq!(text, "Le pont d'\u{FFFD}té rouvre à Genève");
        assert_eq!(encoding.map(|found| (found.encoding, found.broken)), Some(("utf-8".to_owned(), 1)));
        // Chinese in its own encoding has pairs of bytes that would do.
        let chinese = encoding_rs::GBK.encode("记者从市政府获悉，旧桥将于星期一关闭，新桥预计明年通车。").0;
        assert_eq!(name(&chinese, None, false).unwrap().1, "gbk");
    }

    #[test]
    fn what_fits_no_encoding_is_none() {
        assert_eq!(decode(b"ab\x81\x8D\x8F\x90\xFF".to_vec(), None, true), Err(2));
    }
}
