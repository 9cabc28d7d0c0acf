-- IANA name; the zone of the organisation's office.
alter table organisation add column time_zone text not null default 'Europe/Stockholm';
update organisation set time_zone = case country
  when 'NO' then 'Europe/Oslo' when 'DK' then 'Europe/Copenhagen' when 'FI' then 'Europe/Helsinki' when 'IS' then 'Atlantic/Reykjavik'
  when 'EE' then 'Europe/Tallinn' when 'LV' then 'Europe/Riga' when 'LT' then 'Europe/Vilnius' when 'PL' then 'Europe/Warsaw'
  when 'DE' then 'Europe/Berlin' when 'NL' then 'Europe/Amsterdam' when 'BE' then 'Europe/Brussels' when 'LU' then 'Europe/Luxembourg'
  when 'FR' then 'Europe/Paris' when 'CH' then 'Europe/Zurich' when 'AT' then 'Europe/Vienna' when 'CZ' then 'Europe/Prague'
  when 'GB' then 'Europe/London' when 'IE' then 'Europe/Dublin' when 'ES' then 'Europe/Madrid' when 'PT' then 'Europe/Lisbon' when 'IT' then 'Europe/Rome'
  else time_zone end;
-- `organisation`, or an IANA name; null = the zone of the computer that is looked at.
alter table user_setting add column time_zone text;
-- The zone of the browser that the person used last, for what is written when no browser is there.
alter table user_setting add column browser_time_zone text;
