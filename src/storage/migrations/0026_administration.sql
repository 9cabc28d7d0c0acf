-- Calls of who has left go to somebody who is there: who leaves, and to whom, is changed by one at a time within an
-- organisation, and looked at once more when the transaction ends. So calls never go round, whoever changes it.
update app_user set calls_to_user_id = null from app_user taker
  where taker.id = app_user.calls_to_user_id and taker.deactivated_at is not null;

create function change_leavers_in_turn() returns trigger language plpgsql as $$
begin
  perform from organisation where id = new.organisation_id for no key update;
  return new;
end $$;
create trigger leavers_change_in_turn before insert or update of deactivated_at, calls_to_user_id on app_user
  for each row when (new.deactivated_at is not null or new.calls_to_user_id is not null)
  execute function change_leavers_in_turn();

create function check_calls_go_on() returns trigger language plpgsql as $$
begin
  if exists (
    select from app_user taker join app_user leaver on leaver.calls_to_user_id = taker.id
    where new.id in (taker.id, leaver.id) and (taker.deactivated_at is not null or taker.id = leaver.id)
  ) then
    raise exception 'calls of who has left go to somebody who is there'
      using errcode = 'check_violation', constraint = 'app_user_calls_go_on', table = 'app_user';
  end if;
  return null;
end $$;
create constraint trigger app_user_calls_go_on after insert or update of deactivated_at, calls_to_user_id on app_user
  deferrable initially deferred
  for each row when (new.deactivated_at is not null or new.calls_to_user_id is not null)
  execute function check_calls_go_on();

-- One import works at a time in an organisation. What was under way when the server ended is where it was.
delete from import where state = 'reading';
update import set state = 'ready' where state = 'applying';
update import set state = 'applied' where state = 'undoing';
create unique index import_works on import (organisation_id) where state in ('reading', 'applying', 'undoing');
-- Until the file is there as a whole nothing can be read of it.
alter table import add column received boolean not null default true;

-- Where contacts stood that an import has removed: favourites, VIP and blocked, groups. They come back with an undo.
create table import_membership (
  organisation_id uuid not null,
  import_id uuid not null,
  contact_id uuid not null,
  -- Of a company's group nobody's.
  user_id uuid,
  group_id uuid,
  -- Neither group nor mark: a favourite.
  mark text check (mark in ('vip', 'blocked')),
  added_at timestamptz not null,
  foreign key (organisation_id, import_id) references import (organisation_id, id) on delete cascade,
  foreign key (organisation_id, user_id) references app_user (organisation_id, id) on delete cascade,
  foreign key (organisation_id, group_id) references contact_group (organisation_id, id) on delete cascade
);
create index import_membership_of on import_membership (import_id, contact_id);
