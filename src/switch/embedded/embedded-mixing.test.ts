import type { Worker } from 'node:worker_threads';
import { startEmbeddedSwitch, startEmbeddedWithMixers } from '../../../tests/fakes/embedded-switch';
import { conferenceOf, everybodyHearsTheOthers } from '../../../tests/suites/switch-mixing';
import { openOffices, switchSuite } from '../../../tests/suites/switch.suite';

switchSuite('embedded', 'who hears several', startEmbeddedSwitch);

describe('the thread of the mixer', () => {
  const mixers: Worker[] = [];
  const { office } = openOffices((options) => startEmbeddedWithMixers(options, (mixer) => mixers.push(mixer)));

  it('begins with the first who hears several', async () => {
    await office().talk();
    expect(mixers).toHaveLength(0);
  });

  it('begins anew when it has ended by itself, and everybody goes on hearing', async () => {
    const all = await conferenceOf(office());
    for (let times = 0; times < 2; times += 1) {
      await mixers.at(-1)?.terminate();
      await everybodyHearsTheOthers(all);
    }
    expect(mixers).toHaveLength(3);
    for (const { call } of Object.values(all)) expect(call.media?.stats().lost).toBe(0);
  });
});
