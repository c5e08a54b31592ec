-- What residents, door cards and imports are looked up by is made anew when the master key is changed. Where the words are gone
-- (somebody was erased, staged rows were thrown away) there is nothing to look up, and no index.
alter table consents alter column purpose_index drop not null;
alter table life_events alter column what_index drop not null;
alter table door_cards alter column word_index drop not null;
alter table imports alter column signature drop not null;

-- What a mapping is remembered under, sealed, so that its signature can be made anew. Mappings from before are asked for once more.
delete from import_mappings;
alter table import_mappings add column headings_enc bytea not null;
grant update (headings_enc) on import_mappings to yimi_app;

grant select (name_enc, name_index, id_number_enc, id_number_index, org_id), update (name_index, id_number_index) on people to yimi_keys;
grant select, insert, delete on person_search_tokens to yimi_keys;
grant select (id, person_id, purpose_enc, purpose_index), update (purpose_index) on consents to yimi_keys;
grant select (id, person_id, kind_enc, kind_index), update (kind_index) on person_tags to yimi_keys;
grant select (id, person_id, what_enc, what_index), update (what_index) on life_events to yimi_keys;
grant select (id, key_id, word_enc, word_index), update (word_index) on door_cards to yimi_keys;
grant select (id, layout_enc, signature), update (signature) on imports to yimi_keys;
grant select (org_id, kind, signature, headings_enc), update (signature, headings_enc), delete on import_mappings to yimi_keys;
grant select (phone_index, code_hash, used_at, expires_at) on phone_codes to yimi_keys;
do $$
declare t text;
begin
  foreach t in array array['person_search_tokens', 'consents', 'person_tags', 'life_events', 'door_cards', 'imports', 'import_mappings'] loop
    execute format('create policy by_keys on %I to yimi_keys using (true) with check (true)', t);
  end loop;
end $$;
