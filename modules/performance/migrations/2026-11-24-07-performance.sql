create schema performance;

-- One row per case, durations stored when they happen. Recomputed nightly from events; must be equal.
create table performance.case_fact (
  case_id                 uuid primary key references cases.case,
  code                    text not null,
  channel                 text not null,
  type_code               text not null,
  severity                int not null,
  unit_id                 uuid not null,
  customer_id             uuid,
  excluded                text,
  merged_into_id          uuid,
  fcr_eligible            boolean not null,
  created_at              timestamptz not null,
  first_response_at       timestamptz,
  first_response_by       uuid,
  first_response_minutes  int,
  first_response_calendar_minutes int,
  first_response_due_met  boolean,
  replies_before_resolution int not null default 0,
  escalated               boolean not null default false,
  first_resolved_at       timestamptz,
  last_resolved_at        timestamptz,
  resolved_by             uuid,
  resolution_code         text,
  cause_code              text,
  net_minutes             int,
  business_minutes        int,
  calendar_minutes        int,
  due_at                  timestamptz,
  is_open                 boolean not null default true,
  category                text not null,
  reopened_count          int not null default 0,
  repeat_contact_at       timestamptz,
  cancelled_at            timestamptz,
  survey_sent_at          timestamptz,
  csat                    int,
  csat_at                 timestamptz,
  changed_at              timestamptz not null
);
create index case_fact_created on performance.case_fact (created_at);
create index case_fact_resolved on performance.case_fact (last_resolved_at);
create index case_fact_open on performance.case_fact (created_at) where is_open;
create index case_fact_csat on performance.case_fact (csat_at) where csat is not null;
