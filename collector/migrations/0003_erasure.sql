-- Sessions that visitors had erased: parts of them that come later are not taken.
CREATE TABLE erased_session (
    project     TEXT NOT NULL,
    session     TEXT NOT NULL,
    received_ms BIGINT NOT NULL,          -- when it was asked for
    PRIMARY KEY (project, session)
);

-- Packs with bytes that nothing refers to any more, or that were never referred to: rewritten or deleted in the background.
CREATE TABLE stale_pack (
    object TEXT NOT NULL PRIMARY KEY
);
CREATE INDEX part_by_object ON part (object);
