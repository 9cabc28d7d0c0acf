-- The first administrator says which extensions there are; null: whatever people have. New people get the next free one.
alter table organisation add column first_extension text, add column last_extension text;
alter table organisation add constraint organisation_extensions check (
  (first_extension is null and last_extension is null)
  or (first_extension ~ '^[0-9]{2,6}$' and last_extension ~ '^[0-9]{2,6}$'
      and length(first_extension) = length(last_extension) and first_extension <= last_extension));

-- The numbers that the organisation has, E.164, the first and the last of each row.
create table number_range (
  organisation_id uuid not null references organisation (id) on delete cascade,
  first_number text not null,
  last_number text not null,
  primary key (organisation_id, first_number)
);

-- A Microsoft account of the organisation that belongs to nobody in the telephone system and has asked to.
create table link_request (
  organisation_id uuid not null references organisation (id) on delete cascade,
  entra_object_id uuid not null,
  display_name text not null,
  mail_address text,
  asked_at timestamptz not null default now(),
  refused_at timestamptz,
  primary key (organisation_id, entra_object_id)
);
create index link_request_asked on link_request (organisation_id, asked_at);

-- What such an account's person dials on the desk phone. Only a digest of it; a new one takes the place of the old.
create table link_code (
  organisation_id uuid not null references organisation (id) on delete cascade,
  entra_object_id uuid not null,
  digest text not null,
  expires_at timestamptz not null,
  primary key (organisation_id, entra_object_id)
);
create unique index link_code_digest on link_code (organisation_id, digest);

-- Who waits at a page hears of it when the transaction commits: an account's object id, or a tenant's id.
create function tell_account_linked() returns trigger language plpgsql as $$
begin
  perform pg_notify('link_changed', new.entra_object_id::text);
  return null;
end $$;
create trigger app_user_linked after insert or update of entra_object_id on app_user
  for each row when (new.entra_object_id is not null) execute function tell_account_linked();
create trigger link_request_answered after update of refused_at on link_request
  for each row execute function tell_account_linked();
create function tell_organisation_added() returns trigger language plpgsql as $$
begin
  perform pg_notify('link_changed', new.entra_tenant_id::text);
  return null;
end $$;
create trigger organisation_added after insert on organisation for each row execute function tell_organisation_added();
