-- Who talks for a group and who is in wrap-up goes on with the next server.
alter table answer_group_agent add column serving jsonb, add column wrap_up jsonb;
