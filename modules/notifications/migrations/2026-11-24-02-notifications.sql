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
  -- What is the same thing while it stands unread: told again, the row is renewed and `times` grows.
  thread      text not null,
  times       int not null default 1,
  -- False: this person wants it by mail only.
  in_product  boolean not null default true,
  at          timestamptz not null,
  read_at     timestamptz,
  -- When it is mailed unless it was read before; once mailed it is never mailed again.
  mail_at     timestamptz,
  mailed_at   timestamptz
);
create unique index notification_standing on notifications.notification (person_id, thread) where read_at is null;
create index notification_unread on notifications.notification (person_id, at desc, id desc) where read_at is null;
create index notification_all on notifications.notification (person_id, at desc, id desc);
create index notification_mail on notifications.notification (mail_at) where mail_at is not null;
create index notification_old on notifications.notification (at);

-- What was told once under a key of the teller is never told again.
create table notifications.told (
  person_id   uuid not null references org.person,
  dedupe      text not null,
  at          timestamptz not null,
  primary key (person_id, dedupe)
);
create index told_at on notifications.told (at);

create table notifications.preference (
  person_id   uuid not null references org.person,
  kind        text not null,
  in_product  boolean not null default true,
  by_mail     text not null default 'never' check (by_mail in ('never', 'at_once', 'daily')),
  primary key (person_id, kind)
);
