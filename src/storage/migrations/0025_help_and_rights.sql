-- Whoever has called for help is rung whatever the rules say until then, also by a server that has started meanwhile.
create table help_call (
  user_id uuid primary key references app_user (id) on delete cascade,
  organisation_id uuid not null references organisation (id) on delete cascade,
  until timestamptz not null
);

-- Who may call numbers outside, which, and how many at once. No countries = as built in.
alter table forward_right
  add column callers text not null default 'everybody' check (callers in ('everybody', 'chosen', 'nobody')),
  add column caller_ids uuid[] not null default '{}',
  add column call_countries text[],
  add column premium boolean not null default false,
  add column barred text[] not null default '{}',
  add column calls_at_once integer not null default 100,
  add column abroad_an_hour integer not null default 60;
