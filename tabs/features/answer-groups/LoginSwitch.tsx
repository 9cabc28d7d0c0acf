import { Switch, Text, makeStyles, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { AnswerGroupId, UserId } from '../../../src/contract/ids';
import { useAct } from './use-act';

const useStyles = makeStyles({
  row: { display: 'flex', alignItems: 'center' },
  word: { color: tokens.colorNeutralForeground2 },
  // Its own margins are as wide as the space between two columns.
  bare: { '& > .fui-Switch__indicator': { marginInline: tokens.spacingHorizontalXS } },
});

export interface LoginSwitchProps {
  readonly label: string;
  readonly isLoggedIn: boolean;
  /** Of whom a supervisor decides; without it, oneself. */
  readonly agent?: { readonly userId: UserId; readonly groupId: AnswerGroupId };
  /** With a word beside it. */
  readonly spoken?: boolean;
}

/** Whether somebody answers in the groups; the server says whether it came about. */
export function LoginSwitch({ label, isLoggedIn, agent, spoken = false }: LoginSwitchProps): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  const { busy, act } = useAct();
  return (
    <span className={styles.row}>
      {spoken && (
        <Text size={200} className={styles.word} aria-hidden>
          {t(isLoggedIn ? 'answerGroups.loggedIn' : 'answerGroups.loggedOut')}
        </Text>
      )}
      <Switch
        className={styles.bare}
        aria-label={label}
        checked={isLoggedIn}
        aria-busy={busy}
        onChange={(_, { checked }) => {
          if (!busy) void act({ name: checked ? 'answerGroup.logIn' : 'answerGroup.logOut', ...agent });
        }}
      />
    </span>
  );
}
