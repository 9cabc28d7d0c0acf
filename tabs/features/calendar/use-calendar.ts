import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { CalendarPage } from '../../../src/contract/calendar/calendar';
import type { PhoneRole, PhoneRoles } from '../../../src/contract/calendar/roles';
import { plusDays } from '../../../src/contract/calendar/wall';
import { useServices } from '../../ui/services';
import { useStore } from '../../ui/use-store';

export interface CalendarRange {
  readonly page: CalendarPage | undefined;
  /** What is shown is not of these dates yet. */
  readonly pending: boolean;
  readonly failed: boolean;
  readonly retry: () => void;
}

/** What is planned for the dates from one to another, as the person's zone has them. */
export function useCalendarRange(from: string, days: number): CalendarRange {
  const { rest, localTime } = useServices();
  const zone = useStore(localTime, (value) => value.zone);
  const to = plusDays(from, days);
  const query = useQuery({
    queryKey: ['calendar', 'range', from, to, zone],
    queryFn: async ({ signal }) =>
      (await rest.ask('GET', '/calendar', { query: { from, to, zone }, signal })).json() as Promise<CalendarPage>,
    placeholderData: keepPreviousData,
  });
  const { data, isError, isPending, isPlaceholderData } = query;
  return {
    page: data,
    pending: isPending || isPlaceholderData,
    failed: isError && data === undefined,
    retry: () => void query.refetch(),
  };
}

/** My roles; none while they are not known. */
export function useRoles(): readonly PhoneRole[] {
  const { rest } = useServices();
  const { data } = useQuery({
    queryKey: ['calendar', 'roles'],
    queryFn: async ({ signal }) => (await rest.ask('GET', '/calendar/roles', { signal })).json() as Promise<PhoneRoles>,
  });
  return data?.roles ?? none;
}

const none: readonly PhoneRole[] = [];
