-- The ways to the telephone network. What an administrator says of one is a whole that only the switch reads; its password
-- is sealed with a key that is not in the database. One that is removed can be brought back for a while.
create table trunk (
  id uuid primary key default gen_random_uuid(),
  organisation_id uuid not null references organisation (id) on delete cascade,
  position integer not null,
  settings jsonb not null,
  password bytea,
  removed_at timestamptz
);
create index trunk_of_organisation on trunk (organisation_id, position);

create function tell_trunk_changed() returns trigger language plpgsql as $$
begin
  perform pg_notify('trunk_changed', '');
  return null;
end $$;
create trigger trunk_changed after insert or delete or update on trunk
  for each row execute function tell_trunk_changed();
-- National numbers are the country's.
create trigger trunk_country_changed after update of country on organisation
  for each row execute function tell_trunk_changed();
