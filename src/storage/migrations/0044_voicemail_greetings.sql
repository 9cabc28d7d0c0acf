-- What callers hear before they leave a person a message, where the person has recorded or chosen it. `said_to` is whom
-- it is said to, or the activity in which it is.
create table voicemail_greeting (
  organisation_id uuid not null,
  user_id uuid not null,
  said_to text not null,
  activity_id uuid,
  sound_id uuid not null,
  primary key (user_id, said_to),
  check (case when activity_id is null then said_to in ('all', 'internal', 'external')
    else said_to = activity_id::text end),
  foreign key (organisation_id, user_id) references app_user (organisation_id, id) on delete cascade,
  foreign key (organisation_id, activity_id) references activity (organisation_id, id) on delete cascade,
  foreign key (organisation_id, sound_id) references kept_sound (organisation_id, id) on delete cascade
);
create index voicemail_greeting_organisation on voicemail_greeting (organisation_id);
create index voicemail_greeting_activity on voicemail_greeting (activity_id) where activity_id is not null;
create index voicemail_greeting_sound on voicemail_greeting (sound_id);

-- The servers hold them in memory.
create function tell_greeting_changed() returns trigger language plpgsql as $$
begin
  perform pg_notify('greeting_changed', json_build_object(
    'organisationId', coalesce(new.organisation_id, old.organisation_id))::text);
  return null;
end $$;
create trigger voicemail_greeting_changed after insert or update or delete on voicemail_greeting
  for each row execute function tell_greeting_changed();
