import { useTranslation } from 'react-i18next';
import type { ActivityDefinition, ActivityShortcut } from '../../../src/contract/activities/activity';
import { useActivityTexts } from '../../ui/use-activity';

/** `Busy 120 min`; one that ends with the day is called as its activity. */
export function useShortcutName(): (
  definition: Pick<ActivityDefinition, 'name'>,
  end: ActivityShortcut['end'],
) => string {
  const { t } = useTranslation();
  const texts = useActivityTexts();
  return (definition, end) =>
    end !== null && typeof end === 'object'
      ? t('activity.minutes', { what: texts.name(definition), count: end.minutes })
      : texts.name(definition);
}
