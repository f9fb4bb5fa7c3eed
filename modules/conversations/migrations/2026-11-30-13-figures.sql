-- What joins words and figures (ML-108042, 15/AB, 1.200, lan.pham@khach.example) parts them here as in a question that is searched for. Left to itself Postgres
-- reads a sign before figures as theirs, and an address or a path as one word, which nobody finds by its parts.
create or replace function conversations.apart(given text) returns text language sql immutable strict parallel safe as $$
  select translate(given, '!"#$%&''()*+,-./:;<=>?@[\]^_`{|}~', repeat(' ', 32))
$$;

-- Signs are parted after folding, which makes plain ones of others (– is -).
create or replace function conversations.words(given text) returns tsvector language sql immutable strict parallel safe as $$
  select to_tsvector('simple', conversations.apart(platform.fold(left(given, 100000))))
    || to_tsvector('simple', conversations.apart(conversations.toned(left(given, 100000))))
$$;

-- Every message is read once and those with such signs are written anew: minutes for a million, once, before the house opens.
update conversations.message m set search = w.words
from (
  select s.id, conversations.words(concat_ws(e'\n', s.subject, s.from_name, s.from_address, s.text,
    (select string_agg(a.name, e'\n' order by a.position) from conversations.attachment a where a.message_id = s.id))) as words
  from conversations.message s
) w
where w.id = m.id and m.search is distinct from w.words;
