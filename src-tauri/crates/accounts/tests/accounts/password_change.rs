//! Changing the password.

use accounts::{AccountsError, EndReason};

use crate::scene::{
    OTHER_PASSWORD, PASSWORD, Scene, ends_of, is_signed_in, log_in, password, register, verified,
};

#[test]
fn the_key_stays_and_the_password_changes() {
    let scene = Scene::new();
    let accounts = scene.open();
    let ada = register(&accounts, "Ada");
    accounts
        .change_password(
            &verified(&accounts, &ada),
            &password(PASSWORD),
            &password(OTHER_PASSWORD),
        )
        .unwrap();
    let next = scene.open();
    let old = next.log_in("Ada", &password(PASSWORD));
    assert_eq!(old.unwrap_err(), AccountsError::WrongCredentials);
    let new = next.log_in("Ada", &password(OTHER_PASSWORD)).unwrap();
    assert_eq!(new.data_key.expose(), ada.data_key.expose());
}

#[test]
fn the_other_sessions_end_in_every_process_and_the_own_lives() {
    let scene = Scene::new();
    let (here, there) = (scene.open(), scene.open());
    let ends = ends_of(&here);
    let ada = register(&here, "Ada");
    let bob = register(&here, "Bob");
    let (beside, elsewhere) = (log_in(&here, "Ada"), log_in(&there, "Ada"));
    here.change_password(
        &verified(&here, &ada),
        &password(PASSWORD),
        &password(OTHER_PASSWORD),
    )
    .unwrap();
    assert!(is_signed_in(&here, &ada));
    assert!(is_signed_in(&here, &bob));
    assert!(!is_signed_in(&here, &beside));
    assert!(!is_signed_in(&there, &elsewhere));
    let heard = ends.lock().unwrap();
    assert_eq!(heard.len(), 1);
    assert_eq!(heard[0].session, beside.session);
    assert_eq!(heard[0].reason, EndReason::Renewed);
}

#[test]
fn a_wrong_current_or_a_weak_new_password_changes_nothing() {
    let scene = Scene::new();
    let accounts = scene.open();
    let ada = register(&accounts, "Ada");
    let seen = verified(&accounts, &ada);
    let wrong = accounts.change_password(&seen, &password("wrong"), &password(OTHER_PASSWORD));
    assert_eq!(wrong, Err(AccountsError::WrongCredentials));
    let (weak, runs) =
        scene.runs(|| accounts.change_password(&seen, &password(PASSWORD), &password("short")));
    assert!(matches!(weak, Err(AccountsError::InvalidPassword(_))));
    assert_eq!(runs, 0);
    assert!(is_signed_in(&accounts, &ada));
    log_in(&accounts, "Ada");
}

#[test]
fn a_session_that_has_ended_changes_nothing() {
    let scene = Scene::new();
    let accounts = scene.open();
    let ada = register(&accounts, "Ada");
    let seen = verified(&accounts, &ada);
    accounts.end(ada.session);
    let late = accounts.change_password(&seen, &password(PASSWORD), &password(OTHER_PASSWORD));
    assert_eq!(late, Err(AccountsError::SignedOut));
    log_in(&accounts, "Ada");
}

#[test]
fn of_two_changes_at_once_one_wins_and_one_is_told() {
    let scene = Scene::new();
    let accounts = scene.open();
    let ada = register(&accounts, "Ada");
    let seen = verified(&accounts, &ada);
    let third = "velvet harbour pencil cactus";
    let changed = std::thread::scope(|scope| {
        let change = |new: &'static str| {
            let (accounts, seen) = (&accounts, &seen);
            scope.spawn(move || accounts.change_password(seen, &password(PASSWORD), &password(new)))
        };
        let (one, other) = (change(OTHER_PASSWORD), change(third));
        [one.join().unwrap(), other.join().unwrap()]
    });
    let winners = changed.iter().filter(|result| result.is_ok()).count();
    assert_eq!(winners, 1, "{changed:?}");
    let new = if changed[0].is_ok() {
        OTHER_PASSWORD
    } else {
        third
    };
    let again = accounts.log_in("Ada", &password(new)).unwrap();
    assert_eq!(again.data_key.expose(), ada.data_key.expose());
}
