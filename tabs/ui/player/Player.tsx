import {
  Menu,
  MenuButton,
  MenuItemRadio,
  MenuList,
  MenuPopover,
  MenuTrigger,
  Text,
  makeStyles,
  tokens,
} from '@fluentui/react-components';
import type { KeyboardEvent, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecordingId } from '../../../src/contract/ids';
import { littleRoom } from './little-room';
import { useLayout } from '../use-layout';
import { useStore } from '../use-store';
import { lengthText } from '../../view-models/duration';
import { speeds, type Player as PlayerOf } from './player';
import { Waveform } from './Waveform';

const useStyles = makeStyles({
  player: {
    gridArea: 'player',
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalM,
    minWidth: 0,
    // On a phone what is drawn has a line of its own.
    [littleRoom]: { flexWrap: 'wrap', rowGap: tokens.spacingVerticalXS, justifyContent: 'space-between' },
  },
  time: { fontVariantNumeric: 'tabular-nums', color: tokens.colorNeutralForeground3, flexShrink: 0 },
  wave: {
    position: 'relative',
    flex: 1,
    minWidth: 0,
    height: '40px',
    borderRadius: tokens.borderRadiusMedium,
    [littleRoom]: { flexBasis: '100%', order: -1 },
    ':focus-within': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '2px' },
  },
  slider: {
    appearance: 'none',
    position: 'absolute',
    inset: 0,
    width: '100%',
    height: '100%',
    margin: 0,
    background: 'none',
    cursor: 'pointer',
    outlineStyle: 'none',
    '::-webkit-slider-runnable-track': { background: 'none', height: '40px' },
    '::-webkit-slider-thumb': {
      appearance: 'none',
      marginTop: '13px',
      width: '14px',
      height: '14px',
      borderRadius: tokens.borderRadiusCircular,
      backgroundColor: tokens.colorCompoundBrandBackground,
      border: `2px solid ${tokens.colorNeutralBackground1}`,
      boxSizing: 'border-box',
    },
    '::-moz-range-track': { background: 'none' },
    '::-moz-range-thumb': {
      width: '10px',
      height: '10px',
      borderRadius: tokens.borderRadiusCircular,
      backgroundColor: tokens.colorCompoundBrandBackground,
      border: `2px solid ${tokens.colorNeutralBackground1}`,
    },
    '@media (forced-colors: active)': {
      '::-webkit-slider-thumb': { forcedColorAdjust: 'none', backgroundColor: 'Highlight' },
    },
  },
  speed: { minWidth: '72px', fontVariantNumeric: 'tabular-nums', flexShrink: 0 },
});

/** Seconds that an arrow key goes on or back, and a page key. */
const [stepS, leapS] = [5, 15];
const stepsOf: Readonly<Record<string, number>> = {
  ArrowRight: stepS,
  ArrowUp: stepS,
  ArrowLeft: -stepS,
  ArrowDown: -stepS,
  PageUp: leapS,
  PageDown: -leapS,
};

/** What is played, as it is drawn. */
export interface PlayedSound {
  readonly id: RecordingId;
  readonly ms: number;
  /** How loud it is, in parts of equal length. */
  readonly peaks: readonly number[];
}

/** How far a sound has been played, which place to go to, and how fast. */
export function Player({ sound, player }: { sound: PlayedSound; player: PlayerOf }): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  const narrow = useLayout() === 'narrow';
  const { id, ms, peaks } = sound;
  const positionMs = Math.min(
    useStore(player.state, (state) => (state.soundId === id ? state.positionMs : 0)),
    ms,
  );
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = stepsOf[event.key];
    if (step === undefined) return;
    event.preventDefault();
    player.seek(id, Math.min(Math.max(0, positionMs + step * 1_000), ms));
  };
  const [at, length] = [lengthText(positionMs), lengthText(ms)];
  return (
    <div className={styles.player}>
      <Text size={200} className={styles.time}>
        {at}
      </Text>
      <div className={styles.wave}>
        <Waveform peaks={peaks} bars={narrow ? 40 : 100} played={positionMs / ms} />
        <input
          type="range"
          className={styles.slider}
          aria-label={t('player.position')}
          aria-valuetext={t('player.positionOf', { at, length })}
          min={0}
          max={ms / 1_000}
          step="any"
          value={positionMs / 1_000}
          onChange={(event) => player.seek(id, event.target.valueAsNumber * 1_000)}
          onKeyDown={onKeyDown}
        />
      </div>
      <Text size={200} className={styles.time}>
        {length}
      </Text>
      <SpeedButton player={player} />
    </div>
  );
}

/** For all of them, until the section is left. */
function SpeedButton({ player }: { player: PlayerOf }): ReactNode {
  const styles = useStyles();
  const { t, i18n } = useTranslation();
  const speed = useStore(player.state, (state) => state.speed);
  const written = (each: number): string => `${new Intl.NumberFormat(i18n.language).format(each)}×`;
  return (
    <Menu
      checkedValues={{ speed: [String(speed)] }}
      onCheckedValueChange={(_, { checkedItems }) => player.setSpeed(Number(checkedItems[0]))}
    >
      <MenuTrigger disableButtonEnhancement>
        <MenuButton size="small" className={styles.speed} aria-label={t('player.speedOf', { speed: written(speed) })}>
          {written(speed)}
        </MenuButton>
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          {speeds.map((each) => (
            <MenuItemRadio key={each} name="speed" value={String(each)}>
              {written(each)}
            </MenuItemRadio>
          ))}
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
