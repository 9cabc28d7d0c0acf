import { useQuery } from '@tanstack/react-query';
import type { PhotosOfContacts } from '../../src/contract/contacts/photos';
import type { ContactId } from '../../src/contract/ids';
import type { ContactView } from '../../src/contract/people/people';
import { askTogether } from '../api/ask-together';
import { useServices } from './services';
import { useWatchedContacts } from './use-watched-contacts';

const askPhoto = askTogether('/contacts/photos', ({ photos }: PhotosOfContacts) => photos);

/** Which photo somebody has of whom a row knows the id only; it follows the contact while the row is drawn. */
export function useRowPhoto(contactId: ContactId | null): Pick<ContactView, 'id' | 'photo'> | null {
  const { rest } = useServices();
  useWatchedContacts(contactId === null ? [] : [contactId]);
  const { data } = useQuery({
    queryKey: ['contact', contactId, 'photo'],
    queryFn: () => askPhoto(rest, contactId ?? ''),
    enabled: contactId !== null,
    retry: false,
  });
  return contactId === null ? null : { id: contactId, photo: data?.photo ?? null };
}
