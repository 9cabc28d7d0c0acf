-- Whoever changes who can be rung, the servers hear of it when the transaction commits. What is said is only where to look:
-- an organisation, or a user of it.
create function tell_organisation_changed() returns trigger language plpgsql as $$
begin
  perform pg_notify('line_changed', json_build_object('organisationId', coalesce(new.id, old.id), 'userId', null)::text);
  return null;
end $$;
create trigger organisation_changed after insert or delete or update of domain, country on organisation
  for each row execute function tell_organisation_changed();

create function tell_user_changed() returns trigger language plpgsql as $$
begin
  perform pg_notify('line_changed', json_build_object('organisationId', coalesce(new.organisation_id, old.organisation_id), 'userId', coalesce(new.id, old.id))::text);
  return null;
end $$;
create trigger app_user_changed after insert or delete or update of extension, contact_id on app_user
  for each row execute function tell_user_changed();

create function tell_number_changed() returns trigger language plpgsql as $$
begin
  if tg_op <> 'INSERT' then
    perform pg_notify('line_changed', json_build_object('organisationId', old.organisation_id, 'userId', old.user_id)::text);
  end if;
  if tg_op <> 'DELETE' then
    perform pg_notify('line_changed', json_build_object('organisationId', new.organisation_id, 'userId', new.user_id)::text);
  end if;
  return null;
end $$;
create trigger user_number_changed after insert or delete or update on user_number
  for each row execute function tell_number_changed();

-- A user's name and mobile number stand in the contact.
create function tell_contact_changed() returns trigger language plpgsql as $$
begin
  perform pg_notify('line_changed', json_build_object('organisationId', organisation_id, 'userId', id)::text) from app_user where contact_id = new.id;
  return null;
end $$;
create trigger contact_changed after update on contact
  for each row when (old.display_name is distinct from new.display_name or old.numbers is distinct from new.numbers)
  execute function tell_contact_changed();

-- A contact without search text was entered by SQL: the server makes it.
create function tell_contact_entered() returns trigger language plpgsql as $$
begin
  perform pg_notify('contact_entered', '');
  return null;
end $$;
create trigger contact_entered after insert or update of search_text on contact
  for each row when (new.search_text = '') execute function tell_contact_entered();
