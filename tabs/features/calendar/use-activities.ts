import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ActivityChoices, ActivityDefinition } from '../../../src/contract/activities/activity';
import { useServices } from '../../ui/services';

export interface Activities {
  /** Those that can be planned. */
  readonly choices: readonly ActivityDefinition[];
  /** What holds where nothing is planned. */
  readonly available: ActivityDefinition | undefined;
  find(id: string | null): ActivityDefinition | undefined;
  /** In the person's language; empty while they are not known. */
  nameOf(id: string | null): string;
  /** They could not be asked for, and are not known. */
  readonly failed: boolean;
  retry(): void;
}

const none: readonly ActivityDefinition[] = [];

/** The organisation's activities; those that are put away too, which entries of before may still have. */
export function useActivities(): Activities {
  const { rest } = useServices();
  const { i18n } = useTranslation();
  const language = i18n.language === 'sv' ? 'sv' : 'en';
  const { data, isLoadingError, refetch } = useQuery({
    queryKey: ['activities', 'choices'],
    queryFn: async ({ signal }) =>
      (await rest.ask('GET', '/activities', { signal })).json() as Promise<ActivityChoices>,
  });
  const all = data?.activities ?? none;
  return useMemo(() => {
    const available = all.find(({ key }) => key === 'available');
    const find = (id: string | null) => (id === null ? available : all.find((activity) => activity.id === id));
    return {
      choices: all.filter(({ listed, archived }) => listed && !archived),
      available,
      find,
      nameOf: (id) => find(id)?.name[language] ?? '',
      failed: isLoadingError,
      retry: () => void refetch(),
    };
  }, [all, language, isLoadingError, refetch]);
}
