-- How much somebody has on their desk is counted for every case that comes in: from this index alone. Asked as one truth, so that no other index over the open
-- cases can be taken for it: by a plan made on a nearly empty table each of them costs the same.
create index case_desk on cases.case (handler_id, id) include (assigned_at)
  where (handler_id is not null and category not in ('resolved', 'closed', 'cancelled') and merged_into_id is null and not is_spam) is true;
