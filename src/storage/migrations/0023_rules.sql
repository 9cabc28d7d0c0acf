-- Rules for incoming calls: a person's, or the organisation's for everybody (no user). The whole list is one row, since
-- it is read, ordered and changed as a whole.
create table call_rules (
  id uuid primary key default gen_random_uuid(),
  organisation_id uuid not null references organisation (id) on delete cascade,
  user_id uuid references app_user (id) on delete cascade,
  revision integer not null default 1,
  rules jsonb not null,
  changed_at timestamptz not null default now()
);
create unique index call_rules_of_user on call_rules (user_id) where user_id is not null;
create unique index call_rules_of_organisation on call_rules (organisation_id) where user_id is null;

-- Who may have calls forwarded outside the organisation, and to which countries. No row = as built in.
create table forward_right (
  organisation_id uuid primary key references organisation (id) on delete cascade,
  revision integer not null default 1,
  forwarders text not null check (forwarders in ('everybody', 'chosen', 'nobody')),
  user_ids uuid[] not null default '{}',
  countries text[] not null
);

-- The servers hold both in memory; what is said is only where to look: at a person's, or at the organisation's.
create function tell_rules_changed() returns trigger language plpgsql as $$
begin
  perform pg_notify('rules_changed', json_build_object(
    'organisationId', coalesce(new.organisation_id, old.organisation_id),
    'userId', coalesce(to_jsonb(new), to_jsonb(old)) ->> 'user_id')::text);
  return null;
end $$;
create trigger call_rules_changed after insert or update or delete on call_rules
  for each row execute function tell_rules_changed();
create trigger forward_right_changed after insert or update or delete on forward_right
  for each row execute function tell_rules_changed();

-- Why a call went where it went: what was known, what the rules were and said, and the plan. As long as the call.
create table call_routing (
  id bigint generated always as identity primary key,
  call_id uuid not null references call (id) on delete cascade,
  organisation_id uuid not null references organisation (id) on delete cascade,
  at timestamptz not null,
  facts jsonb not null,
  trace jsonb not null,
  plan jsonb not null
);
create index call_routing_of_call on call_routing (call_id);
