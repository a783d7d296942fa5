//! Fetching a recipe's downloads: resumed where they broke off, checked against their pins, kept for the next build.

mod authorities;
mod file;
mod stream;

use dateline::Download;
use file::PartFile;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;
use stream::{Event, Refusal, Stream};
use ureq::tls::{RootCerts, TlsConfig};

/// Why a download is not there.
#[derive(Debug, thiserror::Error)]
pub(crate) enum FetchError {
    #[error("{url}: the server answers {status}; correct the address in the recipe, or ask whoever keeps it")]
    Refused { url: String, status: String },
    #[error("{url}: {words}; this is not an address that can be fetched")]
    Address { url: String, words: String },
    #[error(
        "{url}: the certificate of the server is not trusted: {words}; if an authority of your own has signed it, name the \
         file with that one's certificate in the environment as SSL_CERT_FILE"
    )]
    Certificate { url: String, words: String },
    #[error(
        "{name}: the certificates it names cannot be used: {words}; correct it, or take it out of the environment"
    )]
    Authorities { name: &'static str, words: String },
    #[error("{url}: the server could not be reached: {words}; run the same command again later")]
    Unreachable { url: String, words: String },
    #[error(
        "{url}: broke off after {bytes} bytes: {words}; the partial download is kept, run the same command again to resume"
    )]
    BrokeOff { url: String, bytes: u64, words: String },
    #[error(
        "{url}: its SHA-256 is {found}, and the recipe pins {wanted}; the file there is another one now: look at it, and \
         correct the pin or the address"
    )]
    Hash { url: String, found: String, wanted: String },
    #[error("{}: could not be written: {fault}; make room or give `--downloads` another folder", path.display())]
    Write { path: PathBuf, fault: io::Error },
    #[error(
        "interrupted while {url} was fetched; the partial download is kept, run the same command again to resume"
    )]
    Interrupted { url: String },
    #[error("no folder to keep downloads in is known on this system; name one with `--downloads`")]
    NoFolder,
}

impl FetchError {
    /// What went wrong, without what to do about it.
    fn in_short(&self) -> String {
        match self {
            Self::Refused { status, .. } => format!("the server answers {status}"),
            Self::Unreachable { words, .. } => format!("the server could not be reached: {words}"),
            Self::BrokeOff { bytes, words, .. } => format!("broke off after {bytes} bytes: {words}"),
            other => other.to_string(),
        }
    }

    /// The exit code of the command, as that of a build.
    pub(crate) fn exit_code(&self) -> u8 {
        match self {
            Self::Hash { .. } => 1,
            Self::Interrupted { .. } => 130,
            _ => 2,
        }
    }
}

/// What is told of a download.
pub(crate) enum News<'n> {
    /// How many bytes there are, and how many there will be where the server says so.
    Bytes { name: &'n str, bytes: u64, of: Option<u64> },
    /// It did not go well, and is tried again after a while.
    Again { url: &'n str, why: &'n str, after: Duration },
}

/// Is told how downloads go.
pub(crate) type Told<'t> = &'t mut dyn FnMut(News<'_>);

/// Fetches files over the network.
pub(crate) struct Fetcher {
    stop: Arc<AtomicBool>,
    agent: ureq::Agent,
    /// How long to wait before each further try.
    waits: Vec<Duration>,
    /// How long a server may be silent.
    patience: Duration,
}

/// How long each wait for the next piece is before it is looked whether to stop.
const STEP: Duration = Duration::from_millis(50);

/// How a single try ended, where it did not end well.
enum Failed {
    /// Another try may do better.
    Passing(FetchError),
    /// What had come before was of another file; it is thrown away.
    Anew(FetchError),
    Final(FetchError),
}

impl Fetcher {
    pub(crate) fn new(stop: Arc<AtomicBool>) -> Result<Self, FetchError> {
        let waits = [1, 4, 15, 30].map(Duration::from_secs).to_vec();
        Ok(Self::with(stop, true, authorities::trusted()?, waits, Duration::from_secs(60)))
    }

    fn with(
        stop: Arc<AtomicBool>,
        https_only: bool,
        trusted: RootCerts,
        waits: Vec<Duration>,
        patience: Duration,
    ) -> Self {
        let config = ureq::Agent::config_builder()
            .https_only(https_only)
            .tls_config(TlsConfig::builder().root_certs(trusted).build())
            .http_status_as_error(false)
            .timeout_connect(Some(patience))
            .timeout_recv_response(Some(patience))
            .user_agent(concat!("dateline/", env!("CARGO_PKG_VERSION")));
        Self { stop, agent: config.build().new_agent(), waits, patience }
    }

    /// Fetches every file that is not in `folder` yet.
    pub(crate) fn fetch_all(
        &self,
        downloads: &[Download],
        folder: &Path,
        told: Told<'_>,
    ) -> Result<(), FetchError> {
        downloads.iter().try_for_each(|download| self.fetch(download, folder, told))
    }

    fn fetch(&self, download: &Download, folder: &Path, told: Told<'_>) -> Result<(), FetchError> {
        let target = download.path_in(folder);
        if target.is_file() {
            return Ok(());
        }
        let failed = |fault| FetchError::Write { path: target.clone(), fault };
        let mut part = loop {
            if let Some(part) = PartFile::open(&target).map_err(failed)? {
                break part;
            }
            // Another build is fetching the same file.
            self.pause(STEP, download)?;
        };
        // It may have come while the lock was waited for.
        if target.is_file() {
            return Ok(());
        }
        let mut waits = self.waits.iter();
        let mut anew = false;
        loop {
            let before = part.bytes();
            match self.attempt(download, &mut part, told) {
                Ok(()) => return part.publish(&target).map_err(failed),
                Err(Failed::Anew(_)) if !anew => anew = true,
                Err(Failed::Final(error) | Failed::Anew(error)) => return Err(error),
                Err(Failed::Passing(error)) => {
                    if part.bytes() > before {
                        // It goes on, if in pieces.
                        waits = self.waits.iter();
                    }
                    let why = error.in_short();
                    let after = *waits.next().ok_or(error)?;
                    told(News::Again { url: &download.url, why: &why, after });
                    self.pause(after, download)?;
                }
            }
        }
    }

    /// Reads on from where the file is, to its end.
    fn attempt(&self, download: &Download, part: &mut PartFile, told: Told<'_>) -> Result<(), Failed> {
        let url = || download.url.clone();
        let write = |fault| Failed::Final(FetchError::Write { path: download.file_name().into(), fault });
        let start = part.bytes();
        let stream = Stream::start(self.agent.clone(), &download.url, start);
        let mut total = None;
        let mut silent = Duration::ZERO;
        loop {
            let broke_off = |part: &PartFile, words: String| {
                let (url, bytes) = (url(), part.bytes());
                Failed::Passing(if bytes == 0 {
                    FetchError::Unreachable { url, words }
                } else {
                    FetchError::BrokeOff { url, bytes, words }
                })
            };
            match stream.next(STEP) {
                Event::Nothing => {
                    silent += STEP;
                    if silent >= self.patience {
                        return Err(broke_off(part, "the server has gone silent".to_owned()));
                    }
                }
                Event::Begins { at, total: of } => {
                    silent = Duration::ZERO;
                    total = of;
                    if at != start {
                        part.restart().map_err(write)?;
                    }
                }
                Event::Bytes(bytes) => {
                    silent = Duration::ZERO;
                    part.write(&bytes).map_err(write)?;
                    told(News::Bytes { name: &download.file_name(), bytes: part.bytes(), of: total });
                }
                Event::Refused(Refusal::Range) => {
                    // There is no more than what has come already: either that is all, or it is of another file.
                    return self.check(download, part, start);
                }
                Event::Refused(Refusal::Status { status, passing }) => {
                    let error = FetchError::Refused { url: url(), status };
                    return Err(if passing { Failed::Passing(error) } else { Failed::Final(error) });
                }
                Event::Refused(Refusal::Address(words)) => {
                    return Err(Failed::Final(FetchError::Address { url: url(), words }));
                }
                Event::Refused(Refusal::Certificate(words)) => {
                    return Err(Failed::Final(FetchError::Certificate { url: url(), words }));
                }
                Event::BrokeOff(words) => return Err(broke_off(part, words)),
                Event::End if total.is_some_and(|total| part.bytes() < total) => {
                    return Err(broke_off(part, "the connection was closed".to_owned()));
                }
                Event::End => return self.check(download, part, start),
            }
            if self.stop.load(Ordering::Relaxed) {
                return Err(Failed::Final(FetchError::Interrupted { url: url() }));
            }
        }
    }

    /// Holds the file against its pin. One that was put together of two tries may be of two files.
    fn check(&self, download: &Download, part: &mut PartFile, start: u64) -> Result<(), Failed> {
        let found = part.sha256();
        if found == download.sha256 {
            return Ok(());
        }
        let write = |fault| Failed::Final(FetchError::Write { path: download.file_name().into(), fault });
        part.restart().map_err(write)?;
        let (url, wanted) = (download.url.clone(), download.sha256.clone());
        let error = FetchError::Hash { url, found, wanted };
        Err(if start > 0 { Failed::Anew(error) } else { Failed::Final(error) })
    }

    /// Waits, unless the build is to stop.
    fn pause(&self, wait: Duration, download: &Download) -> Result<(), FetchError> {
        let mut left = wait;
        loop {
            if self.stop.load(Ordering::Relaxed) {
                return Err(FetchError::Interrupted { url: download.url.clone() });
            }
            if left.is_zero() {
                return Ok(());
            }
            let now = left.min(STEP);
            thread::sleep(now);
            left -= now;
        }
    }
}

/// The folder that downloads are kept in where none is named: `dateline/downloads` in the user's own cache.
pub(crate) fn default_folder() -> Result<PathBuf, FetchError> {
    use etcetera::BaseStrategy as _;
    let strategy = etcetera::choose_base_strategy().map_err(|_| FetchError::NoFolder)?;
    Ok(strategy.cache_dir().join("dateline").join("downloads"))
}

#[cfg(test)]
mod tests;
