import {
  Button,
  Link,
  Menu,
  MenuItem,
  MenuList,
  MenuPopover,
  MenuTrigger,
  makeStyles,
} from '@fluentui/react-components';
import { ArrowDownloadRegular } from '@fluentui/react-icons/svg/arrow-download';
import { DeleteRegular } from '@fluentui/react-icons/svg/delete';
import { EditRegular } from '@fluentui/react-icons/svg/edit';
import { MoreHorizontalRegular } from '@fluentui/react-icons/svg/more-horizontal';
import { PersonQuestionMarkRegular } from '@fluentui/react-icons/svg/person-question-mark';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ContactView } from '../../../src/contract/people/people';
import { SetForAnother } from '../activities/slots';
import { CallButton } from '../../ui/CallButton';
import { EmptyState } from '../../ui/EmptyState';
import { bestNumber, waysToReach } from '../../view-models/search-results';
import { HistoryCard } from '../history/HistoryCard';
import { usePartyHistory } from '../history/use-party-history';
import { SectionSkeleton } from '../../ui/SectionSkeleton';
import { useDetailStyles } from '../../ui/detail-styles';
import { NumbersCard } from '../../ui/NumbersCard';
import { PersonHeader } from '../../ui/PersonHeader';
import { useServices } from '../../ui/services';
import { useStore } from '../../ui/use-store';
import { useContact } from '../../ui/use-contact';
import { useContactActions } from './contact-actions';
import { GroupsCard } from './GroupsCard';
import { StandingButtons } from './StandingButtons';
import { TellWhenFree } from './TellWhenFree';
import { useSaveCard } from './use-save-card';

/** The contact card: who, all numbers, in which groups, and what has passed between us. */
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
  const ways = waysToReach(contact);
  const me = useStore(useServices().store, (state) => state.me?.user.id);
  const history = usePartyHistory({
    name: contact.displayName,
    number: number,
    contactId: contact.id,
    userId: contact.userId,
  });
  return (
    <article className={styles.detail} aria-label={t('action.contactCard')}>
      <PersonHeader name={contact.displayName} contact={contact} fallback={null} />
      <div className={styles.actions}>
        {number !== null && <CallButton name={contact.displayName} number={number} ways={ways} />}
        <StandingButtons contact={contact} />
        {contact.userId !== null && <SetForAnother userId={contact.userId} name={contact.displayName} />}
        {contact.userId !== null && contact.userId !== me && (
          <TellWhenFree userId={contact.userId} name={contact.displayName} />
        )}
        <MoreMenu contact={contact} />
      </div>
      <div className={styles.columns}>
        <div className={styles.column}>
          {ways.length > 0 && <NumbersCard name={contact.displayName} ways={ways} />}
          <GroupsCard contact={contact} />
          <Facts contact={contact} />
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

function MoreMenu({ contact }: { contact: ContactView }): ReactNode {
  const { t } = useTranslation();
  const { edit, remove } = useContactActions();
  const saveCard = useSaveCard();
  return (
    <>
      {contact.own && (
        <Button icon={<EditRegular />} onClick={() => edit(contact)}>
          {t('contacts.edit')}
        </Button>
      )}
      <Menu>
        <MenuTrigger disableButtonEnhancement>
          <Button icon={<MoreHorizontalRegular />} aria-label={t('action.more')} title={t('action.more')} />
        </MenuTrigger>
        <MenuPopover>
          <MenuList>
            <MenuItem icon={<ArrowDownloadRegular />} onClick={() => saveCard(contact)}>
              {t('contacts.saveCard')}
            </MenuItem>
            {contact.own && (
              <MenuItem icon={<DeleteRegular />} onClick={() => remove(contact)}>
                {t('contacts.delete')}
              </MenuItem>
            )}
          </MenuList>
        </MenuPopover>
      </Menu>
    </>
  );
}

const useFactStyles = makeStyles({ mail: { overflowWrap: 'anywhere' } });

function Facts({ contact }: { contact: ContactView }): ReactNode {
  const styles = useDetailStyles();
  const own = useFactStyles();
  const { t } = useTranslation();
  const { company, department, role, mailAddress } = contact;
  const facts: readonly (readonly [string, string | null])[] = [
    ['contacts.company', company],
    ['contacts.department', department],
    ['contacts.role', role],
  ];
  if (mailAddress === null && facts.every(([, value]) => value === null)) return null;
  return (
    <section className={styles.card}>
      <h3 className={styles.cardTitle}>{t(contact.own ? 'contacts.ownContact' : 'contacts.about')}</h3>
      <dl className={styles.facts}>
        {facts.map(([key, value]) => value !== null && <Fact key={key} label={t(key)} value={value} />)}
        {mailAddress !== null && (
          <Fact
            label={t('contacts.field.mailAddress')}
            value={
              <Link className={own.mail} href={`mailto:${encodeURIComponent(mailAddress)}`}>
                {mailAddress}
              </Link>
            }
          />
        )}
      </dl>
    </section>
  );
}

function Fact({ label, value }: { label: string; value: ReactNode }): ReactNode {
  const styles = useDetailStyles();
  return (
    <>
      <dt className={styles.muted}>{label}</dt>
      <dd className={styles.fact}>{value}</dd>
    </>
  );
}
