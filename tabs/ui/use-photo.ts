import { useQuery } from '@tanstack/react-query';
import type { ContactView } from '../../src/contract/people/people';
import { useServices } from './services';

/** A contact's photo, for an image to show; undefined while there is none. */
export function usePhoto(contact: Pick<ContactView, 'id' | 'photo'> | null): string | undefined {
  const { rest } = useServices();
  const { id, photo } = contact ?? { id: null, photo: null };
  const { data } = useQuery({
    queryKey: ['photo', id, photo],
    // The address asks for a token, which no image sends.
    queryFn: async ({ signal }) =>
      asDataUrl(await (await rest.ask('GET', `/contacts/${id}/photo`, { query: { v: photo ?? '' }, signal })).blob()),
    enabled: photo !== null,
    staleTime: Infinity,
    retry: false,
  });
  return photo === null ? undefined : data;
}

function asDataUrl(blob: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(reader.error ?? new Error('unreadable'));
    reader.readAsDataURL(blob);
  });
}
