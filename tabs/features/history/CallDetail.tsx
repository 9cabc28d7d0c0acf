import { Button, Tooltip } from '@fluentui/react-components';
import { ContactCardRegular } from '@fluentui/react-icons/svg/contact-card';
import { DeleteRegular } from '@fluentui/react-icons/svg/delete';
import { PersonAddRegular } from '@fluentui/react-icons/svg/person-add';
import { memo } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { OtherParty } from '../../../src/contract/calls/call-view';
import type { HistoryEntry } from '../../../src/contract/history/history';
import { useServices } from '../../ui/services';
import { CallButton } from '../../ui/CallButton';
import { useNumbers } from '../../ui/use-numbers';
import { partyKey } from '../../view-models/call-list';
import { waysToReach } from '../../view-models/search-results';
import { useDetailStyles } from '../../ui/detail-styles';
import { NumbersCard } from '../../ui/NumbersCard';
import { PersonHeader } from '../../ui/PersonHeader';
import { useContact } from '../../ui/use-contact';
import { HistoryCard } from './HistoryCard';
import { newContactNumber } from '../../view-models/new-contact-number';
import { useDeleteCalls } from './use-delete-calls';
import { usePartyHistory } from './use-party-history';

/** One party of the call list: who it is, what has passed, and the ways to reach them. */
export const CallDetail = memo(function CallDetail({ other, party }: { other: OtherParty; party: string }): ReactNode {
  const styles = useDetailStyles();
  const { t } = useTranslation();
  const numbers = useNumbers();
  const { contact, loading } = useContact(other.contactId);
  const history = usePartyHistory(other);
  const readable = other.number === null ? null : numbers.readable(other.number);
  const name = contact?.displayName ?? other.name ?? readable ?? t('history.anonymous');
  const ways = contact ? waysToReach(contact) : other.number === null ? [] : [{ label: 'other', number: other.number }];
  // Calling back means the number they called from.
  const best = other.number ?? ways[0]?.number ?? null;
  const unlisted = newContactNumber(other);
  const entries = history.entries.filter((entry) => partyKey(entry.other) === party);
  return (
    <article className={styles.detail} aria-label={name}>
      <PersonHeader
        name={name}
        number={other.number}
        contact={contact}
        pending={loading}
        userId={other.userId}
        fallback={other.name === null ? null : readable}
      />
      <div className={styles.actions}>
        {best !== null && <CallButton name={contact?.displayName ?? other.name} number={best} ways={ways} />}
        <div className={styles.together}>
          {contact && <ContactCardButton contactId={contact.id} />}
          {unlisted !== null && <NewContactButton number={unlisted} />}
          {entries.length > 0 && <DeleteButton entries={entries} />}
        </div>
      </div>
      <div className={styles.columns}>
        <div className={styles.column}>
          <HistoryCard
            title={t('history.heading')}
            entries={entries}
            more={history.more}
            onMore={history.loadMore}
            {...(history.loading ? {} : { empty: t('contacts.firstCall') })}
          />
        </div>
        {ways.length > 0 && (
          <div className={styles.column}>
            <NumbersCard name={contact?.displayName ?? other.name} ways={ways} />
          </div>
        )}
      </div>
    </article>
  );
});

function ContactCardButton({ contactId }: { contactId: string }): ReactNode {
  const styles = useDetailStyles();
  const { t } = useTranslation();
  const { navigation } = useServices();
  return (
    <Button
      className={styles.whole}
      icon={<ContactCardRegular />}
      onClick={() => navigation.open('contacts', contactId)}
    >
      {t('action.contactCard')}
    </Button>
  );
}

function NewContactButton({ number }: { number: string }): ReactNode {
  const styles = useDetailStyles();
  const { t } = useTranslation();
  const { navigation } = useServices();
  return (
    <Button
      className={styles.whole}
      icon={<PersonAddRegular />}
      onClick={() => navigation.open('contacts', `new:${number}`)}
    >
      {t('contacts.newContact')}
    </Button>
  );
}

/** Takes all calls with this party out of the list. */
function DeleteButton({ entries }: { entries: readonly HistoryEntry[] }): ReactNode {
  const { t } = useTranslation();
  const { deleteCalls } = useDeleteCalls();
  return (
    <Tooltip content={t('action.deleteCall')} relationship="label">
      <Button icon={<DeleteRegular />} onClick={() => deleteCalls(entries.map(({ callId }) => callId))} />
    </Tooltip>
  );
}
