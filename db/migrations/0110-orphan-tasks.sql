-- What support asks for and nobody is named for: read by whoever answers for households without a referent.
create index task_open_orphans on task (organisation_id, kind, due_on, id)
  where closed_at is null and assignee_id is null
    and kind in ('measure-term', 'measure-review', 'measure-alert', 'measure-evaluation', 'measure-silence',
      'plan-action-late', 'technical-report-late', 'gliding-review', 'gliding-notice', 'handover-date');
