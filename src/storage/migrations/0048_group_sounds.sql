-- Callers of a group hear its own sounds for as long as these are there.
create trigger kept_sound_of_group_changed after insert or update of deleted_at on kept_sound
  for each row when (new.group_id is not null) execute function tell_answer_group_changed();
create trigger kept_sound_of_group_removed after delete on kept_sound
  for each row when (old.group_id is not null) execute function tell_answer_group_changed();
