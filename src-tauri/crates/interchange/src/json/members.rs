//! An object as its members in the order of the file, and any value as a text.

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::Value;

/// The members of an object, in the order of the file.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Members(pub(crate) Vec<(String, Value)>);

impl Members {
    /// The value of the first member of that name.
    pub(crate) fn get(&self, name: &str) -> Option<&Value> {
        self.0
            .iter()
            .find(|(known, _)| known == name)
            .map(|(_, value)| value)
    }

    /// Whether there are members of all these names.
    pub(crate) fn has(&self, names: &[&str]) -> bool {
        names.iter().all(|name| self.get(name).is_some())
    }
}

impl<'de> Deserialize<'de> for Members {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Each;

        impl<'de> Visitor<'de> for Each {
            type Value = Members;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object in { }")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Members, A::Error> {
                let mut members = Vec::new();
                while let Some(member) = map.next_entry()? {
                    members.push(member);
                }
                Ok(Members(members))
            }
        }

        deserializer.deserialize_map(Each)
    }
}

/// A value as a cell of a table would have it: a list parted by commas, an object as `name: value`.
pub(crate) fn told(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Bool(_) | Value::Number(_) => value.to_string(),
        Value::Array(items) => {
            let items: Vec<String> = items
                .iter()
                .map(told)
                .filter(|item| !item.is_empty())
                .collect();
            items.join(", ")
        }
        Value::Object(members) => {
            let members: Vec<String> = members
                .iter()
                .map(|(name, value)| (name, told(value)))
                .filter(|(_, value)| !value.is_empty())
                .map(|(name, value)| format!("{name}: {value}"))
                .collect();
            members.join(", ")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_the_order_of_the_file() {
        let members: Members = serde_json::from_str("{\"b\":1,\"a\":[],\"b\":2}").unwrap();
        let names: Vec<&str> = members.0.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["b", "a", "b"]);
        assert_eq!(members.get("b"), Some(&Value::from(1)));
        assert!(members.has(&["a", "b"]) && !members.has(&["c"]));
        assert!(serde_json::from_str::<Members>("[1]").is_err());
    }

    #[test]
    fn tells_any_value() {
        let value = serde_json::json!([1, null, "x", {"k": [true], "n": null}]);
        assert_eq!(told(&value), "1, x, k: true");
    }
}
