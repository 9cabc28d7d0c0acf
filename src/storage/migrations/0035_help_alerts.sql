-- That somebody has called for help, until each of those who are told of it has seen it.
create table help_alert (
  id uuid primary key,
  organisation_id uuid not null references organisation (id) on delete cascade,
  user_id uuid not null references app_user (id) on delete cascade,
  at timestamptz not null,
  number text not null,
  shown_number text,
  device_label text
);
create index help_alert_at on help_alert (at);

create table help_alert_seen (
  alert_id uuid not null references help_alert (id) on delete cascade,
  organisation_id uuid not null references organisation (id) on delete cascade,
  user_id uuid not null references app_user (id) on delete cascade,
  primary key (alert_id, user_id)
);

-- Who is told besides the administrators.
alter table forward_right add column help_told_ids uuid[] not null default '{}';
