-- Which calls there were is known from the call lists once the calls themselves are forgotten.
create index history_call on history (call_id);
-- What is deleted for good is found without a look at all that is kept.
create index history_deleted on history (deleted_at) where deleted_at is not null;
