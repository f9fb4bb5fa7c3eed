-- An answer given again is the same to the byte: jsonb would put the names in it into another order. What stands there is a day or two old.
alter table platform.idempotency alter column reply type json using reply::json;
drop function platform.once(bigint, text, text, text);
create function platform.once(lock bigint, actor text, route text, key text, out ours boolean, out body_hash bytea, out status int, out reply json)
language plpgsql volatile as $$
begin
  ours := pg_try_advisory_xact_lock(once.lock);
  if ours then
    select i.body_hash, i.status, i.reply into once.body_hash, once.status, once.reply from platform.idempotency i
    where i.day in (current_date, current_date - 1) and i.actor = once.actor and i.route = once.route and i.key = once.key;
  end if;
end $$;
