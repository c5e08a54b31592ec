-- Orders that were made together: whoever answers for them is told once, with the count.
alter table orders add column batch_id uuid;
create index orders_batch on orders (batch_id) where batch_id is not null;
grant insert (batch_id) on orders to yimi_app, yimi_jobs;
insert into event_kinds (kind) values ('order-batch');

-- What is said once to a receiver, however many records of a batch it concerns.
alter table notices add column digest text;
create unique index notices_digest on notices (receiver_id, way, digest) where digest is not null;

-- A complaint that was written from the page of an order says which; whoever may open the order finds it there.
alter table complaints add column order_number text not null default '' check (length(order_number) <= 20);
grant insert (order_number) on complaints to yimi_app, yimi_jobs;
