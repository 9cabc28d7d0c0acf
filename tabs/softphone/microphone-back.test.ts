import { FakeSwitch } from '../fakes/fake-phones';
import { aPhone } from '../fakes/a-phone';
import { settle } from '../fakes/fake-clock';
import { callId } from '../fakes/samples';
import { lacksMicrophone } from '../view-models/places';

const none = { microphones: [], speakers: [], defaultMicrophone: null, defaultSpeaker: null };
const headset = { ...none, microphones: [{ id: 'headset', label: 'Headset' }] };

/** A phone whose only headset can be pulled out. */
async function withHeadset() {
  const telephony = new FakeSwitch();
  const told = await aPhone(telephony, '1001');
  const plug = async (present: typeof headset | typeof none): Promise<void> => {
    told.devices.present = present;
    told.devices.problem = present === none ? 'missing' : null;
    told.devices.change();
    await settle();
  };
  await plug(headset);
  return { ...told, telephony, plug };
}

it('the only headset out and in again in a call: sound is back, and the next call is made here', async () => {
  const { phone, devices, plug, telephony } = await withHeadset();
  await aPhone(telephony, '1002');
  phone.place({ number: '1002', name: null, show: null });
  await settle();
  devices.problem = 'missing';
  devices.opened.at(-1)?.track.dispatchEvent(new Event('ended'));
  await settle();
  await plug(none);
  expect(phone.state.get().microphone).toBe('missing');
  expect(phone.microphoneTrack(callId(1))).toBeNull();
  await plug(headset);
  expect(phone.state.get().microphone).toBeNull();
  expect(phone.microphoneTrack(callId(1))).not.toBeNull();
  expect(lacksMicrophone(phone.state.get())).toBe(false);
});

it('a headset that was missing when no call was up is believed in as soon as it is plugged in', async () => {
  const { phone, plug } = await withHeadset();
  await plug(none);
  await phone.testMicrophone();
  expect(phone.state.get().microphone).toBe('missing');
  await plug(headset);
  expect(phone.state.get().microphone).toBeNull();
});

it('a microphone that another program holds is not believed in because something else was plugged in', async () => {
  const { phone, devices, plug } = await withHeadset();
  devices.problem = 'busy';
  await phone.testMicrophone();
  await plug(headset);
  expect(phone.state.get().microphone).toBe('busy');
});
