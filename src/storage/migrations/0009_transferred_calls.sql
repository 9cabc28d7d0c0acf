-- Which of the user's numbers was called, E.164; null = the extension.
alter table history add column called_number text;
-- To whom the user handed the call over, {"to": {…}, "taken": true}, and until when the user had talked before.
alter table history add column transfer jsonb;
alter table history add column talked_until timestamptz;
