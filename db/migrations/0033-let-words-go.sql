-- Words of what was closed three years ago are emptied.
grant update (words_enc, contact_enc) on complaints to yimi_app;
grant update (words_enc, contact_enc) on incidents to yimi_app;
