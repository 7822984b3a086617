//! A book for people: what it has, line by line.

use std::io::{self, Write};

use serde_json::Value;

use super::print::tame;

/// What comes first, in this order; all else follows by its name.
const FIRST: [&str; 12] = [
    "id",
    "title",
    "subtitle",
    "contributors",
    "series",
    "status",
    "rating",
    "readings",
    "publisher",
    "published",
    "isbn13",
    "tags",
];

/// Writes a book.
pub fn write(out: &mut dyn Write, book: &Value) -> io::Result<()> {
    let Value::Object(members) = book else {
        return Ok(());
    };
    let first = FIRST.iter().filter_map(|name| members.get_key_value(*name));
    let rest = members
        .iter()
        .filter(|(name, _)| !FIRST.contains(&name.as_str()));
    for (name, value) in first.chain(rest) {
        let text = tame(&told(value));
        let label = label(name);
        if text.contains('\n') {
            writeln!(out, "{label}:")?;
            for line in text.lines() {
                writeln!(out, "    {line}")?;
            }
        } else {
            writeln!(out, "{:<16} {text}", format!("{label}:"))?;
        }
    }
    Ok(())
}

/// `firstPublished` as `First published`.
fn label(name: &str) -> String {
    match name {
        "id" => return "Id".to_owned(),
        "isbn13" => return "ISBN-13".to_owned(),
        "isbn10" => return "ISBN-10".to_owned(),
        _ => {}
    }
    let mut label = String::new();
    for (at, c) in name.chars().enumerate() {
        if at == 0 {
            label.extend(c.to_uppercase());
        } else if c.is_uppercase() {
            label.push(' ');
            label.extend(c.to_lowercase());
        } else {
            label.push(c);
        }
    }
    label
}

fn told(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::Bool(true) => "yes".to_owned(),
        Value::Bool(false) => "no".to_owned(),
        Value::Number(number) => number.to_string(),
        Value::String(text) => text.clone(),
        Value::Array(items) => {
            let items: Vec<String> = items.iter().map(told).collect();
            let is_short = items.iter().all(|item| !item.contains('\n'));
            items.join(if is_short { "; " } else { "\n" })
        }
        Value::Object(members) => object(members),
    }
}

fn object(members: &serde_json::Map<String, Value>) -> String {
    let text = |name: &str| members.get(name).map(told);
    // People, series and prices as they are printed; all else with its names.
    if let (Some(name), Some(role), 2) = (text("name"), text("role"), members.len()) {
        return if role == "author" {
            name
        } else {
            format!("{name} ({role})")
        };
    }
    if let (Some(name), Some(number), 2) = (text("name"), text("number"), members.len()) {
        return format!("{name} #{number}");
    }
    if let (Some(name), 1) = (text("name"), members.len()) {
        return name;
    }
    if let (Some(amount), Some(currency), 2) = (text("amount"), text("currency"), members.len()) {
        return format!("{amount} {currency}");
    }
    let parts: Vec<String> = members
        .iter()
        .map(|(name, value)| format!("{} {}", label(name).to_lowercase(), told(value)))
        .collect();
    parts.join(", ")
}
