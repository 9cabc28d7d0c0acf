-- Who changed what: written in the transaction of the change, never changed afterwards. Names are as they were then, and
-- nothing refers to other tables but the organisation: what is told stays when those whom it is about are gone.
create table audit (
  id bigint generated always as identity primary key,
  organisation_id uuid not null references organisation (id),
  at timestamptz not null default now(),
  -- Null: the server itself.
  actor_user_id uuid,
  actor_object_id uuid,
  actor_name text,
  actor_role text,
  acting_for_user_id uuid,
  acting_for_name text,
  action text not null,
  object_kind text not null,
  object_id text not null,
  object_name text not null,
  -- Only the fields that changed.
  before jsonb,
  after jsonb,
  reason text,
  source text not null,
  request_id uuid,
  address text,
  -- Folded names and id of who and what, for search.
  search_text text not null
);
create index audit_newest on audit (organisation_id, id desc);
create index audit_at on audit (at);
create index audit_object on audit (organisation_id, object_kind, object_id, id desc);
create index audit_actor on audit (organisation_id, actor_user_id, id desc);
create index audit_search on audit using gin (search_text gin_trgm_ops);

-- Rows are deleted once they have been kept long enough, and the names of an erased person are taken out; each says so
-- for its own transaction. Nothing else is ever done to them.
create function keep_audit() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' and current_setting('vaxel.audit', true) = 'retention' and old.at < now() - interval '1 day' then
    return old;
  end if;
  if tg_op = 'UPDATE' and current_setting('vaxel.audit', true) = 'erasure'
    and (new.id, new.organisation_id, new.at, new.action, new.object_kind, new.object_id, new.source, new.actor_role)
      is not distinct from
      (old.id, old.organisation_id, old.at, old.action, old.object_kind, old.object_id, old.source, old.actor_role)
  then
    return new;
  end if;
  raise exception 'rows of audit stay as they are' using errcode = 'restrict_violation';
end $$;
create trigger audit_stays before update or delete on audit for each row execute function keep_audit();
create trigger audit_is_not_emptied before truncate on audit for each statement execute function keep_audit();
