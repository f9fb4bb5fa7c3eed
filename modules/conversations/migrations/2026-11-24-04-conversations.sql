create schema conversations;

-- Lower case with its tones, the old placement (hoà) written as the new one (hòa), so that both find each other.
create function conversations.toned(given text) returns text language sql immutable strict parallel safe as $$
  select replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(
    lower(normalize(given, nfc)),
    'oà', 'òa'), 'oá', 'óa'), 'oả', 'ỏa'), 'oã', 'õa'), 'oạ', 'ọa'),
    'oè', 'òe'), 'oé', 'óe'), 'oẻ', 'ỏe'), 'oẽ', 'õe'), 'oẹ', 'ọe'),
    'uỳ', 'ùy'), 'uý', 'úy'), 'uỷ', 'ủy'), 'uỹ', 'ũy'), 'uỵ', 'ụy')
$$;

-- The words of a message: folded and toned. Only its first 100,000 characters, far below what a tsvector may hold.
create function conversations.words(given text) returns tsvector language sql immutable strict parallel safe as $$
  select to_tsvector('simple', platform.fold(left(given, 100000))) || to_tsvector('simple', conversations.toned(left(given, 100000)))
$$;

create table conversations.conversation (
  id             uuid primary key default uuidv7(),
  channel        text not null,
  customer_id    uuid references customers.customer,
  subject        text not null default '',
  mailbox        text not null default '',
  seen_by_units  uuid[] not null default '{}',
  seen_by_people uuid[] not null default '{}',
  first_at       timestamptz not null default now(),
  last_at        timestamptz not null default now(),
  version        int not null default 1
);
create index conversation_customer on conversations.conversation (customer_id, last_at desc);

-- Who writes in it from outside, by address; only they may thread in.
create table conversations.participant (
  conversation_id uuid not null references conversations.conversation,
  address         text not null,
  name            text not null default '',
  role            text not null check (role in ('customer', 'cc', 'us')),
  primary key (conversation_id, address)
);

create table conversations.message (
  id              uuid primary key default uuidv7(),
  conversation_id uuid not null references conversations.conversation,
  contact_id      uuid unique,
  direction       text not null check (direction in ('in', 'out', 'note')),
  kind            text not null default 'message' check (kind in ('message', 'call', 'visit', 'letter', 'comment', 'automatic', 'forward')),
  author_id       uuid references org.person,
  from_name       text not null default '',
  from_address    text not null default '',
  recipients      jsonb not null default '{}',
  subject         text not null default '',
  text            text not null default '',
  html            text,
  quoted          text,
  visible_text    text not null default '',
  verified        boolean not null default true,
  message_id      text,
  outgoing_id     uuid,
  delivery        text check (delivery in ('queued', 'sending', 'sent', 'deferred', 'bounced', 'unknown', 'cancelled')),
  delivery_detail text not null default '',
  facts           jsonb not null default '{}',
  at              timestamptz not null,
  search          tsvector
);
create index message_conversation on conversations.message (conversation_id, at, id);
create index message_message_id on conversations.message (message_id) where message_id is not null;
create index message_search on conversations.message using gin (search);
create index message_outgoing on conversations.message (outgoing_id) where outgoing_id is not null;

create table conversations.attachment (
  id          uuid primary key default uuidv7(),
  message_id  uuid not null references conversations.message,
  file_id     uuid not null,
  name        text not null,
  mime        text not null,
  size        int not null,
  content_id  text,
  inline      boolean not null default false,
  position    int not null default 0
);
create index attachment_message on conversations.attachment (message_id);

create table conversations.mention (
  message_id  uuid not null references conversations.message,
  person_id   uuid not null references org.person,
  primary key (message_id, person_id)
);

-- One draft per colleague and conversation; survives sign-out and reassignment.
create table conversations.draft (
  conversation_id uuid not null references conversations.conversation,
  person_id       uuid not null references org.person,
  mode            text not null check (mode in ('reply', 'note', 'forward')),
  text            text not null,
  recipients      jsonb not null default '{}',
  file_ids        uuid[] not null default '{}',
  version         int not null default 1,
  changed_at      timestamptz not null default now(),
  primary key (conversation_id, person_id, mode)
);
