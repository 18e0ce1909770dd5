//! The first events of a stream: where it was recorded, and on what.

use scrubjay_format::Event;
use scrubjay_format::event::{Navigation, NavigationCause, Start};
use wasm_bindgen::JsValue;
use web_sys::VisibilityState;

use super::Recorder;
use crate::environment::environment;
use crate::track::{self, viewport};

impl Recorder {
    /// `cause`: what brought the document about, where the stream begins with it.
    pub(super) fn write_start(&self, cause: NavigationCause) {
        let (window, document, gate) = (&self.tape.window, &self.tape.document, &self.tape.gate);
        let navigator = window.navigator();
        let screen = window.screen().ok();
        let size = |value: Option<Result<i32, JsValue>>| value.and_then(Result::ok).unwrap_or(0).max(0) as u32;
        let url = track::href(window);
        self.tape.record(&Event::Start(Start {
            started_at_ms: self.started_at_ms.get(),
            url: gate.page_url(&url).into(),
            referrer: gate.page_url(&document.referrer()).into(),
            title: gate.title(self.tape.title_marks(), &document.title()).into(),
            user_agent: navigator.user_agent().unwrap_or_default().into(),
            language: navigator.language().unwrap_or_default().into(),
            timezone: timezone().into(),
            viewport: viewport::viewport(window),
            screen_width: size(screen.as_ref().map(web_sys::Screen::width)),
            screen_height: size(screen.as_ref().map(web_sys::Screen::height)),
            color_scheme: viewport::color_scheme(window),
            touch: navigator.max_touch_points() > 0,
            recorder: env!("CARGO_PKG_VERSION").into(),
            environment: environment(window),
        }));
        self.tape.record(&Event::Navigation(Navigation {
            url: gate.page_url(&url).into(),
            cause,
        }));
        // Only what is not to be expected: a page that is read at once.
        if document.visibility_state() == VisibilityState::Hidden {
            self.tape.record(&Event::Visibility { visible: false });
        }
    }
}

/// The visitor's time zone by its IANA name.
fn timezone() -> String {
    let format = js_sys::Intl::DateTimeFormat::new(&js_sys::Array::new(), &js_sys::Object::new());
    js_sys::Reflect::get(&format.resolved_options(), &"timeZone".into())
        .ok()
        .and_then(|zone| zone.as_string())
        .unwrap_or_default()
}
