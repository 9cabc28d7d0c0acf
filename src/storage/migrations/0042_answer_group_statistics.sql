-- What happened took its time: it is counted in the quarter of an hour in which it began.
alter table answer_group_event add column began_at timestamptz;
update answer_group_event
set began_at = at - make_interval(secs => coalesce((data ->> 'waitedMs')::double precision, 0) / 1000);
alter table answer_group_event alter column began_at set not null;

drop index answer_group_event_of_group;
create index answer_group_event_of_group on answer_group_event (organisation_id, group_id, began_at);
-- What an agent did before, and the time that was ready.
create index answer_group_event_of_agent on answer_group_event (organisation_id, user_id, at)
  where user_id is not null;
