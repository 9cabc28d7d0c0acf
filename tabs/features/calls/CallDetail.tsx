import { Button, Menu, MenuItem, MenuList, MenuPopover, MenuTrigger, SplitButton, Tooltip, mergeClasses } from '@fluentui/react-components';
import type { MenuButtonProps } from '@fluentui/react-components';
import { CallRegular } from '@fluentui/react-icons/svg/call';
import { ContactCardRegular } from '@fluentui/react-icons/svg/contact-card';
import { DeleteRegular } from '@fluentui/react-icons/svg/delete';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { OtherParty } from '../../../src/contract/calls';
import { useServices } from '../../app/services';
import { useLayout } from '../../app/use-layout';
import { useNumbers } from '../../components/use-numbers';
import { useStore } from '../../state/store';
import { partyKey } from '../../view-models/call-list';
import { currentLine, waysToReach } from '../../view-models/search-results';
import { useDetailStyles } from '../contacts/detail-styles';
import { NumbersCard } from '../contacts/NumbersCard';
import { PersonHeader } from '../contacts/PersonHeader';
import { useContact } from '../contacts/use-contact';
import { HistoryCard } from './HistoryCard';
import { useDeleteCalls } from './use-delete-calls';
import { usePartyHistory } from './use-party-history';

/** One party of the call list: who it is, what has passed, and the ways to reach them. */
export function CallDetail({ other, party }: { other: OtherParty; party: string }): ReactNode {
  const styles = useDetailStyles();
  const { t } = useTranslation();
  const { store, calls, navigation } = useServices();
  const numbers = useNumbers();
  const layout = useLayout();
  const { contact } = useContact(other.contactId);
  const lines = useStore(store, (state) => state.lines);
  const history = usePartyHistory(other);
  const { deleteCalls } = useDeleteCalls();
  const line = contact ? currentLine(contact, lines) : other.userId === null ? null : (lines.get(other.userId) ?? null);
  const readable = other.number === null ? null : numbers.readable(other.number);
  const name = contact?.displayName ?? other.name ?? readable ?? t('calls.anonymous');
  const ways = contact ? waysToReach(contact) : other.number === null ? [] : [{ label: 'other', number: other.number }];
  // Calling back means the number they called from.
  const best = other.number ?? ways[0]?.number ?? null;
  const entries = history.entries.filter((entry) => partyKey(entry.other) === party);
  return (
    <article className={mergeClasses(styles.detail, layout === 'narrow' && styles.tight)} aria-label={name}>
      <PersonHeader name={name} contact={contact} line={line} fallback={other.name === null ? null : readable} />
      <div className={styles.actions}>
        {best !== null && ways.length > 1 && (
          <Menu positioning="below-end">
            <MenuTrigger disableButtonEnhancement>
              {(trigger) => (
                <SplitButton appearance="primary" icon={<CallRegular />} menuButton={{ ...(trigger as MenuButtonProps), 'aria-label': t('search.numbers') }} primaryActionButton={{ onClick: () => calls.place(best, name) }}>
                  {t('action.call')}
                </SplitButton>
              )}
            </MenuTrigger>
            <MenuPopover>
              <MenuList>
                {ways.map((way) => (
                  <MenuItem key={`${way.label}${way.number}`} secondaryContent={numbers.readable(way.number)} onClick={() => calls.place(way.number, name)}>
                    {t(`number.${way.label}`)}
                  </MenuItem>
                ))}
              </MenuList>
            </MenuPopover>
          </Menu>
        )}
        {best !== null && ways.length <= 1 && (
          <Button appearance="primary" icon={<CallRegular />} onClick={() => calls.place(best, other.name)}>
            {t('action.call')}
          </Button>
        )}
        {contact && (
          <Button icon={<ContactCardRegular />} onClick={() => navigation.open('contacts', contact.id)}>
            {t('action.contactCard')}
          </Button>
        )}
        {entries.length > 0 && (
          <Tooltip content={t('action.deleteCall')} relationship="label">
            <Button icon={<DeleteRegular />} onClick={() => deleteCalls(entries.map(({ callId }) => callId))} />
          </Tooltip>
        )}
      </div>
      <HistoryCard title={t('calls.history')} entries={entries} more={history.more} onMore={history.loadMore} />
      {ways.length > 0 && <NumbersCard name={contact?.displayName ?? other.name} ways={ways} />}
    </article>
  );
}
