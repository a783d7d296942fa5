//! Whose word is taken for what server one speaks with.

use super::FetchError;
use std::env;
use ureq::tls::{Certificate, RootCerts};

/// Where certificates of authorities are named, as OpenSSL and curl have it.
const NAMED: [&str; 2] = ["SSL_CERT_FILE", "SSL_CERT_DIR"];

/// The authorities that the environment names, or else those that the system trusts; a system that has none is given
/// those of Mozilla's.
pub(super) fn trusted() -> Result<RootCerts, FetchError> {
    let named = NAMED.into_iter().find(|name| env::var_os(name).is_some_and(|value| !value.is_empty()));
    let loaded = rustls_native_certs::load_native_certs();
    if loaded.certs.is_empty() {
        return named.map_or(Ok(RootCerts::WebPki), |name| {
            let words: Vec<String> = loaded.errors.iter().map(ToString::to_string).collect();
            let words = if words.is_empty() { "no certificate in it".to_owned() } else { words.join("; ") };
            Err(FetchError::Authorities { name, words })
        });
    }
    Ok(RootCerts::from(loaded.certs.iter().map(|found| Certificate::from_der(found).to_owned())))
}
