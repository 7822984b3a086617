//! Names of people, and what they did, as lists write them.

use std::collections::HashSet;

use library::{Contributor, Role};

/// What may follow a comma within one name.
const SUFFIXES: [&str; 12] = [
    "jr", "jr.", "sr", "sr.", "ii", "iii", "iv", "phd", "ph.d.", "md", "m.d.", "esq.",
];

/// A name with each run of blanks as one space: lists hold `Jane  Doubled-Space`.
pub(crate) fn folded(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The names of a list parted by commas: `Ada Example, Martin King, Jr.` are two.
pub(crate) fn listed(names: &str) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    for part in names.split(',') {
        let name = folded(part);
        match all.last_mut() {
            _ if name.is_empty() => {}
            Some(last) if SUFFIXES.contains(&name.to_lowercase().as_str()) => {
                last.push_str(", ");
                last.push_str(&name);
            }
            _ => all.push(name),
        }
    }
    all
}

/// The names in a cell of which it is not known how they are parted: by semicolons, bars, ampersands or ` and `, else by
/// commas; `Doyle, Arthur Conan` alone is one name turned round.
pub(crate) fn of_any_list(cell: &str) -> Vec<String> {
    let parted: Vec<&str> = if cell.contains([';', '|', '\n']) {
        cell.split([';', '|', '\n']).collect()
    } else if cell.contains(" & ") || cell.contains(" and ") {
        cell.split(" & ")
            .flat_map(|part| part.split(" and "))
            .collect()
    } else {
        match cell.split_once(',') {
            Some((family, given))
                if !given.contains(',')
                    && !family.trim().contains(' ')
                    && !given.trim().is_empty() =>
            {
                vec![cell]
            }
            _ => return listed(cell),
        }
    };
    parted
        .into_iter()
        .map(|name| folded(&in_order(name)))
        .filter(|name| !name.is_empty())
        .collect()
}

/// `Doyle, Arthur Conan` as it is spoken: `Arthur Conan Doyle`. A name with a suffix behind its comma stays.
pub(crate) fn in_order(name: &str) -> String {
    match name.split_once(',') {
        Some((family, given)) if !given.contains(',') => {
            let given = folded(given);
            if given.is_empty() || SUFFIXES.contains(&given.to_lowercase().as_str()) {
                folded(name)
            } else {
                format!("{given} {}", folded(family))
            }
        }
        _ => folded(name),
    }
}

/// A name as it can stand in a list parted by commas: without any but that of a suffix.
pub(crate) fn without_commas(name: &str) -> String {
    let turned = in_order(name);
    if listed(&turned).len() > 1 {
        folded(&turned.replace(',', " "))
    } else {
        turned
    }
}

/// `Arthur Conan Doyle` as an index has it: `Doyle, Arthur Conan`. A name that holds a comma stays.
pub(crate) fn last_first(name: &str) -> String {
    let name = folded(name);
    match name.rsplit_once(' ') {
        Some((given, family)) if !name.contains(',') => format!("{family}, {given}"),
        _ => name,
    }
}

/// A name and the role that it may end in: `Émile Zoë-Translator`, `Émile Zoë (Translator)`. Only a role that the library
/// knows is one; any other ending belongs to the name.
pub(crate) fn with_role(name: &str, otherwise: Role) -> Contributor {
    let ended = match name.strip_suffix(')') {
        Some(inside) => inside.rsplit_once('('),
        None => name.rsplit_once('-'),
    };
    if let Some((person, role)) = ended {
        let is_blank = person.trim().is_empty() || role.trim().is_empty();
        let role = Role::from(role);
        if !is_blank && !matches!(role, Role::Other(_)) {
            return Contributor {
                name: person.trim_end().to_owned(),
                role,
            };
        }
    }
    Contributor {
        name: name.to_owned(),
        role: otherwise,
    }
}

/// The author first, then the others. An author or anybody named twice in the same part is named once.
pub(crate) fn together(authors: Vec<String>, others: Vec<Contributor>) -> Vec<Contributor> {
    let by_name = |name: &str| name.to_lowercase();
    let wrote: HashSet<String> = authors.iter().map(|name| by_name(name)).collect();
    let authors = authors.into_iter().map(|name| Contributor {
        name,
        role: Role::Author,
    });
    let others = others
        .into_iter()
        .filter(|other| other.role != Role::Contributor || !wrote.contains(&by_name(&other.name)));
    let mut seen = HashSet::new();
    authors
        .chain(others)
        .filter(|person| seen.insert((by_name(&person.name), person.role.clone())))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(text: &str) -> (String, Role) {
        let person = with_role(text, Role::Contributor);
        (person.name, person.role)
    }

    #[test]
    fn parts_a_list_of_names() {
        assert_eq!(
            listed("Émile Zoë-Translator, Jane  Doubled-Space"),
            ["Émile Zoë-Translator", "Jane Doubled-Space"]
        );
        assert_eq!(
            listed("Martin King, Jr., Ada Example, PhD, "),
            ["Martin King, Jr.", "Ada Example, PhD"]
        );
        assert_eq!(listed("夏目 漱石"), ["夏目 漱石"]);
        assert_eq!(listed(" , "), [""; 0]);
    }

    #[test]
    fn parts_a_cell_that_says_not_how() {
        for (cell, names) in [
            ("Doyle, Arthur Conan", vec!["Arthur Conan Doyle"]),
            (
                "Le Guin, Ursula; Doe, Jane",
                vec!["Ursula Le Guin", "Jane Doe"],
            ),
            ("Ada Able, Ben Bold", vec!["Ada Able", "Ben Bold"]),
            ("Ada Able & Ben Bold", vec!["Ada Able", "Ben Bold"]),
            ("Ada Able and Ben Bold", vec!["Ada Able", "Ben Bold"]),
            ("夏目 漱石", vec!["夏目 漱石"]),
            ("King, Jr.", vec!["King, Jr."]),
            ("", vec![]),
        ] {
            assert_eq!(of_any_list(cell), names, "{cell}");
        }
    }

    #[test]
    fn knows_a_role_from_a_part_of_the_name() {
        assert_eq!(
            named("Émile Zoë-Translator"),
            ("Émile Zoë".into(), Role::Translator)
        );
        assert_eq!(
            named("Émile Zoë (illustrator)"),
            ("Émile Zoë".into(), Role::Illustrator)
        );
        assert_eq!(
            named("Jane Doubled-Space"),
            ("Jane Doubled-Space".into(), Role::Contributor)
        );
        assert_eq!(
            named("J. Doe (Letterer)"),
            ("J. Doe (Letterer)".into(), Role::Contributor)
        );
        assert_eq!(
            named("-Translator"),
            ("-Translator".into(), Role::Contributor)
        );
        assert_eq!(named("x-"), ("x-".into(), Role::Contributor));
    }

    #[test]
    fn names_everybody_once_in_each_part() {
        let other = |name: &str, role| Contributor {
            name: name.into(),
            role,
        };
        let people = together(
            vec!["Homer".into()],
            vec![
                other("HOMER", Role::Contributor),
                other("Homer", Role::Translator),
                other("Ada", Role::Contributor),
                other("Ada", Role::Contributor),
                other("Ada", Role::Editor),
            ],
        );
        let people: Vec<String> = people
            .iter()
            .map(|p| format!("{} {}", p.name, p.role.name()))
            .collect();
        assert_eq!(
            people,
            [
                "Homer author",
                "Homer translator",
                "Ada contributor",
                "Ada editor"
            ]
        );
    }
}
