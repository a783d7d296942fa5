//! How many rejects a build bears.

use crate::build::BuildError;
use dateline_export::{Counts, Settled};
use std::fmt;
use std::str::FromStr;

/// How many of the pages may become rejects before the build counts as failed.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub enum RejectLimit {
    /// Any number.
    #[default]
    Any,
    /// That many pages.
    Count(u64),
    /// That many in a hundred of the pages read, 0 to 100.
    Percent(f64),
}

impl RejectLimit {
    /// What a limit looks like.
    pub const WANTED: &'static str = "a number of pages such as \"10\", or a share of them such as \"2.5%\"";

    /// Fails when more pages were rejected than this, or a file was cut short: how many pages that cost fits under no limit.
    pub(crate) fn hold(self, settled: &Settled, cut_short: &[String]) -> Result<(), BuildError> {
        if let ([first, others @ ..], true) = (cut_short, self != Self::Any) {
            return Err(BuildError::CutShort { first: first.clone(), others: others.len(), limit: self });
        }
        let Counts { rejects, read, .. } = settled.counts();
        if !self.exceeded(rejects, read) {
            return Ok(());
        }
        let examples = settled.rejects().values().flat_map(|stage| &stage.examples);
        let first = examples.min().map(|(source, reason)| format!("{source}: {reason}")).unwrap_or_default();
        Err(BuildError::TooManyRejects { rejects, read, limit: self, first })
    }

    /// Whether `rejects` of `read` pages are too many.
    pub fn exceeded(self, rejects: u64, read: u64) -> bool {
        match self {
            Self::Any => false,
            Self::Count(most) => rejects > most,
            // Beyond 2^53 pages the rounding would show.
            #[expect(clippy::cast_precision_loss, reason = "page counts are far below 2^53")]
            Self::Percent(most) => rejects as f64 * 100.0 > read as f64 * most,
        }
    }
}

impl FromStr for RejectLimit {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let limit = match text.trim().strip_suffix('%') {
            None => text.trim().parse().ok().map(Self::Count),
            Some(share) => {
                let share = share.trim_end().parse().ok().filter(|share| (0.0..=100.0).contains(share));
                share.map(Self::Percent)
            }
        };
        limit.ok_or_else(|| format!("wanted {}", Self::WANTED))
    }
}

impl fmt::Display for RejectLimit {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Any => formatter.write_str("any number"),
            Self::Count(most) => write!(formatter, "{most}"),
            Self::Percent(most) => write!(formatter, "{most}%"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_and_shares() {
        let limit = |text: &str| text.parse::<RejectLimit>();
        assert_eq!(limit("0"), Ok(RejectLimit::Count(0)));
        assert_eq!(limit("2.5 %"), Ok(RejectLimit::Percent(2.5)));
        for wrong in ["", "-1", "1.5", "101%", "NaN%", "%", "ten"] {
            assert!(limit(wrong).is_err(), "{wrong}");
        }
        assert!(!RejectLimit::Any.exceeded(9, 9));
        assert!(!RejectLimit::Count(1).exceeded(1, 9));
        assert!(RejectLimit::Count(0).exceeded(1, 9));
        assert!(!RejectLimit::Percent(10.0).exceeded(1, 10));
        assert!(RejectLimit::Percent(10.0).exceeded(2, 10));
        assert!(!RejectLimit::Percent(0.0).exceeded(0, 0));
    }
}
