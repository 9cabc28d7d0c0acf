import { Button, Checkbox, Field, Input, Select, makeStyles, tokens } from '@fluentui/react-components';
import { useLayoutEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ActivityDefinition, ActivityDraft, UsualEnd } from '../../../../src/contract/activities/activity';
import { mostMinutes } from '../../../../src/contract/activities/limits';
import { giveBackFocus } from '../../../ui/give-back-focus';
import { useActivityTexts } from '../../../ui/use-activity';
import { useUnsaved } from '../use-unsaved';

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM, minWidth: 0 },
  heading: { margin: 0, fontSize: tokens.fontSizeBase400, lineHeight: tokens.lineHeightBase400 },
  // A label of two lines beside one of one: the fields stand in one line.
  pair: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) minmax(0, 1fr)',
    gap: tokens.spacingHorizontalS,
    alignItems: 'end',
  },
  input: { minWidth: 0, width: '100%' },
  actions: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
});

const icons = [
  'available',
  'meeting',
  'lunch',
  'busy',
  'travelling',
  'holiday',
  'sick',
  'child',
  'soon',
  'gone',
  'other',
] as const;
const states = ['free', 'busy', 'away'] as const;
const handlings = ['ring', 'ringThenMessage', 'message'] as const;
const ends = ['none', 'minutes', 'today', 'nextWorkday'] as const;
type EndKind = (typeof ends)[number];

const emptyDraft: ActivityDraft = {
  name: { sv: '', en: '' },
  icon: 'other',
  state: 'busy',
  defaultEnd: { minutes: 60 },
  endRequired: false,
  callHandling: 'ring',
  spoken: true,
  listed: true,
  code: null,
  archived: false,
};

function draftOf({ id: _id, key: _key, position: _position, ...draft }: ActivityDefinition): ActivityDraft {
  return draft;
}

const kindOf = (end: UsualEnd | null): EndKind => (end === null ? 'none' : typeof end === 'string' ? end : 'minutes');

function endOf(kind: string): UsualEnd | null {
  if (kind === 'today' || kind === 'nextWorkday') return kind;
  return kind === 'minutes' ? { minutes: 60 } : null;
}

export interface ActivityFormProps {
  /** Null: a new one. */
  readonly activity: ActivityDefinition | null;
  /** Whether it is saved. */
  readonly onSave: (draft: ActivityDraft) => Promise<boolean>;
  readonly onClose: () => void;
}

/** One activity, as it shall be. The one that holds where nothing else does cannot be put away. */
export function ActivityForm({ activity, onSave, onClose }: ActivityFormProps): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  const texts = useActivityTexts();
  const [draft, setDraft] = useState(() => (activity === null ? emptyDraft : draftOf(activity)));
  const change = (part: Partial<ActivityDraft>): void => setDraft({ ...draft, ...part });
  const forget = useUnsaved(draft);
  const save = async (): Promise<void> => {
    if (!(await onSave(draft))) return;
    forget();
    onClose();
  };
  const title = activity === null ? t('activityAdmin.new') : texts.name(activity);
  const isNeeded = activity?.key === 'available';
  const isWhole = draft.name.sv.trim() !== '' && draft.name.en.trim() !== '';
  const form = useRef<HTMLFormElement>(null);
  // It stands below the list where there is little room: whoever opens it is led there, and back.
  useLayoutEffect(() => {
    const [own, opener] = [form.current, document.activeElement];
    own?.querySelector('input')?.focus();
    return () => giveBackFocus(opener, own);
  }, []);
  return (
    <form
      ref={form}
      className={styles.form}
      aria-label={title}
      onSubmit={(event) => {
        event.preventDefault();
        if (isWhole) void save();
      }}
    >
      <h2 className={styles.heading}>{title}</h2>
      <Names draft={draft} change={change} />
      <Looks draft={draft} change={change} />
      {!isNeeded && <End draft={draft} change={change} />}
      <Calls draft={draft} change={change} />
      {!isNeeded && (
        <>
          <Checkbox
            label={t('activityAdmin.listed')}
            checked={draft.listed}
            onChange={(_, { checked }) => change({ listed: checked === true })}
          />
          <Checkbox
            label={t('activityAdmin.archived')}
            checked={draft.archived}
            onChange={(_, { checked }) => change({ archived: checked === true })}
          />
        </>
      )}
      <div className={styles.actions}>
        <Button appearance="primary" type="submit" disabled={!isWhole}>
          {t('activityAdmin.save')}
        </Button>
        <Button onClick={onClose}>{t('action.cancel')}</Button>
      </div>
    </form>
  );
}

interface PartProps {
  readonly draft: ActivityDraft;
  readonly change: (part: Partial<ActivityDraft>) => void;
}

function Names({ draft, change }: PartProps): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  return (
    <div className={styles.pair}>
      {(['sv', 'en'] as const).map((language) => (
        <Field key={language} label={t(`activityAdmin.name.${language}`)} required>
          <Input
            className={styles.input}
            maxLength={40}
            value={draft.name[language]}
            onChange={(_, { value }) => change({ name: { ...draft.name, [language]: value } })}
          />
        </Field>
      ))}
    </div>
  );
}

function Looks({ draft, change }: PartProps): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  return (
    <div className={styles.pair}>
      <Field label={t('activityAdmin.state')}>
        <Select
          className={styles.input}
          value={draft.state}
          onChange={(_, { value }) => change({ state: states.find((each) => each === value) ?? draft.state })}
        >
          {states.map((state) => (
            <option key={state} value={state}>
              {t(`activityAdmin.states.${state}`)}
            </option>
          ))}
        </Select>
      </Field>
      <Field label={t('activityAdmin.icon')}>
        <Select
          className={styles.input}
          value={draft.icon}
          onChange={(_, { value }) => change({ icon: icons.find((each) => each === value) ?? draft.icon })}
        >
          {icons.map((icon) => (
            <option key={icon} value={icon}>
              {t(`activityAdmin.icons.${icon}`)}
            </option>
          ))}
        </Select>
      </Field>
    </div>
  );
}

function End({ draft, change }: PartProps): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  const { defaultEnd } = draft;
  const minutes = defaultEnd !== null && typeof defaultEnd === 'object' ? defaultEnd.minutes : null;
  return (
    <>
      <div className={styles.pair}>
        <Field label={t('activityAdmin.defaultEnd')}>
          <Select
            className={styles.input}
            value={kindOf(defaultEnd)}
            onChange={(_, { value }) => change({ defaultEnd: endOf(value) })}
          >
            {ends.map((kind) => (
              <option key={kind} value={kind}>
                {t(`activityAdmin.ends.${kind}`)}
              </option>
            ))}
          </Select>
        </Field>
        {minutes !== null && (
          <Field label={t('activity.lengthMinutes')}>
            <Input
              className={styles.input}
              type="number"
              min={1}
              max={mostMinutes}
              value={String(minutes)}
              onChange={(_, { value }) =>
                change({ defaultEnd: { minutes: Math.min(mostMinutes, Math.max(1, Math.round(Number(value)))) } })
              }
            />
          </Field>
        )}
      </div>
      <Checkbox
        label={t('activityAdmin.endRequired')}
        checked={draft.endRequired}
        onChange={(_, { checked }) => change({ endRequired: checked === true })}
      />
    </>
  );
}

function Calls({ draft, change }: PartProps): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  return (
    <>
      <div className={styles.pair}>
        <Field label={t('activityAdmin.callHandling')}>
          <Select
            className={styles.input}
            value={draft.callHandling}
            onChange={(_, { value }) =>
              change({ callHandling: handlings.find((each) => each === value) ?? draft.callHandling })
            }
          >
            {handlings.map((each) => (
              <option key={each} value={each}>
                {t(`activityAdmin.handlings.${each}`)}
              </option>
            ))}
          </Select>
        </Field>
        <Field label={t('activityAdmin.code')}>
          <Input
            className={styles.input}
            inputMode="numeric"
            maxLength={4}
            value={draft.code ?? ''}
            onChange={(_, { value }) => change({ code: value.replaceAll(/\D/g, '') || null })}
          />
        </Field>
      </div>
      <Checkbox
        label={t('activityAdmin.spoken')}
        checked={draft.spoken}
        onChange={(_, { checked }) => change({ spoken: checked === true })}
      />
    </>
  );
}
