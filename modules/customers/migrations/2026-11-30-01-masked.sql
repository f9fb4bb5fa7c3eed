-- A number as it may stand everywhere: as maskedPhone of the room org, which a test holds equal.
create function customers.masked(shown text) returns text language sql immutable parallel safe as $$
  select case when digits = '' then '' when length(digits) < 9 then '•••' else left(digits, 4) || ' ••• ' || right(digits, 3) end
  from (select regexp_replace(shown, '[^0-9]', '', 'g') as digits) d
$$;

-- Whether a customer gave no name yet, and is called by a contact of theirs: whole, or masked.
create function customers.is_nameless(customer uuid, name text) returns boolean language sql stable parallel safe as $$
  select exists (select from customers.identity i
    where i.customer_id = is_nameless.customer and is_nameless.name in (i.value, i.shown, customers.masked(i.shown)))
$$;
