import { Avatar, Button, Text, makeStyles, tokens } from '@fluentui/react-components';
import { useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { smallPhoto } from './small-photo';

const useStyles = makeStyles({
  row: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalM },
});

export interface PhotoFieldProps {
  readonly name: string;
  /** An image's address; undefined = initials. */
  readonly shown: string | undefined;
  /** Base64, small; null takes the photo away. */
  readonly onChange: (photo: string | null) => void;
}

/** The photo of a contact as it will be, and the ways to another or none. */
export function PhotoField({ name, shown, onChange }: PhotoFieldProps): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  const input = useRef<HTMLInputElement>(null);
  const [failed, setFailed] = useState(false);
  const choose = async (file: File | undefined): Promise<void> => {
    if (file === undefined) return;
    const photo = await smallPhoto(file);
    setFailed(photo === null);
    if (photo !== null) onChange(photo);
  };
  return (
    <div className={styles.row}>
      <Avatar
        name={name}
        size={56}
        color="colorful"
        aria-hidden
        {...(shown !== undefined && { image: { src: shown, alt: '' } })}
      />
      <Button onClick={() => input.current?.click()}>{t('contacts.photo.choose')}</Button>
      {shown !== undefined && <Button onClick={() => onChange(null)}>{t('contacts.photo.remove')}</Button>}
      <input
        ref={input}
        type="file"
        hidden
        accept="image/*"
        aria-label={t('contacts.photo.choose')}
        onChange={({ target }) => void choose(target.files?.[0]).finally(() => (target.value = ''))}
      />
      {failed && (
        <Text role="alert" size={200}>
          {t('error.contacts.badPhoto')}
        </Text>
      )}
    </div>
  );
}
