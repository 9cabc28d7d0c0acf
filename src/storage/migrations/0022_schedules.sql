-- Which number a person shows, and which devices and numbers ring, while it holds.
create table phone_role (
  id uuid primary key,
  organisation_id uuid not null,
  user_id uuid not null,
  name text not null,
  -- E.164 or `anonymous`; null = as the person's settings say.
  number text,
  -- {windows, deskPhones, mobile}
  rings jsonb not null,
  -- The person's numbers that ring, E.164; null = all.
  numbers jsonb,
  -- Activities that it belongs to, whoever or whatever sets them.
  activity_ids jsonb not null default '[]',
  created_at timestamptz not null default now(),
  unique (organisation_id, id),
  foreign key (organisation_id, user_id) references app_user (organisation_id, id) on delete cascade
);
create index phone_role_of_user on phone_role (user_id);

-- What people plan to do. Local time, zone and rule are the truth; when something begins or ends next is worked out of
-- them, and anew once the server knows zones by other data (counted_with). Times on the wall are texts (`2026-11-26T08:00`),
-- so that no driver takes them for moments in a zone of its own.
create table schedule (
  id uuid primary key,
  organisation_id uuid not null,
  user_id uuid not null,
  title text not null,
  activity_id uuid not null,
  role_id uuid,
  message text not null,
  start_local text not null check (start_local ~ '^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?$'),
  end_local text not null check (end_local ~ '^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?$'),
  -- IANA name.
  zone text not null,
  -- RFC 5545; null = once.
  rrule text,
  -- Deleted occurrences, by the time at which the series has them.
  exdates jsonb not null default '[]',
  -- Occurrences that were changed by themselves: that time → content, start, end.
  overrides jsonb not null default '{}',
  revision integer not null default 0,
  -- Null: all of it is over.
  next_at timestamptz,
  next_kind text check (next_kind in ('begin', 'end')),
  -- The version of the zones' data by which next_at was worked out.
  counted_with text not null,
  foreign key (organisation_id, user_id) references app_user (organisation_id, id) on delete cascade,
  foreign key (organisation_id, role_id) references phone_role (organisation_id, id) on delete set null (role_id)
);
create index schedule_of_user on schedule (user_id);
create index schedule_next on schedule (next_at) where next_at is not null;
create index schedule_of_role on schedule (role_id) where role_id is not null;

-- What rows were before a change, so that it can be undone for a day.
create table schedule_change (
  id uuid primary key,
  organisation_id uuid not null,
  user_id uuid not null,
  at timestamptz not null default now(),
  -- [{id, before: row or null, revision: since, or null}]
  rows jsonb not null,
  foreign key (organisation_id, user_id) references app_user (organisation_id, id) on delete cascade
);
create index schedule_change_at on schedule_change (at);
create index schedule_change_of_user on schedule_change (user_id);
