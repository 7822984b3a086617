//! Logging in: who gets in, and that the others learn nothing.

use std::time::Duration;

use accounts::{AccountsError, Clock, EndReason, Password};

use crate::scene::{
    OTHER_PASSWORD, PASSWORD, Scene, ends_of, is_signed_in, log_in, password, register, verified,
};

#[test]
fn the_key_comes_back_at_every_log_in() {
    let scene = Scene::new();
    let ada = register(&scene.open(), "Ada");
    let accounts = scene.open();
    let again = log_in(&accounts, "Ada");
    assert_eq!(again.data_key.expose(), ada.data_key.expose());
    assert_eq!(again.account, ada.account);
    assert_ne!(again.session, ada.session);
    assert!(is_signed_in(&accounts, &again));
}

#[test]
fn wrong_name_and_wrong_password_are_one_error_and_one_amount_of_work() {
    let scene = Scene::new();
    let accounts = scene.open();
    register(&accounts, "Ada");
    let huge = "x".repeat(1_000_000);
    let before = scene.cost.work();
    for (name, attempt) in [
        ("Ada", OTHER_PASSWORD),
        ("Ada", ""),
        ("Nobody", PASSWORD),
        ("", PASSWORD),
        ("a\0b", PASSWORD),
        (&huge, PASSWORD),
    ] {
        let (refused, runs) = scene.runs(|| accounts.log_in(name, &password(attempt)));
        assert_eq!(refused.unwrap_err(), AccountsError::WrongCredentials);
        assert_eq!(runs, 1, "{name:.20}");
    }
    let after = scene.cost.work();
    assert_eq!(after.kibibytes - before.kibibytes, 6 * 64);
}

#[test]
fn a_password_of_a_megabyte_is_refused_without_work_whoever_types_it() {
    let scene = Scene::new();
    let accounts = scene.open();
    register(&accounts, "Ada");
    for name in ["Ada", "Nobody"] {
        let (refused, runs) =
            scene.runs(|| accounts.log_in(name, &Password::new("x".repeat(1_000_000))));
        assert_eq!(refused.unwrap_err(), AccountsError::WrongCredentials);
        assert_eq!(runs, 0);
    }
}

#[test]
fn with_no_account_at_all_the_work_is_the_same() {
    let scene = Scene::new();
    let accounts = scene.open();
    let (refused, runs) = scene.runs(|| accounts.log_in("Ada", &password(PASSWORD)));
    assert_eq!(refused.unwrap_err(), AccountsError::WrongCredentials);
    assert_eq!(runs, 1);
}

#[test]
fn only_the_right_password_learns_that_an_account_is_deactivated() {
    let scene = Scene::new();
    let accounts = scene.open();
    let ada = register(&accounts, "Ada");
    let bob = register(&accounts, "Bob");
    accounts
        .deactivate(&verified(&accounts, &ada), bob.account.id)
        .unwrap();
    let wrong = accounts.log_in("Bob", &password(OTHER_PASSWORD));
    assert_eq!(wrong.unwrap_err(), AccountsError::WrongCredentials);
    let (right, runs) = scene.runs(|| accounts.log_in("Bob", &password(PASSWORD)));
    assert_eq!(right.unwrap_err(), AccountsError::Deactivated);
    assert_eq!(runs, 1);
}

#[test]
fn guessing_has_to_wait_and_the_owner_gets_in_again() {
    let scene = Scene::new();
    let accounts = scene.open();
    register(&accounts, "Ada");
    register(&accounts, "Bob");
    // The same for a name that nobody has.
    for name in ["Ada", "Nobody"] {
        for _ in 0..5 {
            let wrong = accounts.log_in(name, &password(OTHER_PASSWORD));
            assert_eq!(wrong.unwrap_err(), AccountsError::WrongCredentials);
        }
        let wait = Duration::from_secs(1);
        // A new launch does not help, nor does the right password, and no work is done.
        let (refused, runs) = scene.runs(|| scene.open().log_in(name, &password(PASSWORD)));
        assert_eq!(
            refused.unwrap_err(),
            AccountsError::TooManyAttempts { wait }
        );
        assert_eq!(runs, 0);
    }
    log_in(&accounts, "Bob");
    scene.clock.pass(Duration::from_secs(1));
    log_in(&accounts, "Ada");
    let wrong = accounts.log_in("Ada", &password(OTHER_PASSWORD));
    assert_eq!(wrong.unwrap_err(), AccountsError::WrongCredentials);
}

#[test]
fn ten_thousand_guesses_over_many_launches_hold_to_the_schedule() {
    let scene = Scene::new();
    register(&scene.open(), "Ada");
    let mut checked = 0;
    let mut accounts = scene.open();
    let wrong = password(OTHER_PASSWORD);
    let begun = scene.clock.now();
    for guess in 0..10_000 {
        if guess % 100 == 0 {
            accounts = scene.open();
        }
        match accounts.log_in("Ada", &wrong).unwrap_err() {
            AccountsError::WrongCredentials => checked += 1,
            AccountsError::TooManyAttempts { wait } => {
                assert!(wait <= Duration::from_mins(5), "{wait:?}");
                // Half the time a little too early, half the time to the second.
                let early = Duration::from_secs(u64::from(guess % 2 == 0 && wait.as_secs() > 1));
                scene.clock.pass(wait.checked_sub(early).unwrap());
            }
            other => panic!("{other:?}"),
        }
    }
    let passed = scene.clock.now().duration_since(begun).unwrap();
    // 5 at once, then after 1, 2, 4 … 256 seconds, then one every five minutes.
    let least = Duration::from_secs(511) + Duration::from_mins(5) * (checked - 5 - 9 - 1);
    assert!(passed >= least, "{checked} guesses in {passed:?}");
    assert!(checked > 3_000);
    scene.clock.pass(Duration::from_mins(5));
    log_in(&accounts, "Ada");
}

#[test]
fn one_password_on_every_name_has_to_wait_too() {
    let scene = Scene::new();
    let accounts = scene.open();
    register(&accounts, "Ada");
    let guess = |number: u32| accounts.log_in(&format!("Name {number}"), &password(OTHER_PASSWORD));
    for number in 0..20 {
        assert_eq!(guess(number).unwrap_err(), AccountsError::WrongCredentials);
    }
    let refused = guess(20).unwrap_err();
    assert!(
        matches!(refused, AccountsError::TooManyAttempts { .. }),
        "{refused:?}"
    );
    scene.clock.pass(Duration::from_secs(1));
    log_in(&accounts, "Ada");
    // Who gets in makes good their own slips only.
    let refused = guess(21).unwrap_err();
    assert!(
        matches!(refused, AccountsError::TooManyAttempts { .. }),
        "{refused:?}"
    );
}

#[test]
fn a_mistyped_name_is_not_found_in_the_file() {
    let scene = Scene::new();
    let accounts = scene.open();
    let _ = accounts.log_in("my secret in the wrong field", &password(PASSWORD));
    let bytes = std::fs::read(scene.file()).unwrap();
    let needle = b"my secret";
    assert!(!bytes.windows(needle.len()).any(|window| window == needle));
}

#[test]
fn nothing_in_the_file_is_a_password_or_a_key() {
    let scene = Scene::new();
    let accounts = scene.open();
    let ada = register(&accounts, "Ada");
    let bytes = std::fs::read(scene.file()).unwrap();
    for secret in [
        PASSWORD.as_bytes(),
        ada.data_key.expose(),
        ada.token.text().as_bytes(),
    ] {
        assert!(!bytes.windows(secret.len()).any(|window| window == secret));
    }
}

#[test]
fn a_key_that_was_tampered_with_opens_nothing() {
    for tamper in [
        "UPDATE key_slot SET wrapped = zeroblob(48)",
        "UPDATE key_slot SET nonce = zeroblob(24)",
        "UPDATE key_slot SET salt = zeroblob(16)",
        "UPDATE key_slot SET argon2_passes = 2",
        "UPDATE key_slot SET argon2_memory = 72",
        // Ada's slot under Bob's name.
        "UPDATE key_slot SET account = 3 - account",
    ] {
        let scene = Scene::new();
        let accounts = scene.open();
        register(&accounts, "Ada");
        register(&accounts, "Bob");
        let conn = scene.sql();
        conn.execute_batch("PRAGMA foreign_keys = OFF").unwrap();
        if tamper.contains("3 -") {
            conn.execute_batch(
                "UPDATE key_slot SET account = account + 10; UPDATE key_slot SET account = 13 - account;",
            )
            .unwrap();
        } else {
            conn.execute_batch(tamper).unwrap();
        }
        drop(conn);
        let refused = accounts.log_in("Ada", &password(PASSWORD));
        assert_eq!(
            refused.unwrap_err(),
            AccountsError::WrongCredentials,
            "{tamper}"
        );
    }
}

#[test]
fn a_damaged_cost_takes_no_memory() {
    for damage in [
        "UPDATE key_slot SET argon2_memory = 4294967295",
        "UPDATE key_slot SET argon2_memory = 1048576",
        "UPDATE key_slot SET argon2_memory = 0",
        "UPDATE key_slot SET argon2_memory = -1",
        "UPDATE key_slot SET argon2_memory = 9223372036854775807",
        "UPDATE key_slot SET argon2_passes = 4294967295",
        "UPDATE key_slot SET argon2_lanes = 16777215",
        "UPDATE key_slot SET version = 2",
        "DELETE FROM key_slot",
    ] {
        let scene = Scene::new();
        let accounts = scene.open();
        register(&accounts, "Ada");
        scene.sql().execute_batch(damage).unwrap();
        let (refused, runs) = scene.runs(|| accounts.log_in("Ada", &password(PASSWORD)));
        assert!(
            matches!(refused.unwrap_err(), AccountsError::Damaged { .. }),
            "{damage}"
        );
        assert_eq!(runs, 0, "{damage}");
    }
}

#[test]
fn a_damaged_cost_of_the_installation_is_measured_anew() {
    let scene = Scene::new();
    let accounts = scene.open();
    register(&accounts, "Ada");
    scene
        .sql()
        .execute_batch("UPDATE installation SET argon2_memory = 4294967295")
        .unwrap();
    let before = scene.cost.work().kibibytes;
    register(&accounts, "Bob");
    assert_eq!(scene.cost.work().kibibytes - before, 64);
    log_in(&accounts, "Ada");
    log_in(&accounts, "Bob");
}

#[test]
fn deactivated_while_the_password_is_checked_no_session_begins() {
    let scene = Scene::new();
    let accounts = scene.open();
    let ada = register(&accounts, "Ada");
    register(&accounts, "Bob");
    let elsewhere = scene.open();
    let of_ada = verified(&accounts, &ada);
    std::thread::scope(|scope| {
        let guessing: Vec<_> = (0..4)
            .map(|_| scope.spawn(|| elsewhere.log_in("Bob", &password(PASSWORD))))
            .collect();
        let bob = accounts.list().unwrap()[1].id;
        accounts.deactivate(&of_ada, bob).unwrap();
        for session in guessing.into_iter().filter_map(|t| t.join().unwrap().ok()) {
            assert!(!is_signed_in(&elsewhere, &session));
        }
    });
}

#[test]
fn logging_in_twice_gives_two_sessions() {
    let scene = Scene::new();
    let accounts = scene.open();
    let ends = ends_of(&accounts);
    register(&accounts, "Ada");
    let (one, other) = (log_in(&accounts, "Ada"), log_in(&accounts, "Ada"));
    accounts.end(one.session);
    assert!(!is_signed_in(&accounts, &one));
    assert!(is_signed_in(&accounts, &other));
    assert_eq!(ends.lock().unwrap()[0].reason, EndReason::Closed);
}
