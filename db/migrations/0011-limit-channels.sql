-- What the platform of a channel takes, where somebody has looked it up; without a day the preset's figures count.
alter table channels
  add column max_kbps integer check (max_kbps > 0),
  add column max_height integer check (max_height > 0),
  add column key_frame_seconds integer check (key_frame_seconds > 0),
  add column limits_on date;
grant select (max_kbps, max_height, key_frame_seconds, limits_on), update (max_kbps, max_height, key_frame_seconds, limits_on)
  on channels to yimi_app;

-- Whose task it is, where that person has an account: it then stands on that person's Today.
alter table channel_tasks add column account_id uuid references accounts (id);
grant update (account_id) on channel_tasks to yimi_app;

-- When each segment of the rundown really began: [{"index": 0, "at": "2026-11-24T02:00:00.000Z"}], in order.
alter table air_sessions add column rundown_marks jsonb not null default '[]';

-- Acts beside the flow of a broadcast: the director went to a segment. The record is the broadcast.
insert into event_kinds (kind) values ('rundown');
