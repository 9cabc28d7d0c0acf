-- A hundred calls outside at once were too few for a large company that has said nothing else.
alter table forward_right alter column calls_at_once set default 500;
update forward_right set calls_at_once = 500 where calls_at_once = 100;
