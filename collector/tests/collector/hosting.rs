//! Static files. What is built differs from machine to machine, so each test holds for both: built, and not built.

use crate::client::{Response, request};
use crate::server::InProcess;

const NOT_BUILT: u16 = 503;

fn is_built(response: &Response) -> bool {
    match response.status {
        200 => true,
        NOT_BUILT => {
            let text = String::from_utf8_lossy(&response.body);
            assert!(text.contains("cargo xtask build"), "{text}");
            false
        }
        status => panic!("{status}: {response:?}"),
    }
}

#[test]
fn the_dashboard_may_show_recorded_pages_but_run_nothing_of_them() {
    let server = InProcess::start();
    let page = server.get("/");
    is_built(&page);
    assert_eq!(page.header("content-type"), Some("text/html; charset=utf-8"));
    let policy = page.header("content-security-policy").unwrap();
    for rule in [
        "default-src 'none'",
        "script-src 'self' 'wasm-unsafe-eval'",
        "connect-src 'self'",
        "object-src 'none'",
        "frame-ancestors 'none'",
    ] {
        assert!(policy.split(';').any(|part| part.trim() == rule), "{rule} in {policy}");
    }
    assert_eq!(page.header("referrer-policy"), Some("no-referrer"));
    assert_eq!(page.header("x-content-type-options"), Some("nosniff"));
    assert_eq!(page.header("access-control-allow-origin"), None);
}

#[test]
fn any_site_may_load_the_recorder() {
    let server = InProcess::start();
    for (path, content_type) in [
        ("/recorder.js", "text/javascript; charset=utf-8"),
        ("/recorder.wasm", "application/wasm"),
    ] {
        let file = server.get(path);
        if is_built(&file) {
            assert_eq!(file.header("content-type"), Some(content_type));
            assert_eq!(file.header("access-control-allow-origin"), Some("*"));
            assert_eq!(file.header("cross-origin-resource-policy"), Some("cross-origin"));
            let etag = file.header("etag").unwrap();
            let again = request(server.address, "GET", path, &[("if-none-match", etag)], b"");
            assert_eq!((again.status, again.body.len()), (304, 0));
        }
    }
}

#[test]
fn the_shop_is_there_with_demo_only() {
    let server = InProcess::start();
    assert_eq!(server.get("/shop").header("location"), Some("/shop/"));
    let shop = server.get("/shop/");
    if is_built(&shop) {
        assert_eq!(shop.header("content-type"), Some("text/html; charset=utf-8"));
        assert!(
            shop.header("content-security-policy")
                .unwrap()
                .contains("'unsafe-inline'")
        );
        assert_eq!(server.get("/shop/index.html").body, shop.body);
        assert_eq!(server.get("/shop/made/up/address").body, shop.body);
        assert_eq!(server.get("/shop/missing.png").status, 404);
    }
    let server = InProcess::start_with(|config| config.demo = false);
    for path in ["/shop", "/shop/", "/shop/index.html"] {
        assert_eq!(server.get(path).status, 404, "{path}");
    }
}

#[test]
fn nothing_outside_of_the_embedded_folders_is_served() {
    let server = InProcess::start();
    for path in [
        "/../../Cargo.toml",
        "/%2e%2e/%2e%2e/Cargo.toml",
        "/player/../../../Cargo.toml",
        "/player/..%2f..%2f..%2fCargo.toml",
        "/player/%2e%2e/%2e%2e/%2e%2e/Cargo.toml",
        "/shop/..%2f..%2f..%2fCargo.toml",
        "/shop/%2e%2e%2f%2e%2e%2fpackage.json",
        "//etc/passwd",
        "/player//etc/passwd",
    ] {
        let response = server.get(path);
        let text = String::from_utf8_lossy(&response.body);
        assert!(
            !text.contains("[workspace") && !text.contains("root:") && !text.contains("\"name\""),
            "{path}: {text}"
        );
        assert!(
            response.status == 404
                || response.status == NOT_BUILT
                || response.status == 200 && path.starts_with("/shop/"),
            "{path}: {}",
            response.status
        );
    }
}

#[test]
fn the_server_says_that_it_is_well() {
    let server = InProcess::start();
    assert_eq!(server.get("/healthz").json(), serde_json::json!({ "status": "ok" }));
    server.stop().unwrap();
}
