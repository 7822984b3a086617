//! The keys that a backup takes along, on another computer.

use accounts::{AccountsError, BundleSecret, KeyBundle, Role};

use crate::scene::{OTHER_PASSWORD, PASSWORD, Scene, log_in, password, register, verified};

fn with_password(text: &str) -> BundleSecret {
    BundleSecret::Password(password(text))
}

#[test]
fn the_password_opens_them_elsewhere_and_the_account_is_there_again() {
    let here = Scene::new();
    let accounts = here.open();
    register(&accounts, "Bob");
    let ada = register(&accounts, "Ada");
    let by = verified(&accounts, &ada);
    let made = accounts
        .make_recovery_code(&by, &password(PASSWORD))
        .unwrap();
    accounts.keep_recovery_code(&by, &made).unwrap();
    let text = serde_json::to_string(&accounts.bundle(ada.account.id).unwrap()).unwrap();

    let elsewhere = Scene::new();
    let accounts = elsewhere.open();
    let bundle: KeyBundle = serde_json::from_str(&text).unwrap();
    assert!(!accounts.is_here(&bundle).unwrap());
    let wrong = accounts.open_bundle(&bundle, &with_password(OTHER_PASSWORD));
    assert_eq!(wrong.unwrap_err(), AccountsError::WrongBackupPassword);
    let code = BundleSecret::RecoveryCode(made.code().shown());
    let by_code = accounts.open_bundle(&bundle, &code).unwrap();
    let key = accounts
        .open_bundle(&bundle, &with_password(PASSWORD))
        .unwrap();
    assert_eq!(key.expose(), ada.data_key.expose());
    assert_eq!(by_code.expose(), ada.data_key.expose());
    accounts.check_adoption(&bundle, "Ada").unwrap();
    let session = accounts.adopt(&bundle, key, "Ada").unwrap();
    assert_eq!(session.account.id, ada.account.id);
    assert_eq!(session.account.role, Role::Administrator);
    let again = log_in(&accounts, "Ada");
    assert_eq!(again.data_key.expose(), ada.data_key.expose());
    let code = made.code().shown();
    accounts
        .prepare_recovery("Ada", &code, &password(OTHER_PASSWORD))
        .unwrap();
}

#[test]
fn an_account_that_is_here_and_a_name_that_is_taken_are_not_replaced() {
    let here = Scene::new();
    let accounts = here.open();
    let ada = register(&accounts, "Ada");
    let bundle = accounts.bundle(ada.account.id).unwrap();
    let refused = accounts.check_adoption(&bundle, "Eve").unwrap_err();
    let as_ada = AccountsError::AlreadyHere {
        name: "Ada".to_owned(),
    };
    assert_eq!(refused, as_ada);
    let there = Scene::new();
    let elsewhere = there.open();
    register(&elsewhere, "ada");
    let refused = elsewhere.check_adoption(&bundle, "Ada");
    assert_eq!(refused, Err(AccountsError::NameTaken));
    elsewhere.check_adoption(&bundle, "Ada the first").unwrap();
}

#[test]
fn a_bundle_that_was_tampered_with_opens_nothing_and_takes_no_memory() {
    let scene = Scene::new();
    let accounts = scene.open();
    let ada = register(&accounts, "Ada");
    let bundle = serde_json::to_value(accounts.bundle(ada.account.id).unwrap()).unwrap();
    let tampered = |place: &str, value: serde_json::Value| {
        let mut bundle = bundle.clone();
        bundle["slots"][0][place] = value;
        let bundle: KeyBundle = serde_json::from_value(bundle).unwrap();
        accounts
            .open_bundle(&bundle, &with_password(PASSWORD))
            .unwrap_err()
    };
    for (place, value) in [
        ("kind", "recovery"),
        ("kind", "something else"),
        ("salt", "AAAAAAAAAAAAAAAAAAAAAA=="),
        ("salt", "not base64"),
        ("nonce", ""),
        ("wrapped", "AAAA"),
    ] {
        assert_eq!(
            tampered(place, value.into()),
            AccountsError::WrongBackupPassword,
            "{place}"
        );
    }
    let version = tampered("version", 2.into());
    assert_eq!(version, AccountsError::WrongBackupPassword);
    let (greedy, runs) = scene.runs(|| tampered("argon2_memory", u32::MAX.into()));
    assert_eq!(greedy, AccountsError::WrongBackupPassword);
    assert_eq!(runs, 0);
}
