//! The state of a recorded page at one moment.

use std::collections::BTreeMap;
use std::sync::Arc;

use scrubjay_format::event::{ColorScheme, Selection, Start, Viewport, VisualViewport};
use scrubjay_format::{NodeId, SheetId, StreamId, Text};

use crate::dirty::Dirty;
use crate::pointers::PointerState;
use crate::sheets::SheetState;
use crate::tree::Nodes;

/// The page as it was at the time of the last event applied.
///
/// Copies are cheap: they share all nodes that neither changes (see [`Page::apply`] for how it changes). Two pages are
/// equal if they show the same, however they came about; [`Page::epoch`] and what is dirty do not matter.
#[derive(Clone, Debug)]
pub struct Page {
    pub(crate) epoch: Epoch,
    pub(crate) nodes: Nodes,
    /// How many nodes are documents: with one alone, nothing needs to look for frames.
    pub(crate) document_count: usize,
    /// The lowest id that no node of the page's own had so far.
    pub(crate) next_id: u32,
    /// The same of nodes of frames of other origins, by the upper bits of their ids.
    pub(crate) next_foreign: BTreeMap<u32, u32>,
    pub(crate) is_complete: bool,
    pub(crate) at_ms: u32,
    pub(crate) start: Option<Arc<Start>>,
    pub(crate) url: Text,
    pub(crate) title: Text,
    pub(crate) viewport: Option<Viewport>,
    pub(crate) visual_viewport: VisualViewport,
    pub(crate) color_scheme: ColorScheme,
    pub(crate) focus: Option<Focus>,
    /// By document; none is empty.
    pub(crate) selections: BTreeMap<NodeId, Arc<Selection>>,
    pub(crate) pointers: Vec<PointerState>,
    /// Constructed sheets.
    pub(crate) sheets: BTreeMap<SheetId, Arc<SheetState>>,
    pub(crate) dirty: Dirty,
}

/// Which snapshot a page descends from. Node ids mean the same within one epoch only.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Epoch {
    /// The stream.
    pub stream: StreamId,
    /// How many snapshots it had so far.
    pub snapshot: u32,
}

/// What has the focus.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Focus {
    /// The element.
    pub node: NodeId,
    /// Whether `:focus-visible` matched.
    pub visible: bool,
}

/// No pinch zoom.
pub(crate) const UNZOOMED: VisualViewport = VisualViewport {
    scale_permille: 1000,
    x: 0,
    y: 0,
};

impl Default for Page {
    fn default() -> Self {
        Self::new()
    }
}

impl Page {
    /// An empty page of a stream that has no name, for those who read one stream only.
    pub fn new() -> Self {
        Self::of_stream(StreamId([0; 8]))
    }

    /// An empty page. Pages of different streams have no nodes in common, whatever their ids.
    pub fn of_stream(stream: StreamId) -> Self {
        Self {
            epoch: Epoch { stream, snapshot: 0 },
            nodes: Nodes::default(),
            document_count: 0,
            next_id: 1,
            next_foreign: BTreeMap::new(),
            is_complete: false,
            at_ms: 0,
            start: None,
            url: Text::from(""),
            title: Text::from(""),
            viewport: None,
            visual_viewport: UNZOOMED,
            color_scheme: ColorScheme::Light,
            focus: None,
            selections: BTreeMap::new(),
            pointers: Vec::new(),
            sheets: BTreeMap::new(),
            dirty: Dirty::default(),
        }
    }

    /// What changed since this was last called, or since the beginning.
    pub fn take_dirty(&mut self) -> Dirty {
        std::mem::take(&mut self.dirty)
    }

    /// Which snapshot the nodes belong to.
    pub fn epoch(&self) -> Epoch {
        self.epoch
    }

    /// Whether the snapshot is whole; until then the page is only in part what was there.
    pub fn is_complete(&self) -> bool {
        self.is_complete
    }

    /// The time of the last event applied, in milliseconds since the stream's start.
    pub fn at_ms(&self) -> u32 {
        self.at_ms
    }

    /// How many nodes there are.
    pub fn node_count(&self) -> usize {
        self.nodes.len()
    }

    /// The start of the stream, once known.
    pub fn start(&self) -> Option<&Start> {
        self.start.as_deref()
    }

    /// The address; empty until known.
    pub fn url(&self) -> &Text {
        &self.url
    }

    /// The title; empty until known.
    pub fn title(&self) -> &Text {
        &self.title
    }

    /// The layout viewport, once known.
    pub fn viewport(&self) -> Option<Viewport> {
        self.viewport
    }

    /// Pinch zoom.
    pub fn visual_viewport(&self) -> VisualViewport {
        self.visual_viewport
    }

    /// The colour scheme asked for.
    pub fn color_scheme(&self) -> ColorScheme {
        self.color_scheme
    }

    /// What has the focus.
    pub fn focus(&self) -> Option<Focus> {
        self.focus
    }

    /// The selections that are not empty, one per document.
    pub fn selections(&self) -> impl Iterator<Item = &Selection> {
        self.selections.values().map(Arc::as_ref)
    }

    /// The pointers on the page, in the order in which they came.
    pub fn pointers(&self) -> &[PointerState] {
        &self.pointers
    }
}

impl PartialEq for Page {
    fn eq(&self, other: &Self) -> bool {
        let mut same_nodes = self.nodes.len() == other.nodes.len();
        self.nodes.compare(&other.nodes, |_, _, _| same_nodes = false);
        same_nodes
            && (
                self.is_complete,
                self.viewport,
                self.visual_viewport,
                self.color_scheme,
                self.focus,
            ) == (
                other.is_complete,
                other.viewport,
                other.visual_viewport,
                other.color_scheme,
                other.focus,
            )
            && (&self.start, &self.url, &self.title) == (&other.start, &other.url, &other.title)
            && (&self.selections, &self.pointers, &self.sheets) == (&other.selections, &other.pointers, &other.sheets)
    }
}
