-- What calls outside come to within a day of the organisation's: seconds, and numbers abroad that had never been called.
create table outside_day (
  organisation_id uuid not null references organisation (id) on delete cascade,
  user_id uuid not null references app_user (id) on delete cascade,
  day date not null,
  seconds integer not null default 0,
  fresh integer not null default 0,
  primary key (organisation_id, user_id, day)
);
create index outside_day_of_day on outside_day (day);

-- Numbers abroad that an organisation has called: one that is not here is new.
create table abroad_number (
  organisation_id uuid not null references organisation (id) on delete cascade,
  number text not null,
  called_on date not null,
  primary key (organisation_id, number)
);
create index abroad_number_called_on on abroad_number (called_on);

alter table forward_right
  add column minutes_a_day integer not null default 60000,
  add column minutes_of_person integer not null default 1440,
  add column new_a_day integer not null default 300,
  add column new_of_person integer not null default 30;

-- Calls that were refused, for administrators to read.
create table refused_call (
  id bigint generated always as identity primary key,
  organisation_id uuid not null references organisation (id) on delete cascade,
  user_id uuid not null references app_user (id) on delete cascade,
  at timestamptz not null,
  number text not null,
  class text not null,
  reason text not null,
  way text not null
);
create index refused_call_newest on refused_call (organisation_id, id);
create index refused_call_at on refused_call (at);
