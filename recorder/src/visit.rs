//! The session a page belongs to, kept where all tabs of the site find it.

use scrubjay_format::{SessionId, StreamId};
use web_sys::{Storage, Window};

use crate::session::{Limits, STORAGE_KEY, Session};
use crate::settings::Settings;

/// Activity is stored at most this often: all tabs share the storage, and writing to it wakes them.
const STORE_EVERY_MS: u64 = 5_000;

/// The visitor's session, as this page takes part in it.
pub(crate) struct Visit {
    session: Session,
    limits: Limits,
    /// Bytes sent by this page since they were last added to those of the other tabs.
    unstored_size_bytes: u64,
    stored_at_ms: u64,
    storage: Option<Storage>,
    /// The site looks after the session: it does not end by itself.
    given: bool,
}

impl Visit {
    /// The session that goes on, or a new one. Where storage is refused each page is a session of its own.
    pub(crate) fn resume(window: &Window, settings: &Settings, now_ms: u64) -> Visit {
        let limits = settings.session_limits();
        let given = settings.session().and_then(|id| id.parse::<SessionId>().ok());
        let storage = match given {
            Some(_) => None,
            None => window.local_storage().ok().flatten(),
        };
        let stored = Session::stored_alive(read(storage.as_ref()).as_deref(), now_ms, limits);
        let fresh = given.unwrap_or_else(|| SessionId(random(window)));
        let mut visit = Visit {
            session: stored.unwrap_or_else(|| Session::begin(fresh, now_ms)),
            limits,
            unstored_size_bytes: 0,
            stored_at_ms: 0,
            storage,
            given: given.is_some(),
        };
        visit.session.active_at_ms = now_ms;
        visit.store(now_ms);
        visit
    }

    pub(crate) fn session(&self) -> &Session {
        &self.session
    }

    /// The visitor did something. `true`: that begins another session, be it of this tab or of another one.
    pub(crate) fn touch(&mut self, window: &Window, now_ms: u64) -> bool {
        if self.given {
            self.session.active_at_ms = now_ms;
            return false;
        }
        let was_alive = self.session.is_alive(now_ms, self.limits);
        if was_alive && now_ms.saturating_sub(self.stored_at_ms) < STORE_EVERY_MS {
            self.session.active_at_ms = now_ms;
            return false;
        }
        let stored = Session::stored_alive(read(self.storage.as_ref()).as_deref(), now_ms, self.limits);
        let next = match stored {
            Some(stored) => stored,
            None if was_alive => self.session, // the storage was emptied or is refused
            None => Session::begin(SessionId(random(window)), now_ms),
        };
        let changed = next.id != self.session.id;
        if changed {
            self.unstored_size_bytes = 0;
            self.session = next;
        }
        self.session.active_at_ms = now_ms;
        self.store(now_ms);
        changed
    }

    /// Parts of this size belong to the session now.
    pub(crate) fn add_size(&mut self, size_bytes: u64) {
        self.unstored_size_bytes += size_bytes;
    }

    /// Bytes of the session so far, those of other tabs as of when they were last looked at.
    pub(crate) fn size_bytes(&self) -> u64 {
        self.session.size_bytes + self.unstored_size_bytes
    }

    /// The session is recorded from now on, on all its pages.
    pub(crate) fn set_recorded(&mut self, now_ms: u64) {
        if !self.session.recorded {
            self.session.recorded = true;
            self.store(now_ms);
        }
    }

    /// Nothing more of this session is wanted, on no page.
    pub(crate) fn set_full(&mut self, now_ms: u64) {
        self.unstored_size_bytes = 0;
        self.session.size_bytes = u64::MAX / 2;
        self.store(now_ms);
    }

    /// Writes what other tabs and pages have to know.
    pub(crate) fn store(&mut self, now_ms: u64) {
        self.stored_at_ms = now_ms;
        let Some(storage) = &self.storage else { return };
        // Other tabs write to it too.
        let other = Session::stored_alive(read(Some(storage)).as_deref(), now_ms, self.limits);
        if let Some(other) = other.filter(|other| other.id == self.session.id) {
            self.session.size_bytes = self.session.size_bytes.max(other.size_bytes);
            self.session.recorded |= other.recorded;
            self.session.active_at_ms = self.session.active_at_ms.max(other.active_at_ms);
        }
        self.session.size_bytes += std::mem::take(&mut self.unstored_size_bytes);
        // A full or refused storage ends the continuity, not the recording.
        let _ = storage.set_item(STORAGE_KEY, &self.session.stored());
    }
}

fn read(storage: Option<&Storage>) -> Option<String> {
    storage.and_then(|storage| storage.get_item(STORAGE_KEY).ok().flatten())
}

/// A stream's id: random, as each page life is one.
pub(crate) fn stream_id(window: &Window) -> StreamId {
    StreamId(random(window))
}

fn random<const N: usize>(window: &Window) -> [u8; N] {
    let mut bytes = [0; N];
    let filled = window
        .crypto()
        .and_then(|crypto| crypto.get_random_values_with_u8_array(&mut bytes));
    if filled.is_err() {
        // Every browser with wasm has it; ids must differ all the same.
        bytes.fill_with(|| (js_sys::Math::random() * 256.0) as u8);
    }
    bytes
}
