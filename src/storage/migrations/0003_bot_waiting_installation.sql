-- Where the bot can write to a Microsoft account that no user is linked to yet: Teams installs an app before its tab is first
-- opened, and an address match links the account only then. Moves to bot_installation when the first card is due.
create table bot_waiting_installation (
  organisation_id uuid not null references organisation (id) on delete cascade,
  entra_object_id uuid not null,
  conversation jsonb not null,
  installed_at timestamptz not null default now(),
  primary key (organisation_id, entra_object_id)
);
