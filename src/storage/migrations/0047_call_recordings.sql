-- Calls of which both sides were recorded. The sound is a file beside the database, named after its recording.
create table call_recording (
  id uuid primary key,
  organisation_id uuid not null references organisation (id) on delete cascade,
  -- Who recorded, and whose part it is.
  user_id uuid not null references app_user (id) on delete cascade,
  -- Whose call it was, where an answer group gave it to its agent.
  group_id uuid references answer_group (id) on delete set null,
  call_id uuid not null,
  -- Who was on the other side, as in `history`.
  other jsonb not null,
  started_at timestamptz not null,
  ms integer not null,
  -- How loud each two hundredth of it is.
  peaks bytea not null check (octet_length(peaks) = 200),
  cut_short boolean not null,
  deleted_at timestamptz
);
create index call_recording_newest on call_recording (organisation_id, started_at desc, id);
create index call_recording_of_call on call_recording (organisation_id, call_id);

-- Who has listened to one, and when; nobody changes it, and it goes with the recording.
create table call_recording_play (
  id bigint generated always as identity primary key,
  organisation_id uuid not null references organisation (id) on delete cascade,
  recording_id uuid not null references call_recording (id) on delete cascade,
  user_id uuid references app_user (id) on delete set null,
  played_at timestamptz not null default now()
);
create index call_recording_play_of on call_recording_play (recording_id, id);

-- Whether and how calls are recorded, who may listen, and for how many days. No row = they are not recorded.
create table call_recording_policy (
  organisation_id uuid primary key references organisation (id) on delete cascade,
  consent text not null default 'off' check (consent in ('off', 'announce', 'askKey', 'toneOnly')),
  keep_days integer not null default 90 check (keep_days between 1 and 3650),
  -- Who has recorded may listen too.
  own_access boolean not null default true
);

-- Answer groups whose calls are recorded by themselves.
create table call_recording_group (
  group_id uuid primary key references answer_group (id) on delete cascade,
  organisation_id uuid not null references organisation (id) on delete cascade
);

-- The servers hold both in memory; what is said is whose to look at.
create function tell_call_recordings_changed() returns trigger language plpgsql as $$
begin
  perform pg_notify('call_recordings_changed', json_build_object(
    'organisationId', coalesce(new.organisation_id, old.organisation_id))::text);
  return null;
end $$;
create trigger call_recording_policy_changed after insert or update or delete on call_recording_policy
  for each row execute function tell_call_recordings_changed();
create trigger call_recording_group_changed after insert or update or delete on call_recording_group
  for each row execute function tell_call_recordings_changed();
