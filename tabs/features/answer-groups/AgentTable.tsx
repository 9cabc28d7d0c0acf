import { PresenceBadge, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useId } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { GroupAgent, GroupDetail } from '../../../src/contract/answer-groups/answer-groups';
import type { FocusScope } from '../../session/focus-keeper';
import { PersonAvatar } from '../../ui/PersonAvatar';
import { useServices } from '../../ui/services';
import { useFocusScope } from '../../ui/use-focus-scope';
import { useServerNow } from '../../ui/use-now';
import { useStore } from '../../ui/use-store';
import { useWhen } from '../../ui/use-when';
import { lengthText } from '../../view-models/duration';
import { AgentTools } from './AgentTools';
import { badges } from './badges';
import { LoginSwitch } from './LoginSwitch';
import { SuperviseTools } from './SuperviseTools';
import { littleRoom, usePartStyles } from './part-styles';
import { useStateText } from './use-state-text';

const useStyles = makeStyles({
  row: {
    display: 'grid',
    // Each row is a grid of its own: five buttons have room in all of them, so that the columns stand in line.
    gridTemplateColumns: 'minmax(0, 1fr) 84px minmax(164px, auto) 64px',
    alignItems: 'center',
    columnGap: tokens.spacingHorizontalS,
    minHeight: '48px',
    padding: `2px ${tokens.spacingHorizontalM} 2px ${tokens.spacingHorizontalL}`,
    '& + &': { borderTop: `1px solid ${tokens.colorNeutralStroke2}` },
    [littleRoom]: {
      gridTemplateColumns: 'minmax(0, 1fr) auto auto',
      paddingRight: tokens.spacingHorizontalXS,
      columnGap: 0,
    },
  },
  mine: { gridTemplateColumns: 'minmax(0, 1fr) 84px minmax(72px, auto)' },
  head: {
    minHeight: '28px',
    color: tokens.colorNeutralForeground3,
    fontSize: tokens.fontSizeBase200,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    [littleRoom]: { display: 'none' },
  },
  who: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalM, minWidth: 0 },
  state: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalXS },
  tools: { display: 'flex', justifyContent: 'flex-end' },
  // Many buttons have a line of their own where there is no room beside the name.
  manyTools: { [littleRoom]: { gridRow: 2, gridColumn: '1 / -1', justifyContent: 'flex-start' } },
  since: { [littleRoom]: { display: 'none' } },
  sinceBelow: { display: 'none', [littleRoom]: { display: 'inline' } },
});

/** Of a call that is over, its agent's row has the keys. */
const rows: FocusScope = { items: '[role=row]' };

export interface AgentTableProps {
  readonly group: GroupDetail;
  readonly pauseReasons: readonly string[];
}

/** Who answers in the group, and what each is doing. */
export function AgentTable({ group, pauseReasons }: AgentTableProps): ReactNode {
  const { name, agents, isSupervisor } = group;
  const part = usePartStyles();
  const styles = useStyles();
  const { t } = useTranslation();
  const headingId = useId();
  const scope = useFocusScope(rows);
  const available = agents.filter(({ state }) => state === 'ready').length;
  const nowMs = useServerNow(agents.some(({ state }) => state !== 'loggedOut'));
  const row = mergeClasses(styles.row, !isSupervisor && styles.mine);
  return (
    <section className={part.part} aria-labelledby={headingId}>
      <div className={part.head}>
        <h3 id={headingId} className={part.heading}>
          {t('answerGroups.agents', { name })}
        </h3>
        <span className={part.quiet}>{t('answerGroups.availableOf', { available, agents: agents.length })}</span>
      </div>
      {agents.length === 0 ? (
        <p className={part.empty}>{t('answerGroups.noAgents')}</p>
      ) : (
        <div role="table" aria-labelledby={headingId}>
          <div role="rowgroup">
            <div role="row" className={mergeClasses(row, styles.head)}>
              <div role="columnheader">{t('answerGroups.agent')}</div>
              <div role="columnheader">{t('answerGroups.since')}</div>
              <div role="columnheader">
                <span className={part.unseen}>{t('answerGroups.acts')}</span>
              </div>
              {isSupervisor && <div role="columnheader">{t('answerGroups.in')}</div>}
            </div>
          </div>
          <div role="rowgroup" ref={scope}>
            {agents.map((agent) => (
              <AgentRow key={agent.userId} className={row} {...{ agent, group, pauseReasons, nowMs }} />
            ))}
          </div>
        </div>
      )}
    </section>
  );
}

interface AgentRowProps extends AgentTableProps {
  readonly agent: GroupAgent;
  readonly className: string;
  readonly nowMs: number;
}

function AgentRow({ agent, group, pauseReasons, nowMs, className }: AgentRowProps): ReactNode {
  const { userId, name, state, sinceMs, isLoggedIn } = agent;
  const part = usePartStyles();
  const styles = useStyles();
  const { t } = useTranslation();
  const when = useWhen();
  const isMe = useStore(useServices().store, ({ me }) => me?.user.id === userId);
  const isOut = state === 'loggedOut';
  const text = useStateText()(agent);
  const time = when.until(sinceMs);
  const lasts = isOut ? '' : lengthText(nowMs - sinceMs);
  const words = { who: name, state: text, time };
  const given = group.isSupervisor && !isMe ? { userId, groupId: group.id } : undefined;
  const isSupervised = given !== undefined && state === 'inCall';
  return (
    <div role="row" className={className} aria-label={t(isOut ? 'answerGroups.rowOut' : 'answerGroups.row', words)}>
      <div role="cell" className={styles.who}>
        <PersonAvatar name={name} size={32} />
        <span className={part.words}>
          <span className={part.name}>{name}</span>
          <span className={mergeClasses(part.quiet, styles.state)}>
            <PresenceBadge size="extra-small" status={badges[state]} aria-hidden />
            <span>
              {text}
              {!isOut && (
                <span className={mergeClasses(part.time, styles.sinceBelow)} aria-hidden>
                  {` · ${lasts}`}
                </span>
              )}
            </span>
          </span>
        </span>
      </div>
      <div role="cell" className={mergeClasses(part.words, part.time, styles.since)}>
        {!isOut && (
          <>
            <span>{time}</span>
            <span className={part.quiet}>{lasts}</span>
          </>
        )}
      </div>
      <div role="cell" className={mergeClasses(styles.tools, isSupervised && styles.manyTools)}>
        {isSupervised && <SuperviseTools agent={given} />}
        {isLoggedIn && (isMe || group.isSupervisor) && <AgentTools {...{ agent, given, pauseReasons }} />}
      </div>
      {group.isSupervisor && (
        <div role="cell">
          <LoginSwitch
            label={t('answerGroups.logIn', { who: name })}
            isLoggedIn={isLoggedIn}
            {...(given && { agent: given })}
          />
        </div>
      )}
    </div>
  );
}
