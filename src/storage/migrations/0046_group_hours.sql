-- Callers of a group that is closed go on, too. No row: to the group's voicemail.
alter table answer_group_exit drop constraint answer_group_exit_why_check;
alter table answer_group_exit add constraint answer_group_exit_why_check check (why = any (array['full', 'timeout',
  'closed', 'entry.noneLoggedIn', 'entry.allPaused', 'entry.noneReachable', 'waiting.noneLoggedIn', 'waiting.allPaused',
  'waiting.noneReachable']));
