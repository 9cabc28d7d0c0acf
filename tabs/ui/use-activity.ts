import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { ActivityView, PersonActivity } from '../../src/contract/activities/activity';
import type { UserId } from '../../src/contract/ids';
import { useServices } from './services';
import { useStore } from './use-store';
import { useWhen } from './use-when';

/** What a person says of being available, kept up to date while the part is drawn; null: not known. */
export function useActivity(userId: UserId | null): PersonActivity | null {
  const { store, watching } = useServices();
  useEffect(() => (userId === null ? undefined : watching.add([userId])), [watching, userId]);
  return useStore(store, ({ activities }) => (userId === null ? null : (activities.get(userId) ?? null)));
}

export interface ActivityTexts {
  /** `Busy` */
  name(activity: Pick<ActivityView, 'name'>): string;
  /** `Busy until 12:07` */
  withEnd(activity: Pick<ActivityView, 'name' | 'untilMs'>): string;
}

/** Activities in the person's language; what an organisation calls them comes with them. */
export function useActivityTexts(): ActivityTexts {
  const { t, i18n } = useTranslation();
  const when = useWhen();
  const name: ActivityTexts['name'] = (activity) => activity.name[i18n.language === 'sv' ? 'sv' : 'en'];
  return {
    name,
    withEnd: (activity) =>
      activity.untilMs === null
        ? name(activity)
        : t('activity.until', { what: name(activity), when: when.until(activity.untilMs) }),
  };
}
