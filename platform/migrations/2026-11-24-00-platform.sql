create schema platform;
create extension if not exists unaccent;
create extension if not exists pg_trgm;

-- Vietnamese folded for search: lower case, no marks, đ = d, both tone placements alike.
create function platform.fold(given text) returns text language sql immutable strict parallel safe
as $$ select translate(lower(public.unaccent('public.unaccent'::regdictionary, normalize(given, nfc))), 'đ', 'd') $$;

-- The memory of the house: timeline, audit, reactions. Insert-only; partitioned by month.
create table platform.event (
  id           uuid not null,
  name         text not null,
  facts        jsonb not null,
  by_id        uuid not null,
  via          text not null default 'system',
  at           timestamptz not null,
  customer_id  uuid,
  case_id      uuid,
  written_at   timestamptz not null default clock_timestamp(),
  tx           xid8 not null default pg_current_xact_id(),
  primary key (id, at)
) partition by range (at);
create table platform.event_other partition of platform.event default;
create index event_customer on platform.event (customer_id, at desc) where customer_id is not null;
create index event_case on platform.event (case_id, at desc) where case_id is not null;
create index event_by on platform.event (by_id, at desc);
create index event_at on platform.event (at desc, id desc);
create index event_tx on platform.event (tx, id);

create function platform.make_event_partitions(first_month date, months int) returns void language plpgsql as $$
declare month date; name text;
begin
  for i in 0..months - 1 loop
    month := (date_trunc('month', first_month) + make_interval(months => i))::date;
    name := 'event_' || to_char(month, 'YYYY_MM');
    if to_regclass('platform.' || name) is null then
      execute format('create table platform.%I partition of platform.event for values from (%L) to (%L)', name,
        month::timestamp at time zone 'Asia/Ho_Chi_Minh', (month + interval '1 month')::timestamp at time zone 'Asia/Ho_Chi_Minh');
    end if;
  end loop;
end $$;
select platform.make_event_partitions((now() - interval '13 months')::date, 40);

-- The chain: one row for each sealed event, in the order of its transaction.
create table platform.seal (
  seq       bigint primary key,
  event_id  uuid not null,
  event_at  timestamptz not null,
  tx        xid8 not null,
  hash      bytea not null
);

create function platform.refuse_change() returns trigger language plpgsql as $$
begin raise exception '% is append-only', tg_table_name using errcode = 'insufficient_privilege'; end $$;
create trigger event_append_only before update or delete on platform.event for each row execute function platform.refuse_change();
create trigger event_no_truncate before truncate on platform.event for each statement execute function platform.refuse_change();
create trigger seal_append_only before update or delete on platform.seal for each row execute function platform.refuse_change();
create trigger seal_no_truncate before truncate on platform.seal for each statement execute function platform.refuse_change();

create table platform.reaction_done (
  reaction  text not null,
  event_id  uuid not null,
  at        timestamptz not null default now(),
  primary key (reaction, event_id)
);
create index reaction_done_at on platform.reaction_done (at);

create table platform.idempotency (
  day        date not null,
  actor      text not null,
  route      text not null,
  key        text not null,
  body_hash  bytea not null,
  status     int not null,
  reply      jsonb,
  primary key (day, actor, route, key)
) partition by list (day);
create table platform.idempotency_other partition of platform.idempotency default;

create table platform.setting (
  key         text primary key,
  value       jsonb not null,
  version     int not null default 1,
  changed_at  timestamptz not null,
  changed_by  uuid not null
);
create table platform.setting_history (
  key         text not null,
  version     int not null,
  value       jsonb not null,
  changed_at  timestamptz not null,
  changed_by  uuid not null,
  primary key (key, version)
);

create table platform.file (
  id           uuid primary key,
  key          text not null unique,
  name         text not null,
  mime         text not null,
  size         int not null,
  sha256       bytea not null,
  width        int,
  height       int,
  thumb_key    text,
  room         text,
  subject_id   uuid,
  uploaded_by  uuid not null,
  uploaded_at  timestamptz not null
);
create index file_subject on platform.file (room, subject_id);
create index file_unclaimed on platform.file (uploaded_at) where room is null;

-- Mail to go out. Bytes and Message-ID are fixed when queued.
create table platform.outgoing (
  id           uuid primary key,
  message_id   text not null unique,
  kind         text not null check (kind in ('reply', 'automatic')),
  mail_from    text not null,
  mail_to      text[] not null,
  mail_cc      text[] not null default '{}',
  subject      text not null,
  bytes        bytea not null,
  room         text not null,
  subject_id   uuid,
  state        text not null check (state in ('queued', 'sending', 'sent', 'deferred', 'bounced', 'unknown', 'cancelled')),
  transport    text check (transport in ('smtp', 'test')),
  not_before   timestamptz not null,
  attempts     int not null default 0,
  lease_until  timestamptz,
  reply        text,
  queued_at    timestamptz not null,
  sent_at      timestamptz
);
create index outgoing_due on platform.outgoing (not_before) where state in ('queued', 'deferred', 'sending');
create index outgoing_test on platform.outgoing (queued_at desc, id desc) where transport = 'test';
create index outgoing_recipients on platform.outgoing using gin (mail_to);
