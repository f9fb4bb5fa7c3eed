-- Nearly all that is written is in form C already, and asking whether it is takes a quarter of the time of making it so.
create or replace function platform.fold(given text) returns text language sql immutable strict parallel safe
as $$ select translate(lower(public.unaccent('public.unaccent'::regdictionary, case when given is nfc normalized then given else normalize(given, nfc) end)), 'đ', 'd') $$;
