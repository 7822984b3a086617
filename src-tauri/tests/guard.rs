//! Every command's guard: no token but a live, whole and unaltered one opens anything.

use std::{collections::BTreeSet, sync::Arc};

use bookplate_app::{
    desk::{DataFolder, NoKeychain, Opened},
    window::{Front, TOKEN_HEADER, commands},
};
use hmac::{Hmac, KeyInit, Mac};
use jsonwebtoken::{Algorithm, EncodingKey, Header};
use serde::{Serialize, Serializer};
use serde_json::{Value, json};
use sha2::Sha512;
use tauri::{
    App, WebviewWindow, WebviewWindowBuilder,
    http::{HeaderMap, HeaderName, HeaderValue},
    ipc::{CallbackFn, InvokeBody},
    test::{INVOKE_KEY, MockRuntime, get_ipc_response, mock_builder, mock_context, noop_assets},
    webview::InvokeRequest,
};
use tempfile::TempDir;

use crate::support::{PASSWORD, books, password, settings, signing_key};

/// The app's commands behind Tauri's own dispatch, without a window system.
struct Called {
    front: Front,
    window: WebviewWindow<MockRuntime>,
    _app: App<MockRuntime>,
    _folder: TempDir,
}

impl Called {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let front = Front::with_settings(
            Ok(DataFolder::new(folder.path().to_owned())),
            Arc::new(|_| ()),
            settings,
            |_| Box::new(NoKeychain),
        );
        let app = mock_builder()
            .manage(front.clone())
            .invoke_handler(commands::handler())
            .build(mock_context(noop_assets()))
            .unwrap();
        let window = WebviewWindowBuilder::new(&app, "main", tauri::WebviewUrl::default())
            .build()
            .unwrap();
        Self {
            front,
            window,
            _app: app,
            _folder: folder,
        }
    }

    fn call(&self, command: &str, headers: &[&[u8]], arguments: &Value) -> Result<Value, Value> {
        let mut sent = HeaderMap::new();
        for token in headers {
            let name = HeaderName::from_bytes(TOKEN_HEADER.as_bytes()).unwrap();
            sent.append(name, HeaderValue::from_bytes(token).unwrap());
        }
        let request = InvokeRequest {
            cmd: command.to_owned(),
            callback: CallbackFn(0),
            error: CallbackFn(1),
            url: "tauri://localhost".parse().unwrap(),
            body: InvokeBody::Json(arguments.clone()),
            headers: sent,
            invoke_key: INVOKE_KEY.to_owned(),
        };
        get_ipc_response(&self.window, request).map(|body| body.deserialize().unwrap())
    }

    fn register(&self, name: &str) -> Opened {
        self.front
            .desk()
            .unwrap()
            .register(name, &password())
            .unwrap()
    }
}

/// Arguments under which every command would do something, were it let in.
fn tempting(book: &str, account: &str) -> Value {
    let mut arguments = json!({
        "id": book, "ids": [book], "base": "1", "book": { "title": "Intruder" },
        "query": {}, "list": 1, "from": 0, "count": 10, "before": null, "limit": 10, "expected": null,
        "key": "book:new", "body": "{}", "text": "9780306406157", "file": 1, "channel": "__CHANNEL__:1",
        "password": PASSWORD, "current": PASSWORD, "new": "quite another quiet otter",
        "account": account, "name": "Ada", "theme": "dark",
    });
    let parts = json!({
        "selection": { "allOf": null, "ids": [book] }, "form": { "name": "Intruder", "text": "Intruder" },
        "doubts": "keep", "reading": null, "progress": null, "copy": null, "loan": null, "quote": null,
        "shelf": null, "field": null, "kind": "tag", "order": "name", "names": ["1"], "into": "1", "others": [],
        "what": "file", "plan": 1, "filter": "all", "mapping": null, "choices": {}, "chosen": null, "format": "json", "hashes": [], "hash": "00", "cursor": 0, "entry": "1", "bytes": 1, "row": 1,
        "secret": PASSWORD, "by": "password", "code": "0000", "typed": "0000", "minutes": 5,
        "made": "2026-11-24T08:00:00Z", "stay": false, "device": account,
    });
    for (name, value) in parts.as_object().into_iter().flatten() {
        arguments[name] = value.clone();
    }
    arguments
}

fn arguments_of(command: &str, book: &str, account: &str) -> Value {
    let mut arguments = tempting(book, account);
    if command.starts_with("account_") {
        arguments["id"] = json!(account);
    }
    arguments
}

fn guarded() -> impl Iterator<Item = &'static str> {
    commands::NAMES
        .iter()
        .copied()
        .filter(|name| !commands::PUBLIC.contains(name))
}

#[test]
fn the_public_list_names_just_the_commands_that_answer_without_a_token() {
    let app = Called::new();
    app.register("Ada");
    for command in commands::NAMES {
        let arguments = arguments_of(command, "1", "00000000-0000-4000-8000-000000000000");
        let refused = matches!(app.call(command, &[], &arguments), Err(error) if error["code"] == "signedOut");
        assert_eq!(!refused, commands::PUBLIC.contains(command), "{command}");
    }
}

#[test]
fn the_permission_files_name_just_the_commands_that_there_are() {
    let declared: BTreeSet<String> = ["public", "signed-in", "administrator"]
        .iter()
        .flat_map(|set| {
            let file = format!(
                "{}/src-tauri/permissions/{set}.toml",
                env!("CARGO_MANIFEST_DIR")
            );
            let text = std::fs::read_to_string(file).unwrap();
            let list = text.split_once("commands.allow = [").unwrap().1.to_owned();
            list.split('"')
                .skip(1)
                .step_by(2)
                .map(str::to_owned)
                .collect::<Vec<_>>()
        })
        .collect();
    let handled: BTreeSet<String> = commands::NAMES.iter().map(ToString::to_string).collect();
    assert_eq!(declared, handled);
}

#[test]
fn no_command_answers_to_a_bad_token_and_nothing_happens() {
    let app = Called::new();
    let ada = app.register("Ada");
    let desk = app.front.desk().unwrap();
    let (_, library) = desk.admit(ada.token.text()).unwrap();
    let library = Arc::clone(library.library());
    let book = library
        .add(&library::BookFields {
            title: "Middlemarch".into(),
            ..Default::default()
        })
        .unwrap();
    let ben = app.register("Ben");
    let gone = desk.log_in("Ben", &password()).unwrap();
    desk.end(gone.session);

    let bad = bad_tokens(ada.token.text(), ben.token.text(), gone.token.text());
    let before = library.version();
    let accounts = desk.list_accounts().unwrap();
    for command in guarded() {
        let arguments = arguments_of(
            command,
            &book.value.id.to_string(),
            &ben.account.id.to_string(),
        );
        for (what, headers) in &bad {
            let headers: Vec<&[u8]> = headers.iter().map(Vec::as_slice).collect();
            match app.call(command, &headers, &arguments) {
                Err(error) => {
                    assert_eq!(error["code"], "signedOut", "{command} with {what}: {error}");
                }
                Ok(answer) => panic!("{command} answered to {what}: {answer}"),
            }
        }
    }
    assert_eq!(
        library.version(),
        before,
        "a refused call changed the library"
    );
    assert_eq!(books(&library), ["Middlemarch"]);
    assert_eq!(desk.list_accounts().unwrap(), accounts);
    assert!(desk.log_in("Ben", &password()).is_ok());
    assert!(
        app.call("session_who", &[ada.token.text().as_bytes()], &json!({}))
            .is_ok(),
        "the good token must still be good, or the table above proves nothing"
    );
}

/// What each of these is, and the headers that carry it.
fn bad_tokens(good: &str, other: &str, ended: &str) -> Vec<(String, Vec<Vec<u8>>)> {
    let claims = payload(good);
    let (head, rest) = good.split_once('.').unwrap();
    let (body, signature) = rest.split_once('.').unwrap();
    let one = |what: &str, token: String| (what.to_owned(), vec![token.into_bytes()]);
    let mut bad = vec![
        ("no token".to_owned(), vec![]),
        ("two tokens".to_owned(), vec![good.into(), good.into()]),
        ("bytes that are no text".to_owned(), vec![vec![0xff, 0xfe]]),
        one("an empty token", String::new()),
        one("a garbled token", "garbled".to_owned()),
        one("a token with a bearer word", format!("Bearer {good}")),
        one("a truncated token", good[..good.len() - 1].to_owned()),
        one("a token without its signature", format!("{head}.{body}.")),
        one("a token of two parts", format!("{head}.{body}")),
        one(
            "alg=none",
            format!("{}.{body}.", base64url(br#"{"typ":"JWT","alg":"none"}"#)),
        ),
        one(
            "alg=none with a signature",
            format!(
                "{}.{body}.{signature}",
                base64url(br#"{"typ":"JWT","alg":"none"}"#)
            ),
        ),
        one(
            "HS512",
            signed(&Header::new(Algorithm::HS512), &claims, &signing_key()),
        ),
        one(
            "HS512 in the header alone",
            format!(
                "{}.{body}.{signature}",
                base64url(br#"{"typ":"JWT","alg":"HS512"}"#)
            ),
        ),
        one("a wrong key", signed(&Header::default(), &claims, &[7; 32])),
        one(
            "the token of a session that was logged out",
            ended.to_owned(),
        ),
    ];
    let mut forged = |what: String, claims: Value| {
        bad.push((
            what,
            vec![signed(&Header::default(), &claims, &signing_key()).into_bytes()],
        ));
    };
    let altered = |key: &str, value: Value| {
        let mut claims = claims.clone();
        claims[key] = value;
        claims
    };
    let now = claims["iat"].as_i64().unwrap();
    forged("an expired token".into(), altered("exp", json!(now - 10)));
    forged(
        "a token that is not valid yet".into(),
        altered("nbf", json!(now + 1_000)),
    );
    forged(
        "a token that lives for ever".into(),
        altered("exp", json!(now + 1_000_000)),
    );
    forged(
        "another account in the same session".into(),
        altered("sub", payload(other)["sub"].clone()),
    );
    forged(
        "another account's session".into(),
        altered("sid", payload(other)["sid"].clone()),
    );
    forged(
        "another token's name".into(),
        altered("jti", payload(other)["jti"].clone()),
    );
    forged(
        "an extra claim".into(),
        altered("role", json!("administrator")),
    );
    for (claim, value) in claims.as_object().unwrap() {
        let mut missing = claims.clone();
        missing.as_object_mut().unwrap().remove(claim);
        forged(format!("{claim} missing"), missing);
        let mistyped = if value.is_string() {
            json!(1)
        } else {
            json!(value.to_string())
        };
        forged(format!("{claim} mistyped"), altered(claim, mistyped));
        forged(format!("{claim} null"), altered(claim, Value::Null));
        if value.is_string() {
            forged(
                format!("{claim} of another kind"),
                altered(claim, json!("something else")),
            );
        }
    }
    bad
}

#[test]
fn what_is_signed_here_with_the_right_key_and_nothing_altered_is_let_in() {
    // The table of bad tokens proves something only if its way of signing is the right one.
    let app = Called::new();
    let ada = app.register("Ada");
    let again = signed(
        &Header::default(),
        &payload(ada.token.text()),
        &signing_key(),
    );
    assert!(
        app.call("session_who", &[again.as_bytes()], &json!({}))
            .is_ok()
    );
}

#[test]
fn a_member_may_not_do_what_is_the_administrators() {
    let app = Called::new();
    let ada = app.register("Ada");
    let ben = app.register("Ben");
    let arguments = json!({ "id": ada.account.id.to_string() });
    for command in [
        "accounts_list",
        "account_activate",
        "account_deactivate",
        "account_delete",
    ] {
        let refused = app
            .call(command, &[ben.token.text().as_bytes()], &arguments)
            .unwrap_err();
        assert_eq!(refused["code"], "notPermitted", "{command}");
    }
    let listed = app
        .call("accounts_list", &[ada.token.text().as_bytes()], &json!({}))
        .unwrap();
    assert_eq!(listed.as_array().unwrap().len(), 2);
    let text = listed.to_string();
    for secret in ["hash", "key", "slot", "salt"] {
        assert!(!text.contains(secret), "{text}");
    }
}

#[test]
fn the_library_is_the_tokens_whatever_the_arguments_say() {
    let app = Called::new();
    let ada = app.register("Ada");
    let ben = app.register("Ben");
    let add = json!({ "book": { "title": "Middlemarch" } });
    let added = app
        .call("book_add", &[ada.token.text().as_bytes()], &add)
        .unwrap();
    let id = added["value"]["id"].clone();
    let missing = app
        .call(
            "book_get",
            &[ben.token.text().as_bytes()],
            &json!({ "id": id, "account": ada.account.id.to_string() }),
        )
        .unwrap_err();
    assert_eq!(missing["code"], "notFound");
    let found = app
        .call(
            "book_get",
            &[ada.token.text().as_bytes()],
            &json!({ "id": id }),
        )
        .unwrap();
    assert_eq!(found["title"], "Middlemarch");
}

#[test]
fn deactivating_or_locking_ends_every_token_at_once() {
    let app = Called::new();
    let ada = app.register("Ada");
    let ben = app.register("Ben");
    let who =
        |opened: &Opened| app.call("session_who", &[opened.token.text().as_bytes()], &json!({}));
    assert!(who(&ben).is_ok());
    app.call(
        "account_deactivate",
        &[ada.token.text().as_bytes()],
        &json!({ "id": ben.account.id.to_string() }),
    )
    .unwrap();
    assert_eq!(who(&ben).unwrap_err()["code"], "signedOut");
    let refused = app
        .call(
            "session_log_in",
            &[],
            &json!({ "name": "Ben", "password": PASSWORD, "stay": false }),
        )
        .unwrap_err();
    assert_eq!(refused["code"], "deactivated");

    app.call("session_lock", &[ada.token.text().as_bytes()], &json!({}))
        .unwrap();
    assert_eq!(who(&ada).unwrap_err()["code"], "signedOut");
    let start = app.call("app_start", &[], &json!({})).unwrap();
    assert_eq!(start["locked"], "Ada");
}

#[test]
fn a_wrong_name_and_a_wrong_password_are_one_error() {
    let app = Called::new();
    app.register("Ada");
    let wrong = |name: &str, password: &str| {
        app.call(
            "session_log_in",
            &[],
            &json!({ "name": name, "password": password, "stay": false }),
        )
        .unwrap_err()
    };
    let unknown = wrong("Nobody", PASSWORD);
    assert_eq!(unknown, wrong("Ada", "seven quiet otters reed"));
    assert_eq!(unknown["code"], "wrongCredentials");
    for huge in ["", "\0", &"a".repeat(1_000_000)] {
        assert_eq!(wrong("Ada", huge), unknown);
        assert_eq!(wrong(huge, PASSWORD), unknown);
    }
}

#[test]
fn wrong_values_are_said_at_their_fields() {
    let app = Called::new();
    let ada = app.register("Ada");
    let token = ada.token.text().as_bytes();
    let book = json!({ "book": {
        "title": " ", "published": "2023-02-30", "pages": "-5",
        "price": { "amount": "-1", "currency": "EUR" }, "isbn": "978030640615X",
    } });
    let refused = app.call("book_add", &[token], &book).unwrap_err();
    assert_eq!(refused["code"], "invalid");
    let fields: BTreeSet<&str> = refused["fields"]
        .as_array()
        .unwrap()
        .iter()
        .map(|field| field["field"].as_str().unwrap())
        .collect();
    for field in ["title", "published", "pages"] {
        assert!(fields.contains(field), "{field} is not in {fields:?}");
    }
    assert!(
        fields.iter().any(|field| field.starts_with("price")),
        "{fields:?}"
    );
    assert!(
        !fields.contains("isbn"),
        "a wrong ISBN is kept, not refused"
    );

    let kept = app
        .call(
            "book_add",
            &[token],
            &json!({ "book": { "title": "Odd", "isbn": "12345" } }),
        )
        .unwrap();
    assert_eq!(kept["value"]["isbn"], Value::Null);
    assert_eq!(
        kept["value"]["identifiers"][0],
        json!({ "scheme": "other", "value": "12345" })
    );
}

fn payload(token: &str) -> Value {
    let body = token.split('.').nth(1).unwrap();
    serde_json::from_slice(&from_base64url(body)).unwrap()
}

/// Claims in the order that the app writes them: it takes no other.
struct Spelled<'a>(&'a Value);

impl Serialize for Spelled<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        const ORDER: [&str; 8] = ["iss", "aud", "sub", "sid", "jti", "iat", "nbf", "exp"];
        let claims = self.0.as_object().unwrap();
        let known = ORDER.iter().filter_map(|name| claims.get_key_value(*name));
        let others = claims
            .iter()
            .filter(|(name, _)| !ORDER.contains(&name.as_str()));
        serializer.collect_map(known.chain(others))
    }
}

fn signed(header: &Header, claims: &Value, key: &[u8]) -> String {
    if header.alg == Algorithm::HS256 {
        return jsonwebtoken::encode(header, &Spelled(claims), &EncodingKey::from_secret(key))
            .unwrap();
    }
    // The app's provider signs nothing but HS256, so the other one is signed by hand, with the right key.
    let signing = format!(
        "{}.{}",
        base64url(serde_json::to_string(header).unwrap().as_bytes()),
        base64url(serde_json::to_string(&Spelled(claims)).unwrap().as_bytes()),
    );
    let mut mac = Hmac::<Sha512>::new_from_slice(key).unwrap();
    mac.update(signing.as_bytes());
    format!("{signing}.{}", base64url(&mac.finalize().into_bytes()))
}

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

fn base64url(bytes: &[u8]) -> String {
    let mut text = String::new();
    for chunk in bytes.chunks(3) {
        let bits = chunk
            .iter()
            .fold(0_u32, |bits, byte| bits << 8 | u32::from(*byte))
            << (8 * (3 - chunk.len()));
        for place in 0..=chunk.len() {
            text.push(char::from(
                ALPHABET[(bits >> (18 - 6 * place) & 63) as usize],
            ));
        }
    }
    text
}

fn from_base64url(text: &str) -> Vec<u8> {
    let (mut bits, mut held, mut bytes) = (0_u32, 0, Vec::new());
    for letter in text.bytes() {
        bits = bits << 6
            | u32::try_from(ALPHABET.iter().position(|known| *known == letter).unwrap()).unwrap();
        held += 6;
        if held >= 8 {
            held -= 8;
            bytes.push(u8::try_from(bits >> held & 0xff).unwrap());
        }
    }
    bytes
}
