//! The articles of a dataset by id: all that is held in memory of a page until the tables are
//! written.

use crate::source::Reject;
use crate::spool::Entry;

/// What is kept in memory of every article, some 150 bytes and what the caller adds.
#[derive(Debug, Default)]
pub(crate) struct Index {
    entries: Vec<Entry>,
}

/// What became of the entries: who keeps its id, and who is told that another has it.
#[derive(Debug)]
pub(crate) struct Ranking {
    /// Sorted by id.
    pub(crate) articles: Vec<Entry>,
    pub(crate) losers: Vec<Reject>,
    /// How many of the losers are the same page as the one that was kept.
    pub(crate) duplicates: u64,
}

impl Index {
    pub(crate) fn add(&mut self, mut entry: Entry) {
        if let Some(last) = self.entries.last() {
            entry.source.share_path(&last.source);
        }
        self.entries.push(entry);
    }

    /// Of entries with one id the one with the smallest [`Source`](crate::Source) stays. The rule
    /// does not ask which came first, so that threads cannot change the outcome. With `once` the
    /// same holds of entries that are one page under several ids.
    pub(crate) fn rank(self, once: bool) -> Ranking {
        let mut ranking = Ranking { articles: self.entries, losers: Vec::new(), duplicates: 0 };
        if once {
            ranking.articles.sort_unstable_by(|one, two| {
                (one.fingerprint, &one.source, &one.id).cmp(&(two.fingerprint, &two.source, &two.id))
            });
            ranking.keep_first_of(|one, two| one.fingerprint == two.fingerprint);
        }
        ranking.articles.sort_unstable_by(|one, two| {
            (&one.id, &one.source, one.fingerprint).cmp(&(&two.id, &two.source, two.fingerprint))
        });
        ranking.keep_first_of(|one, two| one.id == two.id);
        ranking
    }
}

impl Ranking {
    /// Keeps the first of neighbours that are the `same`, and makes rejects of the others.
    fn keep_first_of(&mut self, same: impl Fn(&Entry, &Entry) -> bool) {
        let Self { articles, losers, duplicates } = self;
        articles.dedup_by(|next, kept| {
            if !same(next, kept) {
                return false;
            }
            *duplicates += u64::from(next.fingerprint == kept.fingerprint);
            losers.push(Reject::new(&next.source, "export", reason(next, kept)));
            true
        });
    }
}

fn reason(loser: &Entry, winner: &Entry) -> String {
    if loser.fingerprint == winner.fingerprint {
        format!("{DUPLICATE}`{}` is the same page", winner.source)
    } else {
        format!(
            "`{}` and `{}` are different pages with the same id `{}`; the first is kept",
            winner.source, loser.source, winner.id
        )
    }
}

/// How the reasons of duplicates begin, which the counts tell from other rejects.
pub(crate) const DUPLICATE: &str = "duplicate: ";
