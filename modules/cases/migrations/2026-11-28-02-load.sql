-- Whether somebody has room for another case is read from the index alone.
drop index cases.case_handler;
create index case_handler on cases.case (handler_id, (coalesce(due_at, 'infinity')), id) include (assigned_at, is_spam) where category not in ('resolved', 'closed', 'cancelled') and merged_into_id is null;
