-- Directories are held in memory: whoever changes a contact, the servers hear of it when the transaction commits. One
-- statement tells once for each owner, null for the company's; of more than fifty contacts only that there are many.
create function tell_contacts_changed(changed jsonb) returns void language sql as $$
  select pg_notify('directory_changed', json_build_object(
    'organisationId', organisation_id,
    'ownerUserId', owner_user_id,
    'contactIds', case when count(*) <= 50 then json_agg(id) end)::text)
  from jsonb_to_recordset(changed) as contact (id uuid, organisation_id uuid, owner_user_id uuid)
  group by organisation_id, owner_user_id
$$;

create function tell_contacts_inserted() returns trigger language plpgsql as $$
begin
  perform tell_contacts_changed(jsonb_agg(jsonb_build_object(
    'id', id, 'organisation_id', organisation_id, 'owner_user_id', owner_user_id))) from changed;
  return null;
end $$;
create trigger contacts_inserted after insert on contact referencing new table as changed
  for each statement execute function tell_contacts_inserted();
create trigger contacts_deleted after delete on contact referencing old table as changed
  for each statement execute function tell_contacts_inserted();

create function tell_contacts_updated() returns trigger language plpgsql as $$
begin
  perform tell_contacts_changed(jsonb_agg(jsonb_build_object(
    'id', changed.id, 'organisation_id', changed.organisation_id, 'owner_user_id', changed.owner_user_id)))
  from changed join before on before.id = changed.id where changed is distinct from before;
  return null;
end $$;
create trigger contacts_updated after update on contact referencing old table as before new table as changed
  for each statement execute function tell_contacts_updated();

-- Whose contact it is, and the mail address, stand with the user.
create function tell_contact_of_user_changed() returns trigger language plpgsql as $$
begin
  perform pg_notify('directory_changed', json_build_object(
    'organisationId', coalesce(new.organisation_id, old.organisation_id),
    'ownerUserId', null,
    'contactIds', json_build_array(coalesce(new.contact_id, old.contact_id)))::text);
  return null;
end $$;
create trigger contact_of_user_changed after insert or delete or update of mail_address on app_user
  for each row execute function tell_contact_of_user_changed();

-- The order of the list, and its letters.
create function tell_language_changed() returns trigger language plpgsql as $$
begin
  perform pg_notify('directory_changed', json_build_object(
    'organisationId', new.id, 'ownerUserId', null, 'contactIds', null)::text);
  return null;
end $$;
create trigger language_changed after update of language on organisation
  for each row when (old.language is distinct from new.language) execute function tell_language_changed();

-- Favourites and VIPs come first in their person's searches.
create function tell_marks_changed() returns trigger language plpgsql as $$
begin
  perform pg_notify('directory_changed', json_build_object(
    'organisationId', organisation_id, 'ownerUserId', user_id, 'contactIds', json_build_array())::text)
  from (select distinct organisation_id, user_id from changed) as person;
  return null;
end $$;
create trigger favourites_inserted after insert on favourite referencing new table as changed
  for each statement execute function tell_marks_changed();
create trigger favourites_deleted after delete on favourite referencing old table as changed
  for each statement execute function tell_marks_changed();
create trigger marks_inserted after insert on caller_mark referencing new table as changed
  for each statement execute function tell_marks_changed();
create trigger marks_updated after update on caller_mark referencing new table as changed
  for each statement execute function tell_marks_changed();
create trigger marks_deleted after delete on caller_mark referencing old table as changed
  for each statement execute function tell_marks_changed();
