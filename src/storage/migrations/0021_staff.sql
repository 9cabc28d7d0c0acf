-- Who has left: cannot sign in and has no line; extension and numbers lead to a colleague, or to nobody.
alter table app_user
  add column deactivated_at timestamptz,
  add column calls_to_user_id uuid,
  add foreign key (organisation_id, calls_to_user_id) references app_user (organisation_id, id)
    on delete set null (calls_to_user_id);
create index app_user_calls_to on app_user (calls_to_user_id) where calls_to_user_id is not null;

-- Who takes another's calls gets lines that the other had.
create function tell_staff_changed() returns trigger language plpgsql as $$
begin
  perform pg_notify('line_changed', json_build_object('organisationId', new.organisation_id, 'userId', each)::text)
  from unnest(array[new.id, new.calls_to_user_id, old.calls_to_user_id]) as each where each is not null;
  return null;
end $$;
create trigger app_user_staff_changed after update of deactivated_at, calls_to_user_id, extension on app_user
  for each row when (old.deactivated_at is distinct from new.deactivated_at
    or old.calls_to_user_id is distinct from new.calls_to_user_id
    or (new.calls_to_user_id is not null and old.extension is distinct from new.extension))
  execute function tell_staff_changed();
