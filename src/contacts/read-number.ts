import { VaxelError } from '../contract/errors';
import type { ContactId, OrganisationId } from '../contract/ids';
import { readDialled } from '../lines/numbering';
import type { Lines } from '../lines/lines';
import { personAt } from '../lines/target';

export interface Numbering {
  /** A number in any notation as E.164; null = it is none of the country's, nor of the world's. */
  number(organisationId: OrganisationId, typed: string): string | null;
  /** The same; the extension of a colleague is the colleague. @throws VaxelError contacts.noNumber */
  numberOrColleague(
    organisationId: OrganisationId,
    typed: string,
  ): { readonly number: string } | { readonly contactId: ContactId };
}

/** What people write of numbers, read as if they dialled them. */
export function createNumbering(lines: Pick<Lines, 'organisation' | 'byExtension'>): Numbering {
  const read = (organisationId: OrganisationId, typed: string) =>
    readDialled(
      typed,
      lines.organisation(organisationId)?.country ?? 'SE',
      (digits) => lines.byExtension(organisationId, digits) !== undefined,
    );
  return {
    number(organisationId, typed) {
      const dialled = read(organisationId, typed);
      return dialled.kind === 'number' && dialled.number.startsWith('+') ? dialled.number : null;
    },
    numberOrColleague(organisationId, typed) {
      const dialled = read(organisationId, typed);
      if (dialled.kind === 'extension') {
        const colleague = personAt(lines.byExtension(organisationId, dialled.extension));
        if (colleague !== undefined) return { contactId: colleague.contactId };
      }
      if (dialled.kind !== 'number') throw new VaxelError('contacts.noNumber', 'That is not a phone number.');
      return { number: dialled.number };
    },
  };
}
