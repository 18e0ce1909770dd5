//! Size of the viewport, how the screen is held, pinch zoom, and the colour scheme asked for.

use std::cell::Cell;
use std::rc::Rc;

use scrubjay_format::Event;
use scrubjay_format::event::{ColorScheme, Orientation, Viewport, VisualViewport};
use wasm_bindgen::JsCast;
use web_sys::{EventTarget, MediaQueryList, Window};

use super::Tracker;
use crate::page::Listener;
use crate::tape::Tape;

pub(super) struct ViewportTracker {
    tape: Rc<Tape>,
    resizes: Listener,
    zooms: Listener,
    turns: Listener,
    /// Kept: a media query that nobody holds is collected, and its listener with it.
    _scheme: Option<(MediaQueryList, Listener)>,
}

/// The layout viewport now.
pub(crate) fn viewport(window: &Window) -> Viewport {
    let size =
        |value: Result<wasm_bindgen::JsValue, _>| value.ok().and_then(|value| value.as_f64()).unwrap_or(0.0) as u32;
    Viewport {
        width: size(window.inner_width()),
        height: size(window.inner_height()),
        pixel_ratio_percent: (window.device_pixel_ratio() * 100.0).round() as u32,
    }
}

/// The colour scheme that the page is asked for now.
pub(crate) fn color_scheme(window: &Window) -> ColorScheme {
    match scheme_query(window) {
        Some(query) if query.matches() => ColorScheme::Dark,
        _ => ColorScheme::Light,
    }
}

fn scheme_query(window: &Window) -> Option<MediaQueryList> {
    window.match_media("(prefers-color-scheme: dark)").ok().flatten()
}

pub(super) fn track(tape: &Rc<Tape>) -> ViewportTracker {
    let (resize_tape, zoom_tape) = (tape.clone(), tape.clone());
    let last = Cell::new(viewport(&tape.window));
    let resizes = Listener::new(&tape.scope, move |_| {
        let now = viewport(&resize_tape.window);
        if last.replace(now) != now {
            resize_tape.record(&Event::Viewport(now));
        }
    });
    let last = Cell::new(VisualViewport {
        scale_permille: 1000,
        x: 0,
        y: 0,
    });
    let zooms = Listener::new(&tape.scope, move |_| {
        let Some(visual) = zoom_tape.window.visual_viewport() else {
            return;
        };
        let now = VisualViewport {
            scale_permille: (visual.scale() * 1000.0).round() as u32,
            x: visual.offset_left().round() as i32,
            y: visual.offset_top().round() as i32,
        };
        if last.replace(now) != now {
            zoom_tape.record(&Event::VisualViewport(now));
        }
    });
    let scheme = scheme_query(&tape.window).map(|query| {
        let scheme_tape = tape.clone();
        let listener = Listener::new(&tape.scope, move |_| {
            scheme_tape.record(&Event::ColorScheme(color_scheme(&scheme_tape.window)));
        });
        listener.attach(&query, &["change"]);
        (query, listener)
    });
    let turn_tape = tape.clone();
    let turns = Listener::new(&tape.scope, move |_| {
        if let Some((angle_degrees, kind)) = orientation(&turn_tape.window) {
            turn_tape.record(&Event::Orientation(Orientation {
                angle_degrees,
                portrait: kind.starts_with("portrait"),
            }));
        }
    });
    ViewportTracker {
        tape: tape.clone(),
        resizes,
        zooms,
        turns,
        _scheme: scheme,
    }
}

/// `screen.orientation`, where there is one.
fn orientation_of(window: &Window) -> Option<EventTarget> {
    let orientation = js_sys::Reflect::get(window.screen().ok()?.as_ref(), &"orientation".into()).ok()?;
    orientation.is_object().then(|| orientation.unchecked_into())
}

/// Angle and type of the screen's orientation.
fn orientation(window: &Window) -> Option<(u32, String)> {
    let orientation = orientation_of(window)?;
    let angle = js_sys::Reflect::get(&orientation, &"angle".into()).ok()?.as_f64()?;
    let kind = js_sys::Reflect::get(&orientation, &"type".into()).ok()?.as_string()?;
    Some((angle.max(0.0) as u32, kind))
}

impl Tracker for ViewportTracker {
    fn attach(&self, _root: &EventTarget, window: Option<&Window>) {
        if window != Some(&self.tape.window) {
            return;
        }
        self.resizes.attach(&self.tape.window, &["resize"]);
        if let Some(visual) = self.tape.window.visual_viewport() {
            self.zooms.attach(&visual, &["resize", "scroll"]);
        }
        if let Some(orientation) = orientation_of(&self.tape.window) {
            self.turns.attach(&orientation, &["change"]);
        }
    }
}
