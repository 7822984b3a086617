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

/// The amount as people write it: `9.99`.
pub(crate) fn amount(money: &Money) -> String {
    let places = usize::from(money.exponent());
    let digits = format!("{:0>width$}", money.minor_units(), width = places + 1);
    let (whole, fraction) = digits.split_at(digits.len() - places);
    let point = if fraction.is_empty() { "" } else { "." };
    format!("{whole}{point}{fraction}")
}

/// An amount with its currency: `9.99 EUR`.
pub(crate) fn told(money: &Money) -> String {
    format!("{} {}", amount(money), money.currency())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_as_people_write_them() {
        let told = |minor, currency| told(&Money::new(minor, currency).unwrap());
        assert_eq!(told(999, "EUR"), "9.99 EUR");
        assert_eq!(told(5, "EUR"), "0.05 EUR");
        assert_eq!(told(1200, "JPY"), "1200 JPY");
    }

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
