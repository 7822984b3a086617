//! Every wrong token is refused, in the same way, and disturbs nothing.

use std::time::{Duration, SystemTime};

use accounts::{Accounts, Refused, Session, Settings, TokenKey};
use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE, URL_SAFE_NO_PAD};
use hmac::{Hmac, KeyInit, Mac};
use serde_json::{Value, json};
use sha2::Sha512;

use crate::forge::{HEADER, claims, encode, hs256, signed, spell, with, without};
use crate::scene::{KEY, LIFETIME, MORNING, Scene, is_signed_in, log_in, register, verified};

/// The scene's morning, as a claim says it.
const NOW: u64 = MORNING.as_secs();

struct Signed {
    scene: Scene,
    accounts: Accounts,
    ada: Session,
}

fn signed_in() -> Signed {
    let scene = Scene::new();
    let accounts = scene.open();
    let ada = register(&accounts, "Ada");
    Signed {
        scene,
        accounts,
        ada,
    }
}

impl Signed {
    #[track_caller]
    fn refuses(&self, what: &str, token: &str) {
        assert_eq!(self.accounts.verify(token), Err(Refused), "{what}: {token}");
        assert!(is_signed_in(&self.accounts, &self.ada), "after {what}");
    }
}

#[test]
fn the_forge_of_these_tests_makes_good_tokens() {
    let s = signed_in();
    let copy = signed(HEADER, &spell(&claims(&s.ada)));
    assert_eq!(copy, s.ada.token.text());
    assert_eq!(verified(&s.accounts, &s.ada).account, s.ada.account);
}

#[test]
fn a_token_says_what_the_design_says() {
    let s = signed_in();
    let claims = claims(&s.ada);
    assert_eq!(claims.len(), 8);
    assert_eq!(claims["iss"], "bookplate");
    assert_eq!(claims["aud"], "bookplate-window");
    assert_eq!(claims["sub"], s.ada.account.id.to_string());
    assert_eq!(claims["sid"], s.ada.session.to_string());
    assert_eq!(claims["iat"], NOW);
    assert_eq!(claims["nbf"], claims["iat"]);
    assert_eq!(claims["exp"], NOW + 45 * 60);
    assert_eq!(s.ada.token.expires_in(), LIFETIME);
}

#[test]
fn garbage() {
    let s = signed_in();
    let good = s.ada.token.text();
    let parts: Vec<&str> = good.split('.').collect();
    for (what, token) in [
        ("nothing", String::new()),
        ("a word", "token".to_owned()),
        ("dots", "..".to_owned()),
        ("many dots", ".".repeat(100)),
        ("null", "null".to_owned()),
        ("bearer", format!("Bearer {good}")),
        ("NUL", format!("{good}\0")),
        ("no signature", format!("{}.{}", parts[0], parts[1])),
        ("empty signature", format!("{}.{}.", parts[0], parts[1])),
        ("short signature", good[..good.len() - 4].to_owned()),
        ("a fourth part", format!("{good}.{}", parts[2])),
        ("twice", format!("{good}{good}")),
        ("header only", parts[0].to_owned()),
        (
            "parts turned round",
            format!("{}.{}.{}", parts[2], parts[1], parts[0]),
        ),
        ("leading space", format!(" {good}")),
        ("trailing space", format!("{good} ")),
        ("trailing line break", format!("{good}\n")),
        ("byte order mark", format!("\u{feff}{good}")),
        ("padded signature", format!("{good}=")),
        (
            "padded payload",
            format!("{}.{}=.{}", parts[0], parts[1], parts[2]),
        ),
        ("upper case", good.to_uppercase()),
        ("not ASCII", format!("{}.日本.{}", parts[0], parts[2])),
        ("a megabyte", "a".repeat(1_000_000)),
        (
            "a good start of a megabyte",
            format!("{good}{}", "A".repeat(1_000_000)),
        ),
    ] {
        s.refuses(what, &token);
    }
}

#[test]
fn other_spellings_of_base64() {
    let s = signed_in();
    let claims = spell(&claims(&s.ada));
    let header = encode(HEADER);
    for (what, header, payload) in [
        ("payload padded", header.clone(), URL_SAFE.encode(&claims)),
        (
            "payload standard alphabet",
            header.clone(),
            STANDARD.encode(&claims),
        ),
        (
            "header padded",
            URL_SAFE.encode(format!("{HEADER} ")),
            encode(&claims),
        ),
    ] {
        let message = format!("{header}.{payload}");
        let signature = encode(hs256(&KEY, &message));
        s.refuses(what, &format!("{message}.{signature}="));
        if payload != encode(&claims) || header != encode(HEADER) {
            s.refuses(what, &format!("{message}.{signature}"));
        }
    }
    let (message, signature) = s.ada.token.text().rsplit_once('.').unwrap();
    let bytes = URL_SAFE_NO_PAD.decode(signature).unwrap();
    for (what, spelling) in [
        ("signature padded", URL_SAFE.encode(&bytes)),
        (
            "signature in hexadecimal",
            bytes
                .iter()
                .fold(String::new(), |text, byte| format!("{text}{byte:02x}")),
        ),
        // 32 bytes leave two bits of the last character unused.
        ("signature with loose bits", loosen(signature)),
    ] {
        s.refuses(what, &format!("{message}.{spelling}"));
    }
}

/// The same bytes for a decoder that does not look at the unused bits of the last character.
fn loosen(text: &str) -> String {
    const ALPHABET: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let (rest, last) = text.split_at(text.len() - 1);
    let next = ALPHABET.find(last).unwrap() + 1;
    format!("{rest}{}", &ALPHABET[next..=next])
}

#[test]
fn every_single_byte_counts() {
    let s = signed_in();
    let good = s.ada.token.text().as_bytes();
    for at in 0..good.len() {
        for other in [
            b'A',
            b'B',
            b'_',
            b'-',
            b'.',
            b'=',
            b' ',
            b'0',
            good[at] ^ 1,
            good[at] ^ 0x20,
        ] {
            let mut bad = good.to_vec();
            bad[at] = other;
            let Ok(bad) = String::from_utf8(bad) else {
                continue;
            };
            if bad.as_bytes() != good {
                assert_eq!(s.accounts.verify(&bad), Err(Refused), "byte {at}: {bad}");
            }
        }
        let mut missing = good.to_vec();
        missing.remove(at);
        assert_eq!(
            s.accounts.verify(std::str::from_utf8(&missing).unwrap()),
            Err(Refused),
            "without byte {at}"
        );
    }
    assert!(is_signed_in(&s.accounts, &s.ada));
}

#[test]
fn other_algorithms() {
    let s = signed_in();
    let claims = spell(&claims(&s.ada));
    for alg in [
        "none", "None", "NONE", "nOnE", "", "hs256", "Hs256", "HS256 ", "HS384", "HS512", "RS256",
        "ES256", "EdDSA", "PS256",
    ] {
        let header = format!(r#"{{"typ":"JWT","alg":"{alg}"}}"#);
        s.refuses(alg, &signed(&header, &claims));
        let message = format!("{}.{}", encode(&header), encode(&claims));
        s.refuses(alg, &format!("{message}."));
        s.refuses(alg, &message);

        let mut mac = Hmac::<Sha512>::new_from_slice(&KEY).unwrap();
        mac.update(message.as_bytes());
        let signature = encode(mac.finalize().into_bytes());
        s.refuses(alg, &format!("{message}.{signature}"));
        s.refuses(
            "a half of HS512",
            &format!("{message}.{}", &signature[..43]),
        );
    }
}

#[test]
fn other_headers() {
    let s = signed_in();
    let claims = spell(&claims(&s.ada));
    for header in [
        r#"{"alg":"HS256"}"#,
        r#"{"alg":"HS256","typ":"JWT"}"#,
        r#"{"typ":"jwt","alg":"HS256"}"#,
        r#"{"typ":"at+jwt","alg":"HS256"}"#,
        r#"{"typ":null,"alg":"HS256"}"#,
        r#"{"typ":"JWT","alg":["HS256"]}"#,
        r#"{"typ":"JWT","alg":null}"#,
        r#"{"typ":"JWT"}"#,
        r#"{"typ":"JWT","alg":"HS256","kid":"1"}"#,
        r#"{"typ":"JWT","alg":"HS256","crit":["exp"]}"#,
        r#"{"typ":"JWT","alg":"HS256","crit":["b64"],"b64":false}"#,
        r#"{"typ":"JWT","alg":"HS256","jku":"https://example.org/keys"}"#,
        r#"{"typ":"JWT","alg":"HS256","jwk":{"kty":"oct","k":"AAAA"}}"#,
        r#"{"typ":"JWT","alg":"HS256","zip":"DEF"}"#,
        r#"{"typ":"JWT","alg":"none","alg":"HS256"}"#,
        r#"{"typ":"JWT","alg":"HS256","alg":"none"}"#,
        r#"{"typ":"JWT","alg":"HS256","typ":"JWT"}"#,
        r#"{"typ": "JWT","alg":"HS256"}"#,
        r#"{"typ":"JWT","alg":"HS256"} "#,
        r#"["JWT","HS256"]"#,
        r#""HS256""#,
        "null",
        "{}",
        "",
    ] {
        s.refuses(header, &signed(header, &claims));
    }
}

#[test]
fn other_keys() {
    let s = signed_in();
    let message = format!("{}.{}", encode(HEADER), encode(spell(&claims(&s.ada))));
    for key in [
        &[][..],
        &[0; 32],
        &[0x5b; 32],
        &KEY[..31],
        b"secret",
        b"bookplate",
    ] {
        let signature = encode(hs256(key, &message));
        s.refuses("another key", &format!("{message}.{signature}"));
    }
}

#[test]
fn a_missing_claim() {
    let s = signed_in();
    for name in ["iss", "aud", "sub", "sid", "jti", "iat", "nbf", "exp"] {
        s.refuses(name, &without(&s.ada, name));
    }
    s.refuses("no claims", &signed(HEADER, "{}"));
    s.refuses("no payload", &signed(HEADER, ""));
}

#[test]
fn a_mistyped_claim() {
    let s = signed_in();
    let good = claims(&s.ada);
    for name in ["iss", "aud", "sub", "sid", "jti"] {
        let text = good[name].as_str().unwrap();
        for value in [
            json!(null),
            json!(1),
            json!(true),
            json!([text]),
            json!({ "value": text }),
            json!(""),
            json!(format!("{text} ")),
            json!(format!("{text}\0")),
            json!(text.to_uppercase()),
        ] {
            // A UUID may be all digits, with no other case to be in.
            if value != good[name] {
                s.refuses(name, &with(&s.ada, name, value));
            }
        }
    }
    for name in ["sub", "sid", "jti"] {
        let uuid = good[name].as_str().unwrap();
        for value in [
            uuid.replace('-', ""),
            format!("{{{uuid}}}"),
            format!("urn:uuid:{uuid}"),
        ] {
            s.refuses(name, &with(&s.ada, name, json!(value)));
        }
    }
    for name in ["iat", "nbf", "exp"] {
        let number = good[name].as_u64().unwrap();
        for value in [
            json!(null),
            json!(true),
            json!(number.to_string()),
            json!([number]),
            json!(-1),
            json!(u64::MAX),
        ] {
            s.refuses(name, &with(&s.ada, name, value));
        }
        for spelling in [
            format!("{number}.0"),
            format!("{number}.5"),
            format!("{number}e0"),
            format!("0{number}"),
            format!("{number}00000000000000000000"),
            "NaN".to_owned(),
        ] {
            let payload = spell(&good).replace(
                &format!("\"{name}\":{number}"),
                &format!("\"{name}\":{spelling}"),
            );
            s.refuses(name, &signed(HEADER, &payload));
        }
    }
}

#[test]
fn a_wrong_claim() {
    let s = signed_in();
    for (name, value) in [
        ("iss", json!("Bookplate")),
        ("iss", json!("bookplate-window")),
        ("aud", json!("bookplate")),
        ("aud", json!("bookplate-cli")),
        ("aud", json!(["bookplate-window"])),
        ("sub", json!("00000000-0000-0000-0000-000000000000")),
        ("sid", json!("00000000-0000-0000-0000-000000000000")),
        ("jti", json!("00000000-0000-0000-0000-000000000000")),
        // Longer than a token of ours lasts, from the past and into the future.
        ("iat", json!(NOW - 1)),
        ("exp", json!(NOW + 45 * 60 + 1)),
        ("exp", json!(NOW)),
        ("exp", json!(NOW - 1)),
        ("exp", json!(0)),
        ("nbf", json!(1_800_000_001)),
        ("iat", json!(1_800_000_001)),
        ("nbf", json!(0)),
    ] {
        s.refuses(name, &with(&s.ada, name, value));
    }
}

#[test]
fn an_extra_claim() {
    let s = signed_in();
    for (name, value) in [
        ("admin", json!(true)),
        ("role", json!("administrator")),
        ("SUB", json!("x")),
        ("", json!(null)),
    ] {
        s.refuses(name, &with(&s.ada, name, value));
    }
}

#[test]
fn other_spellings_of_the_same_claims() {
    let s = signed_in();
    let good = claims(&s.ada);
    let text = spell(&good);
    let inner = &text[1..text.len() - 1];
    let doubled = |name: &str| format!("{{{inner},\"{name}\":{}}}", good[name]);
    let values: Vec<&Value> = ["iss", "aud", "sub", "sid", "jti", "iat", "nbf", "exp"]
        .iter()
        .map(|&name| &good[name])
        .collect();
    let backwards: Vec<String> = inner.split(',').rev().map(str::to_owned).collect();
    for (what, payload) in [
        ("sub twice", doubled("sub")),
        ("exp twice", doubled("exp")),
        ("sid twice", doubled("sid")),
        ("an array", serde_json::to_string(&values).unwrap()),
        ("white space", serde_json::to_string_pretty(&good).unwrap()),
        ("a space at the end", format!("{text} ")),
        ("another value behind", format!("{text}{{}}")),
        ("another order", format!("{{{}}}", backwards.join(","))),
        (
            "escapes",
            text.replace("\"bookplate\"", "\"\\u0062ookplate\""),
        ),
        ("a text", json!(text).to_string()),
        ("byte order mark", format!("\u{feff}{text}")),
    ] {
        s.refuses(what, &signed(HEADER, &payload));
    }
    let mut nested = String::new();
    nested.push_str(&"[".repeat(500));
    s.refuses("deep nesting", &signed(HEADER, &nested));
}

#[test]
fn another_accounts_session_or_subject() {
    let s = signed_in();
    let bob = register(&s.accounts, "Bob");
    let of_bob = claims(&bob);
    s.refuses(
        "Bob in Ada's session",
        &with(&s.ada, "sub", of_bob["sub"].clone()),
    );
    s.refuses(
        "Ada in Bob's session",
        &with(&s.ada, "sid", of_bob["sid"].clone()),
    );
    s.refuses(
        "Bob's token in Ada's session",
        &with(&s.ada, "jti", of_bob["jti"].clone()),
    );

    let again = log_in(&s.accounts, "Ada");
    let of_again = claims(&again);
    s.refuses(
        "her other session's token",
        &with(&s.ada, "jti", of_again["jti"].clone()),
    );
    s.refuses(
        "her token in the other session",
        &with(&s.ada, "sid", of_again["sid"].clone()),
    );
}

#[test]
fn a_session_that_has_ended() {
    let s = signed_in();
    let other = log_in(&s.accounts, "Ada");
    s.accounts.end(other.session);
    s.refuses("logged out", other.token.text());
    s.accounts.end(other.session);
    s.refuses("logged out twice", other.token.text());
}

#[test]
fn expired_by_the_wall_clock() {
    let s = signed_in();
    s.scene
        .clock
        .set_wall(|now| now + LIFETIME - Duration::from_secs(1));
    assert!(is_signed_in(&s.accounts, &s.ada));
    s.scene.clock.set_wall(|now| now + Duration::from_secs(1));
    assert_eq!(s.accounts.verify(s.ada.token.text()), Err(Refused));
}

#[test]
fn a_clock_set_back_extends_nothing() {
    let s = signed_in();
    for _ in 0..45 {
        assert!(is_signed_in(&s.accounts, &s.ada));
        s.scene.clock.pass(Duration::from_mins(1));
        s.scene.clock.set_wall(|now| now - Duration::from_mins(1));
    }
    assert_eq!(s.accounts.verify(s.ada.token.text()), Err(Refused));
    s.scene.clock.set_wall(|_| SystemTime::UNIX_EPOCH + MORNING);
    assert_eq!(s.accounts.verify(s.ada.token.text()), Err(Refused));
}

#[test]
fn not_yet_valid() {
    let s = signed_in();
    s.scene.clock.set_wall(|now| now - Duration::from_secs(1));
    assert_eq!(s.accounts.verify(s.ada.token.text()), Err(Refused));
    s.scene.clock.set_wall(|now| now + Duration::from_secs(1));
    assert!(is_signed_in(&s.accounts, &s.ada));
}

#[test]
fn a_token_lives_for_one_launch() {
    let s = signed_in();
    // The same key, as no two launches have it: there is still no session.
    let next = s.scene.open();
    assert_eq!(next.verify(s.ada.token.text()), Err(Refused));

    let real = |scene: &Scene| {
        let settings = Settings {
            token_key: TokenKey::fresh(),
            ..scene.settings()
        };
        Accounts::open(scene.folder(), settings).unwrap()
    };
    let (one, other) = (real(&s.scene), real(&s.scene));
    let session = log_in(&one, "Ada");
    assert!(is_signed_in(&one, &session));
    assert!(!is_signed_in(&other, &session));
    assert_eq!(one.verify(s.ada.token.text()), Err(Refused));
}

#[test]
fn the_refusal_says_nothing() {
    assert_eq!(Refused.to_string(), "You are signed out. Log in again.");
    assert_eq!(format!("{Refused:?}"), "Refused");
}
