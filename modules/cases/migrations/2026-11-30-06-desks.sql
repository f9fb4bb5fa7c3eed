-- How much somebody has on their desk is counted for every case that comes in: from the index alone.
create index case_desk on cases.case (handler_id, id) include (assigned_at)
  where handler_id is not null and category not in ('resolved', 'closed', 'cancelled') and merged_into_id is null and not is_spam;
