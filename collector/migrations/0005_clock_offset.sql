-- How far our clock was ahead of the visitor's, as the recorder found from our answers; 0: not known, or too little to matter.
-- started_at_ms, ended_at_ms and the times of streams and events are by the visitor's clock.
ALTER TABLE session ADD COLUMN clock_offset_ms BIGINT NOT NULL DEFAULT 0;
