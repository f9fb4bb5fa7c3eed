-- Another value after every change of units, their leads, hats and who works here: what is known of a unit's pool is old then.
alter table org.calendar_stamp add column pools uuid not null default gen_random_uuid();
