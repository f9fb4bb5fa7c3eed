-- A mailbox with OAuth2 keeps what renews its access: `secret` is the refresh token, and the short-lived access token stands beside it.
alter table channels.mailbox
  add column token_url     text not null default '',
  add column client_id     text not null default '',
  add column client_secret text not null default '',
  add column access_token  text,
  add column access_until  timestamptz,
  -- Counts what people changed: whoever fetches begins anew then, and not when a token was renewed.
  add column version       int not null default 0;
