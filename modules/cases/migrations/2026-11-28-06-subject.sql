-- Words of the subject, ready to be compared: the newest cases are looked through for words that are said all the time.
drop index cases.case_subject;
alter table cases.case add column subject_words tsvector generated always as (conversations.words(subject)) stored;
create index case_subject on cases.case using gin (subject_words);
