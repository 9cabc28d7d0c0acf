import { Button, Field, Input, Text, makeStyles, tokens } from '@fluentui/react-components';
import { ArrowUploadRegular } from '@fluentui/react-icons/svg/arrow-upload';
import { DeleteRegular } from '@fluentui/react-icons/svg/delete';
import { PauseRegular } from '@fluentui/react-icons/svg/pause';
import { PlayRegular } from '@fluentui/react-icons/svg/play';
import { RecordRegular } from '@fluentui/react-icons/svg/record';
import { useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { AnswerGroupId } from '../../../../src/contract/ids';
import { longestSoundName, mostSounds } from '../../../../src/contract/sounds/limits';
import type { SoundOfOwner } from '../../../../src/contract/sounds/sounds';
import type { FocusScope } from '../../../session/focus-keeper';
import { useFocusScope } from '../../../ui/use-focus-scope';
import { lengthText } from '../../../view-models/duration';
import { RecordDialog } from '../../voicemail/RecordDialog';
import { useListening } from '../../voicemail/use-listening';
import { usePartStyles } from '../trunks/part-styles';
import { useGroupSoundActs, type GroupSoundActs } from './use-group-sounds';

const useStyles = makeStyles({
  list: { listStyleType: 'none', margin: 0, padding: 0 },
  row: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalS, minHeight: '44px' },
  names: { display: 'flex', flexDirection: 'column', flex: 1, minWidth: 0, overflowWrap: 'anywhere' },
  add: { display: 'flex', flexWrap: 'wrap', alignItems: 'end', gap: tokens.spacingHorizontalS },
  field: { flex: '1 1 160px', minWidth: 0, gridTemplateColumns: 'minmax(0, 1fr)' },
  file: { display: 'none' },
});

/** Of one that is removed the next one has it. */
const rows: FocusScope = { items: 'li' };

interface GroupSoundsProps {
  readonly groupId: AnswerGroupId;
  readonly sounds: readonly SoundOfOwner[];
}

/** What the group has recorded or uploaded; each change is saved at once, and heard once it is chosen. */
export function GroupSounds({ groupId, sounds }: GroupSoundsProps): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  const acts = useGroupSoundActs(groupId);
  const listening = useListening(acts.address);
  const labelOf = (what: string, name: string): string => `${t(`voicemail.greeting.${what}`)}: ${name}`;
  return (
    <>
      <ul ref={useFocusScope(rows)} className={styles.list} aria-label={t('answerGroupAdmin.sounds.title')}>
        {sounds.map((sound) => {
          const plays = listening.to === sound.id;
          return (
            <li key={sound.id} className={styles.row}>
              <div className={styles.names}>
                <Text>{sound.name}</Text>
                <Text size={200}>{lengthText(sound.ms)}</Text>
              </div>
              <Button
                appearance="subtle"
                icon={plays ? <PauseRegular /> : <PlayRegular />}
                aria-label={labelOf(plays ? 'pause' : 'listen', sound.name)}
                onClick={() => (plays ? listening.stop() : listening.begin(sound.id))}
              />
              <Button
                appearance="subtle"
                icon={<DeleteRegular />}
                aria-label={t('answerGroupAdmin.sounds.remove', { name: sound.name })}
                onClick={() => (listening.stop(), acts.remove(sound))}
              />
            </li>
          );
        })}
      </ul>
      {sounds.length < mostSounds && <NewSound acts={acts} onBegin={listening.stop} />}
    </>
  );
}

interface NewSoundProps {
  readonly acts: Pick<GroupSoundActs, 'keep'>;
  readonly onBegin: () => void;
}

/** Its name first, then the sound itself, recorded or as a file. */
function NewSound({ acts, onBegin }: NewSoundProps): ReactNode {
  const styles = useStyles();
  const part = usePartStyles();
  const { t } = useTranslation();
  const [typed, setTyped] = useState('');
  const [isRecording, setRecording] = useState(false);
  const file = useRef<HTMLInputElement>(null);
  const name = typed.trim();
  async function keep(sound: Blob): Promise<boolean> {
    const isKept = (await acts.keep(name, sound)) !== null;
    if (isKept) setTyped('');
    return isKept;
  }
  return (
    <div className={styles.add}>
      <Field className={styles.field} label={t('answerGroupAdmin.sounds.name')}>
        <Input maxLength={longestSoundName} value={typed} onChange={(_, { value }) => setTyped(value)} />
      </Field>
      <Button icon={<RecordRegular />} disabledFocusable={name === ''} onClick={() => (onBegin(), setRecording(true))}>
        {t('voicemail.greeting.record')}
      </Button>
      <Button icon={<ArrowUploadRegular />} disabledFocusable={name === ''} onClick={() => file.current?.click()}>
        {t('voicemail.greeting.upload')}
      </Button>
      <input
        ref={file}
        className={styles.file}
        type="file"
        accept="audio/*"
        aria-label={t('voicemail.greeting.upload')}
        onChange={({ target }) => {
          const chosen = target.files?.[0];
          target.value = '';
          if (chosen !== undefined) void keep(chosen);
        }}
      />
      <Text size={200} className={part.hint}>
        {t('answerGroupAdmin.sounds.hint')}
      </Text>
      {isRecording && <RecordDialog name={name} keep={keep} close={() => setRecording(false)} />}
    </div>
  );
}
