-- Days on which an organisation is closed, whatever its opening hours: the country's, if it says so, and its own.
alter table forward_right
  add column public_holidays boolean not null default false,
  add column closed_days jsonb not null default '[]';
