-- Every row carries its organisation; stores are built for one organisation and put it in every query.
create extension if not exists pg_trgm;
create extension if not exists unaccent;

create table organisation (
  id uuid primary key,
  name text not null,
  -- Host part of SIP addresses.
  domain text not null unique,
  country char(2) not null,
  language text not null,
  entra_tenant_id uuid not null unique,
  -- Mail domains whose verified addresses link a Microsoft account to a user without an administrator.
  linked_mail_domains text[] not null default '{}'
);

create table contact (
  id uuid primary key,
  organisation_id uuid not null references organisation (id),
  display_name text not null,
  company text,
  department text,
  role text,
  extension text,
  status_message text check (char_length(status_message) <= 255),
  -- [{label, number}] in E.164, in the order to show.
  numbers jsonb not null default '[]',
  -- Folded text that the search matches (name, company, department, role, extension, numbers).
  search_text text not null,
  unique (organisation_id, id)
);
create index contact_search_trgm on contact using gin (search_text gin_trgm_ops);
create index contact_organisation on contact (organisation_id);
-- Who has this number: names incoming calls.
create index contact_numbers on contact using gin (numbers jsonb_path_ops);

-- One row for each word of a contact, for searches of one or two characters.
create table contact_token (
  organisation_id uuid not null,
  contact_id uuid not null,
  token text not null,
  foreign key (organisation_id, contact_id) references contact (organisation_id, id) on delete cascade
);
create index contact_token_prefix on contact_token (organisation_id, token text_pattern_ops);

create table app_user (
  id uuid primary key,
  organisation_id uuid not null references organisation (id),
  contact_id uuid not null unique,
  extension text not null,
  mail_address text,
  -- The linked Microsoft account; null until an administrator or a verified address links it.
  entra_object_id uuid,
  unique (organisation_id, id),
  unique (organisation_id, extension),
  unique (organisation_id, entra_object_id),
  foreign key (organisation_id, contact_id) references contact (organisation_id, id)
);
create unique index app_user_mail on app_user (organisation_id, lower(mail_address));

create table user_number (
  number text primary key,
  organisation_id uuid not null,
  user_id uuid not null,
  label text not null,
  position integer not null,
  foreign key (organisation_id, user_id) references app_user (organisation_id, id) on delete cascade
);

create table user_setting (
  user_id uuid primary key,
  organisation_id uuid not null,
  language text,
  number_to_show text,
  foreign key (organisation_id, user_id) references app_user (organisation_id, id) on delete cascade
);

create table device (
  id uuid primary key,
  organisation_id uuid not null,
  user_id uuid not null,
  -- The browser window that enrolled it; a reload keeps it.
  window_id uuid not null,
  kind text not null,
  label text not null,
  enrolled_at timestamptz not null default now(),
  unique (user_id, window_id),
  foreign key (organisation_id, user_id) references app_user (organisation_id, id) on delete cascade
);

create table call (
  id uuid primary key,
  organisation_id uuid not null references organisation (id),
  state text not null,
  -- Grows with each decision; a row is only ever replaced by a higher one.
  revision integer not null,
  -- The engine's whole state of the call, see src/calls/engine/call.ts.
  data jsonb not null,
  started_at timestamptz not null,
  ended_at timestamptz
);
create index call_open on call (organisation_id) where state <> 'ended';

create table history (
  organisation_id uuid not null,
  user_id uuid not null,
  call_id uuid not null references call (id),
  direction text not null,
  outcome text not null,
  end_reason text not null,
  other jsonb not null,
  -- Folded name and number of the other side, for search in the history.
  search_text text not null,
  through text,
  device_label text,
  shown_number text,
  started_at timestamptz not null,
  answered_at timestamptz,
  ended_at timestamptz not null,
  deletion_id uuid,
  deleted_at timestamptz,
  primary key (user_id, call_id),
  foreign key (organisation_id, user_id) references app_user (organisation_id, id) on delete cascade
);
create index history_newest on history (user_id, started_at desc, call_id) where deleted_at is null;

-- Where the bot can write to a person: the conversation stored when the app was installed.
create table bot_installation (
  organisation_id uuid not null,
  user_id uuid not null,
  conversation jsonb not null,
  installed_at timestamptz not null default now(),
  primary key (user_id),
  foreign key (organisation_id, user_id) references app_user (organisation_id, id) on delete cascade
);

-- One card in a person's chat: written once, updated when handled.
create table bot_notification (
  organisation_id uuid not null,
  user_id uuid not null,
  call_id uuid not null,
  kind text not null,
  state text not null check (state in ('sending', 'sent', 'handled')),
  activity_id text,
  handled_at timestamptz,
  handled_how text,
  created_at timestamptz not null default now(),
  primary key (user_id, kind, call_id),
  foreign key (organisation_id, user_id) references app_user (organisation_id, id) on delete cascade
);
