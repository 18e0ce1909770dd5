//! Adding parts: everything of a batch in one transaction.

use rusqlite::{Connection, Transaction, TransactionBehavior, params};

use crate::model::{NewPart, PartKey, PlacedPart};
use crate::store::{Batch, Outcome, OutcomeKind, StoreError};

use super::erase;
use super::stream::StreamTally;
use super::tally::SessionTally;

pub(super) fn insert(connection: &mut Connection, batch: &Batch) -> Result<Vec<Outcome>, StoreError> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let mut outcomes = Vec::with_capacity(batch.parts.len());
    let same_session = |a: &PlacedPart, b: &PlacedPart| {
        (&a.part.key.project, a.part.key.session) == (&b.part.key.project, b.part.key.session)
    };
    for parts in batch.parts.chunk_by(same_session) {
        insert_session(&transaction, parts, &mut outcomes)?;
    }
    for key in &batch.conflicts {
        flag_conflict(&transaction, key)?;
    }
    transaction.commit()?;
    Ok(outcomes)
}

/// Adds parts of one session.
fn insert_session(
    transaction: &Transaction<'_>,
    parts: &[PlacedPart],
    outcomes: &mut Vec<Outcome>,
) -> Result<(), StoreError> {
    let Some(PartKey { project, session, .. }) = parts.first().map(|placed| &placed.part.key) else {
        return Ok(());
    };
    let session = session.to_string();
    if erase::is_erased(transaction, project, &session)? {
        // It was erased after these parts were looked up, so their pack holds bytes of it.
        for placed in parts {
            erase::mark_stale(transaction, &placed.object)?;
            outcomes.push(Outcome {
                kind: OutcomeKind::Erased,
                next_sequence: 0,
            });
        }
        return Ok(());
    }
    let mut tally = SessionTally::load(transaction, project, &session)?;
    for parts in parts.chunk_by(|a, b| a.part.key.stream == b.part.key.stream) {
        insert_stream(transaction, parts, &mut tally, outcomes)?;
    }
    tally.save(transaction, project, &session)
}

/// Adds parts of one stream.
fn insert_stream(
    transaction: &Transaction<'_>,
    parts: &[PlacedPart],
    session: &mut SessionTally,
    outcomes: &mut Vec<Outcome>,
) -> Result<(), StoreError> {
    let Some(first) = parts.first().map(|placed| &placed.part) else {
        return Ok(());
    };
    let known = StreamTally::load(transaction, &first.key)?;
    let was_known = known.is_some();
    let mut stream = known.unwrap_or_else(|| StreamTally::begin(first));
    let had_ended = stream.ended;
    let begin = outcomes.len();
    for placed in parts {
        let kind = insert_part(transaction, placed, session)?;
        match kind {
            OutcomeKind::Inserted => {
                insert_facts(transaction, &placed.part)?;
                stream.add_part(&placed.part);
                session.add_part(&placed.part);
            }
            OutcomeKind::Duplicate | OutcomeKind::Erased => {}
            OutcomeKind::Conflict => {
                session.conflict = true;
                flag_conflict(transaction, &placed.part.key)?;
            }
        }
        outcomes.push(Outcome { kind, next_sequence: 0 });
    }
    let added = &mut outcomes[begin..];
    if added.iter().any(|outcome| outcome.kind == OutcomeKind::Inserted) {
        if !was_known {
            session.add_stream();
        }
        if stream.ended && !had_ended {
            session.open_streams -= 1;
        }
        stream.advance(transaction, &first.key)?;
        stream.save(transaction, &first.key)?;
    }
    for outcome in added {
        outcome.next_sequence = stream.next_sequence;
    }
    Ok(())
}

/// Adds the row of a part, unless there is one.
fn insert_part(
    transaction: &Transaction<'_>,
    placed: &PlacedPart,
    session: &SessionTally,
) -> Result<OutcomeKind, StoreError> {
    let PlacedPart { part, object, offset } = placed;
    let (session_id, stream_id) = (part.key.session.to_string(), part.key.stream.to_string());
    let mut insert = transaction.prepare_cached(
        "INSERT INTO part (project, session, stream, sequence, crc32c, first_ms, last_ms, keyframe, last, position, object,
             byte_offset, byte_length, received_ms, conflict)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, 0)
         ON CONFLICT (project, session, stream, sequence) DO NOTHING",
    )?;
    let inserted = insert.execute(params![
        part.key.project.0,
        session_id,
        stream_id,
        part.key.sequence,
        part.crc32c,
        part.first_ms,
        part.last_ms,
        part.keyframe,
        part.last,
        session.size_bytes,
        object,
        *offset as i64,
        part.bytes.len() as i64,
        part.received_ms,
    ])?;
    if inserted == 1 {
        return Ok(OutcomeKind::Inserted);
    }
    let mut held = transaction.prepare_cached(
        "SELECT crc32c FROM part WHERE project = ?1 AND session = ?2 AND stream = ?3 AND sequence = ?4",
    )?;
    let crc32c: u32 = held.query_row(
        params![part.key.project.0, session_id, stream_id, part.key.sequence],
        |row| row.get(0),
    )?;
    Ok(if crc32c == part.crc32c {
        OutcomeKind::Duplicate
    } else {
        OutcomeKind::Conflict
    })
}

/// Adds the events and attributes of a part that was not there before.
fn insert_facts(transaction: &Transaction<'_>, part: &NewPart) -> Result<(), StoreError> {
    let (project, session_id, stream_id) = (
        &part.key.project.0,
        part.key.session.to_string(),
        part.key.stream.to_string(),
    );
    let mut event = transaction.prepare_cached(
        "INSERT INTO event (project, session, stream, seq, idx, ts, kind, name, value, num)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
    )?;
    for (idx, fact) in (0_i64..).zip(&part.facts.rows) {
        event.execute(params![
            project,
            session_id,
            stream_id,
            part.key.sequence,
            idx,
            part.started_at_ms + i64::from(fact.at_ms),
            fact.kind,
            &*fact.name,
            &*fact.value,
            fact.number,
        ])?;
    }
    let mut attribute = transaction.prepare_cached(
        "INSERT INTO session_attr (project, session, key, value) VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT (project, session, key) DO UPDATE SET value = excluded.value",
    )?;
    for (key, value) in &part.facts.attributes {
        attribute.execute(params![project, session_id, key, value])?;
    }
    Ok(())
}

/// Notes that a part came again with other bytes.
fn flag_conflict(transaction: &Transaction<'_>, key: &PartKey) -> Result<(), StoreError> {
    let (project, session_id) = (&key.project.0, key.session.to_string());
    transaction
        .prepare_cached(
            "UPDATE part SET conflict = 1 WHERE project = ?1 AND session = ?2 AND stream = ?3 AND sequence = ?4",
        )?
        .execute(params![project, session_id, key.stream.to_string(), key.sequence])?;
    transaction
        .prepare_cached("UPDATE session SET conflict = 1 WHERE project = ?1 AND session = ?2")?
        .execute(params![project, session_id])?;
    Ok(())
}
