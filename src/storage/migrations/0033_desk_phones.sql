-- A plain SIP phone of a person's: unlike a window it stays until it is taken away. Of its secret only what the switch
-- needs to check it (RFC 7616 section 3.4.2, over the switch's realm).
create table desk_phone (
  device_id uuid primary key references device (id) on delete cascade,
  organisation_id uuid not null,
  user_id uuid not null,
  username text not null unique,
  digest text not null,
  transport text not null,
  user_agent text,
  seen_at timestamptz,
  foreign key (organisation_id, user_id) references app_user (organisation_id, id) on delete cascade
);
create index desk_phone_user on desk_phone (user_id);

-- An address at which a phone may fetch its settings, once. Only a digest of what it is known by.
create table desk_phone_setup (
  device_id uuid primary key references desk_phone (device_id) on delete cascade,
  organisation_id uuid not null references organisation (id) on delete cascade,
  token_digest text not null unique,
  expires_at timestamptz not null
);
