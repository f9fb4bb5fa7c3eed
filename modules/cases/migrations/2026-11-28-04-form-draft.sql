-- What a customer has written on the public form so far, so that its steps are pages one can go back to and open again. Taken away when the
-- request is sent, and after a day. `hash` is of the sheet's number, which its sender alone knows; `facts` is portal/draft.ts Facts.
create table cases.form_draft (
  hash   bytea primary key,
  facts  jsonb not null,
  at     timestamptz not null
);
