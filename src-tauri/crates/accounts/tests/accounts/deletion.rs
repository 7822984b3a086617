//! Deleting accounts, cut off at every step.

use accounts::{AccountsError, EndReason, Role};

use crate::scene::{PASSWORD, Scene, ends_of, is_signed_in, log_in, password, register, verified};

#[test]
fn the_account_is_gone_at_once_and_its_folder_is_remembered_until_it_is_too() {
    let scene = Scene::new();
    let accounts = scene.open();
    let ends = ends_of(&accounts);
    let ada = register(&accounts, "Ada");
    let bob = register(&accounts, "Bob");
    let seen = verified(&accounts, &bob);
    let id = accounts
        .begin_own_deletion(&seen, &password(PASSWORD))
        .unwrap();
    assert_eq!(id, bob.account.id);
    assert!(!is_signed_in(&accounts, &bob));
    assert_eq!(ends.lock().unwrap()[0].reason, EndReason::Deleted);
    assert_eq!(accounts.list().unwrap(), [ada.account]);
    let gone = accounts.log_in("Bob", &password(PASSWORD));
    assert_eq!(gone.unwrap_err(), AccountsError::WrongCredentials);
    drop(accounts);

    // Cut off here: the next launch knows what is left to do, as often as it is cut off.
    for _ in 0..2 {
        assert_eq!(scene.open().pending_deletions().unwrap(), [id]);
    }
    let accounts = scene.open();
    accounts.finish_deletion(id).unwrap();
    accounts.finish_deletion(id).unwrap();
    assert!(scene.open().pending_deletions().unwrap().is_empty());
}

#[test]
fn the_wrapped_key_is_not_left_in_the_file() {
    let scene = Scene::new();
    let accounts = scene.open();
    let ada = register(&accounts, "Ada");
    let (name_key, wrapped): (String, Vec<u8>) = scene
        .sql()
        .query_row(
            "SELECT name_key, wrapped FROM account, key_slot",
            [],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )
        .unwrap();
    let in_file = |bytes: &[u8]| {
        let file = std::fs::read(scene.file()).unwrap();
        file.windows(bytes.len()).any(|window| window == bytes)
    };
    assert!(in_file(&wrapped) && in_file(name_key.as_bytes()));
    let seen = verified(&accounts, &ada);
    accounts
        .begin_own_deletion(&seen, &password(PASSWORD))
        .unwrap();
    assert!(!in_file(&wrapped));
    assert!(!scene.folder().join("accounts.db-journal").exists());
}

#[test]
fn the_name_is_free_again_and_the_id_is_not() {
    let scene = Scene::new();
    let accounts = scene.open();
    register(&accounts, "Ada");
    let bob = register(&accounts, "Bob");
    accounts
        .begin_own_deletion(&verified(&accounts, &bob), &password(PASSWORD))
        .unwrap();
    let again = register(&accounts, "Bob");
    assert_ne!(again.account.id, bob.account.id);
    assert_ne!(again.data_key.expose(), bob.data_key.expose());
}

#[test]
fn a_wrong_password_deletes_nothing() {
    let scene = Scene::new();
    let accounts = scene.open();
    let ada = register(&accounts, "Ada");
    let seen = verified(&accounts, &ada);
    let (refused, runs) = scene.runs(|| accounts.begin_own_deletion(&seen, &password("wrong")));
    assert_eq!(refused, Err(AccountsError::WrongCredentials));
    assert_eq!(runs, 1);
    assert!(is_signed_in(&accounts, &ada));
    assert!(accounts.pending_deletions().unwrap().is_empty());
}

#[test]
fn the_administrator_deletes_others() {
    let scene = Scene::new();
    let (here, there) = (scene.open(), scene.open());
    let ada = register(&here, "Ada");
    let bob = register(&there, "Bob");
    here.begin_deletion(&verified(&here, &ada), bob.account.id)
        .unwrap();
    assert!(!is_signed_in(&there, &bob));
    assert_eq!(there.pending_deletions().unwrap(), [bob.account.id]);
}

/// Registers Ada, the administrator, and the others; lets Ada deactivate some and go. Who is administrator then?
fn heirs(others: &[&str], deactivated: &[&str]) -> Vec<(String, Role, bool)> {
    let scene = Scene::new();
    let accounts = scene.open();
    let ada = register(&accounts, "Ada");
    let seen = verified(&accounts, &ada);
    for name in others {
        // A clock set back must not make the youngest the oldest.
        scene
            .clock
            .set_wall(|now| now - std::time::Duration::from_hours(24));
        let session = register(&accounts, name);
        if deactivated.contains(name) {
            accounts.deactivate(&seen, session.account.id).unwrap();
        }
    }
    accounts
        .begin_own_deletion(&seen, &password(PASSWORD))
        .unwrap();
    let left = scene.open().list().unwrap();
    left.into_iter()
        .map(|account| (account.name, account.role, account.active))
        .collect()
}

#[test]
fn the_oldest_active_account_succeeds() {
    assert_eq!(
        heirs(&["Bob", "Cy", "Dee"], &["Bob"]),
        [
            ("Bob".to_owned(), Role::Member, false),
            ("Cy".to_owned(), Role::Administrator, true),
            ("Dee".to_owned(), Role::Member, true),
        ]
    );
}

#[test]
fn or_else_the_oldest_which_is_activated() {
    assert_eq!(
        heirs(&["Bob", "Cy"], &["Bob", "Cy"]),
        [
            ("Bob".to_owned(), Role::Administrator, true),
            ("Cy".to_owned(), Role::Member, false),
        ]
    );
}

#[test]
fn after_the_last_account_the_next_is_the_first() {
    let scene = Scene::new();
    let accounts = scene.open();
    let ada = register(&accounts, "Ada");
    let seen = verified(&accounts, &ada);
    accounts
        .begin_own_deletion(&seen, &password(PASSWORD))
        .unwrap();
    assert!(accounts.is_empty().unwrap());
    let bob = register(&accounts, "Bob");
    assert_eq!(bob.account.role, Role::Administrator);
}

#[test]
fn a_member_who_goes_leaves_the_administrator_in_place() {
    let scene = Scene::new();
    let accounts = scene.open();
    let ada = register(&accounts, "Ada");
    let bob = register(&accounts, "Bob");
    register(&accounts, "Cy");
    accounts
        .begin_own_deletion(&verified(&accounts, &bob), &password(PASSWORD))
        .unwrap();
    let roles: Vec<Role> = accounts.list().unwrap().iter().map(|a| a.role).collect();
    assert_eq!(roles, [Role::Administrator, Role::Member]);
    assert!(is_signed_in(&accounts, &ada));
}

#[test]
fn the_heir_has_the_power_at_once() {
    let scene = Scene::new();
    let accounts = scene.open();
    let ada = register(&accounts, "Ada");
    let bob = register(&accounts, "Bob");
    let cy = register(&accounts, "Cy");
    accounts
        .begin_own_deletion(&verified(&accounts, &ada), &password(PASSWORD))
        .unwrap();
    let by = verified(&accounts, &bob);
    assert_eq!(by.account.role, Role::Administrator);
    accounts.deactivate(&by, cy.account.id).unwrap();
    assert_eq!(log_in(&accounts, "Bob").account.role, Role::Administrator);
}
