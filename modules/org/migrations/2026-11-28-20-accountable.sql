-- Who answers for what stands in a unit while nobody has it: its lead or that of the nearest unit above, else whoever leads the department, else an
-- administrator. A function is planned once for each connection, a recursion in every statement each time.
create function org.accountable_for(of_unit uuid) returns uuid language sql stable parallel safe as $$
  with recursive above as (
    select id, parent_id, lead_id, 1 as far from org.unit where id = of_unit
    union all select u.id, u.parent_id, u.lead_id, far + 1 from org.unit u join above a on u.id = a.parent_id where far < 50
  )
  select coalesce(
    (select p.id from above a join org.person p on p.id = a.lead_id and p.left_at is null order by a.far limit 1),
    (select p.id from org.person_hat h join org.person p on p.id = h.person_id and p.left_at is null
      where h.hat in ('team_lead', 'care_manager', 'administrator')
      order by case h.hat when 'care_manager' then 1 when 'team_lead' then 2 else 3 end, p.created_at, p.id limit 1))
$$;
