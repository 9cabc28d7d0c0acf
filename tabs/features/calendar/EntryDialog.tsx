import {
  Button,
  Field,
  Input,
  MessageBar,
  MessageBarBody,
  Select,
  makeStyles,
  tokens,
} from '@fluentui/react-components';
import { DeleteRegular } from '@fluentui/react-icons/svg/delete';
import { DismissRegular } from '@fluentui/react-icons/svg/dismiss';
import { useId, useLayoutEffect, useRef, useState } from 'react';
import type { FormEvent, KeyboardEvent, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Occurrence } from '../../../src/contract/calendar/calendar';
import { longestScheduleMessage, longestTitle } from '../../../src/contract/calendar/limits';
import { errorCode } from '../../api/client-error';
import { useServices } from '../../ui/services';
import { useStore } from '../../ui/use-store';
import { readableZone } from '../../view-models/time-zones';
import { draftFrom, withField, type EntryForm } from './entry-form';
import { RepeatFields } from './RepeatFields';
import { useActivities } from './use-activities';
import { useRoles } from './use-calendar';
import type { Entries } from './use-entries';

const useStyles = makeStyles({
  panel: {
    position: 'absolute',
    zIndex: 5,
    right: tokens.spacingHorizontalM,
    top: tokens.spacingVerticalM,
    width: 'min(340px, calc(100% - 24px))',
    maxHeight: 'calc(100% - 24px)',
    display: 'flex',
    flexDirection: 'column',
    boxSizing: 'border-box',
    borderRadius: tokens.borderRadiusXLarge,
    border: `1px solid ${tokens.colorTransparentStroke}`,
    backgroundColor: tokens.colorNeutralBackground1,
    boxShadow: tokens.shadow28,
    // Where the section is narrow the dialog has all of it.
    '@container (max-width: 480px)': {
      inset: 0,
      width: '100%',
      maxHeight: '100%',
      borderRadius: 0,
    },
  },
  form: { display: 'flex', flexDirection: 'column', minHeight: 0 },
  head: {
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'space-between',
    padding: `${tokens.spacingVerticalM} ${tokens.spacingHorizontalM} 0 ${tokens.spacingHorizontalL}`,
  },
  title: { margin: 0, fontSize: tokens.fontSizeBase500, lineHeight: tokens.lineHeightBase500 },
  fields: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) minmax(0, 1fr)',
    gap: tokens.spacingVerticalS,
    columnGap: tokens.spacingHorizontalS,
    padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalL} ${tokens.spacingVerticalM}`,
    overflowY: 'auto',
    '& > *': { minWidth: 0 },
    // Black in every theme, the browser's own: half of it is seen in all.
    '& input::-webkit-calendar-picker-indicator': { filter: 'invert(0.5)' },
    '& select': { minWidth: 0, width: '100%' },
  },
  whole: { gridColumn: '1 / -1' },
  input: { minWidth: 0, width: '100%' },
  foot: {
    display: 'flex',
    gap: tokens.spacingHorizontalS,
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalL} ${tokens.spacingVerticalL}`,
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  button: { minWidth: 'auto', flexShrink: 0 },
  delete: {
    minWidth: 'auto',
    flexShrink: 0,
    paddingLeft: 0,
    marginRight: 'auto',
    color: tokens.colorPaletteRedForeground1,
  },
});

export interface EntryDialogProps {
  readonly start: EntryForm;
  /** Null = a new one. */
  readonly occurrence: Occurrence | null;
  readonly entries: Entries;
  /** Said once it is stored. */
  onSaved(form: EntryForm): void;
  onClose(): void;
}

/** What is planned: inside the section, so that the calls stay in sight and the grid behind it. */
export function EntryDialog({ start, occurrence, entries, onSaved, onClose }: EntryDialogProps): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  const titleId = useId();
  const ref = useRef<HTMLFormElement>(null);
  const [form, setForm] = useState(start);
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const set = <Name extends keyof EntryForm>(name: Name, value: EntryForm[Name]): void => {
    setProblem(null);
    setForm((before) => withField(before, name, value));
  };
  useLayoutEffect(() => ref.current?.querySelector('input')?.focus(), []);

  async function save(event: FormEvent): Promise<void> {
    event.preventDefault();
    const draft = draftFrom(form);
    if (draft === null) return setProblem('calendar.dialog.timesInvalid');
    setBusy(true);
    try {
      await (occurrence === null ? entries.add(draft) : entries.change(occurrence, form.scope, draft));
      onSaved(form);
    } catch (error) {
      setProblem(`error.${errorCode(error)}`);
      setBusy(false);
    }
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || event.defaultPrevented) return;
    event.stopPropagation();
    onClose();
  }

  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Escape closes it from anywhere
    <div role="dialog" aria-labelledby={titleId} className={styles.panel} onKeyDown={onKeyDown}>
      <form ref={ref} className={styles.form} onSubmit={(event) => void save(event)} noValidate>
        <div className={styles.head}>
          <h2 id={titleId} className={styles.title}>
            {t('calendar.dialog.title')}
          </h2>
          <Button
            appearance="subtle"
            icon={<DismissRegular />}
            aria-label={t('calendar.dialog.close')}
            onClick={onClose}
          />
        </div>
        <EntryFields form={form} set={set} isSeries={occurrence?.repeat != null} problem={problem} />
        <div className={styles.foot}>
          {occurrence !== null && (
            <Button
              appearance="subtle"
              className={styles.delete}
              icon={<DeleteRegular />}
              onClick={() => {
                void entries.remove(occurrence, form.scope);
                onClose();
              }}
            >
              {t('calendar.dialog.delete')}
            </Button>
          )}
          <Button appearance="primary" className={styles.button} type="submit" disabledFocusable={busy}>
            {t('calendar.dialog.save')}
          </Button>
          <Button className={styles.button} onClick={onClose}>
            {t('calendar.dialog.cancel')}
          </Button>
        </div>
      </form>
    </div>
  );
}

interface EntryFieldsProps {
  readonly form: EntryForm;
  readonly set: <Name extends keyof EntryForm>(name: Name, value: EntryForm[Name]) => void;
  readonly isSeries: boolean;
  readonly problem: string | null;
}

function EntryFields({ form, set, isSeries, problem }: EntryFieldsProps): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  const roles = useRoles();
  const activities = useActivities();
  const chosen = activities.find(form.activityId);
  // One that was put away since stays where it is.
  const options = chosen && !activities.choices.includes(chosen) ? [...activities.choices, chosen] : activities.choices;
  return (
    <div className={styles.fields}>
      {problem !== null && (
        <MessageBar intent="error" layout="multiline" className={styles.whole} role="alert">
          <MessageBarBody>{t(problem)}</MessageBarBody>
        </MessageBar>
      )}
      <Field label={t('calendar.dialog.name')} className={styles.whole}>
        <Input value={form.title} maxLength={longestTitle} onChange={(_, { value }) => set('title', value)} />
      </Field>
      <Field label={t('calendar.dialog.activity')}>
        <Select value={form.activityId} onChange={(_, { value }) => set('activityId', value)}>
          {options.map(({ id }) => (
            <option key={id} value={id}>
              {activities.nameOf(id)}
            </option>
          ))}
        </Select>
      </Field>
      <Field label={t('calendar.dialog.role')}>
        <Select value={form.roleId} onChange={(_, { value }) => set('roleId', value)}>
          <option value="">{t('calendar.dialog.noRole')}</option>
          {roles.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </Select>
      </Field>
      <TimeFields form={form} set={set} />
      <RepeatFields form={form} set={set} isSeries={isSeries} className={styles.whole} />
      <Field label={t('calendar.dialog.message')} hint={t('calendar.dialog.messageHint')} className={styles.whole}>
        <Input
          value={form.message}
          maxLength={longestScheduleMessage}
          onChange={(_, { value }) => set('message', value)}
        />
      </Field>
    </div>
  );
}

function TimeFields({ form, set }: Pick<EntryFieldsProps, 'form' | 'set'>): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  const zone = useStore(useServices().localTime, (value) => value.zone);
  return (['from', 'to'] as const).map((name) => (
    <Field
      key={name}
      label={t(`calendar.dialog.${name}`)}
      className={styles.whole}
      hint={name === 'to' && form.zone !== zone ? t('calendar.dialog.zone', { zone: readableZone(form.zone) }) : null}
    >
      <Input
        type="datetime-local"
        className={styles.input}
        value={form[name]}
        onChange={(_, { value }) => set(name, value.slice(0, 16))}
      />
    </Field>
  ));
}
