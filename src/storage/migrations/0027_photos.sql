-- Small pictures of contacts, the company's and people's own. Which one a contact has stands with it, so that whoever
-- watches the contact hears of another.
alter table contact add column photo text check (char_length(photo) <= 64);

create table contact_photo (
  organisation_id uuid not null,
  contact_id uuid primary key,
  type text not null check (type in ('image/jpeg', 'image/png', 'image/webp')),
  image bytea not null check (octet_length(image) between 1 and 24576),
  foreign key (organisation_id, contact_id) references contact (organisation_id, id) on delete cascade
);
