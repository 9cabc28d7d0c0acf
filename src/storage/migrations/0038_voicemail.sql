-- What callers have left whose calls nobody took. The sound is a file beside the database, named after its message.
create table voicemail_message (
  id uuid primary key,
  organisation_id uuid not null references organisation (id) on delete cascade,
  user_id uuid not null references app_user (id) on delete cascade,
  call_id uuid not null,
  -- Who left it, as in `history`.
  other jsonb not null,
  called_number text,
  left_at timestamptz not null,
  ms integer not null,
  speech_ms integer not null,
  -- How loud each two hundredth of it is.
  peaks bytea not null check (octet_length(peaks) = 200),
  cut_short boolean not null,
  heard_at timestamptz,
  deleted_at timestamptz
);
create index voicemail_message_newest on voicemail_message (user_id, left_at desc, id) where deleted_at is null;
create index voicemail_message_new on voicemail_message (user_id) where deleted_at is null and heard_at is null;
create index voicemail_message_of_call on voicemail_message (user_id, call_id);
create index voicemail_message_left_at on voicemail_message (left_at);

-- Whether an organisation has voicemail, and how many days it keeps messages. No row = as built in.
create table voicemail_policy (
  organisation_id uuid primary key references organisation (id) on delete cascade,
  enabled boolean not null default true,
  keep_heard_days integer not null default 90 check (keep_heard_days between 1 and 3650),
  keep_unheard_days integer not null default 365 check (keep_unheard_days between 1 and 3650)
);

-- Whether a person has it. No row = yes.
create table voicemail_setting (
  user_id uuid primary key references app_user (id) on delete cascade,
  organisation_id uuid not null references organisation (id) on delete cascade,
  enabled boolean not null default true
);

-- The servers hold both in memory; what is said is whose to look at.
create function tell_voicemail_changed() returns trigger language plpgsql as $$
begin
  perform pg_notify('voicemail_changed', json_build_object(
    'organisationId', coalesce(new.organisation_id, old.organisation_id))::text);
  return null;
end $$;
create trigger voicemail_policy_changed after insert or update or delete on voicemail_policy
  for each row execute function tell_voicemail_changed();
create trigger voicemail_setting_changed after insert or update or delete on voicemail_setting
  for each row execute function tell_voicemail_changed();
