import { useQuery } from '@tanstack/react-query';
import type { ActivityChoices } from '../../../src/contract/activities/activity';
import { useServices } from '../../ui/services';

/** What I can choose from; asked anew whenever it is opened, with what is known meanwhile. */
export function useChoices(): { readonly choices: ActivityChoices | null; readonly failed: boolean } {
  const { rest } = useServices();
  const { data, isError } = useQuery({
    queryKey: ['activities'],
    queryFn: async ({ signal }) =>
      (await rest.ask('GET', '/activities', { signal })).json() as Promise<ActivityChoices>,
    refetchOnMount: 'always',
  });
  return { choices: data ?? null, failed: isError };
}
