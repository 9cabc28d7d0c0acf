-- A person's own contacts stand beside the company's: only their owner sees them, and they name callers after the
-- company's. A deleted one can be restored for a day.
alter table contact
  add column owner_user_id uuid,
  add column mail_address text check (char_length(mail_address) <= 254),
  add column deleted_at timestamptz,
  add foreign key (organisation_id, owner_user_id) references app_user (organisation_id, id) on delete cascade;
create index contact_own on contact (owner_user_id) where owner_user_id is not null;

-- Without an owner it is the company's. An own one may be shown to colleagues, who cannot change it.
create table contact_group (
  id uuid primary key,
  organisation_id uuid not null references organisation (id) on delete cascade,
  owner_user_id uuid,
  name text not null check (char_length(name) between 1 and 60),
  shared boolean not null default false check (not shared or owner_user_id is not null),
  created_at timestamptz not null default now(),
  deleted_at timestamptz,
  unique (organisation_id, id),
  foreign key (organisation_id, owner_user_id) references app_user (organisation_id, id) on delete cascade
);
create unique index contact_group_name on contact_group (organisation_id, owner_user_id, lower(name)) nulls not distinct
  where deleted_at is null;

create table group_member (
  organisation_id uuid not null,
  group_id uuid not null,
  contact_id uuid not null,
  added_at timestamptz not null default now(),
  primary key (group_id, contact_id),
  foreign key (organisation_id, group_id) references contact_group (organisation_id, id) on delete cascade,
  foreign key (organisation_id, contact_id) references contact (organisation_id, id) on delete cascade
);
create index group_member_contact on group_member (contact_id);

create table favourite (
  organisation_id uuid not null,
  user_id uuid not null,
  contact_id uuid not null,
  added_at timestamptz not null default now(),
  primary key (user_id, contact_id),
  foreign key (organisation_id, user_id) references app_user (organisation_id, id) on delete cascade,
  foreign key (organisation_id, contact_id) references contact (organisation_id, id) on delete cascade
);
create index favourite_contact on favourite (contact_id);

-- VIP or blocked, for calls to this person: one row a contact and one a bare number, so that nobody is ever both.
create table caller_mark (
  organisation_id uuid not null,
  user_id uuid not null,
  contact_id uuid,
  -- E.164.
  number text check (char_length(number) <= 24),
  mark text not null check (mark in ('vip', 'blocked')),
  added_at timestamptz not null default now(),
  check (num_nonnulls(contact_id, number) = 1),
  unique (user_id, contact_id),
  unique (user_id, number),
  foreign key (organisation_id, user_id) references app_user (organisation_id, id) on delete cascade,
  foreign key (organisation_id, contact_id) references contact (organisation_id, id) on delete cascade
);
create index caller_mark_contact on caller_mark (contact_id);

-- "Tell me when free": told once, or never, when the day is over.
create table free_watch (
  organisation_id uuid not null,
  user_id uuid not null,
  watched_user_id uuid not null,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  primary key (user_id, watched_user_id),
  foreign key (organisation_id, user_id) references app_user (organisation_id, id) on delete cascade,
  foreign key (organisation_id, watched_user_id) references app_user (organisation_id, id) on delete cascade
);
create index free_watch_watched on free_watch (watched_user_id);
