-- A message may be a group's: all who answer in it or supervise it hear it, and what one has heard all have.
alter table voicemail_message alter column user_id drop not null;
alter table voicemail_message add column group_id uuid;
alter table voicemail_message add constraint voicemail_message_whose check (num_nonnulls(user_id, group_id) = 1);
alter table voicemail_message add constraint voicemail_message_group
  foreign key (organisation_id, group_id) references answer_group (organisation_id, id) on delete cascade;
create index voicemail_message_newest_of_group on voicemail_message (group_id, left_at desc, id)
  where deleted_at is null and group_id is not null;
create index voicemail_message_of_group on voicemail_message (group_id, call_id) where group_id is not null;
