//! Fetching a recording from a collector nearby. Without TLS: what comes from elsewhere is fetched by other tools and given as
//! the standard input.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use anyhow::{Context, bail};

/// Larger ones are no sessions.
const ANSWER_MAX_BYTES: u64 = 1 << 30;
/// How long the collector may be silent.
const SILENCE_MAX: Duration = Duration::from_secs(30);

/// The body of the answer to a GET request.
pub(super) fn get(url: &str) -> anyhow::Result<Vec<u8>> {
    let Some(rest) = url.strip_prefix("http://") else {
        bail!(
            "https is not spoken here: fetch it with another tool, such as `curl`, and give it to `scrubjay audit -`"
        );
    };
    let (host, path) = match rest.find('/') {
        Some(slash) => rest.split_at(slash),
        None => (rest, "/"),
    };
    let address = if host
        .rsplit_once(':')
        .is_some_and(|(_, port)| port.bytes().all(|byte| byte.is_ascii_digit()))
    {
        host.to_owned()
    } else {
        format!("{host}:80")
    };
    let mut stream = TcpStream::connect(&address).with_context(|| format!("cannot connect to {address}"))?;
    stream.set_read_timeout(Some(SILENCE_MAX))?;
    // HTTP/1.0, so that the body comes in one piece and ends with the connection.
    write!(
        stream,
        "GET {path} HTTP/1.0\r\nHost: {host}\r\nConnection: close\r\n\r\n"
    )?;
    let mut answer = Vec::new();
    stream.take(ANSWER_MAX_BYTES).read_to_end(&mut answer)?;
    let Some(end) = answer.windows(4).position(|window| window == b"\r\n\r\n") else {
        bail!("the answer is not HTTP");
    };
    let head = String::from_utf8_lossy(&answer[..end]).into_owned();
    let status = head.lines().next().unwrap_or_default();
    if status.split(' ').nth(1) != Some("200") {
        bail!("the server says: {status}");
    }
    Ok(answer.split_off(end + 4))
}
