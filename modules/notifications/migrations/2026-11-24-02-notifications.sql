create schema notifications;

create table notifications.notification (
  id          uuid primary key default uuidv7(),
  person_id   uuid not null references org.person,
  kind        text not null,
  title       text not null,
  detail      text not null default '',
  link        text not null,
  case_id     uuid,
  by_id       uuid references org.person,
  dedupe      text,
  at          timestamptz not null default now(),
  read_at     timestamptz,
  mailed_at   timestamptz,
  unique (person_id, dedupe)
);
create index notification_unread on notifications.notification (person_id, id desc) where read_at is null;
create index notification_all on notifications.notification (person_id, id desc);

create table notifications.preference (
  person_id   uuid not null references org.person,
  kind        text not null,
  in_product  boolean not null default true,
  by_mail     text not null default 'never' check (by_mail in ('never', 'at_once', 'daily')),
  primary key (person_id, kind)
);
