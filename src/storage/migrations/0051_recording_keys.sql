-- A recording's person, group and plays are of its own organisation, as in every other table.
alter table call_recording add unique (organisation_id, id);
alter table call_recording
  drop constraint call_recording_user_id_fkey,
  drop constraint call_recording_group_id_fkey,
  add foreign key (organisation_id, user_id) references app_user (organisation_id, id) on delete cascade,
  add foreign key (organisation_id, group_id) references answer_group (organisation_id, id)
    on delete set null (group_id);
alter table call_recording_play
  drop constraint call_recording_play_recording_id_fkey,
  drop constraint call_recording_play_user_id_fkey,
  add foreign key (organisation_id, recording_id) references call_recording (organisation_id, id) on delete cascade,
  add foreign key (organisation_id, user_id) references app_user (organisation_id, id) on delete set null (user_id);
alter table call_recording_group
  drop constraint call_recording_group_group_id_fkey,
  add foreign key (organisation_id, group_id) references answer_group (organisation_id, id) on delete cascade;

-- Of one person, and of one group: what is listened to, and what goes with them.
create index call_recording_of_person on call_recording (organisation_id, user_id, started_at desc, id);
create index call_recording_of_group on call_recording (organisation_id, group_id, started_at desc, id)
  where group_id is not null;
create index call_recording_play_of_person on call_recording_play (organisation_id, user_id);
create index call_recording_group_of on call_recording_group (organisation_id);
