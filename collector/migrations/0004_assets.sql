-- Files that recorded pages were drawn with, once per project; their bytes are the object assets/<project>/<hash>.
CREATE TABLE asset (
    project        TEXT   NOT NULL,
    hash           TEXT   NOT NULL, -- SHA-256, 64 hexadecimal digits
    mime_type      TEXT   NOT NULL,
    size_bytes     BIGINT NOT NULL,
    received_at_ms BIGINT NOT NULL,
    PRIMARY KEY (project, hash)
);
