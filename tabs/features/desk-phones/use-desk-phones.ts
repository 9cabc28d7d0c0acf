import { useQuery } from '@tanstack/react-query';
import type { DeskPhoneList } from '../../../src/contract/devices/desk-phones';
import { useServices } from '../../ui/services';
import { useActBelow, type Acting } from '../../ui/use-act-below';

/** A phone that has just been set up is there within so long. */
const everyMs = 5_000;
const keyOf = (path: string) => ['deskPhones', path];

/** Somebody's desk phones, read again while they are on screen. */
export function useDeskPhones(path: string): DeskPhoneList | undefined {
  const { rest } = useServices();
  const { data } = useQuery({
    queryKey: keyOf(path),
    queryFn: async ({ signal }) => (await rest.ask('GET', path, { signal })).json() as Promise<DeskPhoneList>,
    refetchInterval: everyMs,
  });
  return data;
}

/** Does something with them. */
export const useActOnPhones = (path: string): Acting => useActBelow(path, keyOf(path));
