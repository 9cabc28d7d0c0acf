-- Photos of the contacts that an import has removed, for its undo.
create table import_photo (
  organisation_id uuid not null,
  import_id uuid not null,
  contact_id uuid not null,
  type text not null,
  image bytea not null,
  version text not null,
  primary key (import_id, contact_id),
  foreign key (organisation_id, import_id) references import (organisation_id, id) on delete cascade
);
