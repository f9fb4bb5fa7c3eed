-- Whether this intention is ours to carry out, and what was answered when it was. The lock is taken first: what is read after it (with a snapshot of its
-- own, for the function is volatile) cannot have been written meanwhile.
create function platform.once(lock bigint, actor text, route text, key text, out ours boolean, out body_hash bytea, out status int, out reply jsonb)
language plpgsql volatile as $$
begin
  ours := pg_try_advisory_xact_lock(once.lock);
  if ours then
    select i.body_hash, i.status, i.reply into once.body_hash, once.status, once.reply from platform.idempotency i
    where i.day in (current_date, current_date - 1) and i.actor = once.actor and i.route = once.route and i.key = once.key;
  end if;
end $$;
