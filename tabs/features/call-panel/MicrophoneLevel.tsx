import { makeStyles } from '@fluentui/react-components';
import { MicRegular } from '@fluentui/react-icons/svg/mic';
import { useEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import type { CallId } from '../../../src/contract/ids';
import { useServices } from '../../ui/services';
import { meterLevel } from '../../softphone/adapters/level-meter';
import { useStore } from '../../ui/use-store';

const useStyles = makeStyles({
  meter: {
    display: 'inline-flex',
    alignItems: 'center',
    gap: '2px',
    height: '16px',
    flexShrink: 0,
    marginLeft: 'auto',
    '& > svg': { marginRight: '1px' },
  },
  // At rest the microphone stands alone: three dots would be a menu.
  bar: {
    width: '3px',
    height: '100%',
    borderRadius: '2px',
    backgroundColor: 'currentColor',
    transformOrigin: 'center',
    transform: 'scaleY(0)',
  },
});

/** It is there for the whole call: drawn seldom, and only when it looks different. */
const everyMs = 100;
const steps = 5;

/** Beginning to listen takes the browser a good part of what an answer takes: the sound of the call comes first. */
const settledMs = 500;

/** The outer bars move less, so that the three read as one voice. */
const weights = [0.6, 1, 0.6];

/** A small sign of how loud the microphone of a call is; decoration, since muting has its own button and text. */
export function MicrophoneLevel({ invitedAs }: { invitedAs: CallId }): ReactNode {
  const styles = useStyles();
  const { softphone, audioSettings, clock } = useServices();
  const box = useRef<HTMLSpanElement>(null);
  const up = useStore(softphone.state, (state) => state.calls.get(invitedAs)?.state === 'established');
  // Another device, or the same one back, is another track.
  const settings = useStore(audioSettings, (value) => value);
  const audio = useStore(softphone.state, (state) => state.audio);
  useEffect(() => {
    const track = up ? softphone.microphoneTrack(invitedAs) : null;
    if (track === null) return undefined;
    let shown = -1;
    const draw = (level: number): void => {
      const step = Math.round(level * steps) / steps;
      if (step === shown) return;
      shown = step;
      for (const [index, bar] of [...(box.current?.querySelectorAll('[data-bar]') ?? [])].entries())
        (bar as HTMLElement).style.transform = `scaleY(${step === 0 ? 0 : 0.25 + 0.75 * step * (weights[index] ?? 1)})`;
    };
    let stop = (): void => undefined;
    const cancel = clock.after(settledMs, () => (stop = meterLevel(track, draw, everyMs)));
    return () => {
      cancel();
      stop();
    };
  }, [softphone, clock, invitedAs, up, settings, audio]);
  if (!up) return null;
  return (
    <span ref={box} className={styles.meter} aria-hidden>
      <MicRegular fontSize={14} />
      {weights.map((_weight, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- three bars that never change places
        <span key={index} data-bar className={styles.bar} />
      ))}
    </span>
  );
}
