import { Button, Field, MessageBar, MessageBarBody, Textarea, makeStyles, tokens } from '@fluentui/react-components';
import { DocumentPersonRegular } from '@fluentui/react-icons/svg/document-person';
import { useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { longestCard } from '../../../src/contract/contacts/limits';
import type { OwnContactBody, ReadCards as Answer } from '../../../src/contract/contacts/own-contacts';
import { errorCode } from '../../api/client-error';
import { useServices } from '../../ui/services';

const useStyles = makeStyles({
  part: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalS },
  row: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
});

export interface ReadCardsProps {
  readonly onRead: (contact: OwnContactBody) => void;
  readonly onSaveAll: (contacts: readonly OwnContactBody[]) => void;
}

/** Fills the fields from a vCard, as a file or pasted; nothing is stored by that. */
export function ReadCards({ onRead, onSaveAll }: ReadCardsProps): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  const file = useRef<HTMLInputElement>(null);
  const { read, found, problem } = useReading(onRead);
  return (
    <div className={styles.part}>
      <Field label={t('contacts.read.title')} hint={t('contacts.read.hint')}>
        <Textarea rows={2} resize="vertical" onChange={(_, { value }) => read(value)} />
      </Field>
      <div className={styles.row}>
        <Button icon={<DocumentPersonRegular />} onClick={() => file.current?.click()}>
          {t('contacts.read.file')}
        </Button>
        {found.length > 1 && (
          <Button onClick={() => onSaveAll(found)}>{t('contacts.read.saveAll', { count: found.length })}</Button>
        )}
        <input
          ref={file}
          type="file"
          hidden
          accept=".vcf,text/vcard,text/x-vcard"
          aria-label={t('contacts.read.file')}
          onChange={({ target }) => void target.files?.[0]?.text().then(read)}
        />
      </div>
      {problem !== null && (
        <MessageBar intent="warning" role="alert">
          <MessageBarBody>{problem}</MessageBarBody>
        </MessageBar>
      )}
    </div>
  );
}

/** Pictures, which are long, stay here: the server makes nothing of them. */
const withoutPictures = (text: string): string =>
  text.replace(/^(?:PHOTO|LOGO|SOUND|KEY)[;:].*(?:\r?\n[ \t].*)*(?:\r?\n|$)/gim, '').slice(0, longestCard);

function useReading(onRead: ReadCardsProps['onRead']) {
  const { t } = useTranslation();
  const { rest } = useServices();
  const [found, setFound] = useState<readonly OwnContactBody[]>([]);
  const [problem, setProblem] = useState<string | null>(null);
  const asked = useRef('');

  async function ask(text: string): Promise<void> {
    const response = await rest.ask('POST', '/own-contacts/read', { body: { text } });
    const { cards } = (await response.json()) as Answer;
    // Whoever types on has asked something else by now.
    if (asked.current !== text) return;
    const contacts = cards.flatMap(({ contact }) => contact ?? []);
    const unread = cards.flatMap((each) => each.unread);
    const bad = cards.length - contacts.length;
    setFound(contacts);
    if (contacts[0] !== undefined) onRead(contacts[0]);
    if (cards.length === 0) setProblem(t('contacts.read.nothing'));
    else if (bad > 0) setProblem(t('contacts.read.bad', { count: bad }));
    else setProblem(unread.length > 0 ? t('contacts.read.unread', { numbers: unread.join(', ') }) : null);
  }

  function read(written: string): void {
    const text = withoutPictures(written);
    asked.current = text;
    if (text.trim() === '') return setProblem(null);
    ask(text).catch((error: unknown) => setProblem(t(`error.${errorCode(error)}`)));
  }
  return { read, found, problem };
}
