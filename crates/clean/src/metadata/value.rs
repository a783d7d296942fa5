//! Dates and addresses that machines write.

use dateline_record::{DateRole, DateSource, PrintedDate};

/// An address that may be told from the page's site or protocol on, as a whole one where the page's own is known. Those from
/// the page's folder on, which are rare, stay as they are.
pub(crate) fn absolute(address: String, page: Option<&str>) -> String {
    let Some((protocol, rest)) = page.and_then(|page| page.split_once("://")) else { return address };
    let site = rest.split(['/', '?', '#']).next().unwrap_or(rest);
    match address.strip_prefix('/') {
        Some(host) if host.starts_with('/') => format!("{protocol}:{address}"),
        Some(_) => format!("{protocol}://{site}{address}"),
        None => address,
    }
}

/// A machine-readable date in ISO 8601, with its time and zone where it has them. `None`: it is
/// words, and `dateline-dates` reads it.
pub(crate) fn machine_date(text: &str) -> Option<String> {
    let text = text.trim();
    let bytes = text.as_bytes();
    if bytes.len() == 8 && bytes.iter().all(u8::is_ascii_digit) {
        return calendar_day(&text[..4], &text[4..6], &text[6..]);
    }
    let (date, rest) = (text.get(..10)?, &text[10..]);
    let mut parts = date.split('-');
    let day = calendar_day(parts.next()?, parts.next()?, parts.next()?)?;
    if parts.next().is_some() {
        return None;
    }
    if rest.is_empty() {
        return Some(day);
    }
    let time = rest.strip_prefix(['T', 't', ' '])?.trim();
    // A time that cannot be read is left out; the day still holds.
    Some(clock(time).map_or_else(|| day.clone(), |time| format!("{day}T{time}")))
}

fn calendar_day(year: &str, month: &str, day: &str) -> Option<String> {
    let digits =
        |text: &str, length: usize| text.len() == length && text.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(year, 4) || !digits(month, 2) || !digits(day, 2) {
        return None;
    }
    let date =
        dateline_record::Day::from_ymd_opt(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)?;
    date_is_plausible(year).then(|| date.to_string())
}

fn date_is_plausible(year: &str) -> bool {
    matches!(year.parse::<u32>(), Ok(1900..=2099))
}

/// `07:14`, `07:14:30.5`, with `Z`, `+09:00`, `+0900` or nothing behind.
fn clock(time: &str) -> Option<String> {
    let zone_at = time.find(['Z', 'z', '+', '-']).unwrap_or(time.len());
    let (time, zone) = (time[..zone_at].trim(), time[zone_at..].trim());
    let main = time.split('.').next().unwrap_or(time);
    let well_formed = main.len() >= 5
        && main.split(':').all(|part| part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_digit()))
        && main.split(':').count() <= 3;
    if !well_formed {
        return None;
    }
    let zone = match zone {
        "" => String::new(),
        "Z" | "z" => "Z".to_owned(),
        _ => offset(zone)?,
    };
    Some(format!("{main}{zone}"))
}

fn offset(zone: &str) -> Option<String> {
    let (sign, digits) = zone.split_at(1);
    let digits: String = digits.chars().filter(|c| *c != ':').collect();
    let digits = if digits.len() == 2 { digits + "00" } else { digits };
    (digits.len() == 4 && digits.bytes().all(|byte| byte.is_ascii_digit()))
        .then(|| format!("{sign}{}:{}", &digits[..2], &digits[2..]))
}

/// The date in a page's address: `/2024/08/16/`, `/2024-08-16-`, `/20240816`, `/2024/08/`.
pub(crate) fn of_url(url: &str) -> Option<PrintedDate> {
    let path = url.split_once("://").map_or(url, |(_, rest)| rest);
    let numbers = numbers(path);
    let whole = numbers.windows(3).find_map(|three| {
        let [(year, _), (month, _), (day, end)] = three else { return None };
        let start = year.as_ptr() as usize - path.as_ptr() as usize;
        let near = end - start <= 10 && separated(&path[start..*end]);
        let value = calendar_day(year, &two_digits(month)?, &two_digits(day)?)?;
        near.then(|| (path[start..*end].to_owned(), value))
    });
    let glued = || {
        numbers.iter().find_map(|(digits, _)| {
            let value = (digits.len() >= 8 && digits.len() <= 14)
                .then(|| calendar_day(&digits[..4], &digits[4..6], &digits[6..8]))??;
            Some((digits[..8].to_owned(), value))
        })
    };
    let month = || {
        numbers.windows(2).find_map(|two| {
            let [(year, _), (month, end)] = two else { return None };
            let start = year.as_ptr() as usize - path.as_ptr() as usize;
            let shape = month.len() == 2
                && end - start == 7
                && path.as_bytes()[start + 4] == b'/'
                && path[*end..].starts_with('/');
            let value = calendar_day(year, month, "01")?;
            shape.then(|| (path[start..*end].to_owned(), value[..7].to_owned()))
        })
    };
    let (text, value) = whole.or_else(glued).or_else(month)?;
    Some(PrintedDate {
        text,
        role: DateRole::Published,
        from: DateSource::Url,
        block: None,
        value: Some(value),
    })
}

fn two_digits(text: &str) -> Option<String> {
    (1..=2).contains(&text.len()).then(|| format!("{text:0>2}"))
}

/// Whether the three numbers are parted by one sign each.
fn separated(text: &str) -> bool {
    let signs: Vec<char> = text.chars().filter(|c| !c.is_ascii_digit()).collect();
    signs.len() == 2 && signs[0] == signs[1] && matches!(signs[0], '/' | '-' | '_' | '.')
}

/// Runs of digits and where they end.
fn numbers(path: &str) -> Vec<(&str, usize)> {
    let bytes = path.as_bytes();
    let mut found = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let length = bytes[at..].iter().take_while(|byte| byte.is_ascii_digit()).count();
        if length > 0 {
            found.push((&path[at..at + length], at + length));
        }
        at += length.max(1);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_the_site_are_made_whole() {
        let page = Some("https://gull.example/news/1?page=2");
        let whole = |address: &str, page| absolute(address.to_owned(), page);
        assert_eq!(whole("/story/1", page), "https://gull.example/story/1");
        assert_eq!(whole("//cdn.example/a.jpg", page), "https://cdn.example/a.jpg");
        assert_eq!(whole("http://tern.example/", page), "http://tern.example/");
        assert_eq!(whole("/story/1", None), "/story/1");
        assert_eq!(whole("/story/1", Some("https://gull.example")), "https://gull.example/story/1");
    }

    #[test]
    fn machine_dates_keep_their_zone() {
        for (text, value) in [
            ("2024-08-16", "2024-08-16"),
            ("20240816", "2024-08-16"),
            ("2024-08-16T07:14:30+0300", "2024-08-16T07:14:30+03:00"),
            ("2024-08-16 07:14", "2024-08-16T07:14"),
            ("2024-08-16T07:14:30.125Z", "2024-08-16T07:14:30Z"),
            ("2024-08-16T", "2024-08-16"),
        ] {
            assert_eq!(machine_date(text).as_deref(), Some(value), "{text}");
        }
        for text in ["16 August 2024", "2024-13-16", "16.08.2024", "", "2024-08", "0024-08-16"] {
            assert_eq!(machine_date(text), None, "{text}");
        }
    }

    #[test]
    fn addresses_tell_days_and_months() {
        let value = |url| of_url(url).and_then(|date| date.value);
        assert_eq!(value("https://gull.example/2024/08/16/bridge").as_deref(), Some("2024-08-16"));
        assert_eq!(value("https://gull.example/news/2024-8-6-bridge.html").as_deref(), Some("2024-08-06"));
        assert_eq!(value("https://gull.example/a/20240816001").as_deref(), Some("2024-08-16"));
        assert_eq!(value("https://gull.example/2024/08/bridge-of-5").as_deref(), Some("2024-08"));
        assert_eq!(value("https://gull.example/story/12345678"), None);
    }
}
