create schema surveys;

create table surveys.invitation (
  id            uuid primary key default uuidv7(),
  case_id       uuid not null references cases.case,
  customer_id   uuid references customers.customer,
  token_hash    bytea not null unique,
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
