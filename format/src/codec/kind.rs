//! The kinds of events, and which payload each has.

use super::reader::Reader;
use super::wire::Wire;
use super::writer::{SectionWriter, Writer};
use super::{ForestWriter, MutationWriter};
use super::{forest, mutation, property};
use crate::NodeId;
use crate::error::{Fault, Problem};
use crate::event::{Event, Forest};

// Replay.
pub(crate) const SNAPSHOT: u32 = 1;
const SNAPSHOT_END: u32 = 2;
pub(crate) const MUTATION: u32 = 3;
const PROPERTIES: u32 = 4;
const SHEET: u32 = 5;
const RULE: u32 = 6;
const ADOPTED_SHEETS: u32 = 7;
const POINTER_MOVES: u32 = 8;
const POINTER: u32 = 9;
const KEY: u32 = 10;
const FOCUS: u32 = 11;
const SELECTION: u32 = 12;
const VIEWPORT: u32 = 13;
const VISUAL_VIEWPORT: u32 = 14;
const COLOR_SCHEME: u32 = 15;
const ASSET_BYTES: u32 = 16;
const FOREIGN_PART: u32 = 21;
const WHEEL: u32 = 23;
const ORIENTATION: u32 = 24;

// Index.
const START: u32 = 32;
const NAVIGATION: u32 = 33;
const TITLE: u32 = 34;
const CLICK: u32 = 35;
const FIELD_EDIT: u32 = 36;
const FORM: u32 = 37;
const CLIPBOARD: u32 = 38;
const VISIBILITY: u32 = 39;
const WINDOW_FOCUS: u32 = 40;
const LIFECYCLE: u32 = 41;
const ONLINE: u32 = 42;
const ERROR: u32 = 43;
const CONSOLE: u32 = 44;
const NETWORK: u32 = 45;
const VITAL: u32 = 46;
const CUSTOM: u32 = 47;
const IDENTIFY: u32 = 48;
const TAG: u32 = 49;
const NOTE: u32 = 50;
const ASSET: u32 = 51;
const LONG_TASK: u32 = 56;
const STATE: u32 = 57;
const FLAG: u32 = 58;
const CONNECTION: u32 = 59;
const DRAG: u32 = 52;
const CONTEXT_MENU: u32 = 53;
const FILES_CHOSEN: u32 = 54;
const AUTOFILL: u32 = 55;
const CLOCK_OFFSET: u32 = 64;
const MASK_COUNTS: u32 = 67;

/// Whether this version knows what an event of the kind holds, and whether it belongs to the index.
fn known_as_index(kind: u32) -> Option<bool> {
    match kind {
        SNAPSHOT..=COLOR_SCHEME | ASSET_BYTES | FOREIGN_PART | WHEEL..=ORIENTATION => Some(false),
        START..=NOTE | ASSET | MASK_COUNTS | CLOCK_OFFSET => Some(true),
        DRAG..=AUTOFILL | LONG_TASK..=CONNECTION => Some(true),
        _ => None,
    }
}

/// Adds an event to a section. An [`Event::Unknown`] of a kind that this version knows is left out: it cannot be one.
pub(crate) fn write(section: &mut SectionWriter, at_ms: u32, event: &Event) {
    let kind = match event {
        Event::Snapshot(nodes) => {
            section.writer().node(Some(nodes.first));
            let mut writer = ForestWriter::new(section, nodes.first, Some((SNAPSHOT, at_ms)));
            nodes.tokens.iter().for_each(|token| writer.push(token));
            return;
        }
        Event::Mutation(mutation) => {
            MutationWriter::new(section, MUTATION, at_ms).push(mutation);
            return;
        }
        Event::Unknown { kind, payload, .. } => {
            if *kind == super::DEFINITION || known_as_index(*kind).is_some() {
                return;
            }
            section.payload.extend_from_slice(payload);
            *kind
        }
        _ => write_plain(&mut section.writer(), event),
    };
    section.commit(kind, at_ms);
}

/// Writes the payload of an event without a forest, and returns its kind.
fn write_plain(writer: &mut Writer<'_>, event: &Event) -> u32 {
    fn put(writer: &mut Writer<'_>, kind: u32, value: &impl Wire) -> u32 {
        value.write(writer);
        kind
    }
    match event {
        Event::SnapshotEnd => SNAPSHOT_END,
        Event::Properties(changes) => {
            property::write_changes(writer, changes);
            PROPERTIES
        }
        Event::Sheet(change) => put(writer, SHEET, change),
        Event::Rule(change) => put(writer, RULE, change),
        Event::AdoptedSheets(adopted) => put(writer, ADOPTED_SHEETS, adopted),
        Event::PointerMoves(moves) => put(writer, POINTER_MOVES, moves),
        Event::Pointer(pointer) => put(writer, POINTER, pointer),
        Event::Key(key) => put(writer, KEY, key),
        Event::Focus { node, visible } => {
            node.write(writer);
            put(writer, FOCUS, visible)
        }
        Event::Selection(selection) => put(writer, SELECTION, selection),
        Event::ForeignPart(part) => put(writer, FOREIGN_PART, part),
        Event::Wheel(wheel) => put(writer, WHEEL, wheel),
        Event::Orientation(orientation) => put(writer, ORIENTATION, orientation),
        Event::Viewport(viewport) => put(writer, VIEWPORT, viewport),
        Event::VisualViewport(viewport) => put(writer, VISUAL_VIEWPORT, viewport),
        Event::ColorScheme(scheme) => put(writer, COLOR_SCHEME, scheme),
        Event::Start(start) => put(writer, START, start),
        Event::Navigation(navigation) => put(writer, NAVIGATION, navigation),
        Event::Title(title) => put(writer, TITLE, title),
        Event::Click(click) => put(writer, CLICK, click),
        Event::FieldEdit(edit) => put(writer, FIELD_EDIT, edit),
        Event::Form { node, action } => {
            node.write(writer);
            put(writer, FORM, action)
        }
        Event::Clipboard { node, action } => {
            node.write(writer);
            put(writer, CLIPBOARD, action)
        }
        Event::Drag(drag) => put(writer, DRAG, drag),
        Event::ContextMenu(menu) => put(writer, CONTEXT_MENU, menu),
        Event::FilesChosen(files) => put(writer, FILES_CHOSEN, files),
        Event::Autofill { node } => put(writer, AUTOFILL, node),
        Event::Visibility { visible } => put(writer, VISIBILITY, visible),
        Event::WindowFocus { focused } => put(writer, WINDOW_FOCUS, focused),
        Event::Lifecycle(state) => put(writer, LIFECYCLE, state),
        Event::Online(online) => put(writer, ONLINE, online),
        Event::Error(error) => put(writer, ERROR, error),
        Event::Console(console) => put(writer, CONSOLE, console),
        Event::Network(network) => put(writer, NETWORK, network),
        Event::Vital(vital) => put(writer, VITAL, vital),
        Event::Custom(custom) => put(writer, CUSTOM, custom),
        Event::Identify(identify) => put(writer, IDENTIFY, identify),
        Event::Tag { key, value } => {
            key.write(writer);
            put(writer, TAG, value)
        }
        Event::Note(note) => put(writer, NOTE, note),
        Event::MaskCounts(counts) => put(writer, MASK_COUNTS, counts),
        Event::ClockOffset { offset_ms } => put(writer, CLOCK_OFFSET, offset_ms),
        Event::Asset(asset) => put(writer, ASSET, asset),
        Event::AssetBytes(piece) => put(writer, ASSET_BYTES, piece),
        Event::LongTask(task) => put(writer, LONG_TASK, task),
        Event::State(change) => put(writer, STATE, change),
        Event::Flag(flag) => put(writer, FLAG, flag),
        Event::Connection(connection) => put(writer, CONNECTION, connection),
        // These have a writer of their own, above.
        Event::Snapshot(_) | Event::Mutation(_) | Event::Unknown { .. } => super::DEFINITION,
    }
}

/// Reads the payload that the reader has entered. `newer` says that a newer minor version wrote it: then a payload may
/// go on after what is known of it, and what cannot be understood is kept as [`Event::Unknown`]. That is not for events
/// that others refer back to.
pub(crate) fn read(
    reader: &mut Reader<'_>,
    kind: u32,
    payload: &[u8],
    index: bool,
    newer: bool,
) -> Result<Event, Fault> {
    let unknown = || Event::Unknown {
        kind,
        payload: payload.to_vec(),
        index,
    };
    match known_as_index(kind) {
        None => return Ok(unknown()),
        Some(belongs_to_index) if belongs_to_index != index => return reader.fault(Problem::WrongSection { kind }),
        Some(_) => {}
    }
    match read_known(reader, kind) {
        Err(Fault {
            problem: Problem::Code { .. },
            ..
        }) if newer && !matches!(kind, SNAPSHOT | MUTATION) => Ok(unknown()),
        Ok(_) if reader.left() > 0 && !newer => reader.fault(Problem::LeftOver {
            kind,
            left: reader.left(),
        }),
        result => result,
    }
}

fn read_known(reader: &mut Reader<'_>, kind: u32) -> Result<Event, Fault> {
    Ok(match kind {
        SNAPSHOT => {
            let first = NodeId::read(reader)?;
            let mut forests = forest::read_structures(reader, 1)?;
            forest::read_columns(reader, forests.iter_mut())?;
            let nodes = Forest {
                first,
                tokens: forests.pop().unwrap_or_default(),
            };
            reader.references.history.next_node = nodes.end().0;
            Event::Snapshot(nodes)
        }
        SNAPSHOT_END => Event::SnapshotEnd,
        MUTATION => Event::Mutation(mutation::read(reader)?),
        PROPERTIES => Event::Properties(property::read_changes(reader)?),
        SHEET => Event::Sheet(Wire::read(reader)?),
        RULE => Event::Rule(Wire::read(reader)?),
        ADOPTED_SHEETS => Event::AdoptedSheets(Wire::read(reader)?),
        POINTER_MOVES => Event::PointerMoves(Wire::read(reader)?),
        POINTER => Event::Pointer(Wire::read(reader)?),
        KEY => Event::Key(Wire::read(reader)?),
        FOCUS => Event::Focus {
            node: Wire::read(reader)?,
            visible: Wire::read(reader)?,
        },
        SELECTION => Event::Selection(Wire::read(reader)?),
        VIEWPORT => Event::Viewport(Wire::read(reader)?),
        VISUAL_VIEWPORT => Event::VisualViewport(Wire::read(reader)?),
        COLOR_SCHEME => Event::ColorScheme(Wire::read(reader)?),
        START => Event::Start(Wire::read(reader)?),
        NAVIGATION => Event::Navigation(Wire::read(reader)?),
        TITLE => Event::Title(Wire::read(reader)?),
        CLICK => Event::Click(Wire::read(reader)?),
        FIELD_EDIT => Event::FieldEdit(Wire::read(reader)?),
        FORM => Event::Form {
            node: Wire::read(reader)?,
            action: Wire::read(reader)?,
        },
        CLIPBOARD => Event::Clipboard {
            node: Wire::read(reader)?,
            action: Wire::read(reader)?,
        },
        VISIBILITY => Event::Visibility {
            visible: Wire::read(reader)?,
        },
        WINDOW_FOCUS => Event::WindowFocus {
            focused: Wire::read(reader)?,
        },
        LIFECYCLE => Event::Lifecycle(Wire::read(reader)?),
        ONLINE => Event::Online(Wire::read(reader)?),
        ERROR => Event::Error(Wire::read(reader)?),
        CONSOLE => Event::Console(Wire::read(reader)?),
        NETWORK => Event::Network(Wire::read(reader)?),
        VITAL => Event::Vital(Wire::read(reader)?),
        CUSTOM => Event::Custom(Wire::read(reader)?),
        IDENTIFY => Event::Identify(Wire::read(reader)?),
        TAG => Event::Tag {
            key: Wire::read(reader)?,
            value: Wire::read(reader)?,
        },
        NOTE => Event::Note(Wire::read(reader)?),
        MASK_COUNTS => Event::MaskCounts(Wire::read(reader)?),
        CLOCK_OFFSET => Event::ClockOffset {
            offset_ms: Wire::read(reader)?,
        },
        ASSET => Event::Asset(Wire::read(reader)?),
        ASSET_BYTES => Event::AssetBytes(Wire::read(reader)?),
        LONG_TASK => Event::LongTask(Wire::read(reader)?),
        STATE => Event::State(Wire::read(reader)?),
        FLAG => Event::Flag(Wire::read(reader)?),
        CONNECTION => Event::Connection(Wire::read(reader)?),
        FOREIGN_PART => Event::ForeignPart(Wire::read(reader)?),
        WHEEL => Event::Wheel(Wire::read(reader)?),
        ORIENTATION => Event::Orientation(Wire::read(reader)?),
        DRAG => Event::Drag(Wire::read(reader)?),
        CONTEXT_MENU => Event::ContextMenu(Wire::read(reader)?),
        FILES_CHOSEN => Event::FilesChosen(Wire::read(reader)?),
        AUTOFILL => Event::Autofill {
            node: Wire::read(reader)?,
        },
        value => {
            return reader.fault(Problem::Code {
                what: "an event",
                value,
            });
        }
    })
}
