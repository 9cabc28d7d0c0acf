-- What an import finds a contact by, beside mail address and extension.
alter table contact add column external_id text check (char_length(external_id) <= 100);
create unique index contact_external_id on contact (organisation_id, external_id) where external_id is not null and owner_user_id is null;
create index contact_mail on contact (organisation_id, lower(mail_address)) where mail_address is not null;
create index contact_name on contact (organisation_id, display_name);
-- Who deletes a contact deletes its words.
create index contact_token_contact on contact_token (contact_id);
create index contact_extension on contact (organisation_id, extension) where extension is not null;

-- A file of contacts on its way into the directory. Kept while it can be undone, and its report after that.
create table import (
  id uuid primary key,
  organisation_id uuid not null references organisation (id) on delete cascade,
  created_at timestamptz not null default now(),
  created_by uuid,
  file_name text not null,
  state text not null,
  format text not null default 'csv',
  -- What the person chose; what was found stands in `found`.
  chosen jsonb not null default '{}',
  found jsonb not null default '{}',
  counts jsonb not null default '{"new":0,"changed":0,"unchanged":0,"error":0,"missing":0}',
  refusal text,
  removed_missing boolean not null default false,
  applied_at timestamptz,
  kept integer not null default 0,
  unique (organisation_id, id)
);
create index import_newest on import (organisation_id, created_at desc);

-- The file as it came, in parts.
create table import_part (
  organisation_id uuid not null,
  import_id uuid not null,
  position integer not null,
  bytes bytea not null,
  primary key (import_id, position),
  foreign key (organisation_id, import_id) references import (organisation_id, id) on delete cascade
);
alter table import_part alter column bytes set storage external;

-- Each line of it, and what becomes of it. A missing contact has a line too, counted on from the end of the file.
create table import_line (
  organisation_id uuid not null,
  import_id uuid not null,
  line integer not null,
  outcome text,
  reason text,
  detail text,
  name text not null,
  -- Of a new one the id that it gets; what it was then, and what it becomes.
  contact_id uuid,
  before jsonb,
  after jsonb,
  search_text text,
  search_text_before text,
  primary key (import_id, line),
  foreign key (organisation_id, import_id) references import (organisation_id, id) on delete cascade
);
create index import_line_outcome on import_line (import_id, outcome, line);

-- What a header was taken for the last time.
create table import_header (
  organisation_id uuid not null references organisation (id) on delete cascade,
  header text not null,
  field text not null,
  primary key (organisation_id, header)
);
