create schema channels;

create table channels.mailbox (
  id            uuid primary key default uuidv7(),
  name          text not null,
  address       text not null,
  host          text not null,
  port          int not null,
  secure        boolean not null default true,
  username      text not null,
  auth          text not null check (auth in ('password', 'xoauth2')),
  secret        text not null,
  folder        text not null default 'INBOX',
  unit_id       uuid references org.unit,
  enabled       boolean not null default true,
  uid_validity  bigint,
  last_uid      bigint not null default 0,
  last_polled_at timestamptz,
  last_error    text,
  removed_at    timestamptz,
  unique (address, folder)
);

-- What came, exactly as it came, before anybody understood it.
create table channels.raw (
  id            uuid primary key default uuidv7(),
  source        text not null check (source in ('smtp', 'imap', 'form', 'hand', 'api')),
  mailbox_id    uuid references channels.mailbox,
  remote_id     text,
  message_id    text,
  sha256        bytea not null,
  envelope      jsonb not null default '{}',
  bytes         bytea not null,
  size          int not null,
  received_at   timestamptz not null default now()
);
create unique index raw_remote on channels.raw (mailbox_id, remote_id) where remote_id is not null;
create unique index raw_content on channels.raw (coalesce(message_id, ''), sha256) where source in ('smtp', 'imap');

-- What we understood of it. One raw row gives at most one contact.
create table channels.contact (
  id            uuid primary key default uuidv7(),
  raw_id        uuid not null unique references channels.raw,
  channel       text not null check (channel in ('mail', 'form', 'phone', 'counter', 'letter', 'zalo', 'facebook', 'api', 'other')),
  state         text not null check (state in ('pending', 'understood', 'suspended', 'spam', 'bounce')),
  reason        text,
  detail        text not null default '',
  facts         jsonb not null default '{}',
  received_at   timestamptz not null,
  decided_by    uuid references org.person,
  decided_at    timestamptz
);
create index contact_suspended on channels.contact (id desc) where state in ('suspended', 'spam');
create index contact_waiting on channels.contact (received_at) where state = 'pending';
create index raw_received on channels.raw (received_at);

-- Every automatic mail, for the loop caps. Rows older than the longest window are let go.
create table channels.automatic (
  id            uuid primary key default uuidv7(),
  address       text not null,
  matter        text not null,
  kind          text not null check (kind in ('acknowledgement', 'survey', 'notice')),
  is_proven     boolean not null,
  network       text,
  at            timestamptz not null
);
create index automatic_address on channels.automatic (address, at desc);
create index automatic_at on channels.automatic (at);
create index automatic_network on channels.automatic (network, at desc) where network is not null;
