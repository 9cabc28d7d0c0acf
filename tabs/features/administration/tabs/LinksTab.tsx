import {
  Badge,
  Button,
  Field,
  MessageBar,
  MessageBarBody,
  Select,
  Text,
  makeStyles,
  tokens,
} from '@fluentui/react-components';
import { PersonAvailableRegular } from '@fluentui/react-icons/svg/person-available';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { LinkRequest, LinkRequests } from '../../../../src/contract/joining/joining';
import { errorCode, type ClientErrorCode } from '../../../api/client-error';
import { EmptyState } from '../../../ui/EmptyState';
import { PersonAvatar } from '../../../ui/PersonAvatar';
import { ReadFailed } from '../../../ui/ReadFailed';
import { SectionSkeleton } from '../../../ui/SectionSkeleton';
import { useServices } from '../../../ui/services';
import { useWhen } from '../../../ui/use-when';
import { SaveCsv } from '../SaveCsv';

const useStyles = makeStyles({
  tab: {
    overflowY: 'auto',
    position: 'relative',
    padding: tokens.spacingHorizontalL,
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalM,
  },
  list: { listStyleType: 'none', margin: 0, padding: 0, display: 'flex', flexDirection: 'column' },
  row: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: tokens.spacingHorizontalM,
    padding: `${tokens.spacingVerticalM} 0`,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  who: { flex: '1 1 200px', minWidth: 0, display: 'flex', flexDirection: 'column' },
  name: {
    fontWeight: tokens.fontWeightSemibold,
    display: 'flex',
    gap: tokens.spacingHorizontalS,
    alignItems: 'center',
  },
  quiet: { color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200, overflowWrap: 'anywhere' },
  choice: { flex: '1 1 220px', minWidth: 0, maxWidth: '320px', gridTemplateColumns: 'minmax(0, 1fr)' },
  actions: { display: 'flex', gap: tokens.spacingHorizontalS, alignSelf: 'end' },
});

const key = ['administration', 'links'];
/** New requests are seen soon while the tab is open. */
const everyMs = 3_000;

function useLinkRequests() {
  const { rest } = useServices();
  return useQuery({
    queryKey: key,
    queryFn: async ({ signal }) =>
      (await (await rest.ask('GET', '/administration/links', { signal })).json()) as LinkRequests,
    refetchInterval: everyMs,
  });
}

/** Who has an account, is nobody here, and has asked; one press lets them in. */
export function LinksTab(): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  const queries = useQueryClient();
  const { data, isPending, error, refetch } = useLinkRequests();
  const [said, setSaid] = useState<{ readonly text: string; readonly intent: 'success' | 'error' } | null>(null);
  const done = (text: string): void => {
    setSaid({ text, intent: 'success' });
    void queries.invalidateQueries({ queryKey: key });
  };
  const failed = (code: ClientErrorCode): void => {
    setSaid({ text: t(`error.${code}`), intent: 'error' });
    void queries.invalidateQueries({ queryKey: key });
  };
  if (isPending) return <SectionSkeleton />;
  if (data === undefined)
    return <ReadFailed title={t('administration.failed')} error={error} onRetry={() => void refetch()} />;
  return (
    <div className={styles.tab}>
      <div role="status">
        {said !== null && (
          <MessageBar intent={said.intent} layout="multiline">
            <MessageBarBody>{said.text}</MessageBarBody>
          </MessageBar>
        )}
      </div>
      {data.requests.length === 0 ? (
        <EmptyState icon={<PersonAvailableRegular />} title={t('links.none')} hint={t('links.noneHint')} />
      ) : (
        <ul className={styles.list} aria-label={t('links.waiting')}>
          {data.requests.map((request) => (
            <Request
              key={request.accountId}
              request={request}
              nextExtension={data.nextExtension}
              unlinked={data.unlinked}
              onDone={done}
              onFailed={failed}
            />
          ))}
        </ul>
      )}
      {data.requests.length > 0 && (
        <div>
          <SaveCsv path="links.csv" />
        </div>
      )}
    </div>
  );
}

interface RequestProps {
  readonly request: LinkRequest;
  readonly nextExtension: string | null;
  readonly unlinked: LinkRequests['unlinked'];
  readonly onDone: (text: string) => void;
  readonly onFailed: (code: ClientErrorCode) => void;
}

function Request({ request, nextExtension, unlinked, onDone, onFailed }: RequestProps): ReactNode {
  const { accountId, name, mailAddress, askedAtMs, refused, proposal } = request;
  const styles = useStyles();
  const { t } = useTranslation();
  const { rest } = useServices();
  const when = useWhen();
  const [chosen, setChosen] = useState(proposal?.userId ?? '');
  const [busy, setBusy] = useState(false);
  const others = unlinked.filter(({ userId }) => userId !== proposal?.userId);
  const people = proposal === null ? others : [proposal, ...others];
  const answer = (what: 'accept' | 'refuse', text: string, body?: object): void => {
    setBusy(true);
    rest
      .ask('POST', `/administration/links/${accountId}/${what}`, body === undefined ? {} : { body })
      .then(() => onDone(text))
      .catch((error: unknown) => onFailed(errorCode(error)))
      .finally(() => setBusy(false));
  };
  return (
    <li className={styles.row}>
      <PersonAvatar name={name} size={32} />
      <div className={styles.who}>
        <span className={styles.name}>
          {name}
          {refused && <Badge appearance="outline">{t('links.refusedMark')}</Badge>}
        </span>
        {mailAddress !== null && <Text className={styles.quiet}>{mailAddress}</Text>}
        <Text className={styles.quiet}>{t('links.asked', { when: when.dayAndTime(askedAtMs) })}</Text>
      </div>
      <Field className={styles.choice} label={t('links.link')}>
        <Select value={chosen} onChange={(_, { value }) => setChosen(value as typeof chosen)}>
          <option value="">
            {nextExtension === null ? t('links.newPersonFull') : t('links.newPerson', { extension: nextExtension })}
          </option>
          {people.map((person) => (
            <option key={person.userId} value={person.userId}>{`${person.name}, ${person.extension}`}</option>
          ))}
        </Select>
      </Field>
      <div className={styles.actions}>
        <Button
          appearance="primary"
          disabledFocusable={busy}
          aria-label={t('links.acceptName', { name })}
          onClick={() => answer('accept', t('links.accepted', { name }), { userId: chosen === '' ? null : chosen })}
        >
          {t('links.accept')}
        </Button>
        {!refused && (
          <Button
            disabledFocusable={busy}
            aria-label={t('links.refuseName', { name })}
            onClick={() => answer('refuse', t('links.refused', { name }))}
          >
            {t('links.refuse')}
          </Button>
        )}
      </div>
    </li>
  );
}
