//! What a page's machine-readable description of itself has of the article's text.

use crate::draft::Drafts;
use crate::title::key;
use memchr::memmem::Finder;

/// Shorter texts of the article are but a summary.
const SHORTEST_BODY: usize = 250;

/// Of a piece so many letters and digits are looked for.
const PROBE: usize = 80;

/// Pieces with fewer letters and digits are found in any text.
const SHORTEST_PIECE: usize = 12;

/// The start of a description tells it from other texts; it is often cut off in mid-sentence.
const DESCRIPTION: usize = 40;

/// The article's text in JSON-LD, and the description in JSON-LD or `meta`, letters and digits alone.
#[derive(Debug, Default)]
pub(crate) struct Told {
    body: Option<String>,
    description: Option<String>,
}

/// What is told of one piece: 1 yes, 0 no, -1 nothing.
#[derive(Debug, Clone, Copy)]
pub(crate) struct ToldOf {
    /// Whether the article's text in JSON-LD has it.
    pub(crate) in_body: f32,
    /// Whether it begins as the description does.
    pub(crate) in_description: f32,
}

impl Told {
    pub(crate) fn new(body: Option<&str>, description: Option<&str>) -> Self {
        Self {
            body: body.map(key).filter(|body| body.len() >= SHORTEST_BODY),
            description: description.map(key).filter(|text| text.len() >= DESCRIPTION),
        }
    }

    /// Letters, digits of the article's text; 0 without one.
    pub(crate) fn body_length(&self) -> f32 {
        self.body.as_ref().map_or(0.0, |body| body.len() as f32)
    }

    pub(crate) fn of_pieces(&self, drafts: &Drafts) -> Vec<ToldOf> {
        (0..drafts.list.len()).map(|index| self.of(drafts.text(index))).collect()
    }

    fn of(&self, text: &str) -> ToldOf {
        let mut told = ToldOf { in_body: -1.0, in_description: -1.0 };
        if self.body.is_none() && self.description.is_none() {
            return told;
        }
        let probe = key(&text[..text.floor_char_boundary(2 * PROBE)]);
        let probe = &probe[..probe.floor_char_boundary(PROBE)];
        if let Some(body) = &self.body {
            let found = probe.len() >= SHORTEST_PIECE && Finder::new(probe).find(body.as_bytes()).is_some();
            told.in_body = f32::from(u8::from(found));
        }
        if let Some(description) = &self.description {
            let start = &description[..description.floor_char_boundary(DESCRIPTION)];
            told.in_description = f32::from(u8::from(probe.starts_with(start)));
        }
        told
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::flat;

    #[test]
    fn pieces_are_found_in_what_the_page_tells() {
        let sentence = "The old bridge of Tern closes on Monday, and nobody knows for how long it will be. ";
        let told =
            Told::new(Some(&sentence.repeat(4)), Some("Engineers found cracks in two of its five pillars"));
        let drafts = flat::drafts(
            "The old bridge of Tern closes on Monday\n\nEngineers found cracks in two of its five pillars of stone\n",
        );
        let found: Vec<(f32, f32)> =
            told.of_pieces(&drafts).iter().map(|told| (told.in_body, told.in_description)).collect();
        assert_eq!(found, [(1.0, 0.0), (0.0, 1.0)]);
        assert_eq!(Told::default().of("text").in_body, -1.0);
    }
}
