-- What is shown to emergency numbers: where help shall come, whoever calls. None = the caller's own number.
alter table forward_right add column site_number text;
