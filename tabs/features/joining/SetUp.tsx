import { Button, Card, MessageBar, MessageBarBody, Subtitle2, Text, Title2 } from '@fluentui/react-components';
import { useState } from 'react';
import type { FormEvent, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Joining, NewOrganisation } from '../../../src/contract/joining/joining';
import { errorCode, type ClientErrorCode } from '../../api/client-error';
import { computerTimeZone } from '../../../src/contract/time-zone';
import { ExtensionFields, OrganisationFields, useFieldStyles } from '../../ui/OrganisationFields';
import { useServices } from '../../ui/services';
import { useStore } from '../../ui/use-store';
import { problemsOf, readFirstPerson, readRange, setUpOf } from '../../view-models/organisation-draft';
import type { FirstPersonDraft, OrganisationDraft, RangeDraft } from '../../view-models/organisation-draft';
import { useJoiningStyles } from './joining-styles';
import { MyFields } from './MyFields';
import { RangeFields } from './RangeFields';

interface SetUpProps {
  readonly joining: Joining;
  readonly onDone: (joining: Joining) => void;
}

/** What the tenant seems to be: its mail domain's first word, and the language and zone of whoever sets it up. */
function firstDraft({ mailDomains }: Joining, language: string): OrganisationDraft {
  const [word = ''] = (mailDomains[0] ?? '').split('.');
  return {
    name: word.charAt(0).toUpperCase() + word.slice(1),
    country: 'SE',
    language: language === 'en' ? 'en' : 'sv',
    timeZone: computerTimeZone() ?? 'Europe/Stockholm',
    firstExtension: '100',
    lastExtension: '199',
  };
}

/** The first administrator of a tenant makes its organisation. */
export function SetUp({ joining, onDone }: SetUpProps): ReactNode {
  const styles = useJoiningStyles();
  const fields = useFieldStyles();
  const { t, i18n } = useTranslation();
  const { rest, phoneLibrary } = useServices();
  const library = useStore(phoneLibrary, (value) => value);
  const [draft, setDraft] = useState(() => firstDraft(joining, i18n.language));
  const [ranges, setRanges] = useState<readonly RangeDraft[]>([{ first: '', last: '' }]);
  const [me, setMe] = useState<FirstPersonDraft>({ myName: joining.name ?? '', myExtension: '100', myNumber: '' });
  const [shown, setShown] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<ClientErrorCode | 'check' | null>(null);
  const read = {
    organisation: problemsOf(draft),
    ranges: ranges.map((range) => readRange(range, draft.country, library)),
    me: readFirstPerson(me, draft, library),
  };
  const isRight =
    Object.keys(read.organisation).length === 0 &&
    read.ranges.every(({ problems }) => Object.keys(problems).length === 0);

  function submit(event: FormEvent): void {
    event.preventDefault();
    setShown(true);
    if (!isRight || read.me.me === null) return setError('check');
    setError(null);
    setBusy(true);
    const body = {
      ...setUpOf(draft),
      ranges: read.ranges.flatMap(({ range }) => range ?? []),
      me: read.me.me,
    } satisfies NewOrganisation;
    rest
      .ask('POST', '/joining/organisation', { body })
      .then(async (answer) => onDone((await answer.json()) as Joining))
      .catch((failed: unknown) => setError(errorCode(failed)))
      .finally(() => setBusy(false));
  }

  return (
    <form className={styles.box} noValidate onSubmit={submit} aria-label={t('joining.setUpTitle')}>
      <div className={styles.head}>
        <Title2 as="h1" className={styles.title}>
          {t('joining.setUpTitle')}
        </Title2>
        <Text className={styles.text}>{t('joining.setUpText')}</Text>
      </div>
      <Card className={styles.way}>
        <Subtitle2 as="h2" className={styles.title}>
          {t('joining.organisation')}
        </Subtitle2>
        <OrganisationFields
          draft={draft}
          problems={shown ? read.organisation : {}}
          change={(change) => setDraft({ ...draft, ...change })}
        />
      </Card>
      <Card className={styles.way}>
        <Subtitle2 as="h2" className={styles.title}>
          {t('joining.numbers')}
        </Subtitle2>
        <div className={fields.fields}>
          <ExtensionFields
            draft={draft}
            problems={shown ? read.organisation : {}}
            change={(change) => setDraft({ ...draft, ...change })}
          />
          <RangeFields
            ranges={ranges}
            problems={shown ? read.ranges.map(({ problems }) => problems) : []}
            change={setRanges}
          />
        </div>
      </Card>
      <Card className={styles.way}>
        <Subtitle2 as="h2" className={styles.title}>
          {t('joining.you')}
        </Subtitle2>
        <MyFields me={me} problems={shown ? read.me.problems : {}} change={(change) => setMe({ ...me, ...change })} />
      </Card>
      {error !== null && (
        <MessageBar intent="error" layout="multiline" role="alert">
          <MessageBarBody>{t(error === 'check' ? 'joining.check' : `error.${error}`)}</MessageBarBody>
        </MessageBar>
      )}
      <Button type="submit" appearance="primary" size="large" className={styles.start} disabledFocusable={busy}>
        {t(busy ? 'joining.settingUp' : 'joining.setUp')}
      </Button>
    </form>
  );
}
