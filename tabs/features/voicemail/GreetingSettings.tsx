import { Button, Text, makeStyles, tokens } from '@fluentui/react-components';
import { ArrowUploadRegular } from '@fluentui/react-icons/svg/arrow-upload';
import { DeleteRegular } from '@fluentui/react-icons/svg/delete';
import { PauseRegular } from '@fluentui/react-icons/svg/pause';
import { PlayRegular } from '@fluentui/react-icons/svg/play';
import { RecordRegular } from '@fluentui/react-icons/svg/record';
import { useId, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Greeting, GreetingFor } from '../../../src/contract/voicemail/greetings';
import type { FocusScope } from '../../session/focus-keeper';
import { ReadFailed } from '../../ui/ReadFailed';
import { SectionSkeleton } from '../../ui/SectionSkeleton';
import { useFocusScope } from '../../ui/use-focus-scope';
import { useActivities } from '../calendar/use-activities';
import { lengthText } from '../../view-models/duration';
import { RecordDialog } from './RecordDialog';
import { useGreetingActs, useGreetings, type GreetingActs } from './use-greetings';
import { useListening, type Listening } from './use-listening';

const useStyles = makeStyles({
  list: { listStyleType: 'none', margin: 0, padding: 0 },
  row: {
    display: 'flex',
    alignItems: 'center',
    flexWrap: 'wrap',
    gap: tokens.spacingHorizontalS,
    paddingBlock: tokens.spacingVerticalXS,
    borderBottom: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
    ':last-child': { borderBottomStyle: 'none' },
  },
  names: { display: 'flex', flexDirection: 'column', flex: '1 1 160px', minWidth: 0 },
  hint: { color: tokens.colorNeutralForeground3 },
  file: { display: 'none' },
});

/** Of a greeting that is deleted its row has the keys. */
const row: FocusScope = { heir: (item) => item.querySelector('button') };

const audiences = ['all', 'internal', 'external'] as const;

/** What callers hear before they leave a message: for everybody, for some, and in each activity. */
export function GreetingSettings(): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  const heading = useId();
  const { data, isPending, error, refetch } = useGreetings();
  const { choices, nameOf } = useActivities();
  const acts = useGreetingActs();
  const listening = useListening(acts.address);
  if (isPending) return <SectionSkeleton rows={3} />;
  if (data === undefined)
    return <ReadFailed title={t('voicemail.greeting.failed')} error={error} onRetry={() => void refetch()} />;
  const rows = [
    ...audiences.map((saidTo) => ({ saidTo, name: t(`voicemail.greeting.to.${saidTo}`) })),
    ...choices.map(({ id }) => ({ saidTo: id, name: t('voicemail.greeting.to.activity', { activity: nameOf(id) }) })),
  ];
  return (
    <section aria-labelledby={heading}>
      <Text as="h3" id={heading} weight="semibold" block>
        {t('voicemail.greeting.title')}
      </Text>
      <Text block size={200} className={styles.hint}>
        {t('voicemail.greeting.hint')}
      </Text>
      <ul className={styles.list} aria-labelledby={heading}>
        {rows.map((row) => (
          <GreetingRow
            key={row.saidTo}
            {...row}
            {...{ acts, listening }}
            greeting={data.greetings.find(({ saidTo }) => saidTo === row.saidTo)}
          />
        ))}
      </ul>
    </section>
  );
}

interface GreetingRowProps {
  readonly saidTo: GreetingFor;
  readonly name: string;
  /** Undefined = callers hear what is next best, and the standard one at last. */
  readonly greeting: Greeting | undefined;
  readonly acts: GreetingActs;
  readonly listening: Listening<GreetingFor>;
}

function GreetingRow({ saidTo, name, greeting, acts, listening }: GreetingRowProps): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  const [isRecording, setRecording] = useState(false);
  const file = useRef<HTMLInputElement>(null);
  const labelOf = (what: string): string => t('voicemail.greeting.of', { what: t(`voicemail.greeting.${what}`), name });
  return (
    <li ref={useFocusScope(row)} className={styles.row}>
      <div className={styles.names}>
        <Text>{name}</Text>
        <Text size={200} className={styles.hint}>
          {greeting ? lengthText(greeting.ms) : t('voicemail.greeting.none')}
        </Text>
      </div>
      {greeting && <GreetingButtons {...{ greeting, labelOf, acts, listening }} />}
      <Button
        size="small"
        icon={<RecordRegular />}
        aria-label={labelOf('record')}
        onClick={() => (listening.stop(), setRecording(true))}
      >
        {t('voicemail.greeting.record')}
      </Button>
      <Button
        size="small"
        icon={<ArrowUploadRegular />}
        aria-label={labelOf('upload')}
        onClick={() => file.current?.click()}
      >
        {t('voicemail.greeting.upload')}
      </Button>
      <input
        ref={file}
        className={styles.file}
        type="file"
        accept="audio/*"
        aria-label={labelOf('upload')}
        onChange={({ target }) => {
          const chosen = target.files?.[0];
          target.value = '';
          if (chosen !== undefined) void acts.keep(saidTo, chosen);
        }}
      />
      {isRecording && (
        <RecordDialog name={name} keep={(sound) => acts.keep(saidTo, sound)} close={() => setRecording(false)} />
      )}
    </li>
  );
}

interface GreetingButtonsProps extends Pick<GreetingRowProps, 'acts' | 'listening'> {
  readonly greeting: Greeting;
  labelOf(what: 'listen' | 'pause' | 'delete'): string;
}

function GreetingButtons({ greeting, labelOf, acts, listening }: GreetingButtonsProps): ReactNode {
  const plays = listening.to === greeting.saidTo;
  return (
    <>
      <Button
        size="small"
        appearance="subtle"
        icon={plays ? <PauseRegular /> : <PlayRegular />}
        aria-label={labelOf(plays ? 'pause' : 'listen')}
        onClick={() => (plays ? listening.stop() : listening.begin(greeting.saidTo))}
      />
      <Button
        size="small"
        appearance="subtle"
        icon={<DeleteRegular />}
        aria-label={labelOf('delete')}
        onClick={() => (listening.stop(), acts.remove(greeting))}
      />
    </>
  );
}
