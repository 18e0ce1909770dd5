//! Everything tied to a socket.

use std::net::SocketAddr;
use std::sync::Arc;

use axum::Router;
use axum::http::header::{
    ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS, ACCESS_CONTROL_ALLOW_ORIGIN, ACCESS_CONTROL_MAX_AGE,
    CACHE_CONTROL, X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderName, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;
use tokio::task::{JoinHandle, JoinSet};
use tokio::time::timeout;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::set_header::SetResponseHeaderLayer;

use crate::api::{self, Api};
use crate::assets;
use crate::chain::Chain;
use crate::config::ServeConfig;
use crate::erasure::{self, Eraser, Forget};
use crate::host::{self, RESOURCE_POLICY};
use crate::ingest::{self, Flusher, Ingest, Keys, Queue};
use crate::model::Project;
use crate::problem::Problem;
use crate::store::folder::Folder;
use crate::store::sqlite::Sqlite;
use crate::store::{ByteStore, RowStore, StoreError};

/// A server that cannot start, or had to stop.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// `--open` on an address that others can reach.
    #[error("--open shows all recordings without login, so it needs a loopback address such as 127.0.0.1, not {0}")]
    OpenToOthers(SocketAddr),
    /// The address cannot be listened on.
    #[error("cannot listen on {address}")]
    Listen {
        /// The address.
        address: SocketAddr,
        /// What the system says.
        source: std::io::Error,
    },
    /// The database cannot be opened.
    #[error("cannot open the database {path}")]
    Database {
        /// Its file.
        path: String,
        /// What the store says.
        source: StoreError,
    },
    /// A store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Nothing is stored any more: whoever watches this process should start it again.
    #[error("the flusher ended unexpectedly")]
    FlusherEnded,
}

/// A server that listens.
pub struct Server {
    listener: TcpListener,
    address: SocketAddr,
    router: Router,
    rows: Arc<dyn RowStore>,
    flusher: JoinHandle<()>,
    cleaner: JoinHandle<()>,
    project: Project,
    config: ServeConfig,
}

impl Server {
    /// Listens, and opens the stores. Connections wait until [`Server::run`].
    ///
    /// # Errors
    /// When the address or the data folder cannot be used.
    pub async fn bind(config: ServeConfig) -> Result<Self, ServeError> {
        let listener = listen(&config).await?;
        let bytes = Folder::open(&config.data, config.limits.free_disk_bytes)?;
        let database = config.data.join("scrubjay.sqlite");
        let rows = Sqlite::open(&database).map_err(|source| ServeError::Database {
            path: database.display().to_string(),
            source,
        })?;
        Self::assemble(config, listener, Arc::new(bytes), Arc::new(rows)).await
    }

    /// The same with other stores than a folder and SQLite.
    ///
    /// # Errors
    /// When the address or the stores cannot be used.
    pub async fn bind_with(
        config: ServeConfig,
        bytes: Arc<dyn ByteStore>,
        rows: Arc<dyn RowStore>,
    ) -> Result<Self, ServeError> {
        let listener = listen(&config).await?;
        Self::assemble(config, listener, bytes, rows).await
    }

    async fn assemble(
        config: ServeConfig,
        listener: TcpListener,
        bytes: Arc<dyn ByteStore>,
        rows: Arc<dyn RowStore>,
    ) -> Result<Self, ServeError> {
        let address = listener.local_addr().map_err(|source| ServeError::Listen {
            address: config.listen,
            source,
        })?;
        let project = ensure_project(&*rows, config.demo).await?;
        let limits = config.limits.clone();
        let (queue, waiting) = Queue::new(limits.queue_size_bytes, limits.queue_share_bytes);
        let flusher = Flusher::new(Arc::clone(&bytes), Arc::clone(&rows), limits.clone());
        let flusher = tokio::spawn(flusher.run(waiting));
        let ingest = Ingest {
            keys: Keys::new(Arc::clone(&rows)),
            rows: Arc::clone(&rows),
            bytes: Arc::clone(&bytes),
            queue,
            limits,
        };
        let eraser = Arc::new(Eraser::new(Arc::clone(&bytes), Arc::clone(&rows)));
        let cleaner = tokio::spawn(Arc::clone(&eraser).run());
        let forget = Forget {
            keys: Keys::new(Arc::clone(&rows)),
            eraser,
        };
        let api = Api {
            rows: Arc::clone(&rows),
            bytes,
            open: config.open.then(|| project.id.clone()),
        };
        let router = router(ingest, forget, api, config.demo);
        Ok(Self {
            listener,
            address,
            router,
            rows,
            flusher,
            cleaner,
            project,
            config,
        })
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The project that the dashboard shows, with its write key.
    pub fn project(&self) -> &Project {
        &self.project
    }

    /// Serves until `shutdown`, then lets running requests end and stores all that was taken in.
    ///
    /// # Errors
    /// When nothing can be stored any more.
    pub async fn run(self, shutdown: impl Future<Output = ()>) -> Result<(), ServeError> {
        let Self {
            listener,
            router,
            rows,
            mut flusher,
            cleaner,
            config,
            ..
        } = self;
        let limits = &config.limits;
        let slots = Arc::new(Semaphore::new(limits.connections));
        let graceful = GracefulShutdown::new();
        let mut connections = JoinSet::new();
        let mut http = http1::Builder::new();
        http.timer(TokioTimer::new()).header_read_timeout(limits.head_timeout);
        tokio::pin!(shutdown);
        loop {
            tokio::select! {
                accepted = listener.accept() => match accepted {
                    Ok((stream, _)) => {
                        // Beyond the limit a connection is closed at once: clients try again, and memory stays bounded.
                        let Ok(slot) = Arc::clone(&slots).try_acquire_owned() else { continue };
                        let service = TowerToHyperService::new(router.clone());
                        let connection = graceful.watch(http.serve_connection(io(stream), service));
                        connections.spawn(async move {
                            // A client that goes away is none of our errors.
                            let _ = connection.await;
                            drop(slot);
                        });
                    }
                    Err(error) => {
                        // Out of file descriptors, most likely: wait for some to be closed.
                        tracing::warn!(error = %Chain(&error), "could not accept a connection");
                        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
                    }
                },
                Some(_) = connections.join_next() => {}
                _ = &mut flusher => return Err(ServeError::FlusherEnded),
                () = &mut shutdown => break,
            }
        }
        tracing::info!("stopping: running requests may end, then what waits is stored");
        drop(listener);
        if timeout(limits.shutdown_timeout, graceful.shutdown()).await.is_err() {
            tracing::warn!(connections = connections.len(), "connections closed before their end");
        }
        connections.shutdown().await;
        drop(router); // with it goes the last way into the queue, so the flusher ends when the queue is empty
        flusher.await.map_err(|_| ServeError::FlusherEnded)?;
        cleaner.abort(); // what it leaves undone it finds again at the next start
        rows.close().await?;
        Ok(())
    }
}

/// Listens where it may: recordings are not shown to whoever can reach this machine.
async fn listen(config: &ServeConfig) -> Result<TcpListener, ServeError> {
    let address = config.listen;
    if config.open && !address.ip().is_loopback() {
        return Err(ServeError::OpenToOthers(address));
    }
    let listener = TcpListener::bind(address).await;
    listener.map_err(|source| ServeError::Listen { address, source })
}

fn io(stream: TcpStream) -> TokioIo<TcpStream> {
    // Answers are small and whole; waiting for more to send would only delay them.
    if let Err(error) = stream.set_nodelay(true) {
        tracing::debug!(error = %Chain(&error), "could not set TCP_NODELAY");
    }
    TokioIo::new(stream)
}

/// The project the server is started for: `demo` with its well-known key, else `default` with one made by chance.
async fn ensure_project(rows: &dyn RowStore, demo: bool) -> Result<Project, StoreError> {
    match demo {
        true => rows.ensure_project("demo", "demo").await,
        false => rows.ensure_project("default", &crate::id::random_hex::<12>()?).await,
    }
}

fn router(ingest: Ingest, forget: Forget, api: Api, shop: bool) -> Router {
    // Headers are added outside of what catches panics, so that even then a recorder may read the answer.
    let ingest = Router::new()
        .route("/v1/i", post(ingest::receive).options(preflight))
        .route("/v1/assets/have", post(assets::receive::have).options(preflight))
        .route("/v1/assets/{hash}", post(assets::receive::receive).options(preflight))
        .with_state(Arc::new(ingest))
        .merge(
            Router::new()
                .route("/v1/forget", post(erasure::receive).options(preflight))
                .with_state(Arc::new(forget)),
        )
        .layer(CatchPanicLayer::custom(panicked))
        .layer(set_header(ACCESS_CONTROL_ALLOW_ORIGIN, "*"))
        .layer(set_header(RESOURCE_POLICY, "cross-origin"))
        .layer(set_header(CACHE_CONTROL, "no-store"));
    let links = private(api::replay_links(api.clone()));
    let api = private(api::routes(api));
    Router::new()
        .merge(ingest)
        .nest("/api", api)
        .nest("/r", links)
        .route(
            "/healthz",
            get(|| async { axum::Json(serde_json::json!({ "status": "ok" })) }),
        )
        .merge(host::routes(shop).layer(CatchPanicLayer::custom(panicked)))
        .layer(set_header(X_CONTENT_TYPE_OPTIONS, "nosniff"))
}

/// What only some may see, and no cache may keep unless it says so itself.
fn private(routes: Router) -> Router {
    routes
        .layer(CatchPanicLayer::custom(panicked))
        .layer(set_header(RESOURCE_POLICY, "same-origin"))
        .layer(SetResponseHeaderLayer::if_not_present(
            CACHE_CONTROL,
            HeaderValue::from_static("private, no-store"),
        ))
}

fn set_header(name: HeaderName, value: &'static str) -> SetResponseHeaderLayer<HeaderValue> {
    SetResponseHeaderLayer::overriding(name, HeaderValue::from_static(value))
}

/// Recorders need no preflight; whoever sends with headers of their own gets one.
async fn preflight() -> impl IntoResponse {
    let headers = [
        (ACCESS_CONTROL_ALLOW_METHODS, "POST"),
        (ACCESS_CONTROL_ALLOW_HEADERS, "content-type"),
        (ACCESS_CONTROL_MAX_AGE, "86400"),
    ];
    (StatusCode::NO_CONTENT, headers)
}

/// A panic ends one request, not the server.
fn panicked(_: Box<dyn std::any::Any + Send>) -> Response {
    tracing::error!("a request handler panicked");
    Problem::new(
        StatusCode::INTERNAL_SERVER_ERROR,
        "internal",
        "this is a bug in the server",
    )
    .into_response()
}
