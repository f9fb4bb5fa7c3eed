create schema customers;

create sequence customers.code_person;
create sequence customers.code_company;

create table customers.customer (
  id              uuid primary key default uuidv7(),
  code            text not null unique,
  kind            text not null check (kind in ('person', 'company')),
  name            text not null,
  honorific       text not null default '',
  self_word       text not null default '',
  company_id      uuid references customers.customer,
  contact_name    text not null default '',
  tax_code        text not null default '',
  segment         text not null default 'regular' check (segment in ('regular', 'vip', 'wholesale', 'frequent')),
  tier            text not null default 'member' check (tier in ('member', 'silver', 'gold', 'diamond', 'dealer_a', 'dealer_b')),
  owner_id        uuid references org.person,
  unit_id         uuid references org.unit,
  language        text not null default 'vi',
  birth_date      date,
  birth_lunar     boolean not null default false,
  birth_lunar_day int check (birth_lunar_day between 1 and 30),
  birth_lunar_month int check (birth_lunar_month between 1 and 12),
  founded_on      date,
  address_line    text not null default '',
  ward_code       text,
  province_code   text,
  legacy_address  text not null default '',
  memory          text not null default '',
  preferences     jsonb not null default '{}',
  vulnerable      text[] not null default '{}',
  no_advertising  boolean not null default false,
  first_seen_at   timestamptz not null default now(),
  merged_into_id  uuid references customers.customer,
  version         int not null default 1,
  created_at      timestamptz not null default now(),
  created_by      uuid references org.person
);
create index customer_owner on customers.customer (owner_id);

-- One person, many ways to be recognised. A verified identity belongs to one customer only.
create table customers.identity (
  id           uuid primary key default uuidv7(),
  customer_id  uuid not null references customers.customer,
  kind         text not null check (kind in ('phone', 'mail', 'zalo', 'facebook', 'other')),
  value        text not null,
  shown        text not null,
  verified_at  timestamptz,
  is_main      boolean not null default false,
  label        text not null default '',
  removed_at   timestamptz,
  created_at   timestamptz not null default now()
);
create unique index identity_once on customers.identity (kind, value) where removed_at is null;
create index identity_customer on customers.identity (customer_id);

create table customers.tag (
  customer_id  uuid not null references customers.customer,
  tag          text not null,
  primary key (customer_id, tag)
);

-- Who else may see a customer, granted by rooms above through the door.
create table customers.access (
  customer_id  uuid not null references customers.customer,
  person_id    uuid references org.person,
  unit_id      uuid references org.unit,
  why          text not null,
  until_at     timestamptz,
  unique nulls not distinct (customer_id, person_id, unit_id, why)
);
