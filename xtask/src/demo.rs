//! `cargo xtask demo`: the whole system on this machine, until Ctrl-C.

use std::io::{ErrorKind, Read, Write};
use std::net::{Ipv4Addr, TcpStream};
use std::path::{Path, PathBuf};
use std::process::Child;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;

use crate::build;
use crate::options::Options;
use crate::process::Process;
use crate::repository::Repository;

const DEFAULT_PORT: u16 = 7777;
const START_LIMIT: Duration = Duration::from_secs(20);
/// How often we look whether the server has ended by itself.
const LOOK_INTERVAL: Duration = Duration::from_millis(100);

/// Builds, serves, and waits for Ctrl-C. True when the server then ended cleanly.
pub(crate) fn run(repository: &Repository, options: &Options) -> Result<bool> {
    let port = options.port.unwrap_or(DEFAULT_PORT);
    let data = match &options.data {
        Some(folder) => std::path::absolute(folder).with_context(|| folder.display().to_string())?,
        None => repository.path("target/demo-data"),
    };
    let binary = build::everything(repository, options.profile())?;
    let (stop, stopped) = mpsc::channel();
    ctrlc::set_handler(move || {
        let _nobody_waits_any_more = stop.send(());
    })
    .context("listening for Ctrl-C")?;
    let mut server = serve(&binary, port, &data)?;
    wait_until_up(&mut server, port)?;
    println!(
        "\n  shop       http://127.0.0.1:{port}/shop/\n  dashboard  http://127.0.0.1:{port}/\n\n  \
         Shop a little, then open the dashboard and watch yourself shop.\n  \
         Recordings are kept in {}. Ctrl-C stops.\n",
        data.display()
    );
    loop {
        match stopped.recv_timeout(LOOK_INTERVAL) {
            Ok(()) => return stop_cleanly(server),
            Err(RecvTimeoutError::Timeout) => {
                if let Some(status) = server.try_wait().context("looking after the server")? {
                    bail!("the server ended by itself ({status})");
                }
            }
            Err(RecvTimeoutError::Disconnected) => bail!("Ctrl-C is not being listened for any more"),
        }
    }
}

fn serve(binary: &PathBuf, port: u16, data: &Path) -> Result<Child> {
    Process::new(binary)
        .args(["serve", "--listen", &format!("127.0.0.1:{port}"), "--data"])
        .arg(data)
        .args(["--demo", "--open"])
        .spawn_apart()
}

/// Waits for `/healthz` to answer, or for the server's end, whichever is first.
fn wait_until_up(server: &mut Child, port: u16) -> Result<()> {
    let started = Instant::now();
    loop {
        if let Some(status) = server.try_wait().context("looking after the server")? {
            bail!("the server did not start ({status}); is port {port} taken? `--port` chooses another one");
        }
        if healthy(port) {
            return Ok(());
        }
        if started.elapsed() > START_LIMIT {
            let _ended_with_an_error_anyway = server.kill();
            bail!(
                "the server did not answer on port {port} within {} s",
                START_LIMIT.as_secs()
            );
        }
        std::thread::park_timeout(LOOK_INTERVAL);
    }
}

fn healthy(port: u16) -> bool {
    let ask = || -> std::io::Result<String> {
        let mut connection = TcpStream::connect((Ipv4Addr::LOCALHOST, port))?;
        connection.set_read_timeout(Some(Duration::from_secs(2)))?;
        write!(
            connection,
            "GET /healthz HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n"
        )?;
        let mut answer = [0; 12];
        connection.read_exact(&mut answer)?;
        String::from_utf8(answer.to_vec()).map_err(|error| std::io::Error::new(ErrorKind::InvalidData, error))
    };
    ask().is_ok_and(|status| status == "HTTP/1.1 200")
}

fn stop_cleanly(mut server: Child) -> Result<bool> {
    println!("\n  stopping");
    let pid = Pid::from_raw(i32::try_from(server.id()).context("process id")?);
    kill(pid, Signal::SIGTERM).context("telling the server to stop")?;
    let status = server.wait().context("waiting for the server")?;
    println!(
        "  {}",
        if status.success() {
            "stopped".to_owned()
        } else {
            format!("the server ended with {status}")
        }
    );
    Ok(status.success())
}
