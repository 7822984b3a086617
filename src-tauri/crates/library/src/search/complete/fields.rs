//! Fields whose name is being typed.

use super::{MOST, quoted};
use crate::custom_field::CustomField;
use crate::listing::Completion;
use crate::search::syntax::{FIELDS, Field, Scope, field_named, plain};

/// The fields that a word may become: those that every library has, then the reader's own.
pub(super) fn named(scope: Scope, typed: &str, custom: &[CustomField]) -> Vec<Completion> {
    let typed = plain(typed);
    let known = FIELDS
        .iter()
        .filter(|named| {
            scope == Scope::Every && named.names.iter().any(|name| name.starts_with(&typed))
        })
        .map(|named| way(format!("{}:", named.names[0]), named.meaning));
    let own = custom
        .iter()
        .filter(|field| plain(&field.name).starts_with(&typed))
        .map(|field| way(own_name(scope, field, custom), "your own field"));
    known.chain(own).take(MOST).collect()
}

fn way(insert: String, meaning: &str) -> Completion {
    Completion {
        label: insert.clone(),
        insert,
        detail: Some(meaning.to_owned()),
    }
}

/// The field's name as a query takes it, with its colon.
fn own_name(scope: Scope, own: &CustomField, custom: &[CustomField]) -> String {
    let is_hidden = field_named(Scope::Every, &own.name, custom) != Some(Field::Own(own));
    let mark = if scope == Scope::Own || is_hidden {
        "#"
    } else {
        ""
    };
    let name = if own.name.contains(':') || own.name.starts_with(['-', '#']) {
        format!(
            "\"{}\"",
            own.name.replace('\\', "\\\\").replace('"', "\\\"")
        )
    } else {
        quoted(&own.name)
    };
    format!("{mark}{name}:")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::custom_field::FieldKind;
    use crate::search::syntax::{Query, Test, parse};
    use crate::values::FieldId;

    fn own(names: &[&str]) -> Vec<CustomField> {
        (1..)
            .zip(names)
            .map(|(id, name)| CustomField {
                id: FieldId::from_raw(id),
                name: (*name).to_owned(),
                kind: FieldKind::Text,
                choices: Vec::new(),
                books: 0,
            })
            .collect()
    }

    fn inserts(scope: Scope, typed: &str, custom: &[CustomField]) -> Vec<String> {
        named(scope, typed, custom)
            .into_iter()
            .map(|way| way.insert)
            .collect()
    }

    #[test]
    fn proposes_what_begins_so() {
        let custom = own(&["Shelf mark", "Provenance"]);
        assert_eq!(
            inserts(Scope::Every, "sh", &custom),
            ["shelf:", "\"Shelf mark\":"]
        );
        assert_eq!(inserts(Scope::Every, "FAVO", &[]), ["favourite:"]);
        assert_eq!(
            inserts(Scope::Own, "", &custom),
            ["#\"Shelf mark\":", "#Provenance:"]
        );
        assert_eq!(
            inserts(Scope::Every, "dragons", &custom),
            Vec::<String>::new()
        );
        assert_eq!(inserts(Scope::Every, "", &custom).len(), MOST);
    }

    #[test]
    fn a_proposed_name_leads_to_its_field() {
        let custom = own(&[
            "Shelf mark",
            "title",
            "tags",
            "a:b",
            "-x",
            "#1",
            "(x)",
            "\"q\"",
            "größe",
            "back\\slash",
            "shelf-mark",
            "x=y",
        ]);
        for own in &custom {
            for scope in [Scope::Every, Scope::Own] {
                let text = format!("{}z", own_name(scope, own, &custom));
                let parsed = parse(&text, &custom);
                match parsed.query {
                    Query::Test(Test::Custom { field, .. }) => assert_eq!(field, own.id, "{text}"),
                    other => panic!("{text}: {other:?}"),
                }
            }
        }
    }

    #[test]
    fn every_field_is_proposed_under_a_name_that_means_it() {
        for known in FIELDS {
            for name in known.names {
                assert_eq!(field_named(Scope::Every, name, &[]), Some(known.field));
            }
        }
    }
}
