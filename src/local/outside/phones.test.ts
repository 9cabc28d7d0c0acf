import { createFakeClock } from '../../../tests/fakes/clock';
import { createRecordingSwitch } from '../../../tests/fakes/recording-switch';
import { createOutsidePhones } from './phones';

const minute = 60_000;

test('a phone is known to the switch as outside, until its window stops to renew it', async () => {
  const [telephoneSwitch, clock] = [createRecordingSwitch(), createFakeClock()];
  const phones = createOutsidePhones({ switch: telephoneSwitch, clock });
  const { deviceId } = await phones.enrol('+46701234567');
  expect(telephoneSwitch.take()).toMatchObject([
    [
      'enrol',
      { deviceId, side: { kind: 'outside', number: '+46701234567' }, expiresAtMs: clock.nowMs() + 10 * minute },
    ],
  ]);
  clock.advance(9 * minute);
  expect((await phones.enrol('+46701234567', deviceId)).deviceId).toBe(deviceId);
  clock.advance(9 * minute);
  expect(telephoneSwitch.take().map(([name]) => name)).toEqual(['enrol']);
  clock.advance(2 * minute);
  expect(telephoneSwitch.take()).toEqual([['revoke', deviceId]]);
  expect(clock.pending).toBe(0);
});

test('all phones are forgotten at the end', async () => {
  const [telephoneSwitch, clock] = [createRecordingSwitch(), createFakeClock()];
  const phones = createOutsidePhones({ switch: telephoneSwitch, clock });
  const devices = [(await phones.enrol('+46701234567')).deviceId, (await phones.enrol('+442079460123')).deviceId];
  telephoneSwitch.take();
  phones.stop();
  expect(telephoneSwitch.take()).toEqual(devices.map((deviceId) => ['revoke', deviceId]));
  expect(clock.pending).toBe(0);
});
