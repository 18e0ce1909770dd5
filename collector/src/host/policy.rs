//! Headers that say what a page may do and who may use a file.

use axum::http::header::{
    ACCESS_CONTROL_ALLOW_ORIGIN, CONTENT_SECURITY_POLICY, HeaderName, REFERRER_POLICY, X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderMap, HeaderValue};

/// `Cross-Origin-Resource-Policy`, which the `http` crate has no name for.
pub(crate) const RESOURCE_POLICY: HeaderName = HeaderName::from_static("cross-origin-resource-policy");

/// The dashboard plays what others recorded. The stage is an `about:blank` iframe and inherits this policy, so styles,
/// images, fonts and media of recorded pages must pass; scripts of theirs must not, and nothing may be sent anywhere.
const DASHBOARD: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src * data: blob: 'unsafe-inline'; \
    img-src * data: blob:; font-src * data: blob:; media-src * data: blob:; connect-src 'self'; \
    frame-src 'self' blob: data:; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// The shop is a page like those out there, with inline scripts and frames, so that recording it is worth something.
const SHOP: &str = "default-src 'self' 'unsafe-inline' 'unsafe-eval' data: blob:; img-src * data: blob:; \
    object-src 'none'; base-uri 'self'; form-action 'self'";

/// Who a file is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Audience {
    /// Any site: the recorder.
    Anyone,
    /// The dashboard's own pages.
    Dashboard,
    /// The demo shop.
    Shop,
}

impl Audience {
    /// Adds the headers.
    pub(super) fn apply(self, headers: &mut HeaderMap) {
        headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
        match self {
            Audience::Anyone => {
                headers.insert(ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
                headers.insert(RESOURCE_POLICY, HeaderValue::from_static("cross-origin"));
            }
            Audience::Dashboard => {
                headers.insert(CONTENT_SECURITY_POLICY, HeaderValue::from_static(DASHBOARD));
                headers.insert(REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
                headers.insert(RESOURCE_POLICY, HeaderValue::from_static("same-origin"));
            }
            Audience::Shop => {
                headers.insert(CONTENT_SECURITY_POLICY, HeaderValue::from_static(SHOP));
            }
        }
    }
}
