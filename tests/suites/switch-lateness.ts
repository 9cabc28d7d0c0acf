import type { SwitchEvent } from '../../src/switch/port';
import type { SuiteContext } from './switch.suite';

/** Nothing else runs in this process meanwhile, as when a large job holds it up. */
function blockFor(ms: number): void {
  for (const endMs = performance.now() + ms; performance.now() < endMs;);
}

const judgements: readonly SwitchEvent['type'][] = ['deviceUnreachable', 'legStalled', 'legLost', 'legEnded'];

export function latenessTests({ office, ownWire }: SuiteContext): void {
  // The phones are in the process that is held up: a switch in another cannot know that it is not they.
  ownWire('does not blame devices for the time in which it did not listen: none is unreachable or lost', async () => {
    const talk = await office().talk();
    await Promise.all([talk.callA.hearsTone(900), talk.callB.hearsTone(600)]);
    // One whose registration is to be renewed while we are late, and one that is just being called.
    const [renewing, called] = [office().enrol('1003'), office().enrol('1004')];
    await office().phone(renewing, { registerSeconds: 3 });
    const phone = await office().phone(called);
    const probe = office().switch.probe(talk.a.id, 1_000);
    const leg = office().dial(called);
    const since = office().events.length;
    blockFor(3_500);
    const call = await phone.nextCall();
    await office().next('legRinging', (event) => event.leg === leg);
    await expect(probe).resolves.toBe(true);
    blockFor(2_500);
    await Promise.all([talk.callA.hearsTone(900), talk.callB.hearsTone(600)]);
    call.answer(1300);
    await office().next('legAnswered', (event) => event.leg === leg);
    await office().next('legMedia', (event) => event.leg === leg);
    await office().switch.probe(renewing.id, 5_000);
    expect(
      office()
        .events.slice(since)
        .filter(({ type }) => judgements.includes(type)),
    ).toEqual([]);
  });

  it('still notices, once it listens again, who went away meanwhile', async () => {
    const talk = await office().talk();
    await office().next('legMedia', ({ leg }) => leg === talk.legB);
    talk.phoneB.freeze();
    blockFor(2_500);
    await office().next('legStalled', ({ leg }) => leg === talk.legB);
    await office().next('deviceUnreachable', ({ deviceId }) => deviceId === talk.b.id);
    expect(office().count('legStalled', talk.legA)).toBe(0);
  });
}
