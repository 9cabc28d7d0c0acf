-- A call list outlives the calls: what is kept of a call that has ended may go, its entries stay.
alter table history drop constraint history_call_id_fkey;
create index call_ended on call (ended_at) where ended_at is not null;
create index bot_notification_created on bot_notification (created_at);
