//! Registering: who becomes what, and what is refused with nothing written.

use std::sync::{Arc, Barrier};

use accounts::{
    Accounts, AccountsError, Cost, NameProblem, Password, PasswordProblem, Role, Settings,
    SystemClock,
};

use crate::scene::{PASSWORD, Scene, log_in, password, register, verified};

#[test]
fn the_first_is_administrator_and_the_others_are_members() {
    let scene = Scene::new();
    let accounts = scene.open();
    assert!(accounts.is_empty().unwrap());
    let ada = register(&accounts, "Ada");
    assert!(!accounts.is_empty().unwrap());
    let bob = register(&accounts, "Bob");
    assert_eq!(ada.account.role, Role::Administrator);
    assert_eq!(bob.account.role, Role::Member);
    assert!(ada.account.active && bob.account.active);
    assert_eq!(ada.account.created, "2027-01-15T08:00:00Z");
    assert_ne!(ada.account.id, bob.account.id);
    assert_ne!(ada.data_key.expose(), bob.data_key.expose());
    assert_eq!(accounts.list().unwrap(), [ada.account, bob.account]);
}

#[test]
fn registering_signs_in() {
    let scene = Scene::new();
    let accounts = scene.open();
    let ada = register(&accounts, "Ada");
    assert_eq!(verified(&accounts, &ada).account, ada.account);
}

#[test]
fn what_was_prepared_is_what_is_admitted() {
    let scene = Scene::new();
    let accounts = scene.open();
    let prepared = accounts.prepare("Ada", &password(PASSWORD)).unwrap();
    let (id, key) = (prepared.account(), *prepared.data_key().expose());
    let ada = accounts.admit(prepared).unwrap();
    assert_eq!(ada.account.id, id);
    assert_eq!(ada.data_key.expose(), &key);
    assert_eq!(log_in(&scene.open(), "ada").data_key.expose(), &key);
}

#[test]
fn cut_off_before_it_is_admitted_nothing_is_there() {
    let scene = Scene::new();
    let accounts = scene.open();
    drop(accounts.prepare("Ada", &password(PASSWORD)).unwrap());
    drop(accounts);
    let next = scene.open();
    assert!(next.is_empty().unwrap());
    register(&next, "Ada");
}

#[test]
fn a_name_is_taken_without_regard_to_case_or_form() {
    let scene = Scene::new();
    let accounts = scene.open();
    for (taken, again) in [
        ("straße", "STRASSE"),
        ("Åsa", "A\u{30a}SA"),
        ("ΟΔΥΣΣΕΥΣ", "οδυσσευς"),
        ("ﬁlip", "FILIP"),
        ("Ada", "  ada  "),
    ] {
        register(&accounts, taken);
        for handle in [&accounts, &scene.open()] {
            let refused = handle.prepare(again, &password(PASSWORD));
            assert_eq!(refused.unwrap_err(), AccountsError::NameTaken, "{again}");
        }
        assert_eq!(
            log_in(&accounts, again).account.name,
            taken.replace('ﬁ', "fi")
        );
    }
}

#[test]
fn of_two_with_one_name_the_second_is_told() {
    let scene = Scene::new();
    let (one, other) = (scene.open(), scene.open());
    let first = one.prepare("Ada", &password(PASSWORD)).unwrap();
    let second = other.prepare("ADA", &password(PASSWORD)).unwrap();
    one.admit(first).unwrap();
    assert_eq!(other.admit(second).unwrap_err(), AccountsError::NameTaken);
    assert_eq!(other.list().unwrap().len(), 1);
}

#[test]
fn of_many_at_once_exactly_one_is_administrator() {
    let scene = Scene::new();
    scene.open();
    let start = Arc::new(Barrier::new(6));
    let roles: Vec<Role> = std::thread::scope(|scope| {
        let registering: Vec<_> = (0..6)
            .map(|n| {
                let (accounts, start) = (scene.open(), Arc::clone(&start));
                scope.spawn(move || {
                    let name = format!("reader {n}");
                    let prepared = accounts.prepare(&name, &password(PASSWORD)).unwrap();
                    start.wait();
                    accounts.admit(prepared).unwrap().account.role
                })
            })
            .collect();
        registering
            .into_iter()
            .map(|thread| thread.join().unwrap())
            .collect()
    });
    let administrators = roles.iter().filter(|&&role| role == Role::Administrator);
    assert_eq!(administrators.count(), 1);
}

#[test]
fn bad_names_are_refused_with_a_reason_and_without_work() {
    let scene = Scene::new();
    let accounts = scene.open();
    let long = "x".repeat(1_000_000);
    let stacked = format!("z{}", "\u{301}".repeat(100));
    for (name, expected) in [
        ("", "at least one"),
        ("   ", "at least one"),
        (&long, "at most 64 characters; this one has 1000000"),
        (&stacked, "at most 64 characters"),
        ("a\0b", "U+0000"),
        ("a\nb", "U+000A"),
        ("\u{202e}nimda", "U+202E"),
        ("Ada\u{200f}", "U+200F"),
        ("A\u{200b}da", "U+200B"),
    ] {
        let (refused, runs) = scene.runs(|| accounts.prepare(name, &password(PASSWORD)));
        let refused = refused.unwrap_err();
        assert!(
            matches!(refused, AccountsError::InvalidName(_)),
            "{refused:?}"
        );
        assert!(refused.to_string().contains(expected), "{refused}");
        assert_eq!(runs, 0);
    }
    assert!(accounts.is_empty().unwrap());
    assert_eq!(
        accounts.prepare(" ", &password(PASSWORD)).unwrap_err(),
        AccountsError::InvalidName(NameProblem::Empty)
    );
}

#[test]
fn bad_passwords_are_refused_with_a_reason_and_without_work() {
    let scene = Scene::new();
    let accounts = scene.open();
    for (text, expected) in [
        (String::new(), "at least 12"),
        ("short".to_owned(), "at least 12 characters; this one has 5"),
        (
            "x".repeat(1_000_000),
            "at most 1024 characters; this one has 1000000",
        ),
        (
            "walnut gravel\0umbrella tide".to_owned(),
            "control characters",
        ),
        ("passwordpassword".to_owned(), "too easy"),
        ("aaaaaaaaaaaaaaaaaaaaaaaa".to_owned(), "too easy"),
        ("bookplate".repeat(2), "too easy"),
    ] {
        let (refused, runs) = scene.runs(|| accounts.prepare("Ada", &Password::new(text.clone())));
        let refused = refused.unwrap_err();
        assert!(
            matches!(refused, AccountsError::InvalidPassword(_)),
            "{text}"
        );
        assert!(refused.to_string().contains(expected), "{refused}");
        assert_eq!(runs, 0);
    }
    assert!(accounts.is_empty().unwrap());
}

#[test]
fn the_own_name_makes_no_password() {
    let scene = Scene::new();
    let accounts = scene.open();
    let refused = accounts.prepare(
        "Wilhelmina Quarterstaff",
        &password("wilhelmina quarterstaff"),
    );
    assert!(matches!(
        refused.unwrap_err(),
        AccountsError::InvalidPassword(PasswordProblem::TooEasyToGuess { .. })
    ));
}

#[test]
fn any_script_makes_a_password_and_it_opens_in_either_form() {
    let scene = Scene::new();
    let accounts = scene.open();
    for (name, typed, other_form) in [
        (
            "a",
            "größere Brücken übers Wäldchen",
            "gro\u{308}ßere Bru\u{308}cken u\u{308}bers Wa\u{308}ldchen",
        ),
        (
            "b",
            "나무다리 위의 조용한 고양이 한 마리",
            "나무다리 위의 조용한 고양이 한 마리",
        ),
        (
            "c",
            "  spaces at both ends, kept  ",
            "  spaces at both ends, kept  ",
        ),
        (
            "d",
            "\u{200f}שלום לכל הקוראים כולם",
            "\u{200f}שלום לכל הקוראים כולם",
        ),
        (
            "e",
            "🦊🐉 lanterns on 🧵 velvet",
            "🦊🐉 lanterns on 🧵 velvet",
        ),
    ] {
        let prepared = accounts.prepare(name, &password(typed)).unwrap();
        accounts.admit(prepared).unwrap();
        accounts.log_in(name, &password(other_form)).unwrap();
    }
    let trimmed = accounts.log_in("c", &password("spaces at both ends, kept"));
    assert_eq!(trimmed.unwrap_err(), AccountsError::WrongCredentials);
}

#[test]
fn a_real_installation_is_calibrated_once_and_within_bounds() {
    let scene = Scene::new();
    let real = || Settings {
        cost: Cost::calibrated(),
        clock: Arc::new(SystemClock::new()),
        ..scene.settings()
    };
    let first = Accounts::open(scene.folder(), real()).unwrap();
    register(&first, "Ada");
    let (memory, passes, lanes): (u32, u32, u32) = scene
        .sql()
        .query_row(
            "SELECT argon2_memory, argon2_passes, argon2_lanes FROM installation",
            [],
            |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
        )
        .unwrap();
    assert!((64 * 1024..=256 * 1024).contains(&memory), "{memory} KiB");
    assert!(passes >= 3 && lanes == 1);

    let settings = real();
    let cost = settings.cost.clone();
    let second = Accounts::open(scene.folder(), settings).unwrap();
    log_in(&second, "Ada");
    let _ = second.log_in("Nobody", &password(PASSWORD));
    assert_eq!(cost.work().runs, 2);
    assert_eq!(cost.work().kibibytes, 2 * u64::from(memory));
}
