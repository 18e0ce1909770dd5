//! What canvases show, as frames. They are taken and encoded beside the reader (`js/canvases.js`), and come when they are done.

use std::rc::Rc;

use js_sys::{Promise, Uint8Array};
use scrubjay_format::Event;
use scrubjay_format::event::{Canvas, NoteCode, Property, PropertyChange};
use wasm_bindgen::prelude::*;
use web_sys::Node;

use super::Tracker;
use crate::page::Canvases;
use crate::settings::Settings;
use crate::tape::{Tape, node_id};

pub(super) struct CanvasTracker {
    canvases: Canvases,
    _on_frame: Closure<dyn Fn(Node, String, Uint8Array)>,
    _on_unreadable: Closure<dyn Fn(Node, String)>,
}

/// None if the site does not want canvases.
pub(super) fn track(tape: &Rc<Tape>, settings: &Settings) -> Option<CanvasTracker> {
    let interval_ms = settings.canvas_interval_ms();
    if interval_ms == 0 {
        return None;
    }
    let (frames, notes) = (tape.clone(), tape.clone());
    let on_frame =
        Closure::<dyn Fn(Node, String, Uint8Array)>::new(move |canvas: Node, mime_type, file: Uint8Array| {
            let picture = Property::Canvas(Canvas {
                mime_type: String::into(mime_type),
                image: file.to_vec(),
            });
            write(&frames, &canvas, picture);
        });
    let on_unreadable = Closure::<dyn Fn(Node, String)>::new(move |canvas: Node, why: String| {
        let text = notes.gate.declared(&why).into_owned();
        notes.note(NoteCode::Unreadable, &format!("a canvas: {text}"));
        let size = canvas.unchecked_ref::<web_sys::HtmlElement>();
        let length = |length: i32| length.max(0).cast_unsigned();
        let (width, height) = (length(size.offset_width()), length(size.offset_height()));
        write(&notes, &canvas, Property::Placeholder { width, height });
    });
    let dom = &tape.dom;
    let canvases = Canvases::new(
        &tape.scope,
        &dom.nodes,
        &dom.states,
        &dom.windows,
        interval_ms,
        settings.canvas_max_size_pixels(),
        settings.canvas_quality(),
        on_frame.as_ref().unchecked_ref(),
        on_unreadable.as_ref().unchecked_ref(),
    );
    Some(CanvasTracker {
        canvases,
        _on_frame: on_frame,
        _on_unreadable: on_unreadable,
    })
}

/// A canvas that left the recording meanwhile gets nothing.
fn write(tape: &Tape, canvas: &Node, property: Property) {
    if let Some(node) = node_id(tape.dom.nodes.id_of(Some(canvas))) {
        tape.record(&Event::Properties(vec![PropertyChange { node, property }]));
    }
}

impl Tracker for CanvasTracker {
    fn settle(&self) -> Option<Promise> {
        Some(self.canvases.settle())
    }
}
