import { patienceMs } from '../../patience';
import type { SuiteContext } from '../switch.suite';

export function sessionTimerTests({ office }: SuiteContext): void {
  it('refreshes a session with a timer by itself', async () => {
    const phone = await office().phone(office().enrol('1001'), { extraSupported: ['timer'] });
    let refreshes = 0;
    phone.wire.on('received', (text) => (refreshes += /^INVITE /.test(text) ? 1 : 0));
    const call = phone.dial('1002', { headers: ['Session-Expires: 2;refresher=uas'], toneHz: 600 });
    const { leg } = await office().next('legArrived');
    office().switch.answer(leg);
    await call.until('established');
    const media = await call.openMedia();
    await media.until(
      () => refreshes >= 2,
      patienceMs,
      () => 'two refreshes',
    );
    expect(call.state).toBe('established');
    expect(office().count('legLost', leg)).toBe(0);
    expect(office().count('legHeld', leg)).toBe(0);
  });

  it('loses a leg whose session the phone promised to refresh and did not', async () => {
    const phone = await office().phone(office().enrol('1001'), { extraSupported: ['timer'] });
    const call = phone.dial('1002', { headers: ['Session-Expires: 2;refresher=uac'], toneHz: 600 });
    const { leg } = await office().next('legArrived');
    office().switch.answer(leg);
    await office().next('legLost', (event) => event.leg === leg);
    await call.until('ended');
  });
}
