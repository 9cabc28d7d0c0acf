import { PersonQuestionMarkRegular } from '@fluentui/react-icons/svg/person-question-mark';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ContactView } from '../../../src/contract/people/people';
import { CallButton } from '../../ui/CallButton';
import { EmptyState } from '../../ui/EmptyState';
import { bestNumber, waysToReach } from '../../view-models/search-results';
import { HistoryCard } from '../history/HistoryCard';
import { usePartyHistory } from '../history/use-party-history';
import { SectionSkeleton } from '../../ui/SectionSkeleton';
import { useDetailStyles } from '../../ui/detail-styles';
import { NumbersCard } from '../../ui/NumbersCard';
import { PersonHeader } from '../../ui/PersonHeader';
import { useContact } from '../../ui/use-contact';

/** The contact card: who, all numbers, and what has passed between us. */
export function ContactDetail({ contactId }: { contactId: string }): ReactNode {
  const { t } = useTranslation();
  const { contact, loading } = useContact(contactId);
  if (loading) return <SectionSkeleton rows={4} />;
  return contact ? (
    <ContactCard contact={contact} />
  ) : (
    <EmptyState fill icon={<PersonQuestionMarkRegular />} title={t('contacts.notFound')} />
  );
}

function ContactCard({ contact }: { contact: ContactView }): ReactNode {
  const styles = useDetailStyles();
  const { t } = useTranslation();
  const number = bestNumber(contact);
  const history = usePartyHistory({
    name: contact.displayName,
    number: number,
    contactId: contact.id,
    userId: contact.userId,
  });
  const facts: readonly (readonly [string, string | null])[] = [
    ['contacts.company', contact.company],
    ['contacts.department', contact.department],
    ['contacts.role', contact.role],
  ];
  return (
    <article className={styles.detail} aria-label={t('action.contactCard')}>
      <PersonHeader name={contact.displayName} contact={contact} fallback={null} />
      {number !== null && (
        <div className={styles.actions}>
          <CallButton name={contact.displayName} number={number} ways={waysToReach(contact)} />
        </div>
      )}
      <div className={styles.columns}>
        <div className={styles.column}>
          <NumbersCard name={contact.displayName} ways={waysToReach(contact)} />
          {facts.some(([, value]) => value !== null) && (
            <section className={styles.card}>
              <h3 className={styles.cardTitle}>{t('action.contactCard')}</h3>
              <dl className={styles.facts}>
                {facts.map(([key, value]) => value !== null && <Fact key={key} label={t(key)} value={value} />)}
              </dl>
            </section>
          )}
        </div>
        <div className={styles.column}>
          <HistoryCard
            title={t('contacts.sharedHistory')}
            entries={history.entries}
            empty={t('contacts.noHistory')}
            more={history.more}
            onMore={history.loadMore}
          />
        </div>
      </div>
    </article>
  );
}

function Fact({ label, value }: { label: string; value: string }): ReactNode {
  const styles = useDetailStyles();
  return (
    <>
      <dt className={styles.muted}>{label}</dt>
      <dd className={styles.fact}>{value}</dd>
    </>
  );
}
