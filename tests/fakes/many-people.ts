import type { Client } from 'pg';

const name = `(array['Alva', 'Bo', 'Cilla', 'Dag', 'Elin', 'Frej', 'Greta'])[1 + n % 7]
  || ' ' || (array['Ek', 'Lind', 'Gran', 'Björk', 'Asp', 'Alm'])[1 + n % 6] || ' ' || n`;

/**
 * Enters people with an extension each, 100000 and on, and a number of their own, straight into the database; each has
 * a Microsoft account of its own.
 */
export async function enterPeople(
  database: Pick<Client, 'query'>,
  organisationId: string,
  count: number,
): Promise<void> {
  await database.query(
    `with person as (
       select (100000 + n)::text as extension, ${name} as name from generate_series(0, $2::integer - 1) as n)
     insert into contact (id, organisation_id, display_name, extension, search_text)
     select gen_random_uuid(), $1::uuid, name, extension, lower(name) || ' ' || extension from person`,
    [organisationId, count],
  );
  await database.query(
    `insert into app_user (id, organisation_id, contact_id, extension, entra_object_id)
     select gen_random_uuid(), organisation_id, id, extension, gen_random_uuid()
     from contact where organisation_id = $1 and length(extension) = 6`,
    [organisationId],
  );
  await database.query(
    `insert into user_number (number, organisation_id, user_id, label, position)
     select '+46104' || extension, organisation_id, id, 'Kontor', 0
     from app_user where organisation_id = $1 and length(extension) = 6`,
    [organisationId],
  );
}
