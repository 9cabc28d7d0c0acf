import { Button, Text } from '@fluentui/react-components';
import { useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ActivityChoices, ActivityShortcut } from '../../../src/contract/activities/activity';
import { usePageStyles } from '../../ui/page-styles';
import { useChange } from './use-change';
import { Delegates } from './Delegates';
import { ShortcutEditor } from './ShortcutEditor';
import { useChoices } from './use-choices';

/** My shortcuts of the menu, and who may set my activity. */
export function ActivitySettings(): ReactNode {
  const styles = usePageStyles();
  const { t } = useTranslation();
  const { choices, failed } = useChoices();
  const queries = useQueryClient();
  const change = useChange();
  const save = (shortcuts: readonly ActivityShortcut[] | null): void => {
    if (choices !== null && shortcuts !== null)
      queries.setQueryData<ActivityChoices>(['activities'], { ...choices, shortcuts: [...shortcuts], isOwn: true });
    void change<ActivityChoices>('PUT', '/activities/shortcuts', { shortcuts }).then((now) => {
      if (now === null) void queries.invalidateQueries({ queryKey: ['activities'] });
      else queries.setQueryData(['activities'], now);
    });
  };
  return (
    <>
      <section className={styles.card} aria-labelledby="settings-activities">
        <h2 className={styles.heading} id="settings-activities">
          {t('activity.shortcutsTitle')}
        </h2>
        <Text>{t('activity.shortcutsHint')}</Text>
        {failed && choices === null && <Text role="alert">{t('activity.failed')}</Text>}
        {choices !== null && (
          <>
            {!choices.isOwn && <Text size={200}>{t('activity.shortcutsOfOrganisation')}</Text>}
            <ShortcutEditor activities={choices.activities} shortcuts={choices.shortcuts} onChange={save} />
            {choices.isOwn && <Button onClick={() => save(null)}>{t('activity.asOrganisation')}</Button>}
          </>
        )}
      </section>
      <section className={styles.card} aria-labelledby="settings-delegates">
        <h2 className={styles.heading} id="settings-delegates">
          {t('activity.delegates')}
        </h2>
        <Text>{t('activity.delegatesHint')}</Text>
        <Delegates />
      </section>
    </>
  );
}
