-- What people of an organisation choose from. `available` is what holds where nothing else does.
create table activity (
  id uuid primary key default gen_random_uuid(),
  organisation_id uuid not null references organisation (id) on delete cascade,
  key text not null,
  name_sv text not null,
  name_en text not null,
  icon text not null,
  state text not null check (state in ('free', 'busy', 'away')),
  -- {"minutes": 60}, "today", "nextWorkday"; null = none is proposed.
  default_end jsonb,
  end_required boolean not null default false,
  call_handling text not null default 'ring' check (call_handling in ('ring', 'ringThenMessage', 'message')),
  spoken boolean not null default true,
  -- Stands in the menu's list; else it is set by a shortcut only.
  listed boolean not null default true,
  -- Digits that stand for it in codes of desk phones.
  code text check (code ~ '^[0-9]{1,4}$'),
  position integer not null,
  archived_at timestamptz,
  unique (organisation_id, id),
  unique (organisation_id, key)
);
create unique index activity_code on activity (organisation_id, code) where archived_at is null;

-- What an organisation has said about activities once for all.
create table activity_defaults (
  organisation_id uuid primary key references organisation (id) on delete cascade,
  -- [{"activityId": …, "end": {"minutes": 120}}]
  shortcuts jsonb not null default '[]',
  code_prefix text not null default '*23*',
  -- The working day, 1 = Monday; without an end it is over at midnight.
  work_days smallint[] not null default '{1,2,3,4,5}',
  work_from time not null default '08:00',
  work_to time
);

-- What a person has set by hand; without an activity nothing is set. Its revision grows with each change.
create table person_activity (
  user_id uuid primary key,
  organisation_id uuid not null,
  activity_id uuid,
  since timestamptz,
  until timestamptz,
  message text check (char_length(message) <= 255),
  -- Null = the person.
  set_by uuid,
  revision bigint not null default 0,
  -- The person's own shortcuts; null = those of the organisation.
  shortcuts jsonb,
  foreign key (organisation_id, user_id) references app_user (organisation_id, id) on delete cascade,
  foreign key (organisation_id, activity_id) references activity (organisation_id, id)
);
create index person_activity_until on person_activity (until) where until is not null;
create index person_activity_set on person_activity (organisation_id) where activity_id is not null;

-- Activities that are over.
create table activity_history (
  organisation_id uuid not null,
  user_id uuid not null,
  activity_id uuid not null,
  since timestamptz not null,
  ended_at timestamptz not null,
  -- When it was to end.
  due_at timestamptz,
  how text not null check (how in ('over', 'replaced', 'reset')),
  set_by uuid,
  foreign key (organisation_id, user_id) references app_user (organisation_id, id) on delete cascade,
  foreign key (organisation_id, activity_id) references activity (organisation_id, id)
);
create index activity_history_newest on activity_history (user_id, ended_at desc);
create index activity_history_ended on activity_history (ended_at);

-- Who may set whose activity.
create table activity_delegate (
  organisation_id uuid not null,
  user_id uuid not null,
  delegate_id uuid not null,
  primary key (user_id, delegate_id),
  foreign key (organisation_id, user_id) references app_user (organisation_id, id) on delete cascade,
  foreign key (organisation_id, delegate_id) references app_user (organisation_id, id) on delete cascade
);
create index activity_delegate_of on activity_delegate (delegate_id);

create index contact_status_message on contact (id) where status_message is not null;

-- Every organisation has them from its first moment on, however it was entered.
create function add_activities(of_organisation uuid) returns void language sql as $$
  insert into activity (organisation_id, key, name_sv, name_en, icon, state, default_end, end_required, listed, code, position)
  values
    (of_organisation, 'available', 'Tillgänglig', 'Available', 'available', 'free', null, false, true, '0', 0),
    (of_organisation, 'meeting', 'Möte', 'Meeting', 'meeting', 'busy', '{"minutes": 60}', false, true, '1', 1),
    (of_organisation, 'lunch', 'Lunch', 'Lunch', 'lunch', 'away', '{"minutes": 60}', false, true, '2', 2),
    (of_organisation, 'busy', 'Upptagen', 'Busy', 'busy', 'busy', null, false, true, '3', 3),
    (of_organisation, 'travelling', 'Tjänsteresa', 'Travelling', 'travelling', 'away', '"nextWorkday"', false, true, '4', 4),
    (of_organisation, 'holiday', 'Semester', 'Holiday', 'holiday', 'away', '"nextWorkday"', true, true, '5', 5),
    (of_organisation, 'sick', 'Sjuk', 'Sick', 'sick', 'away', null, false, true, '6', 6),
    (of_organisation, 'child', 'VAB', 'Caring for child', 'child', 'away', '"today"', false, true, '7', 7),
    (of_organisation, 'soon', 'Strax tillbaka', 'Back soon', 'soon', 'busy', '{"minutes": 15}', true, false, '8', 8),
    (of_organisation, 'gone', 'Gått för dagen', 'Gone for the day', 'gone', 'away', '"today"', true, false, '9', 9);
  insert into activity_defaults (organisation_id, shortcuts)
  select of_organisation, jsonb_agg(jsonb_build_object('activityId', activity.id, 'end', shortcut.until) order by shortcut.place)
  from (values ('busy', '{"minutes": 120}'::jsonb, 1), ('soon', '{"minutes": 15}', 2), ('gone', '"today"', 3)) as shortcut (key, until, place)
  join activity on activity.organisation_id = of_organisation and activity.key = shortcut.key;
$$;
create function add_activities_of_new() returns trigger language plpgsql as $$
begin
  perform add_activities(new.id);
  return null;
end $$;
create trigger organisation_has_activities after insert on organisation
  for each row execute function add_activities_of_new();
select add_activities(id) from organisation;

-- Whoever changes an activity, the servers hear of it when the transaction commits.
create function tell_activity_changed() returns trigger language plpgsql as $$
begin
  perform pg_notify('activity_changed', json_build_object('organisationId', coalesce(new.organisation_id, old.organisation_id), 'userId', null, 'revision', null)::text);
  return null;
end $$;
create trigger activity_changed after insert or update or delete on activity
  for each row execute function tell_activity_changed();
create trigger activity_defaults_changed after insert or update on activity_defaults
  for each row execute function tell_activity_changed();

create function tell_person_activity_changed() returns trigger language plpgsql as $$
begin
  perform pg_notify('activity_changed', json_build_object('organisationId', new.organisation_id, 'userId', new.user_id, 'revision', new.revision)::text);
  return null;
end $$;
create trigger person_activity_changed after insert or update on person_activity
  for each row execute function tell_person_activity_changed();

create function tell_status_message_changed() returns trigger language plpgsql as $$
begin
  perform pg_notify('activity_changed', json_build_object('organisationId', organisation_id, 'userId', id, 'revision', null)::text)
  from app_user where contact_id = new.id;
  return null;
end $$;
create trigger status_message_changed after update on contact
  for each row when (old.status_message is distinct from new.status_message)
  execute function tell_status_message_changed();
