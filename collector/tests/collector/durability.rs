//! An acknowledgement means: it is there, whatever happens next.

use std::process::Command;
use std::sync::mpsc;

use scrubjay_format::{StreamEncoder, StreamId};
use serde_json::Value;
use tempfile::TempDir;

use crate::client::get;
use crate::parts::{click, encoder, session, stream};
use crate::server::{Process, recording};

/// A recorder that sends one part after another, and remembers what was acknowledged.
struct Writer {
    stream: StreamId,
    encoder: StreamEncoder,
    next: u32,
    /// Sent, but not acknowledged yet.
    pending: Option<Vec<u8>>,
    acknowledged: Vec<Vec<u8>>,
}

impl Writer {
    fn new(number: u8) -> Self {
        Self {
            stream: stream(number),
            encoder: encoder(session(number), stream(number)),
            next: 0,
            pending: None,
            acknowledged: Vec::new(),
        }
    }

    /// The part to send: the one that was not acknowledged, or another.
    fn part(&mut self) -> Vec<u8> {
        let (encoder, next) = (&mut self.encoder, self.next);
        self.pending
            .get_or_insert_with(|| {
                for click_number in 0..20 {
                    encoder.push(
                        next * 10,
                        &click(&format!(
                            "part {next} click {click_number} {:x}",
                            next.wrapping_mul(2_654_435_761)
                        )),
                    );
                }
                encoder.finish_part(false)
            })
            .clone()
    }

    /// Takes the answer to the pending part.
    fn answered(&mut self, answer: &Value) {
        assert_eq!(answer["streams"][0]["acknowledged"], self.next, "{answer}");
        self.acknowledged.extend(self.pending.take());
        self.next += 1;
    }

    /// Sends until the server is gone.
    fn send_until_it_ends(&mut self, server: &Process, acknowledged: &mpsc::Sender<()>) {
        loop {
            let part = self.part();
            let Ok(response) = server.try_post(&part) else { return };
            if response.status == 200 {
                self.answered(&response.json());
                if acknowledged.send(()).is_err() {
                    return;
                }
            }
        }
    }
}

/// Every acknowledged part is held byte for byte, and recordings are nothing but their parts.
fn assert_all_is_held(server: &Process, writers: &[Writer]) {
    let list = get(server.address, "/api/sessions?limit=500").json();
    let mut found = 0;
    for listed in list["sessions"].as_array().unwrap() {
        let id = listed["id"].as_str().unwrap();
        let manifest = get(server.address, &format!("/api/sessions/{id}/manifest")).json();
        let bytes = recording(server.address, id);
        let entries = manifest["parts"].as_array().unwrap();
        let writer = writers
            .iter()
            .find(|writer| entries[0]["stream"] == writer.stream.to_string())
            .unwrap();
        assert!(
            entries.len() >= writer.acknowledged.len(),
            "{} of {}",
            entries.len(),
            writer.acknowledged.len()
        );
        let mut end = 0;
        for (sequence, entry) in entries.iter().enumerate() {
            assert_eq!((&entry["sequence"], &entry["offset"]), (&sequence.into(), &end.into()));
            let begin = end;
            end += entry["length"].as_u64().unwrap() as usize;
            let expected = writer.acknowledged.get(sequence).or(writer.pending.as_ref()).unwrap();
            assert_eq!(&bytes[begin..end], expected, "part {sequence}");
        }
        assert_eq!(bytes.len(), end);
        assert_eq!(
            (&listed["size_bytes"], &listed["counts"]["parts"]),
            (&end.into(), &entries.len().into())
        );
        assert_eq!(listed["counts"]["clicks"], entries.len() * 20, "counted once");
        assert_eq!(listed["conflict"], false);
        found += 1;
    }
    assert_eq!(
        found,
        writers.iter().filter(|writer| !writer.acknowledged.is_empty()).count()
    );
}

#[test]
fn nothing_acknowledged_is_lost_when_the_server_is_killed_under_load() {
    const ACKNOWLEDGED_BEFORE_KILL: usize = 120;
    let data = TempDir::new().unwrap();
    let mut server = Process::start(data.path());
    let mut writers: Vec<Writer> = (1..=6).map(Writer::new).collect();
    for _ in 0..5 {
        std::thread::scope(|scope| {
            let (sender, acknowledged) = mpsc::channel();
            for writer in &mut writers {
                let (sender, server) = (sender.clone(), &server);
                scope.spawn(move || writer.send_until_it_ends(server, &sender));
            }
            acknowledged.iter().take(ACKNOWLEDGED_BEFORE_KILL).for_each(drop);
            server.kill_by_id();
        });
        server = server.restart();
        assert_all_is_held(&server, &writers);
    }
    // What was under way is sent again, and only then counted.
    for writer in &mut writers {
        let response = server.try_post(&writer.part()).unwrap();
        writer.answered(&response.json());
    }
    assert_all_is_held(&server, &writers);
}

#[test]
fn a_stop_signal_lets_running_requests_end_and_stores_what_waits() {
    let data = TempDir::new().unwrap();
    let mut server = Process::start(data.path());
    let mut writers: Vec<Writer> = (1..=4).map(Writer::new).collect();
    std::thread::scope(|scope| {
        let (sender, acknowledged) = mpsc::channel();
        for writer in &mut writers {
            let (sender, server) = (sender.clone(), &server);
            scope.spawn(move || writer.send_until_it_ends(server, &sender));
        }
        acknowledged.iter().take(50).for_each(drop);
        let id = server.child.id().to_string();
        assert!(Command::new("kill").args(["-TERM", &id]).status().unwrap().success());
    });
    assert!(server.child.wait().unwrap().success(), "it ends by itself, and well");
    let server = Process::start(data.path());
    assert_all_is_held(&server, &writers);
}

#[test]
fn a_database_that_can_grow_no_more_acknowledges_nothing_that_is_not_there() {
    let data = TempDir::new().unwrap();
    let mut writer = Writer::new(1);
    // No file may grow beyond 512 KiB: the database's log is the first to reach that.
    let mut server = Process::start_with_file_limit(data.path(), 512 * 1024);
    let mut refused = 0;
    for _ in 0..2000 {
        let part = writer.part();
        let response = server.try_post(&part).unwrap();
        match response.status {
            200 => writer.answered(&response.json()),
            503 => refused += 1,
            status => panic!("{status}: {response:?}"),
        }
        if refused == 5 {
            break;
        }
    }
    assert_eq!(refused, 5, "the limit was reached");
    assert!(!writer.acknowledged.is_empty());
    server.kill();
    let server = Process::start(data.path());
    assert_all_is_held(&server, std::slice::from_ref(&writer));
    writer.part();
    let response = server.try_post(&writer.part()).unwrap();
    writer.answered(&response.json());
    assert_all_is_held(&server, std::slice::from_ref(&writer));
}

#[test]
fn packs_alone_tell_every_part_that_is_held() {
    let data = TempDir::new().unwrap();
    let server = Process::start(data.path());
    let mut writers: Vec<Writer> = (1..=3).map(Writer::new).collect();
    for _ in 0..4 {
        for writer in &mut writers {
            let part = writer.part();
            writer.answered(&server.try_post(&part).unwrap().json());
        }
    }
    let mut found = Vec::new();
    for folder in std::fs::read_dir(data.path().join("packs")).unwrap() {
        for file in std::fs::read_dir(folder.unwrap().path()).unwrap() {
            let pack = std::fs::read(file.unwrap().path()).unwrap();
            for entry in scrubjay_collector::pack::read_footer(&pack).unwrap().parts {
                assert_eq!(entry.project, "demo");
                found.push(pack[entry.offset as usize..][..entry.length as usize].to_vec());
            }
        }
    }
    let mut sent: Vec<Vec<u8>> = writers.into_iter().flat_map(|writer| writer.acknowledged).collect();
    found.sort();
    sent.sort();
    assert_eq!(found, sent);
}
