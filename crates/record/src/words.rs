//! What serde says of JSON, in the words of those who write JSON: they know text, lists and objects, and no structs.

use serde_json::Error;

/// What is wrong with a whole line, to stand behind "not a JSON object".
pub(crate) fn of_line(fault: &Error) -> String {
    let words = without_place(fault);
    if let Some((found, _)) = mistaken(&words) {
        return format!(", but {}", found_in_words(found));
    }
    // Its line is always 1, and not that in the file.
    format!(": {} at column {}", syntax_in_words(&words), fault.column())
}

/// What is wrong with a field, to stand behind its name.
pub(crate) fn of_field(fault: &Error) -> String {
    let words = without_place(fault);
    if let Some((found, wanted)) = mistaken(&words) {
        return format!(" is {}; wanted {}", found_in_words(found), wanted_in_words(wanted));
    }
    if let Some((found, wanted)) =
        words.strip_prefix("unknown variant ").and_then(|rest| rest.split_once(", expected "))
    {
        return format!(" is {found}; wanted {wanted}");
    }
    if let Some(missing) = words.strip_prefix("missing field ") {
        return format!(" has no {missing}");
    }
    match words.as_str() {
        "unexpected end of hex escape" | "lone leading surrogate in hex escape" => {
            " has half of a character that is written as two `\\u`; wanted both".to_owned()
        }
        // What the calendar says of text that is no day.
        "input contains invalid characters"
        | "input is out of range"
        | "premature end of input"
        | "trailing input" => " is no day of the calendar; wanted YYYY-MM-DD".to_owned(),
        _ => format!(": {words}"),
    }
}

/// What is wrong with a file of JSON, and where.
///
/// ```
/// let fault = serde_json::from_str::<Vec<u32>>("[1,\n\"two\"]").unwrap_err();
/// let words = "line 2 column 5: it is the text \"two\"; wanted a whole number, not below 0";
/// assert_eq!(dateline_record::json_in_words(&fault), words);
/// ```
pub fn json_in_words(fault: &Error) -> String {
    let words = without_place(fault);
    let told = match (mistaken(&words), words.strip_prefix("missing field ")) {
        (Some((found, wanted)), _) => {
            format!("it is {}; wanted {}", found_in_words(found), wanted_in_words(wanted))
        }
        (_, Some(missing)) => format!("there is no {missing}"),
        _ => syntax_in_words(&words).to_owned(),
    };
    format!("line {} column {}: {told}", fault.line(), fault.column())
}

/// serde's words alone: in a field, its column counts from the field's start.
fn without_place(fault: &Error) -> String {
    let mut words = fault.to_string();
    let place = format!(" at line {} column {}", fault.line(), fault.column());
    if let Some(before) = words.strip_suffix(&place) {
        words.truncate(before.len());
    }
    words
}

/// What was found and what was wanted, where that is what is wrong.
fn mistaken(words: &str) -> Option<(&str, &str)> {
    let rest = words.strip_prefix("invalid type: ").or_else(|| words.strip_prefix("invalid value: "))?;
    rest.rsplit_once(", expected ")
}

fn found_in_words(found: &str) -> String {
    let ticked = |name: &str| found.strip_prefix(name)?.strip_prefix(" `")?.strip_suffix('`');
    match found {
        "map" => "an object".to_owned(),
        "sequence" => "a list".to_owned(),
        _ => match (ticked("integer").or_else(|| ticked("floating point")), ticked("boolean")) {
            (Some(number), _) => format!("the number {number}"),
            (_, Some(truth)) => truth.to_owned(),
            _ => shortened(
                found
                    .strip_prefix("string ")
                    .map_or_else(|| found.to_owned(), |text| format!("the text {text}")),
            ),
        },
    }
}

fn wanted_in_words(wanted: &str) -> &str {
    match wanted {
        "a string" | "a borrowed string" | "string or map" | "variant identifier" => "text",
        "a sequence" => "a list",
        "a map" | "a JSON object" => "an object",
        "a boolean" => "true or false",
        "f64" | "f32" => "a number",
        "u64" | "u32" | "usize" => "a whole number, not below 0",
        "i64" | "i32" => "a whole number",
        "a formatted date string" => "a day, YYYY-MM-DD",
        _ if wanted.starts_with("struct ") => "an object",
        _ => wanted,
    }
}

fn syntax_in_words(words: &str) -> &str {
    match words {
        "EOF while parsing an object" => "it breaks off within an object",
        "EOF while parsing a list" => "it breaks off within a list",
        "EOF while parsing a string" => "it breaks off within text",
        "EOF while parsing a value" => "it breaks off where a value is wanted",
        "expected ident" | "expected value" => "no value of JSON stands here",
        "key must be a string" => "a key stands in no quotes",
        "trailing comma" => "nothing stands behind a comma",
        "trailing characters" => "something stands behind the object",
        "recursion limit exceeded" => "lists and objects stand too deep within each other",
        "control character (\\u0000-\\u001F) found while parsing a string" => {
            "a control character stands in text as it is; wanted `\\u` and four hex digits"
        }
        _ => words,
    }
}

/// A value as it stands in a message.
pub(crate) fn shortened(mut value: String) -> String {
    const SHOWN: usize = 40;
    if let Some((end, _)) = value.char_indices().nth(SHOWN) {
        value.truncate(end);
        value.push('…');
    }
    value
}
