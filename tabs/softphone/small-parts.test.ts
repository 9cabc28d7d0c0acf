import { microphoneError } from './adapters/browser-devices';
import { levelOf } from './adapters/level-meter';
import { createAudioSettings, defaultAudioSettings } from './audio-settings';
import { dtmfTone } from './dtmf';
import { refusalReason } from './softphone-state';

it('keys sound as ITU-T Q.23 says, and nothing else sounds', () => {
  expect(dtmfTone('1')).toEqual([697, 1209]);
  expect(dtmfTone('5')).toEqual([770, 1336]);
  expect(dtmfTone('#')).toEqual([941, 1477]);
  expect(dtmfTone('x')).toEqual([]);
  expect(dtmfTone('')).toEqual([]);
});

it.each([
  ['NotAllowedError', 'denied'],
  ['SecurityError', 'denied'],
  ['NotFoundError', 'missing'],
  ['OverconstrainedError', 'missing'],
  ['NotReadableError', 'busy'],
])('%s means that the microphone is %s', (name, problem) => {
  expect(microphoneError(new DOMException('', name)).problem).toBe(problem);
});

it('a level is silence at -60 dBFS and full at 0', () => {
  expect(levelOf(0)).toBe(0);
  expect(levelOf(1)).toBe(1);
  expect(levelOf(1e-3)).toBeCloseTo(0.5);
  expect(levelOf(1e-9)).toBe(0);
});

it('final responses have a reason that a person understands', () => {
  expect([403, 404, 480, 486, 487, 603, 500].map(refusalReason)).toEqual([
    'notAllowed',
    'unknownNumber',
    'unreachable',
    'busy',
    'cancelled',
    'declined',
    'failed',
  ]);
});

describe('audio settings', () => {
  const storage = (kept: string | null) => {
    let value = kept;
    return { getItem: () => value, setItem: (_: string, next: string) => void (value = next) };
  };

  it('are remembered', () => {
    const memory = storage(null);
    createAudioSettings(memory).update((value) => ({ ...value, speakerId: 'loud' }));
    expect(createAudioSettings(memory).get()).toEqual({ ...defaultAudioSettings, speakerId: 'loud' });
  });

  it('remember what was switched off', () => {
    const memory = storage('{"processing":{"noiseSuppression":false}}');
    expect(createAudioSettings(memory).get().processing).toEqual({
      echoCancellation: true,
      noiseSuppression: false,
      autoGainControl: true,
    });
  });

  it.each(['nonsense', '{"speakerId":5}', 'null', '{"processing":null}', '{"processing":{"echoCancellation":"no"}}'])(
    'fall back to the defaults when the storage holds %s',
    (kept) => {
      expect(createAudioSettings(storage(kept)).get()).toEqual(defaultAudioSettings);
    },
  );
});
