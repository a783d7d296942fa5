//! The whole way of one page: pieces, title, labels, article.

mod measured;

pub(crate) use measured::Measured;

use crate::byline;
use crate::chooser::measures::Kind;
use crate::chooser::{Chooser, Passes, choose};
use crate::classify::{Labels, Sequence};
use crate::draft::Drafts;
use crate::error::CleanError;
use crate::features::Features;
use crate::html::Tree;
use crate::lexicon::Lexicon;
use crate::metadata::{Metadata, absolute, of_url};
use crate::mojibake;
use crate::options::{CleanOptions, Prefer};
use crate::page_data::Story;
use crate::title;
use crate::unprinted::{self, Paragraph};
use crate::{others, page_data, printed, publisher, verdict};
use dateline_record::{
    Article, Block, BlockKind, DateSource, FieldSource, FurnitureReason, Mending, Page, PageKind, RawPage,
    Verdict,
};
use measured::printed_title;
use serde_json::Value;

/// How sure it is that a page is an article whose text it does not print: it describes itself as one.
const UNPRINTED_CONFIDENCE: f64 = 0.7;

/// Finds the article in pages. Cheap to make, and used from many threads at once.
#[derive(Debug, Clone)]
pub struct Cleaner {
    options: CleanOptions,
    lexicon: &'static Lexicon,
    chooser: Chooser,
}

impl Default for Cleaner {
    fn default() -> Self {
        Self::new(CleanOptions::default())
    }
}

impl Cleaner {
    /// A cleaner with the lexicons that come with the crate.
    pub fn new(options: CleanOptions) -> Self {
        Self { options, lexicon: Lexicon::builtin(), chooser: Chooser::builtin() }
    }

    /// The same with other trees.
    #[cfg(feature = "train")]
    pub(crate) fn with_chooser(chooser: Chooser) -> Self {
        Self { chooser, ..Self::default() }
    }

    /// Finds the article in a page. A page without any text gives an article without blocks.
    pub fn clean(&self, page: &Page) -> Result<Article, CleanError> {
        let raw = page.raw.as_ref().ok_or(CleanError::NoRawPage)?;
        // Positions in the source are 32 bits wide.
        let limit = self.options.max_page_bytes.min(u32::MAX as usize);
        let found = raw.as_str().len();
        if found > limit {
            return Err(CleanError::TooLong { found, limit });
        }
        Ok(match raw {
            RawPage::Html(source) => self.clean_html(source, page.url.as_deref()),
            RawPage::Text(text) => with_address(self.clean_text(text), page.url.as_deref()),
        })
    }

    /// Finds the article in HTML source. `url` is where the page came from, which may tell a date.
    pub fn clean_html(&self, source: &str, url: Option<&str>) -> Article {
        match mojibake::mended(source) {
            Some(mended) => {
                let article = self.clean_sound_html(&mended.text, url);
                Article { mended: Some(Mending::Utf8AsWindows1252), ..article }
            }
            None => self.clean_sound_html(source, url),
        }
    }

    fn clean_sound_html(&self, source: &str, url: Option<&str>) -> Article {
        let tree = Tree::parse(source);
        let mut metadata = Metadata::read(&tree, source, self.lexicon);
        let mut page = self.measure_html(&tree, &metadata);
        let labels = self.label(&mut page, self.chooser.html.as_deref());
        let mut article = assemble(&page.drafts, &page.features, &labels);
        self.add_unprinted(&mut article, &mut metadata);
        fill_from_metadata(&mut article, metadata, url);
        self.fill_from_text(&mut article, &page);
        article
    }

    /// Adds the paragraphs that the page holds for its scripts to print, after all it prints itself, and to `metadata` what
    /// is said beside them.
    fn add_unprinted(&self, article: &mut Article, metadata: &mut Metadata) {
        let blocks: Vec<&str> = article.blocks.iter().map(|block| block.text.as_str()).collect();
        let missing = |paragraphs| unprinted::missing(paragraphs, &article.text, &blocks);
        let told = metadata.body_source.as_deref().map(unprinted::paragraphs);
        let mut found = told.map(missing).unwrap_or_default();
        if found.is_empty()
            && !unprinted::is_long(&article.text)
            && let Some(data) = metadata.page_data.take().as_deref().and_then(unprinted::parsed)
        {
            let story = page_data::story(&data);
            found = missing(self.paragraphs_of(&data, &story));
            if !found.is_empty() {
                story
                    .dates
                    .iter()
                    .for_each(|(text, role)| metadata.add_date(text, *role, DateSource::JsonLd));
                metadata.add_authors(&story.authors, self.lexicon);
            }
        }
        if found.is_empty() {
            return;
        }
        let blocks = found.into_iter().map(|Paragraph { text, kind }| Block {
            kind,
            why: None,
            text,
            start: None,
            end: None,
            language: None,
        });
        article.blocks.extend(blocks);
        let body = article.blocks.iter().filter(|block| block.kind.is_body());
        article.text = body.map(|block| block.text.as_str()).collect::<Vec<_>>().join("\n\n");
        article.verdict = Some(Verdict { kind: PageKind::Article, confidence: UNPRINTED_CONFIDENCE });
    }

    /// The text in the data of a page: its article's, or what is chosen of all strings.
    fn paragraphs_of(&self, data: &Value, story: &Story<'_>) -> Vec<Paragraph> {
        if !story.parts.is_empty() {
            return story.parts.iter().flat_map(|part| unprinted::paragraphs(part)).collect();
        }
        let Some(lines) = unprinted::flattened(data) else { return Vec::new() };
        let chosen = self.clean_text(&lines).blocks.into_iter().filter(|block| block.kind.is_body());
        chosen.map(|block| Paragraph { text: block.text, kind: block.kind }).collect()
    }

    /// Finds the article in flattened text: a WET file, a dump, a copied page.
    pub fn clean_text(&self, raw: &str) -> Article {
        let Some(mended) = mojibake::mended(raw) else { return self.clean_sound_text(raw) };
        let mut article = self.clean_sound_text(&mended.text);
        for place in article.blocks.iter_mut().flat_map(|block| [&mut block.start, &mut block.end]) {
            *place = place.map(|place| mended.origins[place] as usize);
        }
        Article { mended: Some(Mending::Utf8AsWindows1252), ..article }
    }

    fn clean_sound_text(&self, raw: &str) -> Article {
        let mut page = self.measure_text(raw);
        let labels = self.label(&mut page, self.chooser.flat.as_deref());
        let mut article = assemble(&page.drafts, &page.features, &labels);
        self.fill_from_text(&mut article, &page);
        article
    }

    pub(crate) fn label(&self, page: &mut Measured, passes: Option<&Passes>) -> Labels {
        let printed = printed_title(&page.drafts, page.title.as_ref());
        let Measured { kind, drafts, features, reasons, scores, places, table, .. } = page;
        let lean = self.options.prefer.map_or(0.0, Prefer::lean);
        let chosen = passes
            .zip(table.as_mut())
            .and_then(|(passes, table)| choose(passes, lean, table, features, places));
        match (&chosen, &kind, printed) {
            (Some(chosen), Kind::Html, Some(title)) => {
                others::mark_next(reasons, features, places, chosen, title);
            }
            (Some(chosen), Kind::Flat, _) => others::mark_teasers(reasons, drafts, features, chosen),
            _ => {}
        }
        Sequence { kind: *kind, drafts, features, reasons, chosen }.label(scores)
    }

    /// Title, byline and publisher as far as only the text tells them.
    fn fill_from_text(&self, article: &mut Article, page: &Measured) {
        let Measured { kind, features, title, title_source, .. } = page;
        if article.byline.is_none() {
            article.byline = byline::of_page(&article.blocks, &page.drafts, self.lexicon);
            article.found_in.byline = article.byline.as_ref().map(|_| FieldSource::PageText);
        }
        if article.publisher.is_none() {
            let furniture = article.blocks.iter().zip(features).filter(|(block, features)| {
                block.kind == BlockKind::Furniture
                    && block.why != Some(FurnitureReason::Byline)
                    && (features.hits.publisher
                        || title::has_copyright_sign(&block.text)
                        || block.text.starts_with("(c) "))
            });
            let mut named = furniture.filter_map(|(block, _)| publisher::of_line(&block.text, self.lexicon));
            let site = title.as_ref().and_then(|title| title.site.clone());
            // A line names whoever owns the rights, or the agency; the title names the site itself.
            let site_source = match kind {
                Kind::Html => FieldSource::TitleTag,
                Kind::Flat => FieldSource::PageText,
            };
            let site = site.map(|name| (site_source, name));
            let found = site.or_else(|| Some((FieldSource::PageText, named.next()?)));
            (article.found_in.publisher, article.publisher) = found.unzip();
        }
        if article.title.is_none() {
            article.title = title.as_ref().map(|title| title.text.clone());
            article.found_in.title = *title_source;
        }
    }
}

/// An article of a page that has nothing but text and an address, which may tell a date.
fn with_address(mut article: Article, url: Option<&str>) -> Article {
    let told = url.and_then(of_url);
    // In the order of their sources: what the text prints comes last.
    article.printed_dates.splice(0..0, told);
    article
}

fn fill_from_metadata(article: &mut Article, metadata: Metadata, url: Option<&str>) {
    let found_in = &mut article.found_in;
    let owned = |(source, name): (FieldSource, &str)| (source, name.to_owned());
    let people = metadata.authors().map(|(source, people)| (source, people.join("; ")));
    (found_in.byline, article.byline) = people.unzip();
    (found_in.publisher, article.publisher) = metadata.publisher().map(owned).unzip();
    (found_in.section, article.section) = metadata.section().map(owned).unzip();
    let absolute = |(source, address): (FieldSource, String)| (source, absolute(address, url));
    (found_in.canonical_url, article.canonical_url) = metadata.canonical_url.map(absolute).unzip();
    (found_in.image, article.image) = metadata.image.map(absolute).unzip();
    let address = url.and_then(of_url).or_else(|| article.canonical_url.as_deref().and_then(of_url));
    article.declared_language = metadata.language;
    let page_text = std::mem::take(&mut article.printed_dates);
    article.printed_dates = metadata.dates.into_iter().chain(address).chain(page_text).collect();
    article.printed_dates.sort_by_key(|date| date.from);
}

/// Blocks, body text, printed dates and verdict.
fn assemble(drafts: &Drafts, features: &[Features], labels: &Labels) -> Article {
    let kinds: Vec<BlockKind> = labels.list.iter().map(|label| label.kind).collect();
    let texts: Vec<&str> = (0..drafts.list.len()).map(|index| drafts.text(index)).collect();
    let blocks = texts.iter().zip(&drafts.list).zip(&labels.list).map(|((text, draft), label)| Block {
        kind: label.kind,
        why: label.why,
        text: (*text).to_owned(),
        start: draft.span.as_ref().map(|span| span.start),
        end: draft.span.as_ref().map(|span| span.end),
        language: None,
    });
    Article {
        verdict: Some(verdict::of_page(&texts, features, labels)),
        printed_dates: printed::of_page(&texts, features, labels),
        text: body_text(&texts, &kinds),
        blocks: blocks.collect(),
        ..Article::default()
    }
}

fn body_text(texts: &[&str], kinds: &[BlockKind]) -> String {
    let body: Vec<&str> =
        texts.iter().zip(kinds).filter(|(_, kind)| kind.is_body()).map(|(text, _)| *text).collect();
    body.join("\n\n")
}
