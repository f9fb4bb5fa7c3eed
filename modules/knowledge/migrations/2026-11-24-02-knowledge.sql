create schema knowledge;

create table knowledge.saved_reply (
  id          uuid primary key default uuidv7(),
  shortcut    text not null,
  title       text not null,
  body        text not null,
  body_en     text not null default '',
  scope       text not null default 'all' check (scope in ('all', 'unit', 'own')),
  unit_id     uuid references org.unit,
  owner_id    uuid references org.person,
  channels    text[] not null default '{}',
  used        int not null default 0,
  version     int not null default 1,
  archived_at timestamptz,
  created_by  uuid not null references org.person,
  created_at  timestamptz not null default now(),
  changed_at  timestamptz not null default now(),
  check ((scope = 'own') = (owner_id is not null)),
  check ((scope = 'unit') = (unit_id is not null))
);
-- Everybody may keep a shortcut of their own beside the company's; the one nearest to them comes first.
create unique index saved_reply_shortcut on knowledge.saved_reply (lower(shortcut), scope, coalesce(owner_id, unit_id)) nulls not distinct
  where archived_at is null;
create index saved_reply_used on knowledge.saved_reply (used desc, id);
