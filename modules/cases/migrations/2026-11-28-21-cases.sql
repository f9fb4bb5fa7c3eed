-- Filters of the queue a person named, in the order they put them in. `query` is what the address of the screen says for it.
create table cases.saved_filter (
  id         uuid primary key default uuidv7(),
  person_id  uuid not null references org.person,
  name       text not null check (char_length(name) between 1 and 80),
  query      text not null,
  place      int not null,
  unique (person_id, name)
);
