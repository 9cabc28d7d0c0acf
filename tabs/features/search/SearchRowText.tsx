import { Text, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { DialpadRegular } from '@fluentui/react-icons/svg/dialpad';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ActivityText, LineText } from '../../ui/ActivityText';
import { CallEntryIcon } from '../../ui/CallEntryIcon';
import { PersonAvatar } from '../../ui/PersonAvatar';
import { PhoneNumber } from '../../ui/PhoneNumber';
import { useActivity } from '../../ui/use-activity';
import { useRowPhoto } from '../../ui/use-row-photo';
import { useWhen } from '../../ui/use-when';
import { aboutContact } from '../../view-models/about';
import { isMissed, outcomeKey } from '../../view-models/call-list';
import type { SearchRow } from '../../view-models/search-results';

const useStyles = makeStyles({
  who: {
    display: 'grid',
    gridTemplateColumns: '36px minmax(0, 1fr)',
    gap: tokens.spacingHorizontalM,
    alignItems: 'center',
  },
  number: { paddingLeft: '48px' },
  texts: { display: 'flex', flexDirection: 'column', minWidth: 0 },
  name: { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap', fontWeight: tokens.fontWeightSemibold },
  detail: {
    color: tokens.colorNeutralForeground3,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    display: 'flex',
    gap: tokens.spacingHorizontalXS,
    overflow: 'hidden',
    whiteSpace: 'nowrap',
  },
  ellipsis: { overflow: 'hidden', textOverflow: 'ellipsis', minWidth: 0 },
  pad: {
    display: 'grid',
    placeItems: 'center',
    width: '36px',
    height: '36px',
    borderRadius: '50%',
    backgroundColor: tokens.colorBrandBackground2,
    color: tokens.colorBrandForeground2,
    fontSize: '20px',
  },
});

/**
 * Who or what a row is: a number as typed, a person with line state and what they say of themselves, or one of their
 * numbers.
 */
export function SearchRowText({ row }: { row: SearchRow }): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  if (row.kind === 'number') {
    return (
      <div className={mergeClasses(styles.number, styles.texts)}>
        <Text className={styles.ellipsis}>
          <PhoneNumber number={row.number} />
        </Text>
        <span data-quiet className={styles.detail}>
          {t(`number.${row.label}`)}
        </span>
      </div>
    );
  }
  if (row.kind === 'typed') {
    return (
      <div className={styles.who}>
        <span className={styles.pad} aria-hidden>
          <DialpadRegular />
        </span>
        <div className={styles.texts}>
          <Text className={styles.name}>
            <PhoneNumber number={row.number} />
          </Text>
          <span data-quiet className={styles.detail}>
            {row.after === '' ? t('search.typedNumber') : t('keypad.leftOut', { digits: row.after })}
          </span>
        </div>
      </div>
    );
  }
  if (row.kind === 'latest') return <LatestText row={row} />;
  return <ContactText row={row} />;
}

/** Somebody of the directory: activity and line are two facts. */
function ContactText({ row: { contact, line } }: { row: Extract<SearchRow, { kind: 'contact' }> }): ReactNode {
  const styles = useStyles();
  const person = useActivity(contact.userId);
  const statusMessage = person === null ? contact.statusMessage : person.statusMessage;
  const about =
    statusMessage ??
    (aboutContact(contact)
      .slice(0, contact.userId === null ? 2 : 1)
      .join(' · ') ||
      null);
  return (
    <div className={styles.who}>
      <PersonAvatar name={contact.displayName} line={line} size={36} contact={contact} />
      <div className={styles.texts}>
        <Text className={styles.name}>{contact.displayName}</Text>
        <span data-quiet className={styles.detail}>
          {person !== null && <ActivityText activity={person.activity} />}
          {person !== null && line !== null && <span aria-hidden>·</span>}
          {line !== null && <LineText line={line} />}
          {line !== null && about !== null && <span aria-hidden>·</span>}
          {about !== null && <span className={styles.ellipsis}>{about}</span>}
        </span>
      </div>
    </div>
  );
}

/** Somebody I had a call with, and when; whom I dialled last says so. */
function LatestText({ row: { entry, number, redial } }: { row: Extract<SearchRow, { kind: 'latest' }> }): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  const when = useWhen();
  const photo = useRowPhoto(entry.other.contactId);
  const why = redial ? t('search.redial') : isMissed(entry) ? t(outcomeKey(entry), { number }) : null;
  return (
    <div className={styles.who}>
      <PersonAvatar name={entry.other.name} line={null} size={36} contact={photo} />
      <div className={styles.texts}>
        <Text className={styles.name}>{entry.other.name ?? <PhoneNumber number={number} />}</Text>
        <span data-quiet className={styles.detail}>
          <CallEntryIcon direction={entry.direction} />
          <span className={styles.ellipsis}>
            {[why, when.dayAndTime(entry.startedAtMs)].filter((text) => text !== null).join(' · ')}
          </span>
        </span>
      </div>
    </div>
  );
}
