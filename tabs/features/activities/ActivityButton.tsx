import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { ChevronDownRegular } from '@fluentui/react-icons/svg/chevron-down';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ActivityDot } from '../../ui/ActivityDot';
import { useServices } from '../../ui/services';
import { useActivity, useActivityTexts } from '../../ui/use-activity';
import { useLayout } from '../../ui/use-layout';
import { usePopup } from '../../ui/use-popup';
import { useStore } from '../../ui/use-store';
import { ActivityChooser, ResetActivity } from './slots';

const useStyles = makeStyles({
  button: { fontWeight: tokens.fontWeightRegular, flexShrink: 0, minWidth: 0, maxWidth: '240px' },
  text: { marginRight: tokens.spacingHorizontalXS, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
});

/** What I say of being available, with its end, and the choice of it. */
export function ActivityButton(): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  const layout = useLayout();
  const { setTrigger, ...popup } = usePopup();
  const texts = useActivityTexts();
  const activity = useActivity(useStore(useServices().store, ({ me }) => me?.user.id ?? null))?.activity;
  if (!activity) return null;
  const what = texts.withEnd(activity);
  const name = t('activity.button', { what });
  const common = {
    ref: setTrigger,
    className: styles.button,
    'aria-label': name,
    title: name,
    'aria-haspopup': 'menu',
    'aria-expanded': popup.open,
    onClick: popup.toggle,
  } as const;
  return (
    <>
      {layout === 'narrow' ? (
        <Button {...common} appearance="subtle" icon={<ActivityDot state={activity.state} />} />
      ) : (
        <Button {...common} icon={<ActivityDot state={activity.state} />}>
          <span className={styles.text}>{what}</span>
          <ChevronDownRegular fontSize={14} />
        </Button>
      )}
      {activity.isSticky && layout !== 'narrow' && <ResetActivity />}
      <ActivityChooser popup={popup} />
    </>
  );
}
