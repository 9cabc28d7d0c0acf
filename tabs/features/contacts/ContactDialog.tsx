import { Field, Input, makeStyles, tokens } from '@fluentui/react-components';
import { useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { OwnContactBody } from '../../../src/contract/contacts/own-contacts';
import { bodyOf, fieldsOf, newFields, withRead } from './contact-fields';
import type { ContactFields, Proposal } from './contact-fields';
import type { ContactDraft } from './contact-actions';
import type { ContactView } from '../../../src/contract/people/people';
import { usePhoto } from '../../ui/use-photo';
import { FormDialog } from './FormDialog';
import { useNumbers } from '../../ui/use-numbers';
import { PhotoField } from '../../ui/PhotoField';
import { ReadWritten } from './ReadWritten';
import { useSaving } from './use-saving';

const useStyles = makeStyles({
  pair: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(180px, 1fr))',
    gap: tokens.spacingVerticalM,
    columnGap: tokens.spacingHorizontalM,
  },
});

export interface ContactDialogProps {
  /** Whom it changes; null = a new one. */
  readonly contact: ContactView | null;
  readonly draft?: ContactDraft | undefined;
  /** True once it is stored. */
  readonly onSave: (contact: OwnContactBody) => Promise<boolean>;
  readonly onSaveAll: (contacts: readonly OwnContactBody[]) => Promise<boolean>;
  readonly onClose: () => void;
}

/** A contact of one's own, by hand or from what somebody has sent. */
export function ContactDialog({ contact, draft = {}, onSave, onSaveAll, onClose }: ContactDialogProps): ReactNode {
  const { t } = useTranslation();
  const [fields, setFields] = useState(() => (contact ? fieldsOf(contact.displayName, contact) : newFields(draft)));
  const { saving, save } = useSaving(onClose);
  const { target } = useNumbers();
  const stored = usePhoto(contact);
  const read = useRef<Proposal | null>(null);
  const take = (proposal: Proposal): void => {
    const before = read.current;
    read.current = proposal;
    setFields((now) => withRead(now, proposal, before, (number) => target(number) ?? number));
  };
  return (
    <FormDialog
      title={t(contact ? 'contacts.editContact' : 'contacts.newContact')}
      canSave={fields.name.trim() !== '' && !saving}
      onSave={() => save(() => onSave(bodyOf(fields)))}
      onClose={onClose}
    >
      <PhotoField
        name={fields.name}
        shown={shownPhoto(fields.photo, stored)}
        onChange={(photo) => setFields((now) => ({ ...now, photo }))}
      />
      <Fields fields={fields} onChange={setFields} />
      {contact === null && <ReadWritten onRead={take} onSaveAll={(contacts) => save(() => onSaveAll(contacts))} />}
    </FormDialog>
  );
}

/** The new one, none, or the one that is stored. */
const shownPhoto = (photo: ContactFields['photo'], stored: string | undefined): string | undefined =>
  photo === undefined ? stored : photo === null ? undefined : `data:image/jpeg;base64,${photo}`;

interface FieldsProps {
  readonly fields: ContactFields;
  readonly onChange: (fields: ContactFields) => void;
}

function Fields({ fields, onChange }: FieldsProps): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  const text = (key: Exclude<keyof ContactFields, 'others' | 'photo'>) => ({
    value: fields[key] ?? '',
    onChange: (_: unknown, { value }: { value: string }) => onChange({ ...fields, [key]: value }),
  });
  return (
    <>
      <Field label={t('contacts.field.name')} required>
        <Input maxLength={120} {...text('name')} />
      </Field>
      <Field label={t('contacts.company')}>
        <Input maxLength={120} {...text('company')} />
      </Field>
      {(fields.department !== null || fields.role !== null) && (
        <div className={styles.pair}>
          {(['role', 'department'] as const).map(
            (key) =>
              fields[key] !== null && (
                <Field key={key} label={t(`contacts.${key}`)}>
                  <Input maxLength={120} {...text(key)} />
                </Field>
              ),
          )}
        </div>
      )}
      <div className={styles.pair}>
        <Field label={t('number.mobile')}>
          <Input type="tel" maxLength={60} {...text('mobile')} />
        </Field>
        <Field label={t('number.work')}>
          <Input type="tel" maxLength={60} {...text('work')} />
        </Field>
        <OtherNumbers fields={fields} onChange={onChange} />
      </div>
      <Field label={t('contacts.field.mailAddress')}>
        <Input type="email" maxLength={254} {...text('mailAddress')} />
      </Field>
    </>
  );
}

/** Numbers that a card or a mail gave besides; an emptied one goes. */
function OtherNumbers({ fields, onChange }: FieldsProps): ReactNode {
  const { t } = useTranslation();
  return fields.others.map(({ label, number }, at) => (
    // oxlint-disable-next-line react/no-array-index-key -- a number that is being changed stays where it is
    <Field key={at} label={t('contacts.field.numberOf', { kind: t(`number.${label}`), count: at + 2 })}>
      <Input
        type="tel"
        maxLength={60}
        value={number}
        onChange={(_, { value }) =>
          onChange({
            ...fields,
            others: fields.others.map((each, index) => (index === at ? { label, number: value } : each)),
          })
        }
      />
    </Field>
  ));
}
