-- The directory page by page in the order of the organisation's language; other languages are sorted when asked for.
create index contact_name_sv on contact (organisation_id, display_name collate "sv-x-icu", id);
create index contact_name_en on contact (organisation_id, display_name collate "en-x-icu", id);

-- Names that begin with what was typed: the name stands first in search_text, and the rest is too long for a B-tree.
create index contact_name_prefix on contact (organisation_id, left(search_text, 80) text_pattern_ops);
