import { Button, Text, Tooltip, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { InfoRegular } from '@fluentui/react-icons/svg/info';
import { PauseFilled, PauseRegular } from '@fluentui/react-icons/svg/pause';
import { RecordFilled, RecordRegular } from '@fluentui/react-icons/svg/record';
import { StopRegular } from '@fluentui/react-icons/svg/stop';
import type { ReactElement, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecordingStage } from '../../../src/contract/calls/recording';
import { useServices } from '../../ui/services';
import type { CallCard } from '../../view-models/call-card';
import { useCardStyles } from './card-styles';

const useStyles = makeStyles({
  line: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: tokens.spacingHorizontalXS,
    marginTop: tokens.spacingVerticalM,
  },
  // Of its own colours: red is seen on the dark card as well.
  mark: {
    display: 'inline-flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalXS,
    minWidth: 0,
    minHeight: '24px',
    padding: `0 ${tokens.spacingHorizontalS}`,
    borderRadius: tokens.borderRadiusLarge,
    backgroundColor: tokens.colorNeutralBackground1,
    color: tokens.colorNeutralForeground1,
    border: `1px solid ${tokens.colorNeutralStroke1}`,
    '& svg': { flexShrink: 0 },
  },
  small: { padding: `0 ${tokens.spacingHorizontalXS}` },
  red: { color: tokens.colorPaletteRedForeground1 },
  buttons: { display: 'flex', gap: tokens.spacingHorizontalXS, marginLeft: 'auto' },
});

const icons: Record<RecordingStage, ReactElement> = {
  asking: <RecordRegular />,
  telling: <RecordRegular />,
  on: <RecordFilled />,
  paused: <PauseFilled />,
  refused: <InfoRegular />,
  failed: <InfoRegular />,
};

/** Everybody in the call sees that it is recorded, or about to be; whoever began that can pause and stop it. */
export function RecordingNote({ card }: { card: CallCard }): ReactNode {
  const styles = useStyles();
  const { recording } = card;
  if (recording === null) return null;
  return (
    <div className={styles.line}>
      <RecordingMark recording={recording} />
      {recording.isMine && recording.stage !== 'refused' && recording.stage !== 'failed' && (
        <div className={styles.buttons}>
          <RecordingButtons card={card} stage={recording.stage} />
        </div>
      )}
    </div>
  );
}

export interface RecordingMarkProps {
  readonly recording: NonNullable<CallCard['recording']>;
  /** Where there is no room for words, they are a name. */
  readonly small?: boolean;
}

/** How far the recording is: a red mark where something is kept, and words beside it. Aloud the panel's voice tells. */
export function RecordingMark({ recording: { stage, isMine }, small = false }: RecordingMarkProps): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  const text = t(`recording.${stage}.${isMine ? 'mine' : 'theirs'}`);
  return (
    <span className={mergeClasses(styles.mark, small && styles.small)} title={small ? text : undefined}>
      <span
        aria-hidden={!small}
        {...(small && { role: 'img', 'aria-label': text })}
        className={stage === 'on' ? styles.red : undefined}
      >
        {icons[stage]}
      </span>
      {!small && (
        <Text size={200} weight="semibold">
          {text}
        </Text>
      )}
    </span>
  );
}

function RecordingButtons({ card, stage }: { card: CallCard; stage: RecordingStage }): ReactNode {
  const { t } = useTranslation();
  const { calls } = useServices();
  const paused = stage === 'paused';
  return (
    <>
      {(paused || stage === 'on') && (
        <NoteButton
          card={card}
          task="pauseRecording"
          name={t(paused ? 'recording.resume' : 'recording.pause')}
          icon={paused ? <RecordRegular /> : <PauseRegular />}
          onClick={() => calls.pauseRecording(card.id, !paused)}
        />
      )}
      <NoteButton
        card={card}
        task="stopRecording"
        name={t('recording.stop')}
        icon={<StopRegular />}
        onClick={() => calls.stopRecording(card.id)}
      />
    </>
  );
}

interface NoteButtonProps {
  readonly card: CallCard;
  readonly task: string;
  readonly name: string;
  readonly icon: ReactElement;
  readonly onClick: () => void;
}

function NoteButton({ card, task, name, icon, onClick }: NoteButtonProps): ReactNode {
  const common = useCardStyles();
  return (
    <Tooltip content={name} relationship="label" positioning="below">
      <Button
        size="small"
        shape="circular"
        icon={icon}
        data-task={task}
        className={card.state === 'active' ? common.onActive : undefined}
        onClick={onClick}
      />
    </Tooltip>
  );
}
