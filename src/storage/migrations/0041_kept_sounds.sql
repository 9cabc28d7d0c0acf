-- Sounds that somebody has recorded, or chosen as a file, to be heard by callers: a person's, an answer group's, or, with
-- neither, the organisation's. What is heard is a file beside the database, named after its sound.
create table kept_sound (
  id uuid primary key,
  organisation_id uuid not null references organisation (id) on delete cascade,
  user_id uuid,
  group_id uuid,
  name text not null,
  ms integer not null check (ms > 0),
  kept_at timestamptz not null default now(),
  deleted_at timestamptz,
  unique (organisation_id, id),
  check (num_nonnulls(user_id, group_id) <= 1),
  foreign key (organisation_id, user_id) references app_user (organisation_id, id) on delete cascade,
  foreign key (organisation_id, group_id) references answer_group (organisation_id, id) on delete cascade
);
create index kept_sound_owner on kept_sound (organisation_id, user_id, group_id, kept_at);
create index kept_sound_user on kept_sound (user_id) where user_id is not null;
create index kept_sound_group on kept_sound (group_id) where group_id is not null;
create index kept_sound_deleted on kept_sound (deleted_at) where deleted_at is not null;
