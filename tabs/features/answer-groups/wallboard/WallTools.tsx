import {
  Button,
  Menu,
  MenuButton,
  MenuItemCheckbox,
  MenuList,
  MenuPopover,
  MenuTrigger,
  makeStyles,
  tokens,
} from '@fluentui/react-components';
import { FullScreenMaximizeRegular } from '@fluentui/react-icons/svg/full-screen-maximize';
import { FullScreenMinimizeRegular } from '@fluentui/react-icons/svg/full-screen-minimize';
import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { GroupView } from '../../../../src/contract/answer-groups/answer-groups';
import type { AnswerGroupId } from '../../../../src/contract/ids';
import { wallIn } from '../../../../src/contract/moments';

const useStyles = makeStyles({
  head: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    justifyContent: 'space-between',
    columnGap: tokens.spacingHorizontalXL,
  },
  words: { display: 'flex', flexWrap: 'wrap', alignItems: 'baseline', columnGap: '1em', minWidth: 0 },
  title: { margin: 0, minWidth: 0, fontSize: '2em', lineHeight: 1.2, overflowWrap: 'anywhere', hyphens: 'auto' },
  tools: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalM, marginLeft: 'auto' },
  note: { margin: 0, fontSize: '1.2em', fontWeight: tokens.fontWeightSemibold },
  clock: { fontSize: '2em', lineHeight: 1.2, fontWeight: tokens.fontWeightBold, fontVariantNumeric: 'tabular-nums' },
});

export interface WallToolsProps {
  readonly title: string;
  /** Whether the group is open; null = it always is, or several are shown. */
  readonly note: string | null;
  readonly nowMs: number;
  readonly zone: string;
  readonly groups: readonly GroupView[];
  readonly chosen: readonly AnswerGroupId[];
  readonly onChoose: (ids: AnswerGroupId[]) => void;
}

/** What is shown, the time, and the few things that can be done about it. */
export function WallTools({ title, note, nowMs, zone, groups, chosen, onChoose }: WallToolsProps): ReactNode {
  const styles = useStyles();
  return (
    <header className={styles.head}>
      <div className={styles.words}>
        <h1 className={styles.title}>{title}</h1>
        {note !== null && <p className={styles.note}>{note}</p>}
      </div>
      <div className={styles.tools}>
        <Groups {...{ groups, chosen, onChoose }} />
        <FullScreen />
        <span className={styles.clock}>{wallIn(zone, nowMs).slice(11, 16)}</span>
      </div>
    </header>
  );
}

/** Which groups are shown, where there is a choice. */
function Groups({ groups, chosen, onChoose }: Pick<WallToolsProps, 'groups' | 'chosen' | 'onChoose'>): ReactNode {
  const { t } = useTranslation();
  if (groups.length < 2) return null;
  return (
    <Menu
      checkedValues={{ groups: [...chosen] }}
      onCheckedValueChange={(_, { checkedItems }) =>
        // One at least.
        checkedItems.length > 0 && onChoose(checkedItems as AnswerGroupId[])
      }
    >
      <MenuTrigger disableButtonEnhancement>
        <MenuButton appearance="subtle">{t('groupStatistics.wall.groups')}</MenuButton>
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          {groups.map(({ id, name }) => (
            <MenuItemCheckbox key={id} name="groups" value={id}>
              {name}
            </MenuItemCheckbox>
          ))}
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}

/** Absent where the browser, or the page around, allows none. */
function FullScreen(): ReactNode {
  const { t } = useTranslation();
  const [isFull, setIsFull] = useState(document.fullscreenElement !== null);
  useEffect(() => {
    const look = (): void => setIsFull(document.fullscreenElement !== null);
    document.addEventListener('fullscreenchange', look);
    return () => document.removeEventListener('fullscreenchange', look);
  }, []);
  if (!document.fullscreenEnabled) return null;
  const turn = (): void =>
    // Refused, everything stays as it was, and the button is still there.
    void (isFull ? document.exitFullscreen() : document.documentElement.requestFullscreen()).catch(() => undefined);
  return (
    <Button
      appearance="subtle"
      icon={isFull ? <FullScreenMinimizeRegular /> : <FullScreenMaximizeRegular />}
      aria-label={t(isFull ? 'groupStatistics.wall.leaveFullScreen' : 'groupStatistics.wall.fullScreen')}
      onClick={turn}
    />
  );
}
