//! Indented JSON for people, with every number and string spelled as it came.

/// Writes `json`, which is valid and compact or not, indented by two spaces.
///
/// It moves white space only: a detour over parsed values would respell numbers such as `1.50`.
pub(super) fn indent(json: &str, out: &mut Vec<u8>) {
    let bytes = json.as_bytes();
    let mut depth = 0;
    let mut at = 0;
    while at < bytes.len() {
        let byte = bytes[at];
        match byte {
            b'"' => {
                let end = string_end(bytes, at);
                out.extend_from_slice(&bytes[at..end]);
                at = end;
                continue;
            }
            b'{' | b'[' => {
                out.push(byte);
                let close = next_token(bytes, at + 1);
                if matches!(bytes.get(close), Some(b'}' | b']')) {
                    out.push(bytes[close]);
                    at = close + 1;
                    continue;
                }
                depth += 1;
                new_line(depth, out);
            }
            b'}' | b']' => {
                depth -= 1;
                new_line(depth, out);
                out.push(byte);
            }
            b',' => {
                out.push(byte);
                new_line(depth, out);
            }
            b':' => out.extend_from_slice(b": "),
            byte if byte.is_ascii_whitespace() => {}
            byte => out.push(byte),
        }
        at += 1;
    }
}

fn new_line(depth: usize, out: &mut Vec<u8>) {
    out.push(b'\n');
    out.resize(out.len() + 2 * depth, b' ');
}

fn next_token(bytes: &[u8], from: usize) -> usize {
    bytes[from..].iter().position(|byte| !byte.is_ascii_whitespace()).map_or(bytes.len(), |n| from + n)
}

/// The index behind the string that opens at `start`.
fn string_end(bytes: &[u8], start: usize) -> usize {
    let mut at = start + 1;
    while let Some(found) = memchr::memchr2(b'"', b'\\', &bytes[at..]) {
        at += found;
        if bytes[at] == b'"' {
            return at + 1;
        }
        at += 2;
    }
    bytes.len()
}

#[cfg(test)]
mod tests {
    #[test]
    fn only_white_space_moves() {
        let mut out = Vec::new();
        super::indent(r#"{"a":[1.50,{},[ ],"x, \"y\": {"],"b":null}"#, &mut out);
        insta::assert_snapshot!(String::from_utf8(out).unwrap(), @r#"
        {
          "a": [
            1.50,
            {},
            [],
            "x, \"y\": {"
          ],
          "b": null
        }
        "#);
    }
}
