//! How much a book was liked.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Quarter stars: 0 to 20, so 20 is five stars. A book without a rating has none, which is not zero stars.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(try_from = "u8", into = "u8")]
#[ts(export, as = "u8")]
pub struct Rating(u8);

/// Why a number is no rating.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("expected a rating from 0 to 20 quarter stars; found {found}")]
pub struct RatingError {
    found: i64,
}

impl Rating {
    /// A rating of so many quarter stars.
    pub fn from_quarters(quarters: i64) -> Result<Self, RatingError> {
        match u8::try_from(quarters) {
            Ok(known @ 0..=20) => Ok(Self(known)),
            _ => Err(RatingError { found: quarters }),
        }
    }

    /// The quarter stars, 0 to 20.
    #[must_use]
    pub fn quarters(self) -> u8 {
        self.0
    }
}

impl TryFrom<u8> for Rating {
    type Error = RatingError;

    fn try_from(quarters: u8) -> Result<Self, RatingError> {
        Self::from_quarters(i64::from(quarters))
    }
}

impl From<Rating> for u8 {
    fn from(rating: Rating) -> Self {
        rating.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_its_bounds() {
        assert_eq!(Rating::from_quarters(20).unwrap().quarters(), 20);
        assert_eq!(Rating::from_quarters(0).unwrap().quarters(), 0);
        assert!(
            Rating::from_quarters(21)
                .unwrap_err()
                .to_string()
                .contains("found 21")
        );
        assert!(Rating::from_quarters(-1).is_err());
        assert!(serde_json::from_str::<Rating>("21").is_err());
        assert_eq!(
            serde_json::to_string(&Rating::from_quarters(18).unwrap()).unwrap(),
            "18"
        );
    }
}
