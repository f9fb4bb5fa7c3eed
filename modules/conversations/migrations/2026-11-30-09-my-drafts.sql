create index draft_person on conversations.draft (person_id, changed_at desc);
