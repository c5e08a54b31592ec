-- PostgreSQL looks into the caller's temporary schema first unless the search path names it: a temporary table called
-- `events` would otherwise stand before ours in every function that runs with its owner's rights.
do $$
declare f regprocedure;
begin
  for f in select oid from pg_proc where pronamespace = 'public'::regnamespace and prosecdef loop
    execute format('alter function %s set search_path = pg_catalog, public, pg_temp', f);
  end loop;
end $$;
