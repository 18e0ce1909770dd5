//! What is observed: one file per source of events. Each tracker listens on the roots it is given, and dropping it removes
//! its listeners.

mod activity;
mod animation;
mod canvas;
mod click;
mod clipboard;
mod connection;
mod console;
mod drag;
mod error;
mod focus;
mod foreign;
mod form;
mod key;
mod lifecycle;
mod menu;
mod navigation;
mod network;
mod performance;
mod pointer;
mod rate;
mod scroll;
mod selection;
mod state;
pub(crate) mod viewport;
mod visibility;
mod wheel;

use std::rc::Rc;

use js_sys::Promise;
use web_sys::{EventTarget, Window};

use crate::settings::Settings;
use crate::tape::Tape;

pub(crate) use activity::track as activity;
pub(crate) use error::{ErrorLog, report as error_report};
pub(crate) use lifecycle::{Leaving, Returning};
pub(crate) use navigation::href;
pub(crate) use rate::Rate;

/// One source of events.
pub(crate) trait Tracker {
    /// Listens on a document (`window` is its window) or a shadow root (without). Called again for a document that was
    /// opened anew, which has lost its listeners.
    fn attach(&self, _root: &EventTarget, _window: Option<&Window>) {}

    /// The page was read. `changed`: the tree or a state in it is another one.
    fn after_read(&self, _changed: bool) {}

    /// Writes what was held back: the page is being left or hidden, or all that there is was asked for.
    fn finish(&self) {}

    /// Has what is on its way written. Gives what resolves when it is; none if nothing is.
    fn settle(&self) -> Option<Promise> {
        None
    }
}

/// All trackers of a recording.
pub(crate) fn all(
    tape: &Rc<Tape>,
    settings: &Settings,
    errors: &Rc<ErrorLog>,
    leaving: Leaving,
    returning: Returning,
) -> Vec<Box<dyn Tracker>> {
    let mut trackers: Vec<Box<dyn Tracker>> = vec![
        Box::new(pointer::track(tape)),
        Box::new(click::track(tape)),
        Box::new(wheel::track(tape)),
        Box::new(drag::track(tape)),
        Box::new(menu::track(tape)),
        Box::new(key::track(tape)),
        Box::new(form::track(tape)),
        Box::new(state::track(tape)),
        Box::new(animation::track(tape)),
        Box::new(scroll::track(tape)),
        Box::new(focus::track(tape)),
        Box::new(selection::track(tape)),
        Box::new(viewport::track(tape)),
        Box::new(navigation::track(tape)),
        Box::new(clipboard::track(tape)),
        Box::new(visibility::track(tape)),
        Box::new(connection::track(tape)),
        Box::new(error::track(tape, errors)),
        Box::new(console::track(tape, settings)),
        Box::new(network::track(tape, settings)),
        Box::new(lifecycle::track(tape, leaving, returning)),
    ];
    if let Some(performance) = performance::track(tape, settings) {
        trackers.push(Box::new(performance));
    }
    if let Some(frames) = foreign::track(tape, settings) {
        trackers.push(Box::new(frames));
    }
    if let Some(canvases) = canvas::track(tape, settings) {
        trackers.push(Box::new(canvases));
    }
    trackers
}
