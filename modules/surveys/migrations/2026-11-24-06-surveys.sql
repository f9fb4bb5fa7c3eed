create schema surveys;

create table surveys.invitation (
  id            uuid primary key default uuidv7(),
  case_id       uuid not null references cases.case,
  customer_id   uuid references customers.customer,
  -- Only hashes: the words of a link are in the mail and nowhere else. Two purposes, two tokens; while it is planned, nobody holds them.
  token_hash    bytea not null unique,
  refusal_hash  bytea not null unique,
  language      text not null default 'vi' check (language in ('vi', 'en')),
  send_at       timestamptz not null,
  sent_at       timestamptz,
  outgoing_id   uuid,
  state         text not null check (state in ('planned', 'sent', 'bounced', 'skipped', 'answered', 'replaced')),
  skipped_why   text,
  handler_id    uuid references org.person,
  unit_id       uuid references org.unit,
  resolved_at   timestamptz not null,
  expires_at    timestamptz not null
);
create index invitation_case on surveys.invitation (case_id);
create index invitation_planned on surveys.invitation (send_at) where state = 'planned';
create unique index invitation_one_planned on surveys.invitation (case_id) where state = 'planned';
create index invitation_customer on surveys.invitation (customer_id, sent_at desc);

-- Every answer is kept; the last valid one before closing counts.
create table surveys.answer (
  id            uuid primary key default uuidv7(),
  invitation_id uuid not null references surveys.invitation,
  case_id       uuid not null references cases.case,
  score         int not null check (score between 1 and 5),
  comment       text not null default '',
  at            timestamptz not null,
  replaced_at   timestamptz,
  follow_up_case_id uuid references cases.case
);
create unique index answer_current on surveys.answer (invitation_id) where replaced_at is null;
create index answer_recent on surveys.answer (at desc, id desc) where replaced_at is null;
create index answer_invitation on surveys.answer (invitation_id, at desc);
create index answer_case on surveys.answer (case_id) where replaced_at is null;
create index invitation_sent on surveys.invitation (sent_at) where sent_at is not null;
create index invitation_outgoing on surveys.invitation (outgoing_id) where outgoing_id is not null;

-- Customers who asked not to be surveyed again.
create table surveys.refusal (
  customer_id   uuid primary key references customers.customer,
  at            timestamptz not null
);
