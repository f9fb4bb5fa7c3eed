-- These units and all above them: asked within many questions, planned once.
create function org.units_above(ids uuid[]) returns uuid[] language sql stable parallel safe as $$
  with recursive above as (
    select id, parent_id from org.unit where id = any(ids)
    union select u.id, u.parent_id from org.unit u join above a on u.id = a.parent_id)
  select coalesce(array_agg(id), '{}') from above
$$;
