create schema clocks;

-- Targets: the most specific enabled rule wins (order by precedence).
create table clocks.policy (
  id           uuid primary key default uuidv7(),
  kind         text not null check (kind in ('first_response', 'next_response', 'resolution', 'promise', 'follow_up')),
  case_type    text,
  severity     int check (severity between 1 and 4),
  tier         text,
  channel      text,
  minutes      int not null check (minutes > 0),
  working_time boolean not null default true,
  precedence   int not null default 100,
  enabled      boolean not null default true,
  note         text not null default ''
);

create table clocks.clock (
  id             uuid primary key default uuidv7(),
  kind           text not null check (kind in ('first_response', 'next_response', 'resolution', 'promise', 'follow_up', 'snooze')),
  subject_room   text not null,
  subject_id     uuid not null,
  title          text not null,
  link           text not null,
  responsible_id uuid references org.person,
  unit_id        uuid references org.unit,
  customer_id    uuid references customers.customer,
  calendar_id    uuid references org.calendar,
  channel        text,
  severity       int,
  minutes        int,
  started_at     timestamptz not null,
  due_at         timestamptz not null,
  state          text not null check (state in ('running', 'paused', 'met', 'breached', 'cancelled')),
  level          int not null default 0,
  next_at        timestamptz,
  breached_at    timestamptz,
  stopped_at     timestamptz,
  rule           text not null default '',
  version        int not null default 1
);
create index clock_next on clocks.clock (next_at) where next_at is not null;
create index clock_subject on clocks.clock (subject_room, subject_id);
create index clock_mine on clocks.clock (responsible_id, due_at) where state in ('running', 'paused');
create index clock_calendar on clocks.clock (calendar_id) where state in ('running', 'paused');

-- Append-only: what the clock did, and why.
create table clocks.segment (
  id         uuid primary key default uuidv7(),
  clock_id   uuid not null references clocks.clock,
  state      text not null check (state in ('running', 'paused', 'met', 'breached', 'cancelled', 'redated')),
  at         timestamptz not null,
  due_at     timestamptz,
  reason     text not null default '',
  by_id      uuid references org.person
);
create index segment_clock on clocks.segment (clock_id, id);
