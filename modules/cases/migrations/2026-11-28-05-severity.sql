-- The worst first, and one severity alone, without reading through all that is open.
create index case_severity on cases.case (severity, (coalesce(due_at, 'infinity')), id) where category not in ('resolved', 'closed', 'cancelled') and merged_into_id is null;
