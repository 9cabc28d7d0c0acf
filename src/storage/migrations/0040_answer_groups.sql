-- People who answer calls to one number together. What an administrator says of one that only the distributor reads is a
-- whole; who is in it and where its callers go on to are rows, so that nothing leads to what is not there.
create table answer_group (
  id uuid primary key default gen_random_uuid(),
  organisation_id uuid not null references organisation (id) on delete cascade,
  name text not null,
  extension text not null,
  number text unique,
  settings jsonb not null,
  -- The agent asked last, with the place that was theirs.
  last_asked uuid,
  last_asked_order integer,
  unique (organisation_id, id),
  unique (organisation_id, extension),
  foreign key (organisation_id, last_asked) references app_user (organisation_id, id) on delete set null (last_asked)
);
create unique index answer_group_name on answer_group (organisation_id, lower(name));

create table answer_group_member (
  group_id uuid not null,
  organisation_id uuid not null,
  user_id uuid not null,
  position integer not null,
  tier integer not null,
  -- Level by skill.
  skills jsonb not null,
  primary key (group_id, user_id),
  foreign key (organisation_id, group_id) references answer_group (organisation_id, id) on delete cascade,
  foreign key (organisation_id, user_id) references app_user (organisation_id, id) on delete cascade
);
create index answer_group_member_user on answer_group_member (user_id);

create table answer_group_supervisor (
  group_id uuid not null,
  organisation_id uuid not null,
  user_id uuid not null,
  primary key (group_id, user_id),
  foreign key (organisation_id, group_id) references answer_group (organisation_id, id) on delete cascade,
  foreign key (organisation_id, user_id) references app_user (organisation_id, id) on delete cascade
);
create index answer_group_supervisor_user on answer_group_supervisor (user_id);

-- Where a caller goes who does not wait (any more). No row: the group's voicemail when it is full or the time is up,
-- else one waits.
create table answer_group_exit (
  group_id uuid not null,
  organisation_id uuid not null,
  why text not null check (why = any (array['full', 'timeout', 'entry.noneLoggedIn', 'entry.allPaused',
    'entry.noneReachable', 'waiting.noneLoggedIn', 'waiting.allPaused', 'waiting.noneReachable'])),
  leads_to text not null check (leads_to = any (array['voicemail', 'end', 'number', 'person', 'group'])),
  to_number text,
  to_user_id uuid,
  to_group_id uuid,
  primary key (group_id, why),
  foreign key (organisation_id, group_id) references answer_group (organisation_id, id) on delete cascade,
  foreign key (organisation_id, to_user_id) references app_user (organisation_id, id) on delete cascade,
  foreign key (organisation_id, to_group_id) references answer_group (organisation_id, id)
);
create index answer_group_exit_group on answer_group_exit (to_group_id) where to_group_id is not null;

-- What an agent may say of a pause, in their order. Those who pause keep what they have said.
create table answer_group_pause_reason (
  organisation_id uuid not null references organisation (id) on delete cascade,
  position integer not null,
  reason text not null,
  primary key (organisation_id, position)
);

-- What an agent has said, for the servers to come.
create table answer_group_agent (
  user_id uuid primary key,
  organisation_id uuid not null,
  logged_in boolean not null,
  pause_reason text,
  -- Null with a reason: for calls that were not answered.
  paused_by uuid,
  idle_since timestamptz not null,
  foreign key (organisation_id, user_id) references app_user (organisation_id, id) on delete cascade,
  foreign key (organisation_id, paused_by) references app_user (organisation_id, id) on delete set null (paused_by)
);

-- Who waits: the place outlives a server.
create table answer_group_entry (
  id uuid primary key,
  organisation_id uuid not null references organisation (id) on delete cascade,
  -- Of a group that is gone: the distributor lets its callers go on.
  group_id uuid not null,
  -- Null: a callback.
  call_id uuid,
  callback jsonb,
  number text,
  priority integer not null,
  entered_at timestamptz not null,
  joined_at timestamptz not null,
  hops integer not null,
  skill jsonb,
  -- What the caller was told last of place and time.
  said jsonb,
  sticky_to uuid,
  foreign key (organisation_id, sticky_to) references app_user (organisation_id, id) on delete set null (sticky_to)
);
create index answer_group_entry_group on answer_group_entry (organisation_id, group_id);

-- What happened, for statistics; nothing is changed in it but whose it was.
create table answer_group_event (
  id bigint generated always as identity primary key,
  organisation_id uuid not null references organisation (id) on delete cascade,
  at timestamptz not null,
  event text not null,
  group_id uuid,
  entry_id uuid,
  user_id uuid,
  data jsonb not null,
  foreign key (organisation_id, user_id) references app_user (organisation_id, id) on delete set null (user_id)
);
create index answer_group_event_of_group on answer_group_event (organisation_id, group_id, at);
create index answer_group_event_at on answer_group_event (at);

-- An extension or a number leads to a person or to a group. Groups are written alone, people side by side, and each
-- looks at what the other has committed.
create function extension_leads_once() returns trigger language plpgsql as $$
begin
  if tg_table_name = 'answer_group' then
    perform pg_advisory_xact_lock(hashtext('answer_group extensions'));
    if exists (select from app_user where organisation_id = new.organisation_id and extension = new.extension) then
      raise unique_violation using constraint = 'app_user_or_group_extension', message = 'the extension is a person''s';
    end if;
  else
    perform pg_advisory_xact_lock_shared(hashtext('answer_group extensions'));
    if exists (select from answer_group where organisation_id = new.organisation_id and extension = new.extension) then
      raise unique_violation using constraint = 'app_user_or_group_extension', message = 'the extension is a group''s';
    end if;
  end if;
  return new;
end $$;
create trigger answer_group_extension_leads_once before insert or update of extension on answer_group
  for each row execute function extension_leads_once();
create trigger app_user_extension_leads_once before insert or update of extension on app_user
  for each row execute function extension_leads_once();

create function number_leads_once() returns trigger language plpgsql as $$
begin
  if tg_table_name = 'answer_group' then
    perform pg_advisory_xact_lock(hashtext('answer_group numbers'));
    if exists (select from user_number where number = new.number) then
      raise unique_violation using constraint = 'user_number_or_group', message = 'the number is a person''s';
    end if;
  else
    perform pg_advisory_xact_lock_shared(hashtext('answer_group numbers'));
    if exists (select from answer_group where number = new.number) then
      raise unique_violation using constraint = 'user_number_or_group', message = 'the number is a group''s';
    end if;
  end if;
  return new;
end $$;
create trigger answer_group_number_leads_once before insert or update of number on answer_group
  for each row when (new.number is not null) execute function number_leads_once();
create trigger user_number_leads_once before insert or update of number on user_number
  for each row execute function number_leads_once();

-- Groups are lines of their organisation.
create function tell_group_line_changed() returns trigger language plpgsql as $$
begin
  perform pg_notify('line_changed', json_build_object(
    'organisationId', coalesce(new.organisation_id, old.organisation_id), 'userId', null)::text);
  return null;
end $$;
create trigger answer_group_line_changed after insert or delete or update of name, extension, number on answer_group
  for each row execute function tell_group_line_changed();

-- Whoever changes a group, it is at work with the next call.
create function tell_answer_group_changed() returns trigger language plpgsql as $$
begin
  perform pg_notify('answer_group_changed', json_build_object(
    'organisationId', coalesce(new.organisation_id, old.organisation_id))::text);
  return null;
end $$;
create trigger answer_group_changed
  after insert or delete or update of name, extension, number, settings on answer_group for each row execute function tell_answer_group_changed();
create trigger answer_group_member_changed after insert or update or delete on answer_group_member
  for each row execute function tell_answer_group_changed();
create trigger answer_group_supervisor_changed after insert or update or delete on answer_group_supervisor
  for each row execute function tell_answer_group_changed();
create trigger answer_group_exit_changed after insert or update or delete on answer_group_exit
  for each row execute function tell_answer_group_changed();
create trigger answer_group_pause_reason_changed after insert or update or delete on answer_group_pause_reason
  for each row execute function tell_answer_group_changed();
