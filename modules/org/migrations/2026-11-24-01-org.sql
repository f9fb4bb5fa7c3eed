create schema org;

-- The company itself: one row, one company per database.
create table org.company (
  only_one       boolean primary key default true check (only_one),
  name           text not null check (name <> ''),
  short_name     text not null default '',
  tax_code       text not null default '',
  hotline        text not null default '',
  mail           text not null default '',
  address        text not null default '',
  logo_file_id   uuid,
  hue            text,
  language       text not null default 'vi' check (language in ('vi', 'en')),
  created_at     timestamptz not null default now()
);

create table org.branch (
  id          uuid primary key default uuidv7(),
  code        text not null unique,
  name        text not null,
  address     text not null default ''
);

-- Departments and teams. `team` is the unit whose pool cases fall into.
create table org.unit (
  id          uuid primary key default uuidv7(),
  parent_id   uuid references org.unit,
  kind        text not null check (kind in ('company', 'department', 'team')),
  name        text not null,
  branch_id   uuid references org.branch,
  lead_id     uuid,
  -- Where cases fall for which no rule knows a unit.
  takes_new   boolean not null default false,
  position    int not null default 0,
  closed_at   timestamptz,
  check (parent_id <> id),
  check (not (takes_new and closed_at is not null))
);
create index unit_parent on org.unit (parent_id);
create unique index unit_takes_new on org.unit (takes_new) where takes_new;

-- A place in the organisation; vacant when no active person holds it.
create table org.position (
  id          uuid primary key default uuidv7(),
  unit_id     uuid not null references org.unit,
  title       text not null,
  function    text check (function in ('account', 'loyalty', 'returns', 'issues', 'support', 'sales', 'direction', 'other')),
  duties      text not null default '',
  grade       text check (grade in ('L1', 'L2', 'L3')),
  note        text not null default '',
  closed_at   timestamptz
);

create table org.person (
  id            uuid primary key default uuidv7(),
  code          text not null unique,
  name          text not null check (name <> ''),
  -- Vietnamese sort by the last word of a name.
  given_name    text not null generated always as (substring(name from '[^ ]+$')) stored,
  honorific     text not null default '',
  mail          text not null default '',
  phone         text not null default '',
  unit_id       uuid references org.unit,
  position_id   uuid references org.position,
  manager_id    uuid references org.person,
  grade         text check (grade in ('L1', 'L2', 'L3')),
  language      text not null default 'vi' check (language in ('vi', 'en')),
  theme         text not null default 'auto' check (theme in ('auto', 'light', 'dark')),
  shortcuts     boolean not null default true,
  signature     text not null default '',
  availability  text not null default 'off' check (availability in ('accepting', 'away', 'off')),
  availability_since timestamptz not null default now(),
  availability_until timestamptz,
  case_cap      int not null default 30 check (case_cap between 0 and 500),
  joined_on     date,
  duties        text not null default '',
  user_id       text unique,
  left_at       timestamptz,
  created_at    timestamptz not null default now()
);
create index person_order on org.person (given_name collate "vi-x-icu", name collate "vi-x-icu", id);
create index person_unit on org.person (unit_id) where left_at is null;
create unique index person_mail on org.person (lower(mail)) where mail <> '' and left_at is null;
alter table org.unit add foreign key (lead_id) references org.person;

-- Nobody: what the house does by itself. Its rows are written with this author.
insert into org.person (id, code, name, availability) values ('00000000-0000-4000-8000-000000000000', 'HT', 'Hệ thống', 'off');

create table org.person_hat (
  person_id   uuid not null references org.person,
  hat         text not null,
  share       int not null default 100 check (share between 0 and 100),
  main        boolean not null default false,
  from_date   date not null default current_date,
  until_date  date,
  primary key (person_id, hat)
);

create index person_hat_hat on org.person_hat (hat);

-- What each colleague declared, and when; only they or somebody with the right do so, never an open tab.
create table org.availability (
  id            uuid primary key default uuidv7(),
  person_id     uuid not null references org.person,
  availability  text not null check (availability in ('accepting', 'away', 'off')),
  at            timestamptz not null,
  until_at      timestamptz,
  by_id         uuid not null references org.person,
  -- Written because the time of the declaration before it ran out.
  lapsed        boolean not null default false
);
create index availability_person on org.availability (person_id, at desc);
create index person_until on org.person (availability_until) where availability_until is not null;

create table org.person_skill (
  person_id   uuid not null references org.person,
  skill       text not null,
  primary key (person_id, skill)
);

-- Working time as data: several intervals a weekday (1 = Monday), minutes from midnight, Hồ Chí Minh City time.
create table org.calendar (
  id          uuid primary key default uuidv7(),
  name        text not null unique,
  round_clock boolean not null default false,
  is_default  boolean not null default false,
  version     int not null default 1
);
create unique index calendar_default on org.calendar (is_default) where is_default;
create table org.calendar_interval (
  calendar_id uuid not null references org.calendar on delete cascade,
  weekday     int not null check (weekday between 1 and 7),
  from_minute int not null check (from_minute between 0 and 1439),
  to_minute   int not null check (to_minute between 1 and 1440),
  check (from_minute < to_minute),
  primary key (calendar_id, weekday, from_minute)
);
-- A day off (holiday, compensatory day) or a swapped working day with intervals of its own.
create table org.calendar_day (
  id          uuid primary key default uuidv7(),
  calendar_id uuid references org.calendar on delete cascade,
  day         date not null,
  kind        text not null check (kind in ('holiday', 'compensatory', 'swap_working')),
  name        text not null,
  intervals   jsonb not null default '[]',
  unique nulls not distinct (calendar_id, day)
);
-- Which calendar serves what; the most specific row wins (channel + severity + branch).
create table org.calendar_use (
  id          uuid primary key default uuidv7(),
  calendar_id uuid not null references org.calendar,
  channel     text,
  severity    int check (severity between 1 and 4),
  branch_id   uuid references org.branch,
  unique nulls not distinct (channel, severity, branch_id)
);

-- Another value after every change of working time, so that processes know when what they remember is old.
create table org.calendar_stamp (
  only_one    boolean primary key default true check (only_one),
  stamp       uuid not null
);
insert into org.calendar_stamp (stamp) values (gen_random_uuid());

-- API keys: only a fast hash is stored; the key is shown once.
create table org.api_key (
  id          uuid primary key default uuidv7(),
  name        text not null,
  prefix      text not null,
  hash        bytea not null unique,
  person_id   uuid not null references org.person,
  permissions text[] not null,
  created_by  uuid not null references org.person,
  created_at  timestamptz not null default now(),
  last_used_at timestamptz,
  expires_at  timestamptz,
  revoked_at  timestamptz
);

create table org.invitation (
  id          uuid primary key default uuidv7(),
  person_id   uuid not null references org.person,
  purpose     text not null check (purpose in ('invite', 'reset', 'demo')),
  -- SHA-256 of 128 random bits; the link itself is nowhere but in the mail.
  hash        bytea not null unique,
  created_by  uuid not null references org.person,
  created_at  timestamptz not null,
  expires_at  timestamptz not null,
  used_at     timestamptz,
  check (expires_at > created_at)
);
create index invitation_person on org.invitation (person_id, created_at desc);

-- Attempts in a window, by account and by address. Worth nothing after an hour.
create unlogged table org.throttle (
  key         bytea primary key,
  attempts    int not null,
  since       timestamptz not null
);

-- Sign-in. Written by better-auth (columns as its version wants them) over a pool of its own.
create schema identity;
create table identity."user" (
  id                  text primary key,
  name                text not null,
  email               text not null unique,
  email_verified      boolean not null default false,
  image               text,
  two_factor_enabled  boolean default false,
  created_at          timestamptz not null default now(),
  updated_at          timestamptz not null default now()
);
create table identity.session (
  id          text primary key,
  token       text not null unique,
  user_id     text not null references identity."user" on delete cascade,
  expires_at  timestamptz not null,
  ip_address  text,
  user_agent  text,
  created_at  timestamptz not null default now(),
  updated_at  timestamptz not null default now()
);
create index session_user_id on identity.session (user_id);
create table identity.account (
  id                        text primary key,
  account_id                text not null,
  provider_id               text not null,
  user_id                   text not null references identity."user" on delete cascade,
  access_token              text,
  refresh_token             text,
  id_token                  text,
  access_token_expires_at   timestamptz,
  refresh_token_expires_at  timestamptz,
  scope                     text,
  password                  text,
  created_at                timestamptz not null default now(),
  updated_at                timestamptz not null default now(),
  unique (provider_id, account_id)
);
create index account_user_id on identity.account (user_id);
create table identity.verification (
  id          text primary key,
  identifier  text not null,
  value       text not null,
  expires_at  timestamptz not null,
  created_at  timestamptz not null default now(),
  updated_at  timestamptz not null default now()
);
create index verification_identifier on identity.verification (identifier);
create table identity.two_factor (
  id                         text primary key,
  secret                     text not null,
  backup_codes               text not null,
  user_id                    text not null references identity."user" on delete cascade,
  verified                   boolean default true,
  failed_verification_count  int default 0,
  locked_until               timestamptz
);
create index two_factor_user_id on identity.two_factor (user_id);
create index two_factor_secret on identity.two_factor (secret);
