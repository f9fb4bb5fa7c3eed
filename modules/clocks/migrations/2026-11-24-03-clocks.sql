create schema clocks;

-- Targets: among the enabled rows that fit, the smallest precedence wins; equal: the one with more conditions.
create table clocks.policy (
  id           uuid primary key default uuidv7(),
  kind         text not null check (kind in ('first_response', 'next_response', 'resolution')),
  case_type    text,
  severity     int check (severity between 1 and 4),
  tier         text,
  channel      text,
  amount       int not null check (amount > 0),
  unit         text not null default 'minutes' check (unit in ('minutes', 'working_days')),
  working_time boolean not null default true,
  precedence   int not null default 100,
  enabled      boolean not null default true,
  note         text not null default '',
  version      int not null default 1,
  changed_at   timestamptz not null default now(),
  changed_by   uuid references org.person,
  removed_at   timestamptz
);

-- Every version a target ever had, the present one included.
create table clocks.policy_history (
  policy_id   uuid not null references clocks.policy,
  version     int not null,
  target      jsonb not null,
  changed_at  timestamptz not null,
  changed_by  uuid references org.person,
  primary key (policy_id, version)
);

-- domain/processes.md §0.2: acknowledgement and resolution by severity; the next answer is owed as fast as the first.
insert into clocks.policy (kind, severity, amount, unit, working_time)
select kind, severity, amount, unit, working_time
from (values (1, 30, 'minutes', false), (2, 120, 'minutes', true), (3, 240, 'minutes', true), (4, 1, 'working_days', true))
    as response (severity, amount, unit, working_time),
  (values ('first_response'), ('next_response')) as kinds (kind)
union all
select 'resolution', severity, amount, unit, working_time
from (values (1, 1440, 'minutes', false), (2, 3, 'working_days', true), (3, 5, 'working_days', true), (4, 10, 'working_days', true))
    as resolution (severity, amount, unit, working_time);

insert into clocks.policy_history (policy_id, version, target, changed_at)
select id, version, jsonb_build_object('kind', kind, 'caseType', case_type, 'severity', severity, 'tier', tier, 'channel', channel, 'amount', amount,
  'unit', unit, 'workingTime', working_time, 'precedence', precedence, 'enabled', enabled, 'note', note), changed_at
from clocks.policy;

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
  -- null: round the clock, or dated by hand. No reference: a calendar may be removed, an ended clock keeps what it was counted by.
  calendar_id    uuid,
  channel        text,
  severity       int,
  case_type      text,
  tier           text,
  policy_id      uuid references clocks.policy,
  minutes        double precision not null check (minutes > 0),
  -- working minutes that had run when the present stretch began
  used_minutes   double precision not null default 0,
  running_since  timestamptz,
  started_at     timestamptz not null,
  due_at         timestamptz not null,
  state          text not null check (state in ('running', 'paused', 'met', 'breached', 'cancelled')),
  level          int not null default 0 check (level in (0, 50, 80, 100, 150)),
  next_at        timestamptz,
  breached_at    timestamptz,
  stopped_at     timestamptz,
  rule           text not null default '',
  -- its calendar is other than when it was dated
  stale          boolean not null default false,
  version        int not null default 1,
  check ((state = 'running') = (running_since is not null)),
  check ((state in ('met', 'breached', 'cancelled')) = (stopped_at is not null)),
  check (next_at is null or state = 'running')
);
create index clock_next on clocks.clock (next_at) where next_at is not null;
create index clock_subject on clocks.clock (subject_room, subject_id);
create unique index clock_once on clocks.clock (subject_room, subject_id, kind)
  where state in ('running', 'paused') and kind in ('first_response', 'next_response', 'resolution', 'snooze');
create index clock_mine on clocks.clock (responsible_id, due_at) where state in ('running', 'paused');
create index clock_done on clocks.clock (responsible_id, stopped_at) where state in ('met', 'breached');
create index clock_calendar on clocks.clock (calendar_id) where state in ('running', 'paused');
create index clock_stale on clocks.clock (id) where stale;

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
create trigger segment_append_only before update or delete on clocks.segment for each row execute function platform.refuse_change();
create trigger segment_no_truncate before truncate on clocks.segment for each statement execute function platform.refuse_change();
