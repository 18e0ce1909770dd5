//! The wire form of wheels, drags, menus and files.

use super::wire::{codes, fields};
use crate::event::{ContextMenu, Drag, DragAction, FilesChosen, Orientation, Wheel};

codes! {
    DragAction as "a step of a drag" { Start = 0, Drop = 1, End = 2 }
}

fields! {
    Wheel { x, y, delta_x, delta_y, target }
    Orientation { angle_degrees, portrait }
    Drag { action, target, x, y, files }
    ContextMenu { target, x, y }
    FilesChosen { target, count, size_bytes }
}
