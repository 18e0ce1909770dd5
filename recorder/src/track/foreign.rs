//! What frames of other origins record of themselves, and hand over.

use std::rc::Rc;

use scrubjay_format::event::ForeignPart;
use scrubjay_format::{Event, NodeId};
use wasm_bindgen::prelude::*;

use super::Tracker;
use crate::page::Foreign;
use crate::settings::Settings;
use crate::tape::Tape;

type OnPart = Closure<dyn Fn(u32, i32, i32, Vec<u8>)>;

pub(super) struct ForeignTracker {
    _frames: Foreign,
    _on_part: OnPart,
}

impl Tracker for ForeignTracker {}

/// None where the site has named no origin: then nobody is listened to.
pub(super) fn track(tape: &Rc<Tape>, settings: &Settings) -> Option<ForeignTracker> {
    let origins = settings.child_origins();
    if origins.length() == 0 {
        return None;
    }
    let shared = tape.clone();
    // The frame has scrubbed what is in there, by its own rules and at least by those that hold for its element.
    let on_part = OnPart::new(move |frame, x, y, bytes| {
        let frame = NodeId(frame);
        shared.record(&Event::ForeignPart(ForeignPart { frame, x, y, bytes }));
    });
    let dom = &tape.dom;
    let frames = Foreign::new(
        &tape.scope,
        &dom.nodes,
        &dom.windows,
        &dom.reader,
        &origins,
        on_part.as_ref().unchecked_ref(),
    );
    Some(ForeignTracker {
        _frames: frames,
        _on_part: on_part,
    })
}
