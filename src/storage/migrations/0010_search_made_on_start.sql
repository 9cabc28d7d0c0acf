-- A contact that was entered by SQL: the server makes its search text and its words when it starts.
alter table contact alter column search_text set default '';
create index contact_without_search on contact (id) where search_text = '';
