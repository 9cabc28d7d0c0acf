import {
  Button,
  Dialog,
  DialogSurface,
  Field,
  Input,
  Popover,
  PopoverSurface,
  Text,
  Textarea,
  ToggleButton,
  makeStyles,
  tokens,
} from '@fluentui/react-components';
import { DismissRegular } from '@fluentui/react-icons/svg/dismiss';
import { useEffect, useRef, useState } from 'react';
import type { ReactNode, Ref } from 'react';
import { useTranslation } from 'react-i18next';
import type { ActivityDefinition, ActivityView } from '../../../src/contract/activities/activity';
import { longestMessage } from '../../../src/contract/activities/limits';
import type { UserId } from '../../../src/contract/ids';
import type { ClientErrorCode } from '../../api/client-error';
import { giveBackFocus } from '../../ui/give-back-focus';
import { useActivityTexts } from '../../ui/use-activity';
import { useLayout } from '../../ui/use-layout';
import { useServices } from '../../ui/services';
import { ActivityIcon } from './ActivityIcon';
import { mainArea } from './main-area';
import { useAskActivity, useSetActivity } from './use-set-activity';
import { useEndField, type EndField } from './use-end-field';

const useStyles = makeStyles({
  surface: {
    width: '344px',
    maxWidth: 'calc(100vw - 16px)',
    boxSizing: 'border-box',
    padding: tokens.spacingHorizontalXL,
  },
  form: { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: tokens.spacingVerticalM },
  head: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalS },
  title: { flex: 1, margin: 0, minWidth: 0 },
  what: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalM, minWidth: 0 },
  mark: {
    display: 'grid',
    placeItems: 'center',
    flexShrink: 0,
    width: '40px',
    height: '40px',
    borderRadius: '50%',
    fontSize: '22px',
    backgroundColor: tokens.colorBrandBackground2,
    color: tokens.colorBrandForeground2,
  },
  words: { display: 'flex', flexDirection: 'column', minWidth: 0, overflowWrap: 'anywhere' },
  quiet: { color: tokens.colorNeutralForeground3 },
  ends: { display: 'grid', gridTemplateColumns: 'minmax(0, 2fr) minmax(0, 3fr)', gap: tokens.spacingHorizontalS },
  quick: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
  small: { minWidth: 0 },
  input: { minWidth: 0, width: '100%' },
  foot: { display: 'flex', justifyContent: 'space-between', gap: tokens.spacingHorizontalS },
  actions: { display: 'flex', justifyContent: 'flex-end', gap: tokens.spacingHorizontalS },
});

/** One that was chosen, and what held before: Cancel brings that back. */
export interface Asked {
  readonly definition: ActivityDefinition;
  readonly before: ActivityView | null;
  readonly message: string | null;
}

export interface SetActivityProps {
  readonly asked: Asked;
  readonly trigger: HTMLElement | null;
  readonly person: { readonly userId: UserId; readonly name: string } | undefined;
  readonly onSet: (set: Pick<ActivityView, 'name' | 'untilMs'>) => void;
  readonly onClose: () => void;
}

/**
 * Until when, and what colleagues are told besides. It stands over the section, and a call that comes can be taken
 * meanwhile.
 */
export function SetActivity({ asked, trigger, person, onSet, onClose }: SetActivityProps): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  const narrow = useLayout() === 'narrow';
  const bringBack = useBringBack(asked, person?.userId);
  const title = person === undefined ? t('activity.dialog') : t('activity.dialogFor', { who: person.name });
  const form = useRef<HTMLFormElement>(null);
  const close = (): void => {
    giveBackFocus(trigger, form.current);
    onClose();
  };
  const cancel = (): void => {
    bringBack();
    close();
  };
  const content = <Form {...{ asked, title, form, onSet }} userId={person?.userId} onClose={close} onCancel={cancel} />;
  if (narrow) {
    return (
      <Dialog open onOpenChange={cancel}>
        <DialogSurface className={styles.surface} aria-label={title}>
          {content}
        </DialogSurface>
      </Dialog>
    );
  }
  return (
    <Popover
      open
      // A press elsewhere, as on a call that comes, leaves it open.
      onOpenChange={(event) => event.type === 'keydown' && cancel()}
      positioning={{ target: trigger, position: 'below', align: 'end', overflowBoundary: mainArea() }}
    >
      <PopoverSurface className={styles.surface} role="dialog" aria-label={title}>
        {content}
      </PopoverSurface>
    </Popover>
  );
}

/** What held before is set again, as it was. */
function useBringBack({ before }: Asked, userId: UserId | undefined): () => void {
  const set = useSetActivity();
  const whose = userId === undefined ? {} : { userId };
  return () => {
    if (before === null || before.source !== 'set') return void set({ name: 'activity.reset', ...whose });
    const { activityId, untilMs, message } = before;
    const end = untilMs === null ? null : { atMs: untilMs };
    return void set({ name: 'activity.set', ...whose, activityId, end, message });
  };
}

interface FormProps {
  readonly asked: Asked;
  readonly title: string;
  readonly userId: UserId | undefined;
  readonly form: Ref<HTMLFormElement>;
  readonly onSet: SetActivityProps['onSet'];
  readonly onClose: () => void;
  readonly onCancel: () => void;
}

function Form({ asked, title, userId, form, onSet, onClose, onCancel }: FormProps): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  const texts = useActivityTexts();
  const ask = useAskActivity();
  const { definition, before } = asked;
  const end = useEndField(definition, before);
  const [message, setMessage] = useState(asked.message ?? '');
  const [problem, setProblem] = useState<ClientErrorCode | 'noTime' | null>(null);

  async function submit(): Promise<void> {
    if (end.isWrong) return setProblem('noTime');
    const code = await ask({
      name: 'activity.set',
      ...(userId === undefined ? {} : { userId }),
      activityId: definition.id,
      end: end.atMs === null ? null : { atMs: end.atMs },
      message: message.trim() === '' ? null : message.trim(),
    });
    if (code !== null) return setProblem(code);
    onSet({ name: definition.name, untilMs: end.atMs });
    return onClose();
  }

  return (
    <form
      ref={form}
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <div className={styles.head}>
        <Text as="h2" size={500} weight="semibold" className={styles.title}>
          {title}
        </Text>
        <Button appearance="subtle" icon={<DismissRegular />} aria-label={t('action.close')} onClick={onCancel} />
      </div>
      <div className={styles.what}>
        <span className={styles.mark} aria-hidden>
          <ActivityIcon icon={definition.icon} />
        </span>
        <div className={styles.words}>
          <Text weight="semibold">{texts.name(definition)}</Text>
          <Text size={200} className={styles.quiet}>
            {t('activity.seen', { what: texts.withEnd({ ...definition, untilMs: end.isWrong ? null : end.atMs }) })}
          </Text>
        </div>
      </div>
      <Ends
        end={end}
        problem={problem === null ? null : t(problem === 'noTime' ? 'activity.noTime' : `error.${problem}`)}
        onChange={() => setProblem(null)}
      />
      <MessageField value={message} onChange={setMessage} />
      <div className={styles.actions}>
        <Button appearance="primary" type="submit">
          {t('activity.set')}
        </Button>
        <Button onClick={onCancel}>{t('action.cancel')}</Button>
      </div>
    </form>
  );
}

const quickMinutes = [30, 60, 90, 120];

function Ends({ end, problem, onChange }: { end: EndField; problem: string | null; onChange: () => void }): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  const first = useRef<HTMLInputElement>(null);
  const { clock } = useServices();
  // No trap for the focus, which would hide the calls from assistive technology; and the menu that goes gives it back
  // to its button first. Who writes in it already stays there.
  useEffect(
    () =>
      clock.after(100, () => {
        const field = first.current;
        if (field?.form?.querySelector('input:focus, textarea:focus') != null) return;
        field?.focus();
        // What is written at once is another end.
        field?.select();
      }),
    [clock],
  );
  return (
    <>
      <div className={styles.ends}>
        <Field label={t('activity.untilLabel')} {...(problem === null ? {} : { validationMessage: problem })}>
          <Input
            input={{ ref: first }}
            className={styles.input}
            value={end.time}
            inputMode="numeric"
            autoComplete="off"
            onChange={(_, { value }) => {
              onChange();
              end.setTime(value);
            }}
          />
        </Field>
        <Field label={t('activity.day')}>
          <Input
            className={styles.input}
            type="date"
            value={end.date}
            onChange={(_, { value }) => {
              onChange();
              end.setDate(value);
            }}
          />
        </Field>
      </div>
      <div className={styles.quick}>
        {quickMinutes.map((minutes) => (
          <ToggleButton
            key={minutes}
            size="small"
            className={styles.small}
            checked={end.minutes === minutes}
            onClick={() => {
              onChange();
              end.setMinutes(minutes);
            }}
          >
            {minutes < 120
              ? t('activity.quick', { count: minutes })
              : t('activity.quickHours', { count: minutes / 60 })}
          </ToggleButton>
        ))}
        {end.mayBeNone && (
          <ToggleButton
            size="small"
            className={styles.small}
            checked={end.atMs === null && !end.isWrong}
            onClick={() => {
              onChange();
              end.setNone();
            }}
          >
            {t('activity.noEnd')}
          </ToggleButton>
        )}
      </div>
    </>
  );
}

function MessageField({ value, onChange }: { value: string; onChange: (text: string) => void }): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  return (
    <div>
      <Field label={t('activity.message')}>
        <Textarea
          rows={2}
          maxLength={longestMessage}
          value={value}
          // One line: it stands in rows.
          onChange={(_, data) => onChange(data.value.replaceAll('\n', ' '))}
        />
      </Field>
      <div className={styles.foot}>
        <Text size={200} className={styles.quiet}>
          {t('activity.messageHint')}
        </Text>
        <Text size={200} className={styles.quiet}>
          {t('activity.counter', { count: value.length })}
        </Text>
      </div>
    </div>
  );
}
