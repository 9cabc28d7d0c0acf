-- What happened to one caller, for whoever asks why.
create index answer_group_event_of_entry on answer_group_event (organisation_id, entry_id) where entry_id is not null;
