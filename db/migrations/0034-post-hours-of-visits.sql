-- Whether who comes has hours of it: a switch of its own beside those that concern the resident.
alter table service_conducts add column hours boolean not null default true;
grant select (hours) on service_conducts to yimi_public;
alter table orders no force row level security;
update orders set conduct = conduct || '{"hours": true}';
alter table orders force row level security;
