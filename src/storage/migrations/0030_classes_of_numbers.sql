-- Who may call what kind of number outside, and when; what is not said is as built in (src/rules/class-rights.ts).
alter table forward_right
  add column classes jsonb not null default '{}',
  add column open_hours jsonb not null default '[]';

-- Premium numbers were one switch for everybody; the short numbers were in it.
update forward_right set classes = jsonb_build_object(
  'premium', jsonb_build_object('who', 'everybody', 'userIds', '[]'::jsonb, 'offHours', 'same', 'offHoursIds', '[]'::jsonb),
  'short', jsonb_build_object('who', 'everybody', 'userIds', '[]'::jsonb, 'offHours', 'same', 'offHoursIds', '[]'::jsonb))
  where premium;
alter table forward_right drop column premium;

-- Days and opening hours are read in the organisation's zone, which the lines hold in memory.
drop trigger organisation_changed on organisation;
create trigger organisation_changed after insert or delete or update of domain, country, time_zone on organisation
  for each row execute function tell_organisation_changed();
