import {
  Button,
  Combobox,
  Field,
  MessageBar,
  MessageBarBody,
  Option,
  Subtitle2,
  Text,
  makeStyles,
  tokens,
} from '@fluentui/react-components';
import { ArrowDownloadRegular } from '@fluentui/react-icons/svg/arrow-download';
import { DeleteRegular } from '@fluentui/react-icons/svg/delete';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ContactView } from '../../../src/contract/people/people';
import { errorCode, type ClientErrorCode } from '../../api/client-error';
import { saveFile } from '../../ui/save-file';
import { useServices } from '../../ui/services';
import { useStore } from '../../ui/use-store';
import { EraseDialog } from './EraseDialog';

const useStyles = makeStyles({
  part: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalM,
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
    paddingTop: tokens.spacingVerticalL,
  },
  title: { margin: 0 },
  quiet: { color: tokens.colorNeutralForeground2 },
  actions: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
  field: { minWidth: 0 },
});

interface Chosen {
  readonly userId: string;
  readonly name: string;
}

/** What the law gives a person: all that is stored about them, and that it goes. */
export function PersonalData(): ReactNode {
  const styles = useStyles();
  const { t, i18n } = useTranslation();
  const { rest, localTime } = useServices();
  const { zone } = useStore(localTime, (value) => value);
  const queries = useQueryClient();
  const [person, setPerson] = useState<Chosen | null>(null);
  const [asking, setAsking] = useState(false);
  const [said, setSaid] = useState<{ readonly code: ClientErrorCode } | { readonly erased: string } | null>(null);
  const path = `/administration/people/${person?.userId ?? ''}/personal-data`;
  const failed = (error: unknown): void => setSaid({ code: errorCode(error) });
  const save = (as: 'json' | 'csv'): void => {
    setSaid(null);
    rest
      .ask('GET', path, { query: { as, language: i18n.language, zone }, patienceMs: 120_000 })
      .then(async (answer) => saveFile(await answer.blob(), `${person?.name ?? ''}.${as}`))
      .catch(failed);
  };
  const erase = (): void => {
    setAsking(false);
    rest
      .ask('DELETE', path)
      .then(() => {
        setSaid({ erased: person?.name ?? '' });
        setPerson(null);
        void queries.invalidateQueries();
      })
      .catch(failed);
  };
  return (
    <section className={styles.part} aria-label={t('organisation.personal')}>
      <Subtitle2 as="h2" className={styles.title}>
        {t('organisation.personal')}
      </Subtitle2>
      <Text className={styles.quiet}>{t('organisation.personalHint')}</Text>
      <PersonField key={person === null ? 'none' : 'one'} person={person} onChosen={setPerson} />
      <div className={styles.actions}>
        <Button icon={<ArrowDownloadRegular />} disabled={person === null} onClick={() => save('json')}>
          {t('organisation.exportJson')}
        </Button>
        <Button icon={<ArrowDownloadRegular />} disabled={person === null} onClick={() => save('csv')}>
          {t('organisation.exportCsv')}
        </Button>
        <Button icon={<DeleteRegular />} disabled={person === null} onClick={() => setAsking(true)}>
          {t('organisation.erase')}
        </Button>
      </div>
      <div role="status">
        {said !== null && (
          <MessageBar intent={'code' in said ? 'error' : 'success'} layout="multiline">
            <MessageBarBody>
              {'code' in said ? t(`error.${said.code}`) : t('organisation.erased', { name: said.erased })}
            </MessageBarBody>
          </MessageBar>
        )}
      </div>
      <EraseDialog
        name={person?.name ?? ''}
        open={asking && person !== null}
        onCancel={() => setAsking(false)}
        onErase={erase}
      />
    </section>
  );
}

interface PersonFieldProps {
  readonly person: Chosen | null;
  readonly onChosen: (person: Chosen | null) => void;
}

const isColleague = ({ userId }: ContactView): boolean => userId !== null;

function PersonField({ person, onChosen }: PersonFieldProps): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  const { rest } = useServices();
  const [typed, setTyped] = useState(person?.name ?? '');
  // Open as soon as something was typed, pasted or dictated; a key is not needed.
  const [open, setOpen] = useState(false);
  const q = useDeferredValue(typed.trim());
  const { data } = useQuery({
    queryKey: ['administration', 'who', q],
    queryFn: ({ signal }) => rest.contacts({ q, limit: 20 }, signal),
    enabled: q !== '' && q !== person?.name,
  });
  const hits = data?.contacts.filter(isColleague) ?? [];
  return (
    <Field className={styles.field} label={t('organisation.person')}>
      <Combobox
        freeform
        expandIcon={{ 'aria-label': t('combobox.open') }}
        open={open && typed.trim() !== ''}
        onOpenChange={(_, data) => setOpen(data.open)}
        placeholder={t('organisation.findPerson')}
        value={typed}
        selectedOptions={person === null ? [] : [person.userId]}
        onChange={({ target }) => {
          setTyped(target.value);
          setOpen(true);
          if (person !== null) onChosen(null);
        }}
        onOptionSelect={(_, { optionValue, optionText }) => {
          const found = hits.find(({ userId }) => userId === optionValue);
          setTyped(found?.displayName ?? optionText ?? '');
          onChosen(found ? { userId: found.userId ?? '', name: found.displayName } : null);
        }}
      >
        {hits.map(({ userId, displayName, extension }) => (
          <Option key={userId} value={userId ?? ''} text={displayName}>
            {`${displayName}, ${extension ?? ''}`}
          </Option>
        ))}
        {hits.length === 0 && q !== '' && (
          <Option key="none" disabled text="">
            {t('administration.noHits')}
          </Option>
        )}
      </Combobox>
    </Field>
  );
}
