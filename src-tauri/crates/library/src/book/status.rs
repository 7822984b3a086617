//! Where a reader stands with a book.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Where the reader stands with a book. A book may have none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub enum Status {
    /// On the list.
    WantToRead,
    /// Begun.
    Reading,
    /// Begun and put aside for now.
    Paused,
    /// Read to the end.
    Read,
    /// Put aside for good.
    DidNotFinish,
}

impl Status {
    /// All of them, in the order in which a book goes through them (and a list sorts).
    pub const ALL: [Self; 5] = [
        Self::WantToRead,
        Self::Reading,
        Self::Paused,
        Self::Read,
        Self::DidNotFinish,
    ];

    /// The name under which the library keeps it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::WantToRead => "wantToRead",
            Self::Reading => "reading",
            Self::Paused => "paused",
            Self::Read => "read",
            Self::DidNotFinish => "didNotFinish",
        }
    }

    /// The status of that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.name() == name)
    }

    /// The place in [`Status::ALL`], which is how a list sorts.
    pub(crate) fn rank(self) -> u8 {
        self as u8
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_kept_under_the_name_that_the_window_uses() {
        for (rank, status) in Status::ALL.into_iter().enumerate() {
            assert_eq!(serde_json::to_value(status).unwrap(), status.name());
            assert_eq!(Status::from_name(status.name()), Some(status));
            assert_eq!(usize::from(status.rank()), rank);
        }
        assert_eq!(Status::from_name("Read"), None);
    }
}
