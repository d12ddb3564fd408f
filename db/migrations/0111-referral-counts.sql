-- What waits in the inbox is counted from the index alone: how many, late, mine.
drop index referral_open;
create index referral_open on referral (organisation_id, due_on, id) include (assignee_id, state)
  where state in ('received', 'more-asked');
