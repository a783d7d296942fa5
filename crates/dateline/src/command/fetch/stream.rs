//! The bytes of one answer, read on a thread of its own: a server that hangs must not hold an interruption up.

use rustls::CertificateError;
use std::io::Read;
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::thread;
use std::time::Duration;
use ureq::http::{Response, StatusCode, header};

/// What comes of a request, one after the other.
pub(super) enum Event {
    /// Not yet.
    Nothing,
    /// The answer begins at this byte of the file, of so many in all where that is known.
    Begins {
        at: u64,
        total: Option<u64>,
    },
    Bytes(Vec<u8>),
    Refused(Refusal),
    BrokeOff(String),
    End,
}

/// Why a server gives no bytes.
pub(super) enum Refusal {
    /// The file ends before the byte that was asked for.
    Range,
    /// Another status than was hoped for; `passing` where the server may think better of it.
    Status { status: String, passing: bool },
    /// Nothing can be asked for there.
    Address(String),
    /// The server is not known to be the one that it says it is.
    Certificate(String),
}

/// A running request.
pub(super) struct Stream(Receiver<Event>);

const PIECE: usize = 64 << 10;

impl Stream {
    /// Asks for a file from a byte on.
    pub(super) fn start(agent: ureq::Agent, url: &str, at: u64) -> Self {
        let (events, stream) = sync_channel(16);
        let url = url.to_owned();
        // The thread ends at its next event when nobody listens any more.
        thread::spawn(move || {
            let _ = events.send(ask(&agent, &url, at, &events));
        });
        Self(stream)
    }

    /// The next event; waits for it no longer than told.
    pub(super) fn next(&self, patience: Duration) -> Event {
        match self.0.recv_timeout(patience) {
            Ok(event) => event,
            Err(RecvTimeoutError::Timeout) => Event::Nothing,
            Err(RecvTimeoutError::Disconnected) => Event::BrokeOff("the request was given up".to_owned()),
        }
    }
}

/// Sends all events but the last, which it returns.
fn ask(agent: &ureq::Agent, url: &str, at: u64, events: &SyncSender<Event>) -> Event {
    let mut request = agent.get(url);
    if at > 0 {
        request = request.header(header::RANGE, format!("bytes={at}-"));
    }
    let answer = match request.call() {
        Ok(answer) => answer,
        Err(error @ (ureq::Error::BadUri(_) | ureq::Error::RequireHttpsOnly(_) | ureq::Error::Http(_))) => {
            return Event::Refused(Refusal::Address(error.to_string()));
        }
        Err(error) => {
            let untrusted =
                certificate_error(&error).map(|words| Event::Refused(Refusal::Certificate(words)));
            return untrusted.unwrap_or_else(|| Event::BrokeOff(error.to_string()));
        }
    };
    let begins = match answer.status() {
        StatusCode::OK => Event::Begins { at: 0, total: number(&answer, header::CONTENT_LENGTH.as_str()) },
        StatusCode::PARTIAL_CONTENT => match range(&answer) {
            Some((first, total)) if first == at => Event::Begins { at, total },
            _ => {
                return Event::BrokeOff(
                    "the server gives another part of the file than was asked for".to_owned(),
                );
            }
        },
        StatusCode::RANGE_NOT_SATISFIABLE if at > 0 => return Event::Refused(Refusal::Range),
        status => {
            let passing = status.is_server_error() || [408, 429].contains(&status.as_u16());
            return Event::Refused(Refusal::Status { status: status.to_string(), passing });
        }
    };
    if events.send(begins).is_err() {
        return Event::End;
    }
    let mut body = answer.into_body().into_reader();
    loop {
        let mut piece = vec![0; PIECE];
        match body.read(&mut piece) {
            Ok(0) => return Event::End,
            Ok(count) => {
                piece.truncate(count);
                if events.send(Event::Bytes(piece)).is_err() {
                    return Event::End;
                }
            }
            Err(error) => return Event::BrokeOff(error.to_string()),
        }
    }
}

fn in_words(fault: &CertificateError) -> String {
    use CertificateError as Fault;
    match fault {
        Fault::UnknownIssuer => "no authority that is known here has signed it".to_owned(),
        Fault::Expired | Fault::ExpiredContext { .. } => "it has expired".to_owned(),
        Fault::NotValidYet | Fault::NotValidYetContext { .. } => "it is not valid yet".to_owned(),
        Fault::NotValidForName | Fault::NotValidForNameContext { .. } => {
            "it is that of another server".to_owned()
        }
        Fault::Revoked => "it was revoked".to_owned(),
        other => other.to_string(),
    }
}

/// What is wrong with the server's certificate, where that is what is wrong.
fn certificate_error(error: &ureq::Error) -> Option<String> {
    let error = match error {
        ureq::Error::Rustls(error) => error,
        ureq::Error::Io(error) => error.get_ref()?.downcast_ref()?,
        _ => return None,
    };
    match error {
        rustls::Error::InvalidCertificate(fault) => Some(in_words(fault)),
        _ => None,
    }
}

fn number(answer: &Response<ureq::Body>, name: &str) -> Option<u64> {
    answer.headers().get(name)?.to_str().ok()?.parse().ok()
}

/// The first byte and the size of the whole file in `Content-Range: bytes 5-9/10`.
fn range(answer: &Response<ureq::Body>) -> Option<(u64, Option<u64>)> {
    let value = answer.headers().get(header::CONTENT_RANGE)?.to_str().ok()?;
    let (first, rest) = value.strip_prefix("bytes ")?.split_once('-')?;
    let (_, total) = rest.split_once('/')?;
    Some((first.parse().ok()?, total.parse().ok()))
}
