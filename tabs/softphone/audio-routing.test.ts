import { effectiveAudio, routingNotice } from './audio-routing';
import { defaultAudioSettings } from './audio-settings';
import type { AudioDevices } from './ports';

const jabra = { id: 'jabra', label: 'Jabra' };
const laptop = { id: 'laptop', label: 'Laptop' };
const devices = (change: Partial<AudioDevices> = {}): AudioDevices => ({
  microphones: [jabra, laptop],
  speakers: [jabra, laptop],
  defaultMicrophone: 'Laptop',
  defaultSpeaker: 'Laptop',
  ...change,
});
const chosen = { ...defaultAudioSettings, microphoneId: 'jabra', speakerId: 'jabra', ringDeviceId: 'laptop' };

it('uses what is chosen and there', () => {
  expect(effectiveAudio(chosen, devices())).toEqual(chosen);
  expect(effectiveAudio(chosen, devices({ microphones: [laptop], speakers: [laptop] }))).toMatchObject({
    microphoneId: null,
    speakerId: null,
    ringDeviceId: 'laptop',
  });
});

it('keeps the choice while the browser hides its devices', () => {
  expect(effectiveAudio(chosen, devices({ microphones: [], speakers: [] }))).toEqual(chosen);
});

it.each([
  [
    'a headset, which is two devices, in one notice',
    devices(),
    devices({ microphones: [laptop], speakers: [laptop] }),
    { kind: 'unplugged', device: 'Jabra', using: 'Laptop' },
  ],
  [
    'the speaker alone',
    devices(),
    devices({ speakers: [laptop] }),
    { kind: 'unplugged', device: 'Jabra', using: 'Laptop' },
  ],
  [
    'the last one',
    devices({ microphones: [jabra] }),
    devices({ microphones: [] }),
    { kind: 'unpluggedLast', device: 'Jabra' },
  ],
  [
    'the chosen one coming back',
    devices({ microphones: [laptop], speakers: [laptop] }),
    devices(),
    { kind: 'back', device: 'Jabra' },
  ],
  ['something that nobody uses', devices({ microphones: [jabra, laptop, { id: 'x', label: 'X' }] }), devices(), null],
  ['the first look at the devices', devices({ microphones: [], speakers: [] }), devices(), null],
] as const)('tells of %s', (_what, before, after, notice) => {
  expect(routingNotice(chosen, before, after)).toEqual(notice);
});

it('tells of the default when that is what is in use', () => {
  expect(
    routingNotice(defaultAudioSettings, devices({ defaultMicrophone: 'Jabra' }), devices({ microphones: [laptop] })),
  ).toEqual({ kind: 'unplugged', device: 'Jabra', using: 'Laptop' });
});
