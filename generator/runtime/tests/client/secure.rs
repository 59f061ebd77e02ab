//! Connections with TLS: certificates of the server and of the client, HTTP/2, and how many
//! connections there are. The servers are real, and so are the certificates, which are made
//! anew for each test.

use crate::support::{Client, GET};
use kiln_runtime::http::{ErrorKind, ReqwestTransport, decode};
use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair};
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::pki_types::PrivateKeyDer;
use tokio_rustls::rustls::server::WebPkiClientVerifier;
use tokio_rustls::rustls::{RootCertStore, ServerConfig};

/// An authority that signs certificates.
struct Authority(CertifiedIssuer<'static, KeyPair>);

/// A certificate with its key.
struct Certified {
    certificate: rcgen::Certificate,
    key: KeyPair,
}

impl Authority {
    fn new() -> Self {
        let mut params = CertificateParams::new(Vec::new()).expect("parameters");
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let key = KeyPair::generate().expect("a key");
        Self(CertifiedIssuer::self_signed(params, key).expect("a certificate"))
    }

    fn certify(&self, name: &str) -> Certified {
        let params = CertificateParams::new(vec![name.to_owned()]).expect("parameters");
        let key = KeyPair::generate().expect("a key");
        let certificate = params.signed_by(&key, &self.0).expect("a certificate");
        Certified { certificate, key }
    }

    fn roots(&self) -> RootCertStore {
        let mut roots = RootCertStore::empty();
        roots.add(self.0.der().clone()).expect("a root");
        roots
    }

    /// What a server on this machine has, whose clients need a certificate too, or not.
    fn server(&self, asks: bool, protocol: &[u8]) -> ServerConfig {
        let Certified { certificate, key } = self.certify("127.0.0.1");
        let key = PrivateKeyDer::Pkcs8(key.serialize_der().into());
        let builder = if asks {
            let roots = Arc::new(self.roots());
            let verifier = WebPkiClientVerifier::builder(roots).build();
            ServerConfig::builder()
                .with_client_cert_verifier(verifier.expect("a verifier"))
        } else {
            ServerConfig::builder().with_no_client_auth()
        };
        let chain = vec![certificate.der().clone()];
        let mut config = builder.with_single_cert(chain, key).expect("a configuration");
        config.alpn_protocols = vec![protocol.to_vec()];
        config
    }

    /// A client of the server at an address, which trusts this authority alone.
    fn client(&self, address: SocketAddr, identity: Option<&Certified>) -> Client {
        let root = reqwest::Certificate::from_der(self.0.der()).expect("a root");
        let mut builder = reqwest::Client::builder()
            .no_proxy()
            .redirect(reqwest::redirect::Policy::none())
            .tls_certs_only([root]);
        if let Some(Certified { certificate, key }) = identity {
            let pem = format!("{}{}", key.serialize_pem(), certificate.pem());
            let identity = reqwest::Identity::from_pem(pem.as_bytes());
            builder = builder.identity(identity.expect("an identity"));
        }
        let client = builder.build().expect("a client");
        Client::builder()
            .base_url(format!("https://{address}"))
            .transport(ReqwestTransport::from(client))
            .timeout(Duration::from_secs(10))
            .retries(0)
            .build()
            .expect("a client")
    }
}

/// What a server has seen.
#[derive(Default)]
struct Seen {
    connections: AtomicUsize,
    requests: AtomicUsize,
}

impl Seen {
    fn counts(&self) -> (usize, usize) {
        (self.connections.load(Ordering::SeqCst), self.requests.load(Ordering::SeqCst))
    }
}

/// A server that answers 42, over HTTP/2 or not.
async fn serve(config: ServerConfig) -> (SocketAddr, Arc<Seen>) {
    let is_two = config.alpn_protocols == [b"h2"];
    let acceptor = TlsAcceptor::from(Arc::new(config));
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("an address");
    let seen: Arc<Seen> = Arc::default();
    let counts = Arc::clone(&seen);
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            counts.connections.fetch_add(1, Ordering::SeqCst);
            let (acceptor, counts) = (acceptor.clone(), Arc::clone(&counts));
            tokio::spawn(async move {
                if let Ok(stream) = acceptor.accept(stream).await {
                    if is_two {
                        two(stream, &counts).await;
                    } else {
                        one(stream, &counts).await;
                    }
                }
            });
        }
    });
    (address, seen)
}

type Secure = tokio_rustls::server::TlsStream<TcpStream>;

/// HTTP/1.1: one request after the other.
async fn one(mut stream: Secure, seen: &Seen) {
    let mut bytes = Vec::new();
    while stream.read_buf(&mut bytes).await.is_ok_and(|count| count > 0) {
        if bytes.ends_with(b"\r\n\r\n") {
            bytes.clear();
            seen.requests.fetch_add(1, Ordering::SeqCst);
            let answer = b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n42";
            if stream.write_all(answer).await.is_err() {
                return;
            }
        }
    }
}

/// HTTP/2: all requests that are there at the same time.
async fn two(stream: Secure, seen: &Seen) {
    let Ok(mut connection) = h2::server::handshake(stream).await else { return };
    while let Some(Ok((_, mut respond))) = connection.accept().await {
        seen.requests.fetch_add(1, Ordering::SeqCst);
        let sent = respond.send_response(http::Response::new(()), false);
        if let Ok(mut body) = sent {
            let _ = body.send_data("42".into(), true);
        }
    }
}

#[tokio::test]
async fn a_certificate_of_the_client_is_presented_to_servers_that_ask_for_one() {
    let authority = Authority::new();
    let (address, seen) = serve(authority.server(true, b"http/1.1")).await;
    let identity = authority.certify("a client");
    let client = authority.client(address, Some(&identity));
    for _ in 0..3 {
        assert_eq!(client.call(&GET, decode::json::<i64>).await.expect("42"), 42);
    }
    assert_eq!(seen.counts(), (1, 3));
}

#[tokio::test]
async fn without_a_certificate_or_with_a_strangers_no_request_is_read() {
    let authority = Authority::new();
    let (address, seen) = serve(authority.server(true, b"http/1.1")).await;
    let stranger = Authority::new().certify("a client");
    for identity in [None, Some(&stranger)] {
        let client = authority.client(address, identity);
        let error = client.empty(&GET).await.expect_err("turned away");
        // In TLS 1.3 a server says so after the client has finished its part.
        let kinds = [ErrorKind::Connect, ErrorKind::Transport];
        assert!(kinds.contains(&error.kind()), "{error:?}");
    }
    assert_eq!(seen.counts().1, 0);
}

#[tokio::test]
async fn a_server_whose_certificate_nobody_vouches_for_gets_no_request() {
    let (address, seen) = serve(Authority::new().server(false, b"http/1.1")).await;
    let client = Authority::new().client(address, None);
    let error = client.empty(&GET).await.expect_err("not trusted");
    assert_eq!((error.kind(), error.is_timeout()), (ErrorKind::Connect, false));
    assert_eq!(seen.counts(), (1, 0));
}

#[tokio::test]
async fn the_transport_of_the_client_trusts_no_stranger_either() {
    let (address, seen) = serve(Authority::new().server(false, b"http/1.1")).await;
    let builder = Client::builder().base_url(format!("https://{address}")).retries(0);
    let client = builder.build().expect("a client");
    let error = client.empty(&GET).await.expect_err("not trusted");
    assert_eq!((error.kind(), seen.counts()), (ErrorKind::Connect, (1, 0)));
}

#[cfg(feature = "http2")]
#[tokio::test]
async fn calls_at_the_same_time_share_a_connection_of_http_2() {
    let authority = Authority::new();
    let (address, seen) = serve(authority.server(false, b"h2")).await;
    let client = authority.client(address, None);
    // The first one opens the connection.
    assert_eq!(client.call(&GET, decode::json::<i64>).await.expect("42"), 42);
    let mut tasks = tokio::task::JoinSet::new();
    for _ in 0..20 {
        let client = client.clone();
        tasks.spawn(async move { client.call(&GET, decode::json::<i64>).await });
    }
    for value in tasks.join_all().await {
        assert_eq!(value.expect("42"), 42);
    }
    assert_eq!(seen.counts(), (1, 21));
}

#[tokio::test]
async fn calls_one_after_the_other_share_a_connection() {
    let authority = Authority::new();
    let (address, seen) = serve(authority.server(false, b"http/1.1")).await;
    let client = authority.client(address, None);
    for _ in 0..5 {
        assert_eq!(client.call(&GET, decode::json::<i64>).await.expect("42"), 42);
    }
    assert_eq!(seen.counts(), (1, 5));
}
