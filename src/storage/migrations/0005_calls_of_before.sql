-- Calls are kept in another form from here on; one that was up at the upgrade was cut by the stop in any case.
update call set state = 'ended', ended_at = coalesce(ended_at, now()) where state <> 'ended';
