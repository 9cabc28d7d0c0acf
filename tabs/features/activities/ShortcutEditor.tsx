import { Button, Field, Input, Select, makeStyles, tokens } from '@fluentui/react-components';
import { AddRegular } from '@fluentui/react-icons/svg/add';
import { ArrowDownRegular } from '@fluentui/react-icons/svg/arrow-down';
import { ArrowUpRegular } from '@fluentui/react-icons/svg/arrow-up';
import { DeleteRegular } from '@fluentui/react-icons/svg/delete';
import { useState } from 'react';
import type { ReactElement, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ActivityDefinition, ActivityShortcut } from '../../../src/contract/activities/activity';
import { mostMinutes, mostShortcuts } from '../../../src/contract/activities/limits';
import { useActivityTexts } from '../../ui/use-activity';
import { useShortcutName } from './use-shortcut-name';

const useStyles = makeStyles({
  list: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalM,
    listStyle: 'none',
    padding: 0,
    margin: 0,
  },
  row: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS, alignItems: 'end' },
  what: { flex: '2 1 140px', minWidth: 0 },
  end: { flex: '2 1 140px', minWidth: 0 },
  minutes: { flex: '0 1 88px', minWidth: 0 },
  input: { minWidth: 0, width: '100%' },
  buttons: { display: 'flex' },
  add: { alignSelf: 'start' },
});

export interface ShortcutEditorProps {
  readonly activities: readonly ActivityDefinition[];
  readonly shortcuts: readonly ActivityShortcut[];
  readonly onChange: (shortcuts: readonly ActivityShortcut[]) => void;
}

/** Shortcuts in their order: each an activity, and how long. What is changed holds at once. */
export function ShortcutEditor({ activities, shortcuts, onChange }: ShortcutEditorProps): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  const [first] = activities.filter(({ key }) => key !== 'available');
  const replace = (index: number, change: ActivityShortcut): void =>
    onChange(shortcuts.map((each, at) => (at === index ? change : each)));
  const move = (index: number, by: number): void => {
    const next = [...shortcuts];
    next.splice(index + by, 0, ...next.splice(index, 1));
    onChange(next);
  };
  return (
    <>
      <ol className={styles.list}>
        {shortcuts.map((shortcut, index) => (
          <ShortcutRow
            // oxlint-disable-next-line react/no-array-index-key -- two may say the same
            key={`${index} ${JSON.stringify(shortcut)}`}
            activities={activities}
            shortcut={shortcut}
            onChange={(change) => replace(index, change)}
            onRemove={() => onChange(shortcuts.filter((_, at) => at !== index))}
            {...(index > 0 ? { onUp: () => move(index, -1) } : {})}
            {...(index < shortcuts.length - 1 ? { onDown: () => move(index, 1) } : {})}
          />
        ))}
      </ol>
      {first !== undefined && shortcuts.length < mostShortcuts && (
        <Button
          className={styles.add}
          icon={<AddRegular />}
          onClick={() => onChange([...shortcuts, { activityId: first.id, end: { minutes: 30 } }])}
        >
          {t('activity.addShortcut')}
        </Button>
      )}
    </>
  );
}

interface ShortcutRowProps {
  readonly activities: readonly ActivityDefinition[];
  readonly shortcut: ActivityShortcut;
  readonly onChange: (shortcut: ActivityShortcut) => void;
  readonly onRemove: () => void;
  readonly onUp?: () => void;
  readonly onDown?: () => void;
}

const kindOf = (end: ActivityShortcut['end']): string =>
  end === null ? 'none' : typeof end === 'string' ? end : 'minutes';

function endOf(kind: string): ActivityShortcut['end'] {
  if (kind === 'today' || kind === 'nextWorkday') return kind;
  return kind === 'minutes' ? { minutes: 30 } : null;
}

function ShortcutRow({ activities, shortcut, onChange, onRemove, onUp, onDown }: ShortcutRowProps): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  const texts = useActivityTexts();
  const shortcutName = useShortcutName();
  const { activityId, end } = shortcut;
  const definition = activities.find(({ id }) => id === activityId);
  const what = definition === undefined ? '' : shortcutName(definition, end);
  const minutes = end !== null && typeof end === 'object' ? end.minutes : null;
  return (
    <li className={styles.row}>
      <Field className={styles.what} label={t('activity.title')}>
        <Select
          className={styles.input}
          value={activityId}
          onChange={(_, { value }) => {
            const chosen = activities.find(({ id }) => id === value);
            if (chosen !== undefined) onChange({ activityId: chosen.id, end });
          }}
        >
          {activities
            .filter(({ key }) => key !== 'available')
            .map((each) => (
              <option key={each.id} value={each.id}>
                {texts.name(each)}
              </option>
            ))}
        </Select>
      </Field>
      <Field className={styles.end} label={t('activity.length')}>
        <Select
          className={styles.input}
          value={kindOf(end)}
          onChange={(_, { value }) => onChange({ activityId, end: endOf(value) })}
        >
          <option value="minutes">{t('activity.endMinutes')}</option>
          <option value="today">{t('activity.endToday')}</option>
          <option value="nextWorkday">{t('activity.endNextWorkday')}</option>
          {definition?.endRequired !== true && <option value="none">{t('activity.endNone')}</option>}
        </Select>
      </Field>
      {minutes !== null && (
        <Minutes minutes={minutes} onChange={(count) => onChange({ activityId, end: { minutes: count } })} />
      )}
      <div className={styles.buttons}>
        {(onUp ?? onDown) !== undefined && (
          <>
            <Step label={t('activity.moveUp', { what })} icon={<ArrowUpRegular />} run={onUp} />
            <Step label={t('activity.moveDown', { what })} icon={<ArrowDownRegular />} run={onDown} />
          </>
        )}
        <Step label={t('activity.removeShortcut', { what })} icon={<DeleteRegular />} run={onRemove} />
      </div>
    </li>
  );
}

function Step({ label, icon, run }: { label: string; icon: ReactElement; run: (() => void) | undefined }): ReactNode {
  return (
    <Button
      appearance="subtle"
      icon={icon}
      aria-label={label}
      title={label}
      disabled={run === undefined}
      onClick={run}
    />
  );
}

/** Taken once the field is left, or by Enter. */
function Minutes({ minutes, onChange }: { minutes: number; onChange: (minutes: number) => void }): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  const [text, setText] = useState(String(minutes));
  const take = (): void => {
    const count = Math.round(Number(text));
    if (count === minutes) return;
    if (count >= 1 && count <= mostMinutes) onChange(count);
    else setText(String(minutes));
  };
  return (
    <Field className={styles.minutes} label={t('activity.lengthMinutes')}>
      <Input
        className={styles.input}
        type="number"
        min={1}
        max={mostMinutes}
        value={text}
        onChange={(_, { value }) => setText(value)}
        onBlur={take}
        onKeyDown={({ key }) => key === 'Enter' && take()}
      />
    </Field>
  );
}
