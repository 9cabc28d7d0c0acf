import {
  Button,
  Field,
  MessageBar,
  MessageBarBody,
  Textarea,
  makeStyles,
  mergeClasses,
  tokens,
} from '@fluentui/react-components';
import { DocumentPersonRegular } from '@fluentui/react-icons/svg/document-person';
import { useRef, useState } from 'react';
import type { DragEvent, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { OwnContactBody } from '../../../src/contract/contacts/own-contacts';
import type { Proposal } from './contact-fields';
import { useReading } from './use-reading';

const useStyles = makeStyles({
  part: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalS,
    borderRadius: tokens.borderRadiusMedium,
  },
  over: { outline: `2px dashed ${tokens.colorBrandStroke1}`, outlineOffset: '4px' },
  row: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
});

export interface ReadWrittenProps {
  readonly onRead: (proposal: Proposal) => void;
  readonly onSaveAll: (contacts: readonly OwnContactBody[]) => void;
}

/** Fills the fields from a mail or a vCard, pasted, chosen or dropped; nothing is stored by that. */
export function ReadWritten({ onRead, onSaveAll }: ReadWrittenProps): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  const input = useRef<HTMLInputElement>(null);
  const { read, readFile, found, said } = useReading(onRead);
  const { over, drop } = useDrop(readFile);
  return (
    <div className={mergeClasses(styles.part, over && styles.over)} {...drop}>
      <Field label={t('contacts.read.title')} hint={t('contacts.read.hint')}>
        <Textarea rows={3} resize="vertical" onChange={(_, { value }) => read(value)} />
      </Field>
      <div className={styles.row}>
        <Button icon={<DocumentPersonRegular />} onClick={() => input.current?.click()}>
          {t('contacts.read.file')}
        </Button>
        {found.length > 1 && (
          <Button onClick={() => onSaveAll(found)}>{t('contacts.read.saveAll', { count: found.length })}</Button>
        )}
        <input
          ref={input}
          type="file"
          hidden
          accept=".eml,.vcf,message/rfc822,text/vcard,text/x-vcard"
          aria-label={t('contacts.read.file')}
          onChange={({ target }) => target.files?.[0] && readFile(target.files[0])}
        />
      </div>
      {said !== null && (
        <MessageBar intent={said.warns ? 'warning' : 'success'} role={said.warns ? 'alert' : 'status'}>
          <MessageBarBody>{said.text}</MessageBarBody>
        </MessageBar>
      )}
    </div>
  );
}

/** A file that somebody drags here. */
function useDrop(readFile: (file: File) => void) {
  const [over, setOver] = useState(false);
  const accept = (event: DragEvent): void => {
    if (!event.dataTransfer.types.includes('Files')) return;
    event.preventDefault();
    setOver(true);
  };
  return {
    over,
    drop: {
      onDragEnter: accept,
      onDragOver: accept,
      onDragLeave: () => setOver(false),
      onDrop(event: DragEvent) {
        const [file] = event.dataTransfer.files;
        setOver(false);
        if (file === undefined) return;
        event.preventDefault();
        readFile(file);
      },
    },
  };
}
