//! What holds of the tagger whatever the text; the property tests and the fuzz target ask it.

use dateline_dates::{Dct, Tagger};

/// Tags a text, and says what does not hold.
pub(crate) fn broken(tagger: &Tagger, text: &str, dct: Dct) -> Option<String> {
    let mut end = 0;
    for timex in tagger.tag(text, dct) {
        let (range, value) = (timex.range(), timex.value().to_string());
        let problem = if range.start < end || range.is_empty() {
            "overlaps the one before it, or is empty"
        } else if text.get(range.clone()) != Some(timex.text()) {
            "is not the text at its offsets"
        } else if !is_timex3(&value) {
            "has a value that is no TIMEX3"
        } else if timex.value().days().is_some_and(|(first, last)| first > last) {
            "ends before it begins"
        } else if dct == Dct::UNKNOWN && timex.anchor() == Some(dateline_record::Anchor::Dct) {
            "hangs on a day that nobody knows"
        } else {
            end = range.end;
            continue;
        };
        return Some(format!("{:?} at {range:?}, {value}, by {}: {problem}", timex.text(), timex.rule()));
    }
    None
}

/// Whether a value has one of the shapes that TimeML 1.2.1 gives to values, and the project's `H1`.
fn is_timex3(value: &str) -> bool {
    if matches!(value, "PAST_REF" | "PRESENT_REF" | "FUTURE_REF") {
        return true;
    }
    if let Some(length) = value.strip_prefix('P') {
        return is_length(length);
    }
    let (date, clock) = match value.find('T') {
        Some(at) => (&value[..at], Some(&value[at + 1..])),
        None => (value, None),
    };
    (date.is_empty() || is_date(date)) && clock.is_none_or(is_clock) && !value.is_empty()
}

/// `9` for every digit.
fn shape(written: &str) -> String {
    written.chars().map(|c| if c.is_ascii_digit() { '9' } else { c }).collect()
}

fn is_date(date: &str) -> bool {
    let shape = shape(date);
    let (year, part) =
        shape.split_once('-').map_or((shape.as_str(), None), |(year, part)| (year, Some(part)));
    let year_ok = matches!(year, "9999" | "XXXX" | "999" | "99" | "BC9999" | "BC99" | "FY9999");
    let part_ok = part.is_none_or(|part| {
        let part = part.replace("XX", "99");
        let known = ["99", "99-99", "W99", "W99-WE", "W99-9", "Q9", "QX", "H9", "HX", "SP", "SU", "FA", "WI"];
        known.contains(&part.as_str())
    });
    year_ok && part_ok
}

fn is_clock(clock: &str) -> bool {
    if matches!(clock, "MO" | "MI" | "AF" | "EV" | "NI" | "DT") {
        return true;
    }
    let clock = clock.strip_suffix('Z').unwrap_or(clock);
    let (time, zone) = match clock.find(['+', '-']) {
        Some(at) => (&clock[..at], Some(&clock[at + 1..])),
        None => (clock, None),
    };
    matches!(shape(time).as_str(), "99" | "99:99" | "99:99:99")
        && zone.is_none_or(|zone| shape(zone) == "99:99")
}

/// `3D`, `X W`, `2Y3M`, `T1H30M`, `1.5Y`.
fn is_length(length: &str) -> bool {
    let units = ["Y", "M", "W", "D", "H", "S", "Q", "WE", "DE", "CE"];
    let mut rest = length.replacen('T', "", 2);
    if rest.is_empty() {
        return false;
    }
    while !rest.is_empty() {
        let count = rest.find(|c: char| !c.is_ascii_digit() && c != '.' && c != 'X').unwrap_or(rest.len());
        let unit =
            rest[count..].find(|c: char| !c.is_ascii_uppercase() || c == 'X').unwrap_or(rest.len() - count);
        if count == 0 || !units.contains(&&rest[count..count + unit]) {
            return false;
        }
        rest = rest.split_off(count + unit);
    }
    true
}
