//! Prices as lists write them: `$9.99`, `€4,50`, `12.50 CHF`.

use library::Money;

/// The signs that stand for one currency more often than for any other.
const SIGNS: [(&str, &str); 7] = [
    ("€", "EUR"),
    ("£", "GBP"),
    ("¥", "JPY"),
    ("₹", "INR"),
    ("zł", "PLN"),
    ("R$", "BRL"),
    ("$", "USD"),
];

/// Reads an amount with the sign or the code of its currency, on either side.
pub(crate) fn read(text: &str) -> Option<Money> {
    let text = text.trim();
    for (sign, code) in SIGNS {
        let amount = text.strip_prefix(sign).or_else(|| text.strip_suffix(sign));
        if let Some(amount) = amount {
            return Money::parse(amount.trim(), code).ok();
        }
    }
    let is_letter = |c: char| c.is_ascii_alphabetic();
    let code: String = text.chars().filter(|c| is_letter(*c)).collect();
    let amount = text
        .strip_prefix(&code)
        .or_else(|| text.strip_suffix(&code))?;
    if code.len() == 3 {
        Money::parse(amount.trim(), &code).ok()
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_and_codes_on_either_side() {
        for (text, expected) in [
            ("$9.99", Some((999, "USD"))),
            ("€4,50", Some((450, "EUR"))),
            ("4,50 €", Some((450, "EUR"))),
            ("CHF 12", Some((1200, "CHF"))),
            ("12.5 usd", Some((1250, "USD"))),
            ("R$ 30", Some((3000, "BRL"))),
            ("12", None),
            ("free", None),
            ("", None),
        ] {
            let found = read(text);
            let found = found
                .as_ref()
                .map(|money| (money.minor_units(), money.currency()));
            assert_eq!(found, expected, "{text}");
        }
    }
}
