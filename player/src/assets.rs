//! Files that the recorded pages were drawn with: which address showed which file, and bytes where the recording has them.

use std::collections::HashMap;

use scrubjay_format::event::{Asset, AssetOutcome, Event};
use scrubjay_format::{AssetHash, Recording};

/// Where a piece of a file stands in the recording: stream and event.
type Place = (usize, usize);

/// The files of a session.
#[derive(Debug, Default)]
pub struct Assets {
    /// What became of each address. Where two streams do not agree, the first one counts.
    known: Vec<Asset>,
    pieces: HashMap<AssetHash, Vec<Place>>,
}

impl Assets {
    /// Finds the files of a recording.
    pub fn of(recording: &Recording) -> Self {
        let mut assets = Self::default();
        let mut places = HashMap::new();
        for (stream, events) in recording.streams.iter().map(|stream| &stream.events).enumerate() {
            for (at, timed) in events.iter().enumerate() {
                match &timed.event {
                    Event::Asset(asset) => assets.note(asset, &mut places),
                    Event::AssetBytes(piece) => assets.pieces.entry(piece.hash).or_default().push((stream, at)),
                    _ => {}
                }
            }
        }
        assets
    }

    /// What became of each address.
    pub fn known(&self) -> &[Asset] {
        &self.known
    }

    /// Whether the recording holds bytes of a file.
    pub fn holds(&self, hash: AssetHash) -> bool {
        self.pieces.contains_key(&hash)
    }

    /// The bytes of a file, if the recording holds all of them.
    pub fn bytes(&self, recording: &Recording, hash: AssetHash) -> Option<Vec<u8>> {
        let size_bytes = self
            .known
            .iter()
            .find(|asset| asset.outcome == AssetOutcome::Kept(hash))?
            .size_bytes;
        let places = self.pieces.get(&hash)?;
        let mut pieces: Vec<_> = places
            .iter()
            .filter_map(
                |&(stream, at)| match &recording.streams.get(stream)?.events.get(at)?.event {
                    Event::AssetBytes(piece) => Some(piece),
                    _ => None,
                },
            )
            .collect();
        pieces.sort_by_key(|piece| piece.offset);
        let mut bytes = Vec::new();
        for piece in pieces {
            // A page and the next one may both have written it.
            let start = bytes.len().checked_sub(piece.offset as usize)?;
            bytes.extend_from_slice(piece.bytes.get(start..).unwrap_or(&[]));
        }
        (bytes.len() as u64 == size_bytes).then_some(bytes)
    }

    /// A file that was kept once is had, whatever happened another time.
    fn note(&mut self, asset: &Asset, places: &mut HashMap<scrubjay_format::Text, usize>) {
        match places.get(&asset.url).map(|&at| &mut self.known[at]) {
            None => {
                places.insert(asset.url.clone(), self.known.len());
                self.known.push(asset.clone());
            }
            Some(known) => {
                let is_kept = |asset: &Asset| matches!(asset.outcome, AssetOutcome::Kept(_));
                if is_kept(asset) && !is_kept(known) {
                    *known = asset.clone();
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use scrubjay_format::event::AssetBytes;
    use scrubjay_format::{SessionId, StreamEncoder, StreamId};

    fn recording(events: &[Event]) -> Recording {
        let mut encoder = StreamEncoder::new(SessionId([1; 16]), StreamId([2; 8]), 0);
        for event in events {
            encoder.push(0, event);
        }
        Recording::read(&encoder.finish_part(true)).unwrap()
    }

    fn asset(url: &str, outcome: AssetOutcome) -> Event {
        Event::Asset(Asset {
            url: url.into(),
            outcome,
            mime_type: "image/png".into(),
            size_bytes: 5,
            width: 0,
            height: 0,
        })
    }

    fn piece(hash: AssetHash, offset: u32, bytes: &[u8]) -> Event {
        Event::AssetBytes(AssetBytes {
            hash,
            offset,
            bytes: bytes.to_vec(),
        })
    }

    #[test]
    fn pieces_make_a_file_in_any_order_and_twice() {
        let hash = AssetHash([7; 32]);
        let recording = recording(&[
            asset("https://x.example/a", AssetOutcome::Kept(hash)),
            piece(hash, 3, &[4, 5]),
            piece(hash, 0, &[1, 2, 3]),
            piece(hash, 0, &[1, 2, 3]),
        ]);
        let assets = Assets::of(&recording);
        assert_eq!(assets.bytes(&recording, hash), Some(vec![1, 2, 3, 4, 5]));
    }

    #[test]
    fn a_file_with_a_hole_is_none() {
        let hash = AssetHash([7; 32]);
        for pieces in [vec![piece(hash, 3, &[4, 5])], vec![piece(hash, 0, &[1, 2, 3])]] {
            let mut events = vec![asset("https://x.example/a", AssetOutcome::Kept(hash))];
            events.extend(pieces);
            let recording = recording(&events);
            assert_eq!(Assets::of(&recording).bytes(&recording, hash), None);
        }
    }

    #[test]
    fn what_was_kept_once_counts() {
        let hash = AssetHash([7; 32]);
        let recording = recording(&[
            asset("https://x.example/a", AssetOutcome::OverBudget),
            asset("https://x.example/a", AssetOutcome::Kept(hash)),
            asset("https://x.example/a", AssetOutcome::Failed),
        ]);
        let assets = Assets::of(&recording);
        assert_eq!(assets.known().len(), 1);
        assert_eq!(assets.known()[0].outcome, AssetOutcome::Kept(hash));
    }
}
