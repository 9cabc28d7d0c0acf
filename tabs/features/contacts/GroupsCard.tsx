import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { DismissRegular } from '@fluentui/react-icons/svg/dismiss';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ContactView } from '../../../src/contract/people/people';
import { useDetailStyles } from '../../ui/detail-styles';
import { useContactActions } from './contact-actions';
import { GroupIcon } from './GroupIcon';
import { AddToGroup } from './StandingButtons';
import { isMine, useGroups } from './use-groups';
import { useMembership } from './use-membership';

const useStyles = makeStyles({
  head: {
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'space-between',
    paddingRight: tokens.spacingHorizontalS,
  },
  list: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: tokens.spacingHorizontalS,
    listStyleType: 'none',
    margin: 0,
    padding: `0 ${tokens.spacingHorizontalL} ${tokens.spacingVerticalM}`,
  },
  chip: {
    display: 'inline-flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalXS,
    minHeight: '28px',
    padding: `0 ${tokens.spacingHorizontalS}`,
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground3,
    border: `1px solid ${tokens.colorTransparentStroke}`,
    overflowWrap: 'anywhere',
  },
  out: { minWidth: '20px', width: '20px', height: '20px', padding: 0 },
});

/** The groups that somebody is in, as far as I see them. */
export function GroupsCard({ contact }: { contact: ContactView }): ReactNode {
  const detail = useDetailStyles();
  const styles = useStyles();
  const { t } = useTranslation();
  const { takeFrom } = useContactActions();
  const membership = useMembership(contact.id);
  const groups = useGroups().list.groups.filter(({ id }) => membership?.groups.includes(id) === true);
  return (
    <section className={detail.card}>
      <div className={styles.head}>
        <h3 className={detail.cardTitle}>{t('contacts.groups')}</h3>
        <AddToGroup contact={contact} />
      </div>
      {groups.length === 0 ? (
        <p className={detail.empty}>{t('contacts.noGroups')}</p>
      ) : (
        <ul className={styles.list}>
          {groups.map((group) => {
            const label = t('contacts.takeOutOf', { who: contact.displayName, group: group.name });
            return (
              <li key={group.id} className={styles.chip}>
                <GroupIcon kind={group.kind} />
                {group.name}
                {isMine(group) && (
                  <Button
                    className={styles.out}
                    appearance="transparent"
                    size="small"
                    icon={<DismissRegular />}
                    aria-label={label}
                    title={label}
                    onClick={() => takeFrom(contact, group)}
                  />
                )}
              </li>
            );
          })}
        </ul>
      )}
    </section>
  );
}
