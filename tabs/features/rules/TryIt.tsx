import { Button, Field, Input, Select, Text, makeStyles, tokens } from '@fluentui/react-components';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { FormEvent, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Explanation, TryIt as TryItBody } from '../../../src/contract/rules/explanation';
import type { RulesView } from '../../../src/contract/rules/rules';
import { errorCode } from '../../api/client-error';
import { useServices } from '../../ui/services';
import { useStore } from '../../ui/use-store';
import { Happened } from './Happened';
import { localMoment, momentOf } from './local-moment';
import { PartyCombobox } from './PartyCombobox';
import type { Party } from './PartyCombobox';
import { useMeant } from './use-meant';
import { useRuleTexts } from './use-rule-texts';

const useStyles = makeStyles({
  box: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
  fields: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(240px, 100%), 1fr))',
    gap: tokens.spacingHorizontalM,
    alignItems: 'start',
  },
  // A field for a moment is as wide as its words.
  when: { minWidth: 0, width: '100%' },
  button: { alignSelf: 'flex-start' },
  heading: { margin: 0, fontSize: tokens.fontSizeBase300, fontWeight: tokens.fontWeightSemibold },
  muted: { color: tokens.colorNeutralForeground3 },
  problem: { color: tokens.colorStatusDangerForeground1 },
});

const nobody: Party = { kind: 'text', text: '' };

export interface TryItProps {
  readonly view: RulesView;
  /** Whoever administrates may ask about everybody. */
  readonly ofAnybody?: boolean;
}

/** "What happens if…": the plan of a call that nobody makes. */
export function TryIt({ view, ofAnybody = false }: TryItProps): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  const { localTime, clock } = useServices();
  const { zone } = useStore(localTime, (value) => value);
  const [who, setWho] = useState<Party>(nobody);
  const [whom, setWhom] = useState<Party>(nobody);
  const [begun] = useState(() => localMoment(zone, clock.nowMs()));
  const [when, setWhen] = useState(begun);
  const [activityId, setActivity] = useState('');
  const asked = useAsk(ofAnybody, (meant) => {
    setWho(meant.who);
    setWhom(meant.whom);
  });
  const unknown = asked.error instanceof UnknownParty ? asked.error.which : null;
  const problem = unknown === null ? undefined : t('rules.tryIt.nobody');

  function ask(event: FormEvent): void {
    event.preventDefault();
    const atMs = when === begun ? null : momentOf(zone, when);
    asked.mutate({ who, whom, atMs, activityId: activityId === '' ? null : activityId });
  }

  return (
    <form className={styles.box} onSubmit={ask}>
      <div className={styles.fields}>
        <PartyCombobox
          label={t('rules.tryIt.who')}
          hint={t('rules.tryIt.whoHint')}
          problem={unknown === 'who' ? problem : undefined}
          party={who}
          onParty={setWho}
        />
        {ofAnybody ? (
          <PartyCombobox
            label={t('rules.tryIt.whom')}
            hint={t('rules.tryIt.whomHint')}
            problem={unknown === 'whom' ? problem : undefined}
            party={whom}
            onParty={setWhom}
            groups={view.names.groups}
            colleaguesOnly
          />
        ) : (
          <Field label={t('rules.tryIt.whom')}>
            <Select value="me">
              <option value="me">{t('rules.tryIt.me')}</option>
            </Select>
          </Field>
        )}
        <Field label={t('rules.tryIt.when')}>
          <Input
            className={styles.when}
            input={{ className: styles.when }}
            type="datetime-local"
            value={when}
            onChange={(_, { value }) => setWhen(value || begun)}
          />
        </Field>
        <IfActivity view={view} ofAnybody={ofAnybody} value={activityId} onChange={setActivity} />
      </div>
      <Button className={styles.button} type="submit" disabledFocusable={asked.isPending}>
        {t('rules.tryIt.button')}
      </Button>
      <div role="status">
        {asked.isError && unknown === null && (
          <Text className={styles.problem}>{t(`error.${errorCode(asked.error)}`)}</Text>
        )}
      </div>
      {asked.data && <Result explanation={asked.data} />}
    </form>
  );
}

interface IfActivityProps {
  readonly view: RulesView;
  readonly ofAnybody: boolean;
  readonly value: string;
  readonly onChange: (activityId: string) => void;
}

function IfActivity({ view, ofAnybody, value, onChange }: IfActivityProps): ReactNode {
  const { t } = useTranslation();
  const texts = useRuleTexts();
  return (
    <Field label={t(ofAnybody ? 'rules.tryIt.activityOfOther' : 'rules.tryIt.activity')}>
      <Select value={value} onChange={(_, data) => onChange(data.value)}>
        <option value="">{t('rules.tryIt.asItIs')}</option>
        {Object.keys(view.names.activities).map((id) => (
          <option key={id} value={id}>
            {texts.activity(id, view.names)}
          </option>
        ))}
      </Select>
    </Field>
  );
}

interface Question extends Pick<TryItBody, 'atMs' | 'activityId'> {
  readonly who: Party;
  readonly whom: Party;
}

/** Somebody whom the search does not know. */
class UnknownParty extends Error {
  constructor(readonly which: 'who' | 'whom') {
    super(`nobody is meant by ${which}`);
    this.name = 'UnknownParty';
  }
}

function useAsk(ofAnybody: boolean, onMeant: (meant: Pick<Question, 'who' | 'whom'>) => void) {
  const { rest } = useServices();
  const meantBy = useMeant();
  const path = ofAnybody ? '/administration/rules/try' : '/rules/try';
  return useMutation({
    mutationFn: async ({ atMs, activityId, ...typed }: Question) => {
      const [who, whom] = await Promise.all([meantBy(typed.who, false), meantBy(typed.whom, true)]);
      if (who === null || whom === null) throw new UnknownParty(who === null ? 'who' : 'whom');
      onMeant({ who, whom });
      const text = who.text.trim();
      const body: TryItBody = {
        callerUserId: who.kind === 'user' ? who.userId : null,
        callerNumber: who.kind === 'user' || text === '' ? null : text,
        calledUserId: whom.kind === 'user' ? whom.userId : null,
        calledGroupId: whom.kind === 'group' ? whom.groupId : null,
        atMs,
        activityId,
      };
      return (await (await rest.ask('POST', path, { body })).json()) as Explanation;
    },
  });
}

/** With all tests, since whoever asks wants to know why. */
function Result({ explanation }: { explanation: Explanation }): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  return (
    <>
      <h3 className={styles.heading}>{t('rules.tryIt.result')}</h3>
      <Happened explanation={explanation} />
    </>
  );
}
