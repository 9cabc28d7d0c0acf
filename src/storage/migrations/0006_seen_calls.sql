-- When the person has looked at a missed call in the list, in whichever window; only missed calls carry it.
alter table history add column seen_at timestamptz;
-- What browsers remembered until now is not known here: what was missed before the last day counts as seen.
update history set seen_at = ended_at where outcome in ('missed', 'disconnected') and ended_at < now() - interval '24 hours';
create index history_unseen on history (user_id, ended_at) where seen_at is null and outcome in ('missed', 'disconnected');
