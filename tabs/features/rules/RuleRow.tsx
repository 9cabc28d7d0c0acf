import {
  Badge,
  Button,
  Switch,
  Text,
  Tooltip,
  makeStyles,
  mergeClasses,
  tokens,
  useId,
} from '@fluentui/react-components';
import { ArrowDownRegular } from '@fluentui/react-icons/svg/arrow-down';
import { ArrowUpRegular } from '@fluentui/react-icons/svg/arrow-up';
import { DeleteRegular } from '@fluentui/react-icons/svg/delete';
import { ReOrderRegular } from '@fluentui/react-icons/svg/re-order';
import { WarningRegular } from '@fluentui/react-icons/svg/warning';
import type { DragEvent, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Rule } from '../../../src/contract/rules/rules';
import { focusRing } from '../../ui/focus-ring';
import { tint } from '../../ui/tint';

const narrow = '@container (max-width: 460px)';

const useStyles = makeStyles({
  row: {
    display: 'grid',
    gridTemplateColumns: 'auto auto minmax(0, 1fr) auto',
    alignItems: 'center',
    columnGap: tokens.spacingHorizontalS,
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalM}`,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    ':last-child': { borderBottom: 'none' },
    [narrow]: { gridTemplateColumns: 'auto minmax(0, 1fr)' },
  },
  over: { boxShadow: `inset 0 2px 0 ${tokens.colorBrandStroke1}` },
  drag: {
    cursor: 'grab',
    display: 'flex',
    fontSize: '20px',
    color: tokens.colorNeutralForeground3,
    [narrow]: { display: 'none' },
  },
  entry: {
    ...focusRing,
    font: 'inherit',
    color: 'inherit',
    background: 'none',
    border: 'none',
    padding: tokens.spacingVerticalXXS,
    borderRadius: tokens.borderRadiusMedium,
    textAlign: 'start',
    cursor: 'pointer',
    display: 'flex',
    flexDirection: 'column',
    minWidth: 0,
    overflowWrap: 'anywhere',
    ':hover': { backgroundColor: tint(4) },
  },
  muted: { color: tokens.colorNeutralForeground3 },
  off: { color: tokens.colorNeutralForeground3 },
  problem: {
    display: 'flex',
    gap: tokens.spacingHorizontalXS,
    alignItems: 'flex-start',
    color: tokens.colorStatusWarningForeground1,
    '& svg': { flexShrink: 0, marginTop: '2px' },
  },
  tools: {
    display: 'flex',
    alignItems: 'center',
    [narrow]: { gridColumn: '1 / -1', justifyContent: 'flex-end' },
  },
});

export interface RuleRowProps {
  readonly rule: Rule;
  /** From 1. */
  readonly number: number;
  readonly count: number;
  readonly sentence: string;
  readonly problem: string | null;
  readonly isOver: boolean;
  readonly onOpen: () => void;
  /** -1 = up. */
  readonly onMove: (by: -1 | 1) => void;
  readonly onUse: (on: boolean) => void;
  readonly onRemove: () => void;
  readonly drag: Pick<React.HTMLAttributes<HTMLElement>, 'onDragStart' | 'onDragOver' | 'onDrop' | 'onDragEnd'>;
}

/** A rule in one sentence, and where it stands: by its arrows, or dragged. */
export function RuleRow(props: RuleRowProps): ReactNode {
  const { rule, number, sentence, problem, isOver, onOpen, drag } = props;
  const styles = useStyles();
  const { t } = useTranslation();
  const { onDragStart, ...target } = drag;
  return (
    <li className={mergeClasses(styles.row, isOver && styles.over)} {...target} data-rule={rule.id}>
      <span
        className={styles.drag}
        draggable
        aria-hidden
        title={t('rules.drag', { name: rule.name })}
        onDragStart={(event: DragEvent<HTMLElement>) => onDragStart?.(event)}
      >
        <ReOrderRegular />
      </span>
      <Badge appearance="tint" color={rule.on ? 'brand' : 'subtle'} aria-hidden>
        {number}
      </Badge>
      <button
        type="button"
        className={mergeClasses(styles.entry, !rule.on && styles.off)}
        aria-label={t('rules.entry', { number, name: rule.name, sentence })}
        onClick={onOpen}
      >
        <Text weight="semibold">{rule.name}</Text>
        <Text size={200} className={styles.muted}>
          {rule.on ? sentence : `${t('rules.off')} · ${sentence}`}
        </Text>
        {problem !== null && (
          <Text size={200} className={styles.problem}>
            <WarningRegular aria-hidden />
            {problem}
          </Text>
        )}
      </button>
      <RuleTools {...props} />
    </li>
  );
}

/** The only rule has nowhere to go. */
function Arrows({
  nameId,
  number,
  count,
  onMove,
}: Pick<RuleRowProps, 'number' | 'count' | 'onMove'> & { readonly nameId: string }): ReactNode {
  const { t } = useTranslation();
  return (
    <>
      <Tooltip content={t('rules.up')} relationship="label">
        <Button
          appearance="subtle"
          icon={<ArrowUpRegular />}
          aria-describedby={nameId}
          disabledFocusable={number === 1}
          onClick={() => onMove(-1)}
        />
      </Tooltip>
      <Tooltip content={t('rules.down')} relationship="label">
        <Button
          appearance="subtle"
          icon={<ArrowDownRegular />}
          aria-describedby={nameId}
          disabledFocusable={number === count}
          onClick={() => onMove(1)}
        />
      </Tooltip>
    </>
  );
}

function RuleTools({ rule, number, count, onMove, onUse, onRemove }: RuleRowProps): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  const nameId = useId('rule');
  return (
    <div className={styles.tools}>
      <span id={nameId} hidden>
        {rule.name}
      </span>
      {count > 1 && <Arrows {...{ nameId, number, count, onMove }} />}
      <Switch
        checked={rule.on}
        aria-label={t('rules.on', { name: rule.name })}
        onChange={(_, { checked }) => onUse(checked)}
      />
      <Tooltip content={t('rules.dialog.remove')} relationship="label">
        <Button appearance="subtle" icon={<DeleteRegular />} aria-describedby={nameId} onClick={onRemove} />
      </Tooltip>
    </div>
  );
}
