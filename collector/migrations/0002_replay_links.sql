-- What replay links name a session by: made from its secret id by a one-way function (SessionId::replay_token), since pages
-- hand links out that must not give the id away. Empty: recorded before there were links.
ALTER TABLE session ADD COLUMN replay_token TEXT NOT NULL DEFAULT '';
CREATE INDEX session_by_replay_token ON session (replay_token);
