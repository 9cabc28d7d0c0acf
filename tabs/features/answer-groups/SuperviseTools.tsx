import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useServices } from '../../ui/services';
import { useStore } from '../../ui/use-store';
import { supervisorActs } from './supervisor-acts';
import { useSupervise } from './use-supervise';
import type { Supervised } from './use-supervise';

const useStyles = makeStyles({
  button: { minWidth: '32px' },
  now: {
    color: tokens.colorBrandForeground1,
    backgroundColor: tokens.colorBrandBackground2,
    outline: `1px solid ${tokens.colorTransparentStrokeInteractive}`,
  },
});

/** What a supervisor can do in the call of an agent, from the group; how it goes on stands on the card of the call. */
export function SuperviseTools({ agent }: { readonly agent: Supervised }): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  const supervise = useSupervise(agent);
  const now = useStore(useServices().cards, (cards) => {
    const mine = cards.find(
      ({ userId, supervising }) => supervising?.groupId === agent.groupId && userId === agent.userId,
    );
    return mine?.supervising?.mode ?? null;
  });
  return supervisorActs.map(({ name, key, mode, Icon }) => {
    const isNow = mode !== null && mode === now;
    return (
      <Button
        key={name}
        appearance="subtle"
        className={mergeClasses(styles.button, isNow && styles.now)}
        icon={<Icon />}
        aria-label={t(key)}
        title={t(key)}
        {...(mode !== null && { 'aria-pressed': isNow })}
        onClick={() => supervise(name)}
      />
    );
  });
}
