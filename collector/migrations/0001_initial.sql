-- Times are milliseconds since the Unix epoch by the visitor's clock, except columns named received_*: the server's.
-- Ids of sessions and streams are lower-case hexadecimal. Plain types only, so that PostgreSQL can hold the same tables.

CREATE TABLE project (
    id            TEXT NOT NULL PRIMARY KEY,
    name          TEXT NOT NULL,
    write_key     TEXT NOT NULL UNIQUE,   -- public, insert-only
    created_at_ms BIGINT NOT NULL,
    revoked_at_ms BIGINT                  -- its key is refused from then on
);

CREATE TABLE session (
    project           TEXT NOT NULL,
    session           TEXT NOT NULL,      -- a secret: whoever knows it can add to the session
    public_id         TEXT NOT NULL UNIQUE,
    started_at_ms     BIGINT NOT NULL,
    ended_at_ms       BIGINT NOT NULL,
    received_first_ms BIGINT NOT NULL,
    received_last_ms  BIGINT NOT NULL,
    listed_at_ms      BIGINT NOT NULL,    -- its start, but not later than its first arrival: a clock in the future must not lead the list
    url               TEXT NOT NULL,
    title             TEXT NOT NULL,
    user_id           TEXT,               -- as the site said last
    user_at_ms        BIGINT,             -- when it said so
    referrer          TEXT NOT NULL,
    browser           TEXT NOT NULL,
    os                TEXT NOT NULL,
    device_kind       TEXT NOT NULL,
    viewport_width    BIGINT NOT NULL,
    viewport_height   BIGINT NOT NULL,
    streams           BIGINT NOT NULL,
    open_streams      BIGINT NOT NULL,    -- streams whose last part has not come
    parts             BIGINT NOT NULL,
    events            BIGINT NOT NULL,
    pages             BIGINT NOT NULL,
    clicks            BIGINT NOT NULL,
    edits             BIGINT NOT NULL,
    errors            BIGINT NOT NULL,
    customs           BIGINT NOT NULL,
    size_bytes        BIGINT NOT NULL,
    conflict          BIGINT NOT NULL,    -- 1: a part came twice with different bytes; the first stayed
    PRIMARY KEY (project, session)
);
CREATE INDEX session_by_time ON session (project, listed_at_ms, public_id);

CREATE TABLE stream (
    project         TEXT NOT NULL,
    session         TEXT NOT NULL,
    stream          TEXT NOT NULL,
    started_at_ms   BIGINT NOT NULL,
    first_ms        BIGINT NOT NULL,      -- since the stream's start
    last_ms         BIGINT NOT NULL,
    parts           BIGINT NOT NULL,
    next_sequence   BIGINT NOT NULL,      -- every part below it is held
    url             TEXT NOT NULL,
    referrer        TEXT NOT NULL,
    browser         TEXT NOT NULL,
    os              TEXT NOT NULL,
    device_kind     TEXT NOT NULL,
    viewport_width  BIGINT NOT NULL,
    viewport_height BIGINT NOT NULL,
    start_sequence  BIGINT,               -- the part that said all this; a stream that starts afresh says it again
    title           TEXT NOT NULL,
    title_sequence  BIGINT,               -- the part that said it first
    ended           BIGINT NOT NULL,
    PRIMARY KEY (project, session, stream)
);

CREATE TABLE part (
    project     TEXT NOT NULL,
    session     TEXT NOT NULL,
    stream      TEXT NOT NULL,
    sequence    BIGINT NOT NULL,
    crc32c      BIGINT NOT NULL,
    first_ms    BIGINT NOT NULL,
    last_ms     BIGINT NOT NULL,
    keyframe    BIGINT NOT NULL,
    last        BIGINT NOT NULL,
    position    BIGINT NOT NULL,          -- where it begins in the session's recording, which only ever grows at its end
    object      TEXT NOT NULL,            -- the pack that holds it
    byte_offset BIGINT NOT NULL,
    byte_length BIGINT NOT NULL,
    received_ms BIGINT NOT NULL,
    conflict    BIGINT NOT NULL,
    PRIMARY KEY (project, session, stream, sequence)
);
CREATE UNIQUE INDEX part_by_position ON part (project, session, position);

CREATE TABLE event (
    project TEXT NOT NULL,
    session TEXT NOT NULL,
    stream  TEXT NOT NULL,
    seq     BIGINT NOT NULL,
    idx     BIGINT NOT NULL,              -- its place among the part's index events
    ts      BIGINT NOT NULL,
    kind    TEXT NOT NULL,
    name    TEXT NOT NULL,
    value   TEXT NOT NULL,
    num     DOUBLE PRECISION,
    PRIMARY KEY (project, session, stream, seq, idx)
);

CREATE TABLE session_attr (
    project TEXT NOT NULL,
    session TEXT NOT NULL,
    key     TEXT NOT NULL,
    value   TEXT NOT NULL,
    PRIMARY KEY (project, session, key)
);
