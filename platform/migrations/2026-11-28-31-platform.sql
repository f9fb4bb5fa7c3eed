-- A reply whose end may have gone out is sent once more, whatever its earlier tries came to: by how often it was tried that cannot be told.
alter table platform.outgoing add column doubted boolean not null default false;
