//! Staying signed in on one device.

use std::time::Duration;

use accounts::{Accounts, AccountsError, DeviceSecret, Session};

use crate::scene::{OTHER_PASSWORD, PASSWORD, Scene, is_signed_in, password, register, verified};

const DAY: Duration = Duration::from_hours(24);

fn kept(secret: &DeviceSecret) -> DeviceSecret {
    DeviceSecret::parse(&secret.text()).unwrap()
}

/// As a launch does it: the keychain takes the new secret.
fn resume(
    accounts: &Accounts,
    secret: &DeviceSecret,
) -> Result<(Session, DeviceSecret), AccountsError> {
    let (session, next) = accounts.resume(&kept(secret))?;
    accounts.forget_former_secret(&next).unwrap();
    Ok((session, next))
}

fn is_refused(accounts: &Accounts, secret: &DeviceSecret) {
    let refused = accounts.resume(secret).unwrap_err();
    assert_eq!(refused, AccountsError::WrongCredentials);
}

#[test]
fn a_device_signs_in_without_the_password_and_each_use_gives_another_secret() {
    let scene = Scene::new();
    let accounts = scene.open();
    let ada = register(&accounts, "Ada");
    let first = accounts.remember_device(&ada, "Ada's laptop").unwrap();
    let launched = scene.open();
    let ((session, second), runs) = scene.runs(|| resume(&launched, &first).unwrap());
    assert_eq!(runs, 0);
    assert!(is_signed_in(&launched, &session));
    assert_eq!(session.data_key.expose(), ada.data_key.expose());
    // Who copied the secret before comes too late.
    is_refused(&launched, &first);
    let (_, third) = resume(&launched, &second).unwrap();
    is_refused(&launched, &second);
    let devices = launched.devices(ada.account.id).unwrap();
    assert_eq!(devices.len(), 1);
    assert_eq!(devices[0].label, "Ada's laptop");
    assert_eq!(
        launched.device_of(ada.account.id, &third).unwrap(),
        Some(devices[0].id)
    );
}

#[test]
fn a_keychain_that_could_not_be_written_costs_nothing() {
    let scene = Scene::new();
    let accounts = scene.open();
    let ada = register(&accounts, "Ada");
    let first = accounts.remember_device(&ada, "laptop").unwrap();
    accounts.resume(&first).unwrap();
    accounts.resume(&first).unwrap();
    assert_eq!(accounts.devices(ada.account.id).unwrap().len(), 1);
    let (_, next) = resume(&accounts, &first).unwrap();
    is_refused(&accounts, &first);
    resume(&accounts, &next).unwrap();
}

#[test]
fn after_thirty_days_the_password_is_asked_for_whatever_the_clock_says() {
    let scene = Scene::new();
    let accounts = scene.open();
    let ada = register(&accounts, "Ada");
    let mut secret = accounts.remember_device(&ada, "laptop").unwrap();
    for _ in 0..29 {
        scene.clock.pass(DAY);
        (_, secret) = resume(&accounts, &secret).unwrap();
    }
    scene.clock.pass(DAY);
    is_refused(&accounts, &secret);
    // And setting the clock back brings nothing back.
    scene.clock.set_wall(|wall| wall - 10 * DAY);
    is_refused(&accounts, &secret);
    assert!(accounts.devices(ada.account.id).unwrap().is_empty());
    let secret = accounts.remember_device(&ada, "laptop").unwrap();
    scene.clock.set_wall(|wall| wall - DAY);
    is_refused(&accounts, &secret);
}

#[test]
fn revoked_deactivated_or_under_a_new_password_a_device_opens_nothing() {
    let scene = Scene::new();
    let accounts = scene.open();
    let ada = register(&accounts, "Ada");
    let bob = register(&accounts, "Bob");
    let secret = accounts.remember_device(&bob, "laptop").unwrap();
    let other = accounts.remember_device(&bob, "desktop").unwrap();
    let devices = accounts.devices(bob.account.id).unwrap();
    assert_eq!(devices.len(), 2);
    let laptop = devices.iter().find(|device| device.label == "laptop");
    // Not by somebody else.
    accounts
        .forget_device(ada.account.id, laptop.unwrap().id)
        .unwrap();
    let (_, secret) = resume(&accounts, &secret).unwrap();
    accounts
        .forget_device(bob.account.id, laptop.unwrap().id)
        .unwrap();
    is_refused(&accounts, &secret);
    let by = verified(&accounts, &bob);
    accounts
        .change_password(&by, &password(PASSWORD), &password(OTHER_PASSWORD))
        .unwrap();
    is_refused(&accounts, &other);
    let third = accounts.remember_device(&bob, "laptop").unwrap();
    let administrator = verified(&accounts, &ada);
    accounts.deactivate(&administrator, bob.account.id).unwrap();
    accounts.activate(&administrator, bob.account.id).unwrap();
    is_refused(&accounts, &third);
}

#[test]
fn nothing_of_the_secret_is_in_the_file_and_what_is_none_is_not_read() {
    let scene = Scene::new();
    let accounts = scene.open();
    let ada = register(&accounts, "Ada");
    let secret = accounts.remember_device(&ada, "laptop").unwrap();
    let text = secret.text();
    let bytes = std::fs::read(scene.file()).unwrap();
    let half = text.split_once(':').unwrap().1.as_bytes();
    assert!(!bytes.windows(half.len()).any(|window| window == half));
    for none in ["", ":", "a:b", &text[..40], &format!("{}x", *text)] {
        assert!(DeviceSecret::parse(none).is_none(), "{none}");
    }
    let other = accounts.remember_device(&ada, "desktop").unwrap();
    let mixed = format!(
        "{}:{}",
        text.split_once(':').unwrap().0,
        other.text().split_once(':').unwrap().1
    );
    is_refused(&accounts, &DeviceSecret::parse(&mixed).unwrap());
    assert_eq!(format!("{secret:?}"), "DeviceSecret(…)");
}
