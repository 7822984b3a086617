//! A book as JSON, in the shape of our own export.

use library::{Book, CustomField, WholeBook};
use serde_json::{Map, Value, json};

/// One book; what it does not have is left out.
pub fn book_json(whole: &WholeBook, own: &[CustomField]) -> Value {
    let WholeBook { book, provenance } = whole;
    let fields = &book.fields;
    let mut object = Map::new();
    let mut put = |name: &str, value: Value| {
        let is_nothing = match &value {
            Value::Null => true,
            Value::Array(items) => items.is_empty(),
            Value::Object(members) => members.is_empty(),
            _ => false,
        };
        if !is_nothing {
            object.insert(name.to_owned(), value);
        }
    };
    put("id", json!(book.id));
    put("title", json!(fields.title));
    put("subtitle", json!(fields.subtitle));
    put("sortTitle", json!(fields.sort_title));
    put("originalTitle", json!(fields.original_title));
    put("contributors", json!(fields.contributors));
    let series = fields.series.iter();
    put(
        "series",
        series.map(|place| without_nulls(json!(place))).collect(),
    );
    put("publisher", json!(fields.publisher));
    put("published", json!(fields.published));
    put("firstPublished", json!(fields.first_published));
    put("isbn13", json!(fields.isbn));
    put("isbn10", json!(book.isbn10));
    put("identifiers", json!(fields.identifiers));
    put("language", json!(fields.language));
    put("format", json!(fields.format));
    put("pages", json!(fields.pages));
    put("minutes", json!(fields.minutes));
    put("price", json!(fields.price.as_ref().map(price)));
    put("status", json!(fields.status));
    let stars = fields
        .rating
        .map(|rating| f64::from(rating.quarters()) / 4.0);
    put("rating", json!(stars));
    if fields.favourite {
        put("favourite", json!(true));
    }
    put("tags", json!(fields.tags));
    let shelves: Vec<&str> = book
        .shelves
        .iter()
        .map(|shelf| shelf.name.as_str())
        .collect();
    put("shelves", json!(shelves));
    put("readings", readings(book));
    put("description", json!(fields.description));
    put("review", json!(fields.review));
    put("privateNotes", json!(fields.notes));
    put("custom", custom(book, own));
    let provenance = provenance.iter();
    put(
        "provenance",
        provenance
            .map(|one| json!({ "source": one.source, "id": one.id }))
            .collect(),
    );
    put("added", json!(book.added));
    put("changed", json!(book.changed));
    put("trashed", json!(book.trashed));
    Value::Object(object)
}

fn price(price: &library::Money) -> Value {
    let shown = price.to_string();
    let amount = shown.split(' ').next();
    json!({ "amount": amount, "currency": price.currency() })
}

fn readings(book: &Book) -> Value {
    let readings = book.readings.iter();
    readings
        .map(|reading| without_nulls(json!(reading.facts)))
        .collect()
}

fn custom(book: &Book, own: &[CustomField]) -> Value {
    let values = book.fields.custom.iter();
    let named = values.filter_map(|value| {
        let field = own.iter().find(|field| field.id == value.field)?;
        Some((field.name.clone(), json!(value.value)))
    });
    Value::Object(named.collect())
}

fn without_nulls(value: Value) -> Value {
    match value {
        Value::Object(members) => members
            .into_iter()
            .filter(|(_, value)| !value.is_null())
            .collect(),
        other => other,
    }
}
