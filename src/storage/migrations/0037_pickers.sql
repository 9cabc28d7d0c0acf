-- Who may take calls that ring at colleagues: nobody until an administrator says so.
alter table forward_right
  add column pickers text not null default 'nobody' check (pickers in ('everybody', 'chosen', 'nobody')),
  add column picker_ids uuid[] not null default '{}';
