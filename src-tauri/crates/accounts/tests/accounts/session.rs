//! Sessions begin, are renewed and end, and whoever listens hears of it.

use std::time::Duration;

use accounts::{AccountsError, EndReason, Refused};

use crate::scene::{LIFETIME, Scene, ends_of, is_signed_in, log_in, register, verified};

#[test]
fn renewing_carries_a_session_on_and_the_old_token_ends_in_its_time() {
    let scene = Scene::new();
    let accounts = scene.open();
    let ends = ends_of(&accounts);
    let ada = register(&accounts, "Ada");
    scene.clock.pass(Duration::from_secs(45 * 60 - 1));
    let token = accounts.renew(&verified(&accounts, &ada)).unwrap();
    assert_eq!(token.expires_in(), LIFETIME);
    assert!(is_signed_in(&accounts, &ada));

    scene.clock.pass(Duration::from_secs(1));
    assert!(!is_signed_in(&accounts, &ada));
    assert_eq!(accounts.verify(token.text()).unwrap().session, ada.session);
    assert!(ends.lock().unwrap().is_empty());

    scene.clock.pass(LIFETIME);
    assert_eq!(accounts.verify(token.text()), Err(Refused));
    assert_eq!(ends.lock().unwrap()[0].reason, EndReason::Expired);
}

#[test]
fn a_session_that_has_ended_is_not_renewed() {
    let scene = Scene::new();
    let accounts = scene.open();
    let ada = register(&accounts, "Ada");
    let before = verified(&accounts, &ada);
    accounts.end(ada.session);
    assert_eq!(accounts.renew(&before).unwrap_err(), Refused);
    assert_eq!(
        accounts.deactivate(&before, ada.account.id),
        Err(AccountsError::SignedOut)
    );
}

#[test]
fn nobody_renews_in_anothers_name() {
    let scene = Scene::new();
    let accounts = scene.open();
    let ada = register(&accounts, "Ada");
    let bob = register(&accounts, "Bob");
    let mut forged = verified(&accounts, &ada);
    forged.account = bob.account;
    assert_eq!(accounts.renew(&forged).unwrap_err(), Refused);
}

#[test]
fn ending_is_heard_once_and_only_of_that_session() {
    let scene = Scene::new();
    let accounts = scene.open();
    let ends = ends_of(&accounts);
    let one = register(&accounts, "Ada");
    let other = log_in(&accounts, "Ada");
    accounts.end(one.session);
    accounts.end(one.session);
    let heard = ends.lock().unwrap();
    assert_eq!(heard.len(), 1);
    assert_eq!(heard[0].session, one.session);
    assert_eq!(heard[0].account, one.account.id);
    assert_eq!(heard[0].reason, EndReason::Closed);
    assert!(is_signed_in(&accounts, &other));
}

#[test]
fn a_listener_may_ask_the_accounts() {
    let scene = Scene::new();
    let accounts = std::sync::Arc::new(scene.open());
    let ada = register(&accounts, "Ada");
    let token = ada.token.text().to_owned();
    let weak = std::sync::Arc::downgrade(&accounts);
    accounts.on_session_end(move |_| {
        let accounts = weak.upgrade().unwrap();
        assert_eq!(accounts.verify(&token), Err(Refused));
        assert_eq!(accounts.list().unwrap().len(), 1);
    });
    accounts.end(ada.session);
}

#[test]
fn sweeping_finds_what_nobody_asks_for() {
    let scene = Scene::new();
    let accounts = scene.open();
    let ends = ends_of(&accounts);
    register(&accounts, "Ada");
    accounts.sweep().unwrap();
    assert!(ends.lock().unwrap().is_empty());
    scene.clock.pass(LIFETIME);
    accounts.sweep().unwrap();
    assert_eq!(ends.lock().unwrap()[0].reason, EndReason::Expired);
}

#[test]
fn nothing_that_is_shown_to_a_debugger_is_secret() {
    let scene = Scene::new();
    let accounts = scene.open();
    let prepared = accounts
        .prepare("Ada", &crate::scene::password(crate::scene::PASSWORD))
        .unwrap();
    let key = format!("{:?}", prepared.data_key().expose());
    let hex: String = prepared
        .data_key()
        .expose()
        .iter()
        .fold(String::new(), |text, byte| format!("{text}{byte:02x}"));
    let before = format!("{prepared:?} {:?}", prepared.data_key());
    let ada = accounts.admit(prepared).unwrap();
    let seen = verified(&accounts, &ada);
    let shown = format!(
        "{before} {ada:?} {ada:#?} {:?} {seen:?} {accounts:?} {:?} {:?} {:?}",
        ada.token,
        scene.settings(),
        scene.settings().token_key,
        crate::scene::password(crate::scene::PASSWORD),
    );
    for secret in [
        key.as_str(),
        key.trim_matches(['[', ']']),
        &hex,
        ada.token.text(),
        ada.token.text().rsplit_once('.').unwrap().1,
        crate::scene::PASSWORD,
        "90, 90, 90",
    ] {
        assert!(!shown.contains(secret), "{secret} in {shown}");
    }
}
