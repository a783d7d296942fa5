use super::*;
use insta::assert_snapshot;
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::Mutex;

/// What a server does with one request after the other, by the line that asks for a range where there is one.
type Answers = Vec<fn(&mut TcpStream, &[u8])>;

/// A server of one file, and the ranges that it was asked for.
struct Server {
    url: String,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Server {
    fn start(file: &[u8], answers: Answers) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}/pages.jsonl", listener.local_addr().unwrap());
        let asked = Arc::new(Mutex::new(Vec::new()));
        let (file, noted) = (file.to_vec(), Arc::clone(&asked));
        thread::spawn(move || {
            for answer in answers {
                let (mut connection, _) = listener.accept().unwrap();
                let lines = BufReader::new(connection.try_clone().unwrap()).lines();
                let head: Vec<String> =
                    lines.map(Result::unwrap).take_while(|line| !line.is_empty()).collect();
                let range = head.iter().find_map(|line| line.strip_prefix("range: "));
                noted.lock().unwrap().push(range.unwrap_or_default().to_owned());
                answer(&mut connection, &file);
            }
        });
        Self { url, asked }
    }

    fn asked(&self) -> Vec<String> {
        self.asked.lock().unwrap().clone()
    }
}

fn answer(connection: &mut TcpStream, head: &str, length: usize, body: &[u8]) {
    let head = format!("HTTP/1.1 {head}\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n");
    connection.write_all(&[head.as_bytes(), body].concat()).unwrap();
}

fn whole(connection: &mut TcpStream, file: &[u8]) {
    answer(connection, "200 OK", file.len(), file);
}

/// Breaks off after the first thousand bytes.
fn broken(connection: &mut TcpStream, file: &[u8]) {
    answer(connection, "200 OK", file.len(), &file[..1000]);
}

/// The rest from the thousandth byte on.
fn rest(connection: &mut TcpStream, file: &[u8]) {
    let head = format!("206 Partial Content\r\nContent-Range: bytes 1000-{}/{}", file.len() - 1, file.len());
    answer(connection, &head, file.len() - 1000, &file[1000..]);
}

fn gone(connection: &mut TcpStream, _: &[u8]) {
    answer(connection, "404 Not Found", 0, b"");
}

fn busy(connection: &mut TcpStream, _: &[u8]) {
    answer(connection, "503 Service Unavailable", 0, b"");
}

fn no_more(connection: &mut TcpStream, _: &[u8]) {
    answer(connection, "416 Range Not Satisfiable", 0, b"");
}

fn file() -> Vec<u8> {
    (0..400).flat_map(|number| format!("{{\"text\":\"Page {number}.\"}}\n").into_bytes()).collect()
}

/// Fetches what a server has, with so many tries, over plain HTTP: only here is that allowed.
fn fetch_with(server: &Server, folder: &Path, tries: usize, sha256: &str) -> Result<Vec<u8>, String> {
    let download = Download { url: server.url.clone(), sha256: sha256.to_owned() };
    let waits = vec![Duration::ZERO; tries - 1];
    let fetcher = Fetcher::with(Arc::default(), false, RootCerts::WebPki, waits, Duration::from_secs(5));
    let fetched = fetcher.fetch_all(std::slice::from_ref(&download), folder, &mut |_| {});
    let words = |error: FetchError| error.to_string().replace(&server.url, "URL");
    fetched.map_err(words).map(|()| fs::read(download.path_in(folder)).unwrap())
}

fn pin() -> String {
    dateline_record::pages::sha256_hex(&file())
}

fn fetch(server: &Server, tries: usize) -> Result<Vec<u8>, String> {
    fetch_with(server, tempfile::tempdir().unwrap().path(), tries, &pin())
}

#[test]
fn a_file_is_fetched_once() {
    let server = Server::start(&file(), vec![whole]);
    let folder = tempfile::tempdir().unwrap();
    for _ in 0..2 {
        assert_eq!(fetch_with(&server, folder.path(), 1, &pin()), Ok(file()));
    }
    assert_eq!(server.asked(), [""]);
}

#[test]
fn what_breaks_off_is_gone_on_with() {
    let server = Server::start(&file(), vec![broken, busy, rest]);
    assert_eq!(fetch(&server, 3), Ok(file()));
    assert_eq!(server.asked(), ["", "bytes=1000-", "bytes=1000-"]);
    // By the next build too, and where the server knows nothing of ranges.
    let server = Server::start(&file(), vec![broken, whole]);
    let folder = tempfile::tempdir().unwrap();
    let message = fetch_with(&server, folder.path(), 1, &pin()).unwrap_err();
    let kept = "the partial download is kept, run the same command again to resume";
    assert!(message.starts_with("URL: broke off after 1000 bytes: ") && message.ends_with(kept), "{message}");
    assert_eq!(fetch_with(&server, folder.path(), 1, &pin()), Ok(file()));
    assert_eq!(server.asked(), ["", "bytes=1000-"]);
}

#[test]
fn a_part_that_does_not_fit_the_rest_is_fetched_anew() {
    let other =
        |connection: &mut TcpStream, file: &[u8]| answer(connection, "200 OK", file.len(), &[b'x'; 1000]);
    let server = Server::start(&file(), vec![other, rest, whole]);
    assert_eq!(fetch(&server, 2), Ok(file()));
    // All of it was there, and only its end had not been heard of.
    let endless =
        |connection: &mut TcpStream, file: &[u8]| answer(connection, "200 OK", file.len() + 1, file);
    let server = Server::start(&file(), vec![endless, no_more]);
    assert_eq!(fetch(&server, 2), Ok(file()));
}

#[test]
fn what_cannot_be_fetched_is_told() {
    let server = Server::start(&file(), vec![gone]);
    assert_snapshot!(fetch(&server, 3).unwrap_err(), @"URL: the server answers 404 Not Found; correct the address in the recipe, or ask whoever keeps it");
    let server = Server::start(&file(), vec![busy, busy]);
    assert_snapshot!(fetch(&server, 2).unwrap_err(), @"URL: the server answers 503 Service Unavailable; correct the address in the recipe, or ask whoever keeps it");
    let server = Server::start(b"another file", vec![whole]);
    let message = fetch(&server, 3).unwrap_err();
    let found = dateline_record::pages::sha256_hex(b"another file");
    assert_eq!(
        message,
        format!(
            "URL: its SHA-256 is {found}, and the recipe pins {}; the file there is another one now: look at it, and \
             correct the pin or the address",
            pin()
        )
    );
    let nobody = Server { url: "http://127.0.0.1:1/pages.jsonl".to_owned(), asked: Arc::default() };
    let message = fetch(&nobody, 2).unwrap_err();
    assert!(message.starts_with("URL: the server could not be reached: "), "{message}");
}

#[test]
fn a_server_that_hangs_does_not_hold_an_interruption_up() {
    let hang = |connection: &mut TcpStream, file: &[u8]| {
        broken(connection, file);
        thread::sleep(Duration::from_secs(30));
    };
    let server = Server::start(&file(), vec![hang]);
    let folder = tempfile::tempdir().unwrap();
    let stop = Arc::new(AtomicBool::new(false));
    let patience = Duration::from_secs(20);
    let fetcher = Fetcher::with(Arc::clone(&stop), false, RootCerts::WebPki, Vec::new(), patience);
    let download = Download { url: server.url.clone(), sha256: pin() };
    let fetched = fetcher.fetch(&download, folder.path(), &mut |news| {
        let News::Bytes { bytes, of, .. } = news else { panic!("nothing is tried again") };
        assert_eq!((bytes, of), (1000, Some(file().len() as u64)));
        stop.store(true, Ordering::Relaxed);
    });
    assert!(matches!(fetched, Err(FetchError::Interrupted { .. })));
}

#[test]
fn nothing_is_fetched_without_encryption() {
    let server = Server::start(&file(), vec![whole]);
    let fetcher = Fetcher { waits: Vec::new(), ..Fetcher::new(Arc::default()).unwrap() };
    let download = Download { url: server.url.clone(), sha256: pin() };
    let folder = tempfile::tempdir().unwrap();
    let refused = fetcher.fetch(&download, folder.path(), &mut |_| {});
    assert!(matches!(refused, Err(FetchError::Address { .. })));
    assert!(server.asked().is_empty());
}

#[test]
fn what_is_tried_again_is_told() {
    let server = Server::start(&file(), vec![busy, broken, rest]);
    let folder = tempfile::tempdir().unwrap();
    let waits = vec![Duration::ZERO, Duration::from_millis(1)];
    let fetcher = Fetcher::with(Arc::default(), false, RootCerts::WebPki, waits, Duration::from_secs(5));
    let download = Download { url: server.url.clone(), sha256: pin() };
    let mut heard = Vec::new();
    let fetched = fetcher.fetch(&download, folder.path(), &mut |news| {
        if let News::Again { url, why, after } = news {
            assert_eq!(url, server.url);
            heard.push(format!("{why} ({} ms)", after.as_millis()));
        }
    });
    assert!(fetched.is_ok());
    let [first, second] = heard.as_slice() else { panic!("{heard:?}") };
    assert_eq!(first, "the server answers 503 Service Unavailable (0 ms)");
    assert!(second.starts_with("broke off after 1000 bytes: ") && second.ends_with(" (0 ms)"), "{second}");
}

/// An authority for tests alone, and a server of the name `localhost` that it vouches for.
const AUTHORITY: &[u8] = include_bytes!("../../../tests/data/tls/ca.pem");
const SERVER: &[u8] = include_bytes!("../../../tests/data/tls/server.pem");
const KEY: &[u8] = include_bytes!("../../../tests/data/tls/server.key");

/// A server of one file over TLS, and how often it was called.
fn encrypted(file: Vec<u8>) -> (String, Arc<Mutex<usize>>) {
    use rustls::pki_types::pem::PemObject as _;
    use rustls::pki_types::{CertificateDer, PrivateKeyDer};
    let chain = vec![CertificateDer::from_pem_slice(SERVER).unwrap()];
    let key = PrivateKeyDer::from_pem_slice(KEY).unwrap();
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = rustls::ServerConfig::builder_with_provider(provider).with_safe_default_protocol_versions();
    let config = Arc::new(config.unwrap().with_no_client_auth().with_single_cert(chain, key).unwrap());
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("https://localhost:{}/pages.jsonl", listener.local_addr().unwrap().port());
    let called = Arc::new(Mutex::new(0));
    let counted = Arc::clone(&called);
    thread::spawn(move || {
        for connection in listener.incoming() {
            *counted.lock().unwrap() += 1;
            let tls = rustls::ServerConnection::new(Arc::clone(&config)).unwrap();
            let mut stream = rustls::StreamOwned::new(tls, connection.unwrap());
            let mut lines = BufReader::new(&mut stream).lines();
            // A client that does not trust the server says so here.
            if lines.by_ref().take_while(|line| line.as_ref().is_ok_and(|line| !line.is_empty())).count() > 0
            {
                drop(lines);
                let head =
                    format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\nConnection: close\r\n\r\n", file.len());
                stream.write_all(&[head.as_bytes(), &file].concat()).unwrap();
                stream.conn.send_close_notify();
                let _ = stream.flush();
            }
        }
    });
    (url, called)
}

fn fetch_encrypted(url: &str, trusted: RootCerts) -> Result<Vec<u8>, String> {
    let folder = tempfile::tempdir().unwrap();
    let waits = vec![Duration::ZERO; 3];
    let fetcher = Fetcher::with(Arc::default(), true, trusted, waits, Duration::from_secs(5));
    let download = Download { url: url.to_owned(), sha256: pin() };
    let words = |error: FetchError| error.to_string().replace(url, "URL");
    fetcher.fetch(&download, folder.path(), &mut |_| {}).map_err(words)?;
    Ok(fs::read(download.path_in(folder.path())).unwrap())
}

#[test]
fn a_server_is_trusted_on_the_word_of_an_authority_that_is_named() {
    let (url, _) = encrypted(file());
    let authority = ureq::tls::Certificate::from_pem(AUTHORITY).unwrap();
    assert_eq!(fetch_encrypted(&url, RootCerts::new_with_certs(&[authority])), Ok(file()));
}

#[test]
fn a_certificate_that_is_not_trusted_is_named_and_nothing_is_tried_again() {
    let (url, called) = encrypted(file());
    assert_snapshot!(fetch_encrypted(&url, RootCerts::WebPki).unwrap_err(), @"URL: the certificate of the server is not trusted: no authority that is known here has signed it; if an authority of your own has signed it, name the file with that one's certificate in the environment as SSL_CERT_FILE");
    assert_eq!(*called.lock().unwrap(), 1);
}
