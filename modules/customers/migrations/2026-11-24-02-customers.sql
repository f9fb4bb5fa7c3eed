create schema customers;

-- What a Vietnamese reader hears: lower case with quality marks, each syllable's tone moved to its end, so that hoà = hòa and đường ≠ dương.
create function customers.toned(given text) returns text language sql immutable strict parallel safe
as $$ select regexp_replace(normalize(lower(given), nfd), '([\u0300\u0301\u0303\u0309\u0323])(\S*)', '\2\1', 'g') $$;

create sequence customers.code_person;
create sequence customers.code_company;

create table customers.customer (
  id              uuid primary key default uuidv7(),
  code            text not null unique,
  kind            text not null check (kind in ('person', 'company')),
  name            text not null check (name <> ''),
  -- People sort by the last word of their name, companies by the whole.
  sort_name       text not null generated always as (case when kind = 'person' then coalesce(substring(name from '[^ ]+$'), name) else name end) stored,
  folded          text not null generated always as (platform.fold(name)) stored,
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
  memory_by       uuid references org.person,
  memory_at       timestamptz,
  preferences     jsonb not null default '{}',
  vulnerable      text[] not null default '{}',
  no_advertising  boolean not null default false,
  first_seen_at   timestamptz not null default now(),
  merged_into_id  uuid references customers.customer,
  version         int not null default 1,
  created_at      timestamptz not null default now(),
  created_by      uuid references org.person,
  changed_at      timestamptz not null default now(),
  changed_by      uuid references org.person
);
create index customer_owner on customers.customer (owner_id);
create index customer_unit on customers.customer (unit_id);
create index customer_company on customers.customer (company_id) where company_id is not null;
create index customer_merged on customers.customer (merged_into_id) where merged_into_id is not null;
create index customer_by_name on customers.customer (sort_name collate "vi-x-icu", name collate "vi-x-icu", id) where merged_into_id is null;
create index customer_by_age on customers.customer (first_seen_at desc, id desc) where merged_into_id is null;
create index customer_folded on customers.customer using gin (folded public.gin_trgm_ops);
create index customer_tax_code on customers.customer (tax_code) where tax_code <> '';

-- The customer somebody lives on in after merges; themselves when never merged.
create function customers.survivor(given uuid) returns uuid language sql stable strict parallel safe
as $$ with recursive up as (
    select id, merged_into_id from customers.customer where id = given
    union all select c.id, c.merged_into_id from customers.customer c join up on c.id = up.merged_into_id
  ) select id from up where merged_into_id is null $$;

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
create unique index identity_main on customers.identity (customer_id, kind) where is_main and removed_at is null;
create index identity_value on customers.identity using gin (value public.gin_trgm_ops);
create index identity_customer on customers.identity (customer_id);

create table customers.tag (
  customer_id  uuid not null references customers.customer,
  tag          text not null,
  primary key (customer_id, tag)
);

create index tag_by_tag on customers.tag (tag);

-- What a merge moved, so that it can be taken back exactly.
create table customers.merge (
  id         uuid primary key,
  from_id    uuid not null references customers.customer,
  into_id    uuid not null references customers.customer,
  moved      jsonb not null,
  by_id      uuid not null,
  at         timestamptz not null,
  undone_at  timestamptz,
  undone_by  uuid,
  check (from_id <> into_id)
);
create index merge_into on customers.merge (into_id);
create index merge_from on customers.merge (from_id);

-- Who else may see a customer, granted by rooms above through the door.
create table customers.access (
  customer_id  uuid not null references customers.customer,
  person_id    uuid references org.person,
  unit_id      uuid references org.unit,
  why          text not null,
  until_at     timestamptz,
  unique nulls not distinct (customer_id, person_id, unit_id, why)
);
