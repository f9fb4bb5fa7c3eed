create schema performance;

-- One row per case as counted (rules/facts.ts `Fact`). Durations are stored when they happen, on the calendar of that moment.
create table performance.case_fact (
  case_id                 uuid primary key references cases.case,
  channel                 text not null,
  type_code               text not null,
  unit_id                 uuid not null references org.unit,
  handler_id              uuid references org.person,
  excluded                text check (excluded in ('spam', 'test', 'merged', 'internal', 'outbound')),
  fcr_eligible            boolean not null,
  created_at              timestamptz not null,
  answered_in_contact     boolean not null,
  escalated               boolean not null,
  replies                 int not null check (replies >= 0),
  first_response_at       timestamptz,
  first_response_by       uuid references org.person,
  first_response_seconds  int check (first_response_seconds >= 0),
  first_response_calendar_seconds int check (first_response_calendar_seconds >= 0),
  first_response_calendar text,
  first_response_due_at   timestamptz,
  resolution_due_at       timestamptz,
  formula_version         int not null,
  computed_at             timestamptz not null
);
create index case_fact_created on performance.case_fact (created_at);
create index case_fact_due on performance.case_fact (first_response_due_at) where first_response_due_at is not null;
create index case_fact_answered on performance.case_fact (first_response_at) where first_response_due_at is not null;

-- From opening or reopening to resolution, `[opened_at, done_at)`. The whole history of what was open when.
create table performance.case_span (
  case_id           uuid not null references performance.case_fact on delete cascade,
  seq               int not null check (seq >= 0),
  opened_at         timestamptz not null,
  done_at           timestamptz check (done_at >= opened_at),
  how               text check (how in ('resolved', 'cancelled', 'merged', 'spam')),
  by_id             uuid references org.person,
  unit_id           uuid references org.unit,
  counts            boolean not null,
  business_seconds  int check (business_seconds >= 0),
  net_seconds       int check (net_seconds between 0 and business_seconds),
  calendar_seconds  int check (calendar_seconds >= 0),
  calendar          text,
  reopened_at       timestamptz,
  reopened_by       text check (reopened_by in ('customer', 'person')),
  followed_at       timestamptz,
  primary key (case_id, seq),
  check ((done_at is null) = (how is null)),
  check ((reopened_at is null) = (reopened_by is null))
);
create index case_span_done on performance.case_span (done_at, opened_at);
create index case_span_reopened on performance.case_span (reopened_at) where reopened_at is not null;
create index case_span_open on performance.case_span using gist (tstzrange(opened_at, done_at, '[]'));

-- Who handled it when: "tickets owned at any time in the month".
create table performance.case_hold (
  case_id    uuid not null references performance.case_fact on delete cascade,
  seq        int not null,
  person_id  uuid not null references org.person,
  from_at    timestamptz not null,
  until_at   timestamptz check (until_at > from_at),
  primary key (case_id, seq)
);
create index case_hold_person on performance.case_hold (person_id, until_at);

-- When it waited for the customer.
create table performance.case_wait (
  case_id   uuid not null references performance.case_fact on delete cascade,
  seq       int not null,
  from_at   timestamptz not null,
  until_at  timestamptz check (until_at > from_at),
  primary key (case_id, seq)
);

-- One row per invitation that left the house.
create table performance.survey_fact (
  invitation_id  uuid primary key,
  case_id        uuid not null references performance.case_fact on delete cascade,
  sent_at        timestamptz not null,
  delivered      boolean not null,
  answered_at    timestamptz,
  score          int check (score between 1 and 5),
  by_id          uuid references org.person,
  unit_id        uuid references org.unit,
  check ((answered_at is null) = (score is null))
);
create index survey_fact_case on performance.survey_fact (case_id);
create index survey_fact_sent on performance.survey_fact (sent_at);
create index survey_fact_answered on performance.survey_fact (answered_at) where answered_at is not null;

-- Cases something happened to since their facts were made; emptied within a second or so.
create table performance.stale (
  case_id  uuid primary key,
  since    timestamptz not null
);

-- How far the memory of the house has been read: transaction and event of the last one.
create table performance.position (
  only_one  boolean primary key default true check (only_one),
  tx        xid8 not null,
  event_id  uuid not null
);
insert into performance.position (tx, event_id) values ('0', '00000000-0000-0000-0000-000000000000');

-- Every nightly check, and what it found.
create table performance.recomputation (
  id         uuid primary key default uuidv7(),
  at         timestamptz not null,
  checked    int not null,
  differing  int not null,
  case_ids   uuid[] not null default '{}'
);

-- The check under way, slice by slice: how far it got and what it found.
create table performance.checking (
  only_one   boolean primary key default true check (only_one),
  after_id   uuid,
  checked    int not null default 0,
  differing  int not null default 0,
  case_ids   uuid[] not null default '{}',
  finished   boolean not null default true
);
insert into performance.checking (only_one) values (true);
