import { Button, makeStyles, mergeClasses, shorthands, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { UserId } from '../../../src/contract/ids';
import { useCardTexts } from '../../ui/use-card-texts';
import type { CallCard } from '../../view-models/call-card';
import { supervisorActs } from '../answer-groups/supervisor-acts';
import { useSupervise } from '../answer-groups/use-supervise';
import { useCardStyles } from './card-styles';
import { MuteButton } from './MuteButton';

const useStyles = makeStyles({
  acts: {
    display: 'grid',
    gridTemplateColumns: 'repeat(2, minmax(0, 1fr))',
    gap: tokens.spacingHorizontalS,
    marginTop: tokens.spacingVerticalM,
  },
  act: { minWidth: 0, minHeight: '36px', padding: `0 ${tokens.spacingHorizontalXS}`, whiteSpace: 'nowrap' },
  now: {
    ...shorthands.borderColor('currentColor'),
    backgroundColor: 'color-mix(in srgb, currentColor 22%, transparent)',
    ':hover': { ...shorthands.borderColor('currentColor') },
  },
});

export interface SupervisorControlsProps {
  readonly card: CallCard;
  readonly supervising: NonNullable<CallCard['supervising']>;
  /** Whose call it is. */
  readonly agent: UserId;
}

/** What a supervisor does in the call of an agent: each from any other, by buttons that stay. */
export function SupervisorControls({ card, supervising, agent }: SupervisorControlsProps): ReactNode {
  const styles = useStyles();
  const common = useCardStyles();
  const { t } = useTranslation();
  const who = useCardTexts().who(card);
  const supervise = useSupervise({ userId: agent, groupId: supervising.groupId });
  const onActive = card.state === 'active' && common.onActive;
  return (
    <>
      <div role="group" className={styles.acts} aria-label={t('answerGroups.supervise', { who })}>
        {supervisorActs.map(({ name, key, mode, Icon }) => {
          const isNow = mode === supervising.mode;
          return (
            <Button
              key={name}
              shape="circular"
              className={mergeClasses(styles.act, onActive, isNow && styles.now)}
              icon={<Icon />}
              {...(mode !== null && { 'aria-pressed': isNow })}
              onClick={() => supervise(name)}
            >
              {t(key)}
            </Button>
          );
        })}
      </div>
      <div className={common.row}>
        {card.canTalk && <MuteButton card={card} />}
        <Button
          shape="circular"
          appearance={onActive ? 'secondary' : 'primary'}
          className={mergeClasses(common.wide, onActive && common.pressedOnActive)}
          onClick={() => supervise('answerGroup.stopListening')}
        >
          {t('answerGroups.stopListening')}
        </Button>
      </div>
    </>
  );
}
