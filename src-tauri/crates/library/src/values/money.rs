//! An amount in a currency.

use std::fmt;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{currency, decimal};

/// An amount in the currency's smallest unit (cents, pence, yen), never negative.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", try_from = "Unchecked")]
#[ts(export)]
pub struct Money {
    #[ts(type = "number")]
    amount: i64,
    currency: String,
}

#[derive(Deserialize)]
struct Unchecked {
    amount: i64,
    currency: String,
}

/// Why something is no amount of money.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MoneyError {
    /// Below nothing.
    #[error("a price cannot be below zero")]
    Negative,
    /// More than a number in the window can hold exactly.
    #[error("this amount is too large")]
    TooLarge,
    /// Not a currency that is or was in use.
    #[error("expected a currency code such as EUR, USD or JPY; found {found:?}")]
    Currency {
        /// What was given, shortened.
        found: String,
    },
    /// Not a number.
    #[error("expected an amount such as 12.99; found {found:?}")]
    Amount {
        /// What was given, shortened.
        found: String,
    },
    /// Thousands or thousandths.
    #[error(
        "expected an amount without a comma between thousands, such as 1200 or 12.99; found {found:?}"
    )]
    Thousands {
        /// What was given, shortened.
        found: String,
    },
    /// Finer than the currency's smallest unit.
    #[error("{currency} has {allowed} digits after the point; found {found}")]
    Precision {
        /// The currency.
        currency: String,
        /// How many digits it has after the point.
        allowed: u8,
        /// How many were given.
        found: usize,
    },
}

/// The largest whole number that JavaScript holds exactly.
const LARGEST: i64 = (1 << 53) - 1;

impl Money {
    /// An amount in minor units, and an ISO 4217 code in either case.
    pub fn new(minor_units: i64, currency: &str) -> Result<Self, MoneyError> {
        let known = currency::find(currency).ok_or_else(|| MoneyError::Currency {
            found: short(currency),
        })?;
        match minor_units {
            ..0 => Err(MoneyError::Negative),
            0..=LARGEST => Ok(Self {
                amount: minor_units,
                currency: known.code.to_owned(),
            }),
            _ => Err(MoneyError::TooLarge),
        }
    }

    /// Reads a decimal amount as a person types it: `12.99`, `12,99`, `12`.
    pub fn parse(amount: &str, currency: &str) -> Result<Self, MoneyError> {
        let known = currency::find(currency).ok_or_else(|| MoneyError::Currency {
            found: short(currency),
        })?;
        let error = || MoneyError::Amount {
            found: short(amount),
        };
        let trimmed = amount.trim();
        let (negative, body) = match trimmed.strip_prefix(['-', '\u{2212}']) {
            Some(rest) => (true, rest),
            None => (false, trimmed),
        };
        let (whole, part) = decimal::parts(body).ok_or_else(error)?;
        if decimal::may_be_thousands(body) {
            return Err(MoneyError::Thousands {
                found: short(amount),
            });
        }
        let places = usize::from(known.exponent);
        let significant = part.trim_end_matches('0');
        if significant.len() > places {
            let found = significant.len();
            return Err(MoneyError::Precision {
                currency: known.code.to_owned(),
                allowed: known.exponent,
                found,
            });
        }
        if whole.trim_start_matches('0').len() > 16 {
            return Err(MoneyError::TooLarge);
        }
        let minor: i64 = format!("0{whole}{significant:0<places$}")
            .parse()
            .map_err(|_| MoneyError::TooLarge)?;
        if negative && minor > 0 {
            return Err(MoneyError::Negative);
        }
        Self::new(minor, known.code)
    }

    /// The amount in the currency's smallest unit.
    #[must_use]
    pub fn minor_units(&self) -> i64 {
        self.amount
    }

    /// The ISO 4217 code, upper case.
    #[must_use]
    pub fn currency(&self) -> &str {
        &self.currency
    }

    /// How many digits the currency has after the point.
    #[must_use]
    pub fn exponent(&self) -> u8 {
        currency::find(&self.currency).map_or(2, |known| known.exponent)
    }
}

fn short(text: &str) -> String {
    text.chars().take(40).collect()
}

impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let places = usize::from(self.exponent());
        if places == 0 {
            return write!(f, "{} {}", self.amount, self.currency);
        }
        let digits = format!("{:0>width$}", self.amount, width = places + 1);
        let (whole, part) = digits.split_at(digits.len() - places);
        write!(f, "{whole}.{part} {}", self.currency)
    }
}

impl TryFrom<Unchecked> for Money {
    type Error = MoneyError;

    fn try_from(given: Unchecked) -> Result<Self, MoneyError> {
        Self::new(given.amount, &given.currency)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_people_type() {
        let minor = |amount, currency| Money::parse(amount, currency).unwrap().minor_units();
        assert_eq!(minor("12.99", "EUR"), 1299);
        assert_eq!(minor("12,9", "eur"), 1290);
        assert_eq!(minor(" 12 ", "USD"), 1200);
        assert_eq!(minor("1200", "JPY"), 1200);
        assert_eq!(minor("1200.00", "JPY"), 1200);
        assert_eq!(minor("3.125", "KWD"), 3125);
        assert_eq!(minor("0,125", "KWD"), 125);
        assert_eq!(minor(".5", "GBP"), 50);
        assert_eq!(minor("-0", "GBP"), 0);
    }

    #[test]
    fn says_what_is_wrong() {
        assert_eq!(Money::parse("-1", "EUR"), Err(MoneyError::Negative));
        assert_eq!(Money::new(-1, "EUR"), Err(MoneyError::Negative));
        assert_eq!(
            Money::parse("99999999999999999999", "EUR"),
            Err(MoneyError::TooLarge)
        );
        assert_eq!(Money::new(i64::MAX, "EUR"), Err(MoneyError::TooLarge));
        assert!(matches!(
            Money::parse("1", "Euro"),
            Err(MoneyError::Currency { .. })
        ));
        for amount in ["", ".", "1.2.3", "1,234.50", "1e5", "twelve"] {
            assert!(
                matches!(Money::parse(amount, "EUR"), Err(MoneyError::Amount { .. })),
                "{amount}"
            );
        }
        for (amount, currency) in [("1,200", "EUR"), ("1,200", "JPY"), ("12,000", "KWD")] {
            let error = Money::parse(amount, currency).unwrap_err();
            assert!(matches!(error, MoneyError::Thousands { .. }), "{amount}");
        }
        let error = Money::parse("1.5", "JPY").unwrap_err();
        assert_eq!(
            error.to_string(),
            "JPY has 0 digits after the point; found 1"
        );
    }

    #[test]
    fn shows_its_minor_units() {
        assert_eq!(Money::new(5, "EUR").unwrap().to_string(), "0.05 EUR");
        assert_eq!(Money::new(1200, "JPY").unwrap().to_string(), "1200 JPY");
        assert_eq!(Money::new(3125, "KWD").unwrap().to_string(), "3.125 KWD");
    }

    #[test]
    fn comes_in_checked() {
        assert!(serde_json::from_str::<Money>(r#"{"amount":-1,"currency":"EUR"}"#).is_err());
        assert!(serde_json::from_str::<Money>(r#"{"amount":1,"currency":"XQX"}"#).is_err());
        assert!(serde_json::from_str::<Money>(r#"{"amount":1,"currency":"EUR"}"#).is_ok());
    }
}
