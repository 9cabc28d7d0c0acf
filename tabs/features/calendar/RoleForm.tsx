import {
  Button,
  Checkbox,
  Field,
  Input,
  MessageBar,
  MessageBarBody,
  Select,
  makeStyles,
  tokens,
} from '@fluentui/react-components';
import { useId, useLayoutEffect, useRef, useState } from 'react';
import type { FormEvent, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { longestRoleName } from '../../../src/contract/calendar/limits';
import type { PhoneRoleDraft } from '../../../src/contract/calendar/roles';
import { showNoNumber } from '../../../src/contract/devices/sip';
import { errorCode } from '../../api/client-error';
import { useServices } from '../../ui/services';
import { useNumbers } from '../../ui/use-numbers';
import { useStore } from '../../ui/use-store';
import { useActivities } from './use-activities';

const useStyles = makeStyles({
  form: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalM,
    padding: tokens.spacingHorizontalM,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusLarge,
  },
  group: {
    display: 'flex',
    flexWrap: 'wrap',
    columnGap: tokens.spacingHorizontalM,
    border: 'none',
    margin: 0,
    padding: 0,
  },
  legend: { padding: 0, fontSize: tokens.fontSizeBase300, marginBottom: tokens.spacingVerticalXXS },
  hint: { flexBasis: '100%', color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
  foot: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
  delete: { marginLeft: 'auto', color: tokens.colorPaletteRedForeground1 },
});

export interface RoleFormProps {
  readonly start: PhoneRoleDraft;
  /** @throws ClientError */
  onSave(draft: PhoneRoleDraft): Promise<void>;
  onDelete?(): void;
  onClose(): void;
}

const kinds = ['windows', 'deskPhones', 'mobile'] as const;
const without = <T,>(all: readonly T[], one: T): T[] => all.filter((each) => each !== one);

/** Which number is shown, what rings, and to which activities it belongs. */
export function RoleForm({ start, onSave, onDelete, onClose }: RoleFormProps): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  const titleId = useId();
  const ref = useRef<HTMLFormElement>(null);
  const [draft, setDraft] = useState<PhoneRoleDraft>({ ...start });
  const [problem, setProblem] = useState<string | null>(null);
  const change = (next: Partial<PhoneRoleDraft>): void => setDraft((before) => ({ ...before, ...next }));
  useLayoutEffect(() => ref.current?.querySelector('input')?.focus(), []);

  async function save(event: FormEvent): Promise<void> {
    event.preventDefault();
    const { name, number, rings, numbers, activityIds } = draft;
    const each = { name: name.trim(), number, rings, numbers, activityIds };
    await onSave(each).catch((error: unknown) => setProblem(`error.${errorCode(error)}`));
  }

  return (
    <form ref={ref} aria-labelledby={titleId} className={styles.form} onSubmit={(event) => void save(event)}>
      <strong id={titleId}>{t('roles.form')}</strong>
      {problem !== null && (
        <MessageBar intent="error" role="alert" layout="multiline">
          <MessageBarBody>{t(problem)}</MessageBarBody>
        </MessageBar>
      )}
      <Field label={t('roles.name')}>
        <Input
          value={draft.name}
          required
          maxLength={longestRoleName}
          onChange={(_, { value }) => change({ name: value })}
        />
      </Field>
      <RoleFields draft={draft} change={change} />
      <div className={styles.foot}>
        <Button appearance="primary" type="submit" disabled={draft.name.trim() === ''}>
          {t('roles.save')}
        </Button>
        <Button onClick={onClose}>{t('roles.cancel')}</Button>
        {onDelete !== undefined && (
          <Button appearance="subtle" className={styles.delete} onClick={onDelete}>
            {t('roles.delete')}
          </Button>
        )}
      </div>
    </form>
  );
}

interface RoleFieldsProps {
  readonly draft: PhoneRoleDraft;
  change(next: Partial<PhoneRoleDraft>): void;
}

function RoleFields({ draft, change }: RoleFieldsProps): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  const { local } = useNumbers();
  const user = useStore(useServices().store, (state) => state.me?.user);
  const own = user?.numbers ?? [];
  const { number, rings } = draft;
  return (
    <>
      <Field label={t('roles.number')}>
        <Select value={number ?? ''} onChange={(_, { value }) => change({ number: value === '' ? null : value })}>
          <option value="">{t('roles.numberUsual')}</option>
          {own.map((each) => (
            <option key={each} value={each}>
              {local(each)}
            </option>
          ))}
          <option value={showNoNumber}>{t('roles.anonymous')}</option>
        </Select>
      </Field>
      <fieldset className={styles.group}>
        <legend className={styles.legend}>{t('roles.rings')}</legend>
        {kinds.map((kind) => (
          <Checkbox
            key={kind}
            label={t(`roles.${kind}`)}
            checked={rings[kind]}
            disabled={kind === 'mobile' && !user?.mobile}
            onChange={(_, { checked }) => change({ rings: { ...rings, [kind]: checked === true } })}
          />
        ))}
        {!user?.mobile && <span className={styles.hint}>{t('roles.noMobile')}</span>}
        {kinds.every((kind) => !rings[kind]) && <span className={styles.hint}>{t('roles.silent')}</span>}
      </fieldset>
      <NumberFields draft={draft} change={change} own={own} />
      <ActivityFields draft={draft} change={change} />
    </>
  );
}

/** Which of several numbers ring. */
function NumberFields({ draft, change, own }: RoleFieldsProps & { readonly own: readonly string[] }): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  const { local } = useNumbers();
  const rung = draft.numbers ?? own;
  if (own.length < 2) return null;
  return (
    <fieldset className={styles.group}>
      <legend className={styles.legend}>{t('roles.numbers')}</legend>
      {own.map((each) => (
        <Checkbox
          key={each}
          label={local(each)}
          checked={rung.includes(each)}
          onChange={(_, { checked }) => {
            const next = checked === true ? [...rung, each] : without(rung, each);
            change({ numbers: own.every((one) => next.includes(one)) ? null : next });
          }}
        />
      ))}
      <span className={styles.hint}>{t('roles.numbersHint')}</span>
    </fieldset>
  );
}

function ActivityFields({ draft: { activityIds }, change }: RoleFieldsProps): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  const { choices, nameOf } = useActivities();
  return (
    <fieldset className={styles.group}>
      <legend className={styles.legend}>{t('roles.activities')}</legend>
      {choices.map(({ id }) => (
        <Checkbox
          key={id}
          label={nameOf(id)}
          checked={activityIds.includes(id)}
          onChange={(_, { checked }) =>
            change({ activityIds: checked === true ? [...activityIds, id] : without(activityIds, id) })
          }
        />
      ))}
      <span className={styles.hint}>{t('roles.activitiesHint')}</span>
    </fieldset>
  );
}
