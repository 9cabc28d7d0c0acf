-- A card is about a subject of its kind: a call today, a voicemail or a conversation later.
alter table bot_notification rename column call_id to subject;
alter table bot_notification alter column subject type text using subject::text;
