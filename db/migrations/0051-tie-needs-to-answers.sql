-- A need names the answer or the knock it was heard from. Neither row is ever deleted: an answer that is taken back is emptied, and
-- what the need holds of the person goes with the need's own erasure.
alter table needs
  add constraint needs_answer foreign key (answer_id) references questionnaire_answers (id),
  add constraint needs_visit foreign key (visit_id) references visit_records (id);
-- A need without a name lets go of its answer when somebody leaves his name for the order.
grant update (answer_id) on needs to yimi_app, yimi_jobs;
create index needs_answer_of on needs (answer_id) where answer_id is not null;
create index needs_visit_of on needs (visit_id) where visit_id is not null;

-- How many answers of a month share the same choices, per unit: for tables that are published. No row, no number of an answer and no
-- person comes out; of the questions only those that are named.
create function answer_profiles(p_version uuid, p_questions text[], p_orgs uuid[], p_from date, p_until date)
  returns table (org_id uuid, month text, choices jsonb, asked jsonb, answers integer)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  with a as (
    select a.org_id, to_char(a.received_at at time zone 'Asia/Shanghai', 'YYYY-MM') as month,
      (select coalesce(jsonb_object_agg(e.key, e.value), '{}') from jsonb_each(a.choices) e where e.key = any (p_questions)) as choices,
      (select coalesce(jsonb_object_agg(e.key, true), '{}') from jsonb_each(a.asked) e where e.key = any (p_questions)) as asked
    from questionnaire_answers a
    where a.version_id = p_version and a.withdrawn_at is null
      and a.org_id = any (p_orgs) and a.org_id = any ((select app_orgs())::uuid[])
      and (a.received_at at time zone 'Asia/Shanghai')::date between p_from and p_until
  )
  select org_id, month, choices, asked, count(*)::int from a group by 1, 2, 3, 4 $$;
grant create on schema public to yimi_flow;
alter function answer_profiles(uuid, text[], uuid[], date, date) owner to yimi_flow;
revoke create on schema public from yimi_flow;
revoke all on function answer_profiles(uuid, text[], uuid[], date, date) from public;
grant execute on function answer_profiles(uuid, text[], uuid[], date, date) to yimi_app;
