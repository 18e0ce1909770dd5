//! Stands between the browser and the server of wasm-bindgen's test runner, and closes each connection after its answer.
//!
//! That server (tiny_http 0.12) gives a connection to one of its threads for as long as the connection lasts. Of several that
//! come at once it may give two to one thread, and the second is then never answered: a page with more than a few modules
//! hangs before its first test. Where every connection ends with its answer, each gets its turn.

use std::io::{self, BufRead, BufReader, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::thread;

use anyhow::{Context, Result};

/// Starts a relay on a free port of loopback, for as long as this process lives. Gives its address, which the browser takes
/// for an HTTP proxy.
pub(crate) fn start() -> Result<SocketAddr> {
    let listener = TcpListener::bind("127.0.0.1:0").context("a port for the relay to the test server")?;
    let address = listener.local_addr().context("the relay's address")?;
    thread::spawn(move || {
        for browser in listener.incoming().flatten() {
            // What fails here, the browser sees as a connection that ended, and asks again or says so.
            thread::spawn(move || drop(relay(browser)));
        }
    });
    Ok(address)
}

/// Passes one request on, which must have no body, and its answer back.
fn relay(mut browser: TcpStream) -> io::Result<()> {
    let mut lines = BufReader::new(browser.try_clone()?).lines();
    let first = lines.next().transpose()?.unwrap_or_default();
    let Some((host, request)) = direct_request(&first) else {
        return browser.write_all(b"HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n");
    };
    let mut head = request;
    for line in lines {
        let line = line?;
        if line.is_empty() {
            break;
        }
        if !is_about_connection(&line) {
            head.push_str(&line);
            head.push_str("\r\n");
        }
    }
    head.push_str("Connection: close\r\n\r\n");
    let mut server = TcpStream::connect(host)?;
    server.write_all(head.as_bytes())?;
    io::copy(&mut server, &mut browser)?;
    browser.shutdown(Shutdown::Both)
}

/// `GET http://127.0.0.1:80/path HTTP/1.1`, as proxies get it, as host and first line for the host itself.
fn direct_request(line: &str) -> Option<(&str, String)> {
    let (method, rest) = line.split_once(' ')?;
    let (host, path) = rest.strip_prefix("http://")?.split_once('/')?;
    Some((host, format!("{method} /{path}\r\n")))
}

fn is_about_connection(line: &str) -> bool {
    let name = line.split(':').next().unwrap_or_default();
    name.eq_ignore_ascii_case("connection") || name.eq_ignore_ascii_case("proxy-connection")
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;

    #[test]
    fn passes_a_request_on_and_ends_the_connection_with_its_answer() -> Result<()> {
        let server = TcpListener::bind("127.0.0.1:0")?;
        let host = server.local_addr()?;
        let serving = thread::spawn(move || -> io::Result<String> {
            let (mut connection, _) = server.accept()?;
            let mut head = [0; 512];
            let size = connection.read(&mut head)?;
            connection.write_all(b"HTTP/1.1 200 OK\r\n\r\nanswer")?;
            Ok(String::from_utf8_lossy(&head[..size]).into_owned())
        });
        let mut browser = TcpStream::connect(start()?)?;
        write!(
            browser,
            "GET http://{host}/a?b HTTP/1.1\r\nHost: {host}\r\nProxy-Connection: keep-alive\r\n\r\n"
        )?;
        let mut answer = String::new();
        browser.read_to_string(&mut answer)?;
        assert!(answer.ends_with("answer"), "{answer}");
        let Ok(head) = serving.join() else {
            panic!("the server panicked")
        };
        let expected = format!("GET /a?b HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n");
        assert_eq!(head?, expected);
        Ok(())
    }

    #[test]
    fn what_is_no_request_to_a_proxy_is_refused() -> Result<()> {
        let mut browser = TcpStream::connect(start()?)?;
        browser.write_all(b"GET /direct HTTP/1.1\r\n\r\n")?;
        let mut answer = String::new();
        browser.read_to_string(&mut answer)?;
        assert!(answer.starts_with("HTTP/1.1 400"), "{answer}");
        Ok(())
    }
}
