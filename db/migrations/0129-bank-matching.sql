-- A subsidy found on a statement, a matching undone, a movement that another file may have told already.

-- The movement of the statement that the receipt is: one movement is one receipt.
alter table subsidy_receipt add column statement_line_id uuid;
alter table subsidy_receipt add foreign key (organisation_id, statement_line_id)
  references statement_line (organisation_id, id);
create unique index subsidy_receipt_by_line on subsidy_receipt (organisation_id, statement_line_id)
  where statement_line_id is not null and reversed_on is null;

-- The movement of the statement that settled the line, so that undoing the one frees the others.
alter table bank_file_line add column settled_by uuid;
alter table bank_file_line add foreign key (organisation_id, settled_by)
  references statement_line (organisation_id, id);
create index bank_file_line_by_movement on bank_file_line (organisation_id, settled_by) where settled_by is not null;

-- The movement of another file that looks like this one: a person says whether it is the same.
alter table statement_line add column twin_id uuid;
alter table statement_line add foreign key (organisation_id, twin_id) references statement_line (organisation_id, id);
alter table statement_line add constraint statement_line_twin check (twin_id <> id);
create index statement_line_same on statement_line (organisation_id, bank_account_id, booked_on, cents);

alter table statement_decision drop constraint statement_decision_kind_check;
alter table statement_decision add constraint statement_decision_kind_check
  check (kind in ('batch', 'line', 'returns', 'fee', 'payment', 'subsidy', 'receipt', 'set-aside', 'duplicate',
    'distinct', 'reopened', 'undone'));

-- A sitting moved to another day says from which, and why.
alter table sitting add column moved_from date;
alter table sitting add column moved_reason text;
alter table sitting add constraint sitting_moved check ((moved_from is null) = (moved_reason is null));

-- Who the payee was when the order was prepared: a later correction does not rewrite it.
alter table payment_order add column payee_name text;

-- The invoices that wait for an agreement are looked for among those not withdrawn, the oldest first.
create index invoice_by_day on invoice (organisation_id, invoiced_on, id) where withdrawn_on is null;

-- A payment taken from a statement is found by its reference when it is undone.
create index loan_payment_by_reference on loan_payment (organisation_id, reference) where reference is not null;
