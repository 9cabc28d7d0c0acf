-- A user's numbers are read whenever a window opens, and whenever the user changes.
create index user_number_of_user on user_number (user_id);
