-- Notifications by the operating system: null = the person has not said.
alter table user_setting add column notifications boolean;
