-- A visit may ask a questionnaire. That a door answered is known while the plan runs, and which answer it was is not; once the
-- plan has ended both how many answered and how many did not wish to be asked are numbers of the plan alone.
alter table visit_plans add foreign key (questionnaire_version_id) references questionnaire_versions (id),
  add column refusals integer not null default 0 check (refusals >= 0),
  add column answers integer not null default 0 check (answers >= 0);
create index visit_plans_questionnaire on visit_plans (questionnaire_version_id) where questionnaire_version_id is not null;
alter table visit_doors add column answered boolean not null default false;
grant update (refusals, answers) on visit_plans to yimi_app;
grant update (answered) on visit_doors to yimi_app;

grant select (questionnaire_version_id, state, refusals, answers) on visit_plans to yimi_reader;
grant select (answered) on visit_doors to yimi_reader;
-- What came of the doors at which a version was asked: sums that together are all doors, and no door.
create function doors_asked(p_version uuid, p_orgs uuid[])
  returns table (doors integer, answered integer, met integer, refused integer, not_met integer, gone integer, to_go integer)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  with p as (select id, refusals, answers from visit_plans
    where questionnaire_version_id = p_version and org_id = any (p_orgs) and state in ('running', 'ended')),
  s as (select coalesce(sum(refusals), 0) as refusals, coalesce(sum(answers), 0) as answers from p),
  d as (select case when answered then 'answered' else outcome end as came from visit_doors where plan_id in (select id from p))
  select count(*)::int,
    (count(*) filter (where came = 'answered') + (select answers from s))::int,
    (count(*) filter (where came = 'talked') - (select answers from s))::int,
    (count(*) filter (where came = 'refused') + (select refusals from s))::int,
    (count(*) filter (where came in ('nobody-home', 'come-back', 'not-met')) - (select refusals from s))::int,
    (count(*) filter (where came in ('moved-away', 'wrong-door')))::int,
    (count(*) filter (where came is null))::int
  from d $$;
grant create on schema public to yimi_reader;
alter function doors_asked(uuid, uuid[]) owner to yimi_reader;
revoke create on schema public from yimi_reader;
revoke all on function doors_asked(uuid, uuid[]) from public;
grant execute on function doors_asked(uuid, uuid[]) to yimi_app;
