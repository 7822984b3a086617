//! Makes tokens as the crate does, with any one thing wrong.

use accounts::Session;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, KeyInit, Mac};
use serde_json::{Map, Value};
use sha2::Sha256;

use crate::scene::KEY;

/// The one header that a token has.
pub const HEADER: &str = r#"{"typ":"JWT","alg":"HS256"}"#;

pub fn encode(bytes: impl AsRef<[u8]>) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

pub fn hs256(key: &[u8], message: &str) -> Vec<u8> {
    let mut mac = Hmac::<Sha256>::new_from_slice(key).unwrap();
    mac.update(message.as_bytes());
    mac.finalize().into_bytes().to_vec()
}

/// A token with any header and payload, rightly signed.
pub fn signed(header: &str, payload: &str) -> String {
    let message = format!("{}.{}", encode(header), encode(payload));
    let signature = encode(hs256(&KEY, &message));
    format!("{message}.{signature}")
}

pub fn payload(token: &str) -> String {
    let middle = token.split('.').nth(1).unwrap();
    String::from_utf8(URL_SAFE_NO_PAD.decode(middle).unwrap()).unwrap()
}

pub fn claims(session: &Session) -> Map<String, Value> {
    serde_json::from_str(&payload(session.token.text())).unwrap()
}

/// In the order in which ours are written, so that nothing but the change under test is wrong.
pub fn spell(claims: &Map<String, Value>) -> String {
    let known = ["iss", "aud", "sub", "sid", "jti", "iat", "nbf", "exp"];
    let ordered = known
        .iter()
        .filter_map(|&name| Some((name, claims.get(name)?)));
    let others = claims
        .iter()
        .filter(|(name, _)| !known.contains(&name.as_str()))
        .map(|(name, value)| (name.as_str(), value));
    let parts: Vec<String> = ordered
        .chain(others)
        .map(|(name, value)| format!("\"{name}\":{value}"))
        .collect();
    format!("{{{}}}", parts.join(","))
}

pub fn with(session: &Session, name: &str, value: Value) -> String {
    let mut claims = claims(session);
    claims.insert(name.to_owned(), value);
    signed(HEADER, &spell(&claims))
}

pub fn without(session: &Session, name: &str) -> String {
    let mut claims = claims(session);
    claims.remove(name);
    signed(HEADER, &spell(&claims))
}
