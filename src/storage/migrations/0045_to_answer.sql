-- Who still has to be called: one row for each number and whoever owes the call, a group or a person.
create table to_answer (
  id uuid primary key default gen_random_uuid(),
  organisation_id uuid not null references organisation (id) on delete cascade,
  group_id uuid,
  user_id uuid,
  -- E.164 or extension.
  number text not null,
  -- Of the last call.
  why text not null check (why = any (array['abandoned', 'timeout', 'voicemail', 'callbackFailed', 'closed'])),
  call_id uuid not null,
  calls integer not null default 1,
  since timestamptz not null,
  last_at timestamptz not null,
  claimed_by uuid,
  snoozed_until timestamptz,
  done_at timestamptz,
  -- Null with a time: by a talk, or by somebody who has left.
  done_by uuid,
  changed_at timestamptz not null default now(),
  check (num_nonnulls(group_id, user_id) = 1),
  foreign key (organisation_id, group_id) references answer_group (organisation_id, id) on delete cascade,
  foreign key (organisation_id, user_id) references app_user (organisation_id, id) on delete cascade,
  foreign key (organisation_id, claimed_by) references app_user (organisation_id, id) on delete set null (claimed_by),
  foreign key (organisation_id, done_by) references app_user (organisation_id, id) on delete set null (done_by)
);
create unique index to_answer_of_group on to_answer (organisation_id, group_id, number)
  where done_at is null and group_id is not null;
create unique index to_answer_of_person on to_answer (organisation_id, user_id, number)
  where done_at is null and user_id is not null;
create index to_answer_number on to_answer (organisation_id, number) where done_at is null;
create index to_answer_changed_at on to_answer (changed_at);

-- Whoever changes a row, those who owe the call are told.
create function note_to_answer_changed() returns trigger language plpgsql as $$
begin
  new.changed_at := now();
  return new;
end $$;
create trigger to_answer_changing before update on to_answer for each row execute function note_to_answer_changed();
create function tell_to_answer_changed() returns trigger language plpgsql as $$
begin
  perform pg_notify('to_answer_changed', json_build_object(
    'organisationId', new.organisation_id, 'id', new.id)::text);
  return null;
end $$;
create trigger to_answer_changed after insert or update on to_answer
  for each row execute function tell_to_answer_changed();
