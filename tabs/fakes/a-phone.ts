import type { CallId } from '../../src/contract/ids';
import type { AudioNotice } from '../softphone/audio-routing';
import { defaultAudioSettings } from '../softphone/audio-settings';
import type { AudioSettings } from '../softphone/audio-settings';
import { createSoftphone } from '../softphone/softphone';
import { createStore } from '../state/store';
import { createFakeClock, settle } from './fake-clock';
import { FakeDevices, FakeRinger, someCredentials } from './fake-phones';
import type { FakeSwitch } from './fake-phones';
import { callId } from './samples';

/** A softphone over fakes, and what came of it. */
export async function aPhone(
  telephony: FakeSwitch,
  extension: string,
  options: {
    enrol?: () => Promise<ReturnType<typeof someCredentials>>;
    /** Until then the SIP stack is on its way. */
    loaded?: Promise<void>;
    start?: boolean;
  } = {},
) {
  const clock = createFakeClock();
  const devices = new FakeDevices();
  const audioSettings = createStore<AudioSettings>({
    ...defaultAudioSettings,
    microphoneId: 'headset',
    speakerId: 'loud',
  });
  let enrolments = 0;
  let calls = 0;
  const lost: CallId[] = [];
  const sounds: { readonly id: CallId; readonly score: number }[] = [];
  const notices: AudioNotice[] = [];
  let networkChanged = (): void => undefined;
  const phone = createSoftphone({
    async loadSipClient() {
      await options.loaded;
      return telephony.phone(extension);
    },
    devices,
    ringer: new FakeRinger(),
    clock,
    audioSettings,
    enrol: options.enrol ?? (async () => (enrolments++, someCredentials())),
    newCallId: () => callId(++calls),
    onNetworkChange(listener) {
      networkChanged = listener;
      return () => (networkChanged = () => undefined);
    },
    onLostSession: (id) => lost.push(id),
    onSound: (id, score) => sounds.push({ id, score }),
    onAudioNotice: (notice) => notices.push(notice),
    log: () => undefined,
  });
  if (options.start !== false) await phone.start();
  await settle();
  const call = (id: CallId) => phone.state.get().calls.get(id);
  return {
    phone,
    clock,
    devices,
    audioSettings,
    call,
    lost,
    sounds,
    notices,
    networkChanged: () => networkChanged(),
    enrolments: () => enrolments,
  };
}
