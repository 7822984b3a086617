//! What the administrator may do, and nobody else.

use accounts::{AccountsError, EndReason};

use crate::scene::{PASSWORD, Scene, ends_of, is_signed_in, log_in, password, register, verified};

#[test]
fn deactivating_ends_sessions_at_once_in_every_process() {
    let scene = Scene::new();
    let (here, there) = (scene.open(), scene.open());
    let (heard, heard_there) = (ends_of(&here), ends_of(&there));
    let ada = register(&here, "Ada");
    let bob = register(&here, "Bob");
    let bob_there = log_in(&there, "Bob");
    let ada_there = log_in(&there, "Ada");
    assert!(is_signed_in(&there, &bob_there));

    here.deactivate(&verified(&here, &ada), bob.account.id)
        .unwrap();
    // Here it has been heard before anyone asked.
    assert_eq!(heard.lock().unwrap()[0].reason, EndReason::Deactivated);
    assert!(!is_signed_in(&here, &bob));
    assert!(!is_signed_in(&there, &bob_there));
    assert_eq!(heard_there.lock().unwrap()[0].session, bob_there.session);
    assert!(is_signed_in(&here, &ada));
    assert!(is_signed_in(&there, &ada_there));
}

#[test]
fn sweeping_notices_what_another_process_did() {
    let scene = Scene::new();
    let (here, there) = (scene.open(), scene.open());
    let ada = register(&here, "Ada");
    let bob = register(&there, "Bob");
    let ends = ends_of(&there);
    here.deactivate(&verified(&here, &ada), bob.account.id)
        .unwrap();
    there.sweep().unwrap();
    assert_eq!(ends.lock().unwrap()[0].reason, EndReason::Deactivated);
}

#[test]
fn a_session_does_not_come_back_with_its_account() {
    let scene = Scene::new();
    let (here, there) = (scene.open(), scene.open());
    let ada = register(&here, "Ada");
    let bob = register(&there, "Bob");
    let seen = verified(&here, &ada);
    here.deactivate(&seen, bob.account.id).unwrap();
    here.activate(&seen, bob.account.id).unwrap();
    assert!(!is_signed_in(&there, &bob));
    let again = log_in(&there, "Bob");
    assert!(is_signed_in(&there, &again));
    assert_eq!(again.data_key.expose(), bob.data_key.expose());
}

#[test]
fn a_member_may_do_none_of_it() {
    let scene = Scene::new();
    let accounts = scene.open();
    let ada = register(&accounts, "Ada");
    let bob = register(&accounts, "Bob");
    let by = verified(&accounts, &bob);
    let refused = Err(AccountsError::NotPermitted);
    assert_eq!(accounts.deactivate(&by, ada.account.id), refused);
    assert_eq!(accounts.activate(&by, ada.account.id), refused);
    assert_eq!(accounts.begin_deletion(&by, ada.account.id), refused);
    assert_eq!(accounts.deactivate(&by, bob.account.id), refused);
    assert_eq!(accounts.list().unwrap(), [ada.account, bob.account]);
}

#[test]
fn a_member_who_claims_to_be_more_is_asked_of_the_file() {
    let scene = Scene::new();
    let accounts = scene.open();
    let ada = register(&accounts, "Ada");
    let bob = register(&accounts, "Bob");
    let mut by = verified(&accounts, &bob);
    by.account.role = ada.account.role;
    assert_eq!(
        accounts.deactivate(&by, ada.account.id),
        Err(AccountsError::NotPermitted)
    );
    // With Ada's account in Bob's session, not even asked.
    by.account = ada.account.clone();
    assert_eq!(
        accounts.deactivate(&by, bob.account.id),
        Err(AccountsError::SignedOut)
    );
}

#[test]
fn not_even_the_administrator_to_itself() {
    let scene = Scene::new();
    let accounts = scene.open();
    let ada = register(&accounts, "Ada");
    register(&accounts, "Bob");
    let by = verified(&accounts, &ada);
    let refused = Err(AccountsError::NotPermitted);
    assert_eq!(accounts.deactivate(&by, ada.account.id), refused);
    assert_eq!(accounts.begin_deletion(&by, ada.account.id), refused);
    assert!(is_signed_in(&accounts, &ada));
}

#[test]
fn an_account_that_is_gone_is_not_found() {
    let scene = Scene::new();
    let accounts = scene.open();
    let ada = register(&accounts, "Ada");
    let bob = register(&accounts, "Bob");
    let by = verified(&accounts, &ada);
    accounts.begin_deletion(&by, bob.account.id).unwrap();
    let gone = Err(AccountsError::NotFound);
    assert_eq!(accounts.deactivate(&by, bob.account.id), gone);
    assert_eq!(accounts.activate(&by, bob.account.id), gone);
    assert_eq!(accounts.begin_deletion(&by, bob.account.id), gone);
}

#[test]
fn doing_it_twice_is_no_error() {
    let scene = Scene::new();
    let accounts = scene.open();
    let ada = register(&accounts, "Ada");
    let bob = register(&accounts, "Bob");
    let by = verified(&accounts, &ada);
    accounts.deactivate(&by, bob.account.id).unwrap();
    accounts.deactivate(&by, bob.account.id).unwrap();
    accounts.activate(&by, bob.account.id).unwrap();
    accounts.activate(&by, bob.account.id).unwrap();
    accounts.log_in("Bob", &password(PASSWORD)).unwrap();
}
