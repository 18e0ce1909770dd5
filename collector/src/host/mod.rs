//! What browsers are given: the dashboard, the player, the recorder, and the demo shop. All of it is built beforehand
//! (`cargo xtask build`) and embedded; a debug build reads it from disk.

mod files;
mod missing;
mod policy;

use axum::Router;
use axum::extract::Path;
use axum::http::header::LOCATION;
use axum::http::{HeaderMap, StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use rust_embed::RustEmbed;

use files::respond;
use policy::Audience;
pub(crate) use policy::RESOURCE_POLICY;

/// Dashboard and, below `shop/`, the demo shop.
#[derive(RustEmbed)]
#[folder = "../www/dist"]
#[allow_missing = true]
struct Www;

/// The recorder's package.
#[derive(RustEmbed)]
#[folder = "../pkg/recorder/dist"]
#[allow_missing = true]
struct Recorder;

/// The player's package.
#[derive(RustEmbed)]
#[folder = "../pkg/player/dist"]
#[allow_missing = true]
struct Player;

/// Routes of everything static; the shop only if asked for.
pub fn routes(shop: bool) -> Router {
    let mut router = Router::new()
        .route("/recorder.js", get(|headers| recorder("tag.inline.js", headers)))
        .route("/recorder.wasm", get(|headers| recorder("recorder.wasm", headers)))
        .route("/player/{*path}", get(player))
        .fallback(dashboard);
    if shop {
        router = router
            .route(
                "/shop",
                get(|| async { (StatusCode::PERMANENT_REDIRECT, [(LOCATION, "/shop/")]) }),
            )
            .route("/shop/", get(|headers| shop_page(Path(String::new()), headers)))
            .route("/shop/{*path}", get(shop_page));
    }
    router
}

async fn recorder(name: &'static str, headers: HeaderMap) -> Response {
    match Recorder::get(name) {
        Some(file) => respond(name, file, &headers, Audience::Anyone),
        None => missing::text("the recorder"),
    }
}

async fn player(Path(path): Path<String>, headers: HeaderMap) -> Response {
    match Player::get(&path) {
        Some(file) => respond(&path, file, &headers, Audience::Dashboard),
        None if Player::iter().next().is_none() => missing::text("the player"),
        None => missing::not_found(),
    }
}

async fn dashboard(uri: Uri, headers: HeaderMap) -> Response {
    let path = uri.path().trim_start_matches('/');
    if path == "shop" || path.starts_with("shop/") {
        return missing::not_found(); // served below /shop, or not at all
    }
    let path = if path.is_empty() { "index.html" } else { path };
    match Www::get(path) {
        Some(file) => respond(path, file, &headers, Audience::Dashboard),
        None if path == "index.html" => missing::page(),
        None => missing::not_found(),
    }
}

async fn shop_page(Path(path): Path<String>, headers: HeaderMap) -> Response {
    match shop_candidates(&path)
        .into_iter()
        .find_map(|name| Www::get(&name).map(|file| (name, file)))
    {
        Some((name, file)) => respond(&name, file, &headers, Audience::Shop),
        None if path.is_empty() => missing::text("the demo shop").into_response(),
        None => missing::not_found(),
    }
}

/// Which files may be meant by a path of the shop. Part of it is a single-page application that makes up addresses, so what
/// does not look like a file falls back to the nearest page above it.
fn shop_candidates(path: &str) -> Vec<String> {
    let mut candidates = Vec::new();
    let mut path = path.trim_end_matches('/');
    let is_file = path.rsplit('/').next().is_some_and(|name| name.contains('.'));
    if is_file {
        return vec![format!("shop/{path}")];
    }
    while !path.is_empty() {
        candidates.push(format!("shop/{path}.html"));
        candidates.push(format!("shop/{path}/index.html"));
        path = path.rsplit_once('/').map_or("", |(above, _)| above);
    }
    candidates.push("shop/index.html".to_owned());
    candidates
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn made_up_addresses_of_the_shop_fall_back_to_the_page_above() {
        assert_eq!(shop_candidates(""), ["shop/index.html"]);
        assert_eq!(shop_candidates("assets/a.js"), ["shop/assets/a.js"]);
        assert_eq!(
            shop_candidates("app/cart"),
            [
                "shop/app/cart.html",
                "shop/app/cart/index.html",
                "shop/app.html",
                "shop/app/index.html",
                "shop/index.html"
            ]
        );
    }
}
