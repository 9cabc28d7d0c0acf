-- Where a user's new calls get their audio: a device's id, or `mobile`; null = the window that the user calls from.
alter table user_setting add column call_from text;
-- Shortcuts that the user changed: {"mute": "Ctrl+Shift+M", "hold": null}.
alter table user_setting add column shortcuts jsonb not null default '{}';
