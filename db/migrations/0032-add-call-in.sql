-- Who goes alone says when he has left safely.
alter table order_places add column left_at timestamptz;
grant update (left_at) on order_places to yimi_app, yimi_jobs;
