import {
  Button,
  Menu,
  MenuItem,
  MenuList,
  MenuPopover,
  MenuTrigger,
  ToggleButton,
  makeStyles,
  tokens,
} from '@fluentui/react-components';
import { CallRegular } from '@fluentui/react-icons/svg/call';
import { CheckmarkRegular } from '@fluentui/react-icons/svg/checkmark';
import { ClockRegular } from '@fluentui/react-icons/svg/clock';
import { PersonRegular } from '@fluentui/react-icons/svg/person';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ToAnswer } from '../../../src/contract/to-answer/to-answer';
import { useServices } from '../../ui/services';
import { useStore } from '../../ui/use-store';
import { snoozedUntilMs, snoozes } from './snoozes';
import { useActOnParty } from './use-to-answer';

const useStyles = makeStyles({
  actions: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalXS },
});

export interface PartyActionsProps {
  readonly party: ToAnswer;
  readonly who: string;
  /** The element that says who it is. */
  readonly describedBy: string;
  /** I see to it. */
  readonly isMine: boolean;
}

/** In the same order in every row. */
export function PartyActions({ party: { id, number, name, claimedBy }, who, ...rest }: PartyActionsProps): ReactNode {
  const { describedBy, isMine } = rest;
  const styles = useStyles();
  const { t } = useTranslation();
  const { calls, notices, clock } = useServices();
  const act = useActOnParty();
  const shared = { appearance: 'subtle', 'aria-describedby': describedBy } as const;
  async function finish(): Promise<void> {
    if (!(await act({ name: 'toAnswer.done', id }))) return;
    const undo = { key: 'action.undo', run: () => void act({ name: 'toAnswer.reopen', id }) };
    notices.set({ id: clock.nowMs(), intent: 'success', key: 'toAnswer.handled', values: { who }, action: undo });
  }
  return (
    <span className={styles.actions}>
      <Button
        {...shared}
        icon={<CallRegular />}
        aria-label={t('action.call')}
        title={t('action.call')}
        onClick={() => calls.place(number, name)}
      />
      <ToggleButton
        {...shared}
        icon={<PersonRegular />}
        checked={isMine}
        disabled={claimedBy !== null && !isMine}
        aria-label={t('toAnswer.claim')}
        title={t('toAnswer.claim')}
        onClick={() => void act({ name: isMine ? 'toAnswer.release' : 'toAnswer.claim', id })}
      />
      <SnoozeMenu {...shared} onSnooze={(untilMs) => void act({ name: 'toAnswer.snooze', id, untilMs })} />
      <Button
        {...shared}
        icon={<CheckmarkRegular />}
        aria-label={t('toAnswer.done')}
        title={t('toAnswer.done')}
        onClick={() => void finish()}
      />
    </span>
  );
}

interface SnoozeMenuProps {
  readonly appearance: 'subtle';
  readonly 'aria-describedby': string;
  readonly onSnooze: (untilMs: number) => void;
}

function SnoozeMenu({ onSnooze, ...button }: SnoozeMenuProps): ReactNode {
  const { t } = useTranslation();
  const { clock, localTime, store } = useServices();
  const { zone } = useStore(localTime, (value) => value);
  const skewMs = useStore(store, ({ clockSkewMs }) => clockSkewMs);
  const label = t('toAnswer.snooze');
  return (
    <Menu positioning={{ position: 'below', align: 'end' }}>
      <MenuTrigger disableButtonEnhancement>
        <Button {...button} icon={<ClockRegular />} aria-label={label} title={label} />
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          {snoozes.map((snooze) => (
            <MenuItem key={snooze} onClick={() => onSnooze(snoozedUntilMs(snooze, clock.nowMs() + skewMs, zone))}>
              {t(`toAnswer.snoozes.${snooze}`)}
            </MenuItem>
          ))}
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
