create schema cases;

create sequence cases.code;

-- The company's own names inside the fixed categories.
create table cases.status (
  id          uuid primary key default uuidv7(),
  category    text not null check (category in ('new', 'active', 'waiting_customer', 'waiting_internal', 'waiting_third_party', 'waiting_approval', 'resolved', 'closed', 'cancelled')),
  name        text not null,
  name_en     text not null,
  customer_name text not null,
  customer_name_en text not null,
  is_default  boolean not null default false,
  position    int not null default 0,
  archived_at timestamptz
);
create unique index status_default on cases.status (category) where is_default;

create table cases.type (
  id          uuid primary key default uuidv7(),
  code        text not null unique,
  name        text not null,
  name_en     text not null,
  fcr_eligible boolean not null default true,
  internal    boolean not null default false,
  severity    int not null default 4 check (severity between 1 and 4),
  skill       text,
  position    int not null default 0,
  archived_at timestamptz
);

create table cases.cause (
  id          uuid primary key default uuidv7(),
  parent_id   uuid references cases.cause,
  code        text not null unique,
  name        text not null,
  name_en     text not null,
  archived_at timestamptz
);

create table cases.resolution (
  id          uuid primary key default uuidv7(),
  code        text not null unique,
  name        text not null,
  name_en     text not null,
  counts      boolean not null default true,
  archived_at timestamptz
);

create table cases.case (
  id                 uuid primary key default uuidv7(),
  number             bigint not null default nextval('cases.code'),
  code               text not null unique generated always as ('PH-' || case when number < 1000000 then lpad(number::text, 6, '0') else number::text end) stored,
  subject            text not null,
  preview            text not null default '',
  channel            text not null,
  type_id            uuid references cases.type,
  status_id          uuid not null references cases.status,
  category           text not null,
  severity           int not null default 4 check (severity between 1 and 4),
  tier               text not null default 'L1' check (tier in ('L1', 'L2', 'L3', 'L4')),
  customer_id        uuid references customers.customer,
  unit_id            uuid not null references org.unit,
  owner_id           uuid not null references org.person,
  handler_id         uuid references org.person,
  -- {code, facts}: shown as words of text.ts
  assigned_why       jsonb,
  assigned_at        timestamptz,
  parent_id          uuid references cases.case,
  follow_up_of_id    uuid references cases.case,
  merged_into_id     uuid references cases.case,
  cause_id           uuid references cases.cause,
  resolution_id      uuid references cases.resolution,
  resolution_note    text not null default '',
  is_spam            boolean not null default false,
  is_test            boolean not null default false,
  snoozed_until      timestamptz,
  unread             boolean not null default true,
  last_in_at         timestamptz,
  last_out_at        timestamptz,
  last_out_by        uuid references org.person,
  last_at            timestamptz not null,
  due_at             timestamptz,
  due_kind           text,
  due_state          text,
  due_started_at     timestamptz,
  created_at         timestamptz not null,
  first_response_at  timestamptz,
  first_resolved_at  timestamptz,
  last_resolved_at   timestamptz,
  closed_at          timestamptz,
  reopened_count     int not null default 0,
  created_by         uuid not null references org.person,
  version            int not null default 1
);
create index case_handler on cases.case (handler_id, (coalesce(due_at, 'infinity')), id) where category not in ('resolved', 'closed', 'cancelled') and merged_into_id is null;
create index case_unit on cases.case (unit_id, (coalesce(due_at, 'infinity')), id) where category not in ('resolved', 'closed', 'cancelled') and merged_into_id is null;
create index case_open on cases.case ((coalesce(due_at, 'infinity')), id) where category not in ('resolved', 'closed', 'cancelled') and merged_into_id is null;
create index case_customer on cases.case (customer_id, created_at desc);
create index case_recent on cases.case (last_at desc, id desc);
create index case_created on cases.case (created_at desc, id desc);
create index case_handled on cases.case (handler_id, last_at desc, id desc);
create index case_owner on cases.case (owner_id, last_at desc, id desc);
create index case_resolved on cases.case (last_resolved_at) where category = 'resolved';
create index case_parent on cases.case (parent_id) where parent_id is not null;
create index case_follow_up on cases.case (follow_up_of_id) where follow_up_of_id is not null;
create index case_merged on cases.case (merged_into_id) where merged_into_id is not null;
create index case_subject on cases.case using gin (conversations.words(subject));

-- Several conversations in one case and several cases in one conversation: the tie is per message.
create table cases.case_message (
  case_id         uuid not null references cases.case,
  message_id      uuid not null references conversations.message,
  conversation_id uuid not null references conversations.conversation,
  at              timestamptz not null,
  -- joined a resolved case without reopening it
  thanks          boolean not null default false,
  primary key (case_id, message_id)
);
create index case_message_message on cases.case_message (message_id);
create index case_message_conversation on cases.case_message (conversation_id, at desc);
create index case_message_case on cases.case_message (case_id, at, message_id);

-- What sounded like a promise in a reply of ours, until it became a clock or was dismissed.
create table cases.offered_promise (
  message_id  uuid primary key references conversations.message,
  case_id     uuid not null references cases.case,
  quote       text not null,
  due_at      timestamptz not null,
  settled_at  timestamptz
);
create index offered_promise_case on cases.offered_promise (case_id) where settled_at is null;

create table cases.tag (
  case_id  uuid not null references cases.case,
  tag      text not null,
  primary key (case_id, tag)
);
create index tag_tag on cases.tag (tag);

-- Colleagues who may see a case beside owner and handler: mentioned, invited.
create table cases.participant (
  case_id    uuid not null references cases.case,
  person_id  uuid not null references org.person,
  why        text not null,
  primary key (case_id, person_id)
);
create index participant_person on cases.participant (person_id);

create table cases.link (
  from_id  uuid not null references cases.case,
  to_id    uuid not null references cases.case,
  kind     text not null check (kind in ('related', 'duplicate', 'follow_up')),
  primary key (from_id, to_id, kind),
  check (from_id <> to_id)
);

-- A merge remembers what it moved, so that it can be undone exactly.
create table cases.merge (
  id          uuid primary key default uuidv7(),
  from_id     uuid not null references cases.case,
  into_id     uuid not null references cases.case,
  moved       jsonb not null,
  by_id       uuid not null references org.person,
  at          timestamptz not null,
  undone_at   timestamptz
);

-- A customer's secret link to a case, stored hashed. `address`: the mail address it was sent to, which limits what it shows to that address's own
-- conversations; null: it was shown in the browser after the form was sent, proves nobody, and shows what was written in that form alone.
create table cases.tracking (
  hash        bytea primary key,
  case_id     uuid references cases.case,
  contact_id  uuid references channels.contact,
  address     text,
  created_at  timestamptz not null,
  expires_at  timestamptz not null,
  check (case_id is not null or contact_id is not null)
);
create index tracking_case on cases.tracking (case_id);
create index tracking_address on cases.tracking (address, created_at) where address is not null;
create index tracking_expires on cases.tracking (expires_at);

-- Somebody asked for such links by mail; answered aside, so that the answer on screen tells nothing.
create table cases.tracking_ask (
  id        uuid primary key,
  address   text not null,
  code      text,
  language  text not null,
  at        timestamptz not null
);

-- What a customer's form has sent already: a second press of the button changes nothing.
create table cases.form_post (
  hash  bytea primary key,
  at    timestamptz not null
);

-- "Hoàn tác": what a change replaced, good for ten minutes for whoever made it. `changes` is an array of actions/change.ts Replaced.
create table cases.undo (
  hash        bytea primary key,
  by_id       uuid not null references org.person,
  at          timestamptz not null,
  expires_at  timestamptz not null,
  changes     jsonb not null,
  used_at     timestamptz
);
create index undo_expires on cases.undo (expires_at);

create table cases.assignment_rule (
  id          uuid primary key default uuidv7(),
  name        text not null,
  position    int not null default 0,
  enabled     boolean not null default true,
  condition   jsonb not null default '{}',
  unit_id     uuid references org.unit,
  hat         text,
  skill       text,
  to_customer_owner boolean not null default false,
  person_id   uuid references org.person,
  how         text not null default 'least_load' check (how in ('least_load', 'round_robin', 'pool'))
);
