-- What was said in a message, as a machine has written it down, and the language that it was asked in. Empty = nothing
-- was heard.
alter table voicemail_message
  add column transcript text,
  add column transcript_language text check (transcript_language in ('sv', 'en'));

alter table voicemail_policy add column transcribe boolean not null default false;
