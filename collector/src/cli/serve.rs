//! `scrubjay serve`

use std::io::{IsTerminal, Write};
use std::net::{SocketAddr, ToSocketAddrs};
use std::path::PathBuf;

use anyhow::Context;
use clap::Args;
use scrubjay_collector::config::ServeConfig;
use scrubjay_collector::server::Server;
use tracing_subscriber::filter::Targets;
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;

/// Arguments of `scrubjay serve`.
#[derive(Debug, Args)]
pub(super) struct ServeArguments {
    /// Address and port to listen on; port 0 takes any free one.
    #[arg(long, default_value = "127.0.0.1:7777", value_parser = address)]
    listen: SocketAddr,
    /// Folder for the database and the recordings; made if missing.
    #[arg(long, default_value = "scrubjay-data")]
    data: PathBuf,
    /// Serve the demo shop below /shop/, and take parts in under the write key `demo`.
    #[arg(long)]
    demo: bool,
    /// Show recordings without login. Works on loopback addresses only.
    #[arg(long)]
    open: bool,
    /// What to log: error, warn, info, debug or trace, or a list such as `info,scrubjay_collector=debug`.
    #[arg(long, env = "SCRUBJAY_LOG", default_value = "info")]
    log: Targets,
}

fn address(text: &str) -> Result<SocketAddr, String> {
    let mut found = text
        .to_socket_addrs()
        .map_err(|error| format!("{error}; it should be like 127.0.0.1:7777"))?;
    found.next().ok_or_else(|| "this name has no address".to_owned())
}

pub(super) fn run(arguments: ServeArguments) -> anyhow::Result<()> {
    let ServeArguments {
        listen,
        data,
        demo,
        open,
        log,
    } = arguments;
    let lines = tracing_subscriber::fmt::layer()
        .with_writer(std::io::stderr)
        .with_target(false)
        .with_ansi(std::io::stderr().is_terminal());
    tracing_subscriber::registry().with(log).with(lines).init();
    let config = ServeConfig {
        demo,
        open,
        ..ServeConfig::new(listen, data)
    };
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .context("cannot start threads")?;
    runtime.block_on(async {
        // Asked for before anything is printed, so that whoever reads the addresses may already stop the server.
        let stop = stop_signal()?;
        let server = Server::bind(config.clone()).await?;
        announce(&server, &config).context("cannot print the addresses")?;
        server.run(stop).await?;
        Ok(())
    })
}

/// Prints where everything is, one line each.
fn announce(server: &Server, config: &ServeConfig) -> std::io::Result<()> {
    let address = server.address();
    let mut out = std::io::stdout().lock();
    writeln!(out, "dashboard  http://{address}/")?;
    if config.demo {
        writeln!(out, "demo shop  http://{address}/shop/")?;
    }
    writeln!(out, "recorder   http://{address}/recorder.js")?;
    writeln!(out, "ingest     http://{address}/v1/i?k={}", server.project().write_key)?;
    writeln!(out, "data       {}", config.data.display())?;
    out.flush()
}

#[cfg(unix)]
fn stop_signal() -> anyhow::Result<impl Future<Output = ()>> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut interrupt = signal(SignalKind::interrupt()).context("cannot listen for SIGINT")?;
    let mut terminate = signal(SignalKind::terminate()).context("cannot listen for SIGTERM")?;
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
    })
}

#[cfg(not(unix))]
fn stop_signal() -> anyhow::Result<impl Future<Output = ()>> {
    Ok(async {
        if let Err(error) = tokio::signal::ctrl_c().await {
            tracing::error!(%error, "cannot listen for Ctrl-C");
            std::future::pending::<()>().await;
        }
    })
}
