//! Servers for tests, each on a port and in a folder of its own.

use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, mpsc};
use std::thread::JoinHandle;

use scrubjay_collector::config::ServeConfig;
use scrubjay_collector::server::{ServeError, Server};
use scrubjay_collector::store::{ByteStore, RowStore};
use serde_json::Value;
use tempfile::TempDir;
use tokio::sync::oneshot;

use crate::client::{Response, get, request, try_request};

/// A server within the test's process.
pub(crate) struct InProcess {
    pub(crate) address: SocketAddr,
    pub(crate) data: TempDir,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<Result<(), ServeError>>>,
}

impl InProcess {
    /// A demo server that shows everything.
    pub(crate) fn start() -> Self {
        Self::start_with(|_| {})
    }

    pub(crate) fn start_with(adapt: impl FnOnce(&mut ServeConfig)) -> Self {
        let data = TempDir::new().unwrap();
        let mut config = ServeConfig::new("127.0.0.1:0".parse().unwrap(), data.path());
        (config.demo, config.open) = (true, true);
        adapt(&mut config);
        Self::run(data, move || Server::bind(config))
    }

    /// A demo server that shows everything, on these stores.
    pub(crate) fn start_on<B: ByteStore, R: RowStore>(stores: impl FnOnce(&Path) -> (Arc<B>, Arc<R>)) -> Self {
        let data = TempDir::new().unwrap();
        let mut config = ServeConfig::new("127.0.0.1:0".parse().unwrap(), data.path());
        (config.demo, config.open) = (true, true);
        let (bytes, rows) = stores(data.path());
        Self::run(data, move || Server::bind_with(config, bytes, rows))
    }

    fn run<F>(data: TempDir, bind: impl FnOnce() -> F + Send + 'static) -> Self
    where
        F: Future<Output = Result<Server, ServeError>>,
    {
        let (ready, address) = mpsc::channel();
        let (stop, stopped) = oneshot::channel();
        let thread = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_multi_thread()
                .worker_threads(2)
                .enable_all()
                .build()
                .unwrap();
            runtime.block_on(async {
                let server = bind().await?;
                ready.send(server.address()).unwrap();
                server.run(async { stopped.await.unwrap_or_default() }).await
            })
        });
        let address = address.recv().unwrap();
        Self {
            address,
            data,
            stop: Some(stop),
            thread: Some(thread),
        }
    }

    /// Stops it as a signal would, and gives back its folder.
    pub(crate) fn stop(mut self) -> Result<(), ServeError> {
        self.stop.take().unwrap().send(()).unwrap();
        self.thread.take().unwrap().join().unwrap()
    }

    pub(crate) fn post(&self, body: &[u8]) -> Response {
        request(self.address, "POST", "/v1/i?k=demo", &[], body)
    }

    pub(crate) fn get(&self, path: &str) -> Response {
        get(self.address, path)
    }

    /// The only session there is.
    pub(crate) fn only_session(&self) -> Value {
        only_session(self.address)
    }

    /// Runs a query on its database.
    pub(crate) fn count(&self, sql: &str) -> i64 {
        let database = rusqlite::Connection::open(self.data.path().join("scrubjay.sqlite")).unwrap();
        database.query_row(sql, [], |row| row.get(0)).unwrap()
    }
}

impl Drop for InProcess {
    fn drop(&mut self) {
        if let (Some(stop), Some(thread)) = (self.stop.take(), self.thread.take()) {
            let _ = stop.send(());
            let _ = thread.join();
        }
    }
}

/// The only session of a server.
pub(crate) fn only_session(address: SocketAddr) -> Value {
    let list = get(address, "/api/sessions").json();
    let sessions = list["sessions"].as_array().unwrap();
    assert_eq!(sessions.len(), 1, "{list}");
    sessions[0].clone()
}

/// The recording of a session, whole.
pub(crate) fn recording(address: SocketAddr, id: &str) -> Vec<u8> {
    let response = get(address, &format!("/api/sessions/{id}/recording"));
    assert_eq!(response.status, 200);
    response.body
}

/// The binary, as a process of its own.
pub(crate) struct Process {
    pub(crate) address: SocketAddr,
    pub(crate) child: Child,
    pub(crate) printed: Vec<String>,
    data: PathBuf,
}

impl Process {
    /// Starts it on a free port and waits until it says where it listens.
    pub(crate) fn start(data: &Path) -> Self {
        Self::spawn(Command::new(env!("CARGO_BIN_EXE_scrubjay")), data)
    }

    /// The same, but writing beyond `size_bytes` of any file fails, as on a full disk.
    pub(crate) fn start_with_file_limit(data: &Path, size_bytes: usize) -> Self {
        let mut shell = Command::new("sh");
        // The signal that comes with it is ignored, so that the write fails instead; `ulimit -f` counts 512 bytes.
        let script = format!("trap '' XFSZ; ulimit -f {}; exec \"$0\" \"$@\"", size_bytes / 512);
        shell.args(["-c", &script, env!("CARGO_BIN_EXE_scrubjay")]);
        Self::spawn(shell, data)
    }

    fn spawn(mut command: Command, data: &Path) -> Self {
        command
            .args([
                "serve",
                "--listen",
                "127.0.0.1:0",
                "--demo",
                "--open",
                "--log",
                "off",
                "--data",
            ])
            .arg(data);
        let mut child = command.stdout(Stdio::piped()).spawn().unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let printed: Vec<String> = lines.map(Result::unwrap).take(5).collect();
        let address = printed[0]
            .split("http://")
            .nth(1)
            .unwrap()
            .trim_end_matches('/')
            .parse()
            .unwrap();
        Self {
            address,
            child,
            printed,
            data: data.to_path_buf(),
        }
    }

    /// `kill -9`, while others still talk to it.
    pub(crate) fn kill_by_id(&self) {
        let id = self.child.id().to_string();
        assert!(Command::new("kill").args(["-KILL", &id]).status().unwrap().success());
    }

    /// A new one on the folder of one that was killed.
    pub(crate) fn restart(mut self) -> Self {
        self.child.wait().unwrap();
        Self::start(&self.data.clone())
    }

    pub(crate) fn kill(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    pub(crate) fn try_post(&self, body: &[u8]) -> std::io::Result<Response> {
        try_request(self.address, "POST", "/v1/i?k=demo", &[], body)
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
