//! The session a page belongs to, kept where all tabs of the site find it.

use scrubjay_format::{SessionId, StreamId};
use web_sys::{Storage, Window};

use crate::session::{STORAGE_KEY, Session};
use crate::settings::Settings;

/// Activity is stored at most this often: all tabs share the storage, and writing to it wakes them.
const STORE_EVERY_MS: u64 = 5_000;

/// The visitor's session, as this page takes part in it.
pub(crate) struct Visit {
    session: Session,
    stored_at_ms: u64,
    storage: Option<Storage>,
}

impl Visit {
    /// The session that goes on, or a new one. Where storage is refused each page is a session of its own.
    pub(crate) fn resume(window: &Window, now_ms: u64) -> Visit {
        let storage = window.local_storage().ok().flatten();
        let stored = storage
            .as_ref()
            .and_then(|storage| storage.get_item(STORAGE_KEY).ok().flatten());
        let session = Session::resume(stored.as_deref(), now_ms, SessionId(random(window)));
        let mut visit = Visit {
            session,
            stored_at_ms: 0,
            storage,
        };
        visit.touch(now_ms);
        visit
    }

    /// A session whose id the site chose, and which it looks after.
    pub(crate) fn given(id: SessionId, now_ms: u64) -> Visit {
        Visit {
            session: Session::resume(None, now_ms, id),
            stored_at_ms: 0,
            storage: None,
        }
    }

    pub(crate) fn id(&self) -> SessionId {
        self.session.id
    }

    /// Something was recorded.
    pub(crate) fn touch(&mut self, now_ms: u64) {
        self.session.active_at_ms = now_ms;
        if now_ms.saturating_sub(self.stored_at_ms) < STORE_EVERY_MS {
            return;
        }
        self.stored_at_ms = now_ms;
        if let Some(storage) = &self.storage {
            // A full or refused storage ends the continuity, not the recording.
            let _ = storage.set_item(STORAGE_KEY, &self.session.stored());
        }
    }
}

/// A number from 0 up to 1 that is as good as random, but for one session always the same.
pub(crate) fn chance(settings: &Settings) -> f64 {
    let given = settings.session().and_then(|id| id.parse::<SessionId>().ok());
    let id = given.or_else(|| Some(Visit::resume(&web_sys::window()?, js_sys::Date::now() as u64).id()));
    let Some(SessionId([a, b, c, d, ..])) = id else {
        return 0.0;
    };
    f64::from(u32::from_be_bytes([a, b, c, d])) / (f64::from(u32::MAX) + 1.0)
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
