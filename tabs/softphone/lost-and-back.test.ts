import type { CallId } from '../../src/contract/ids';
import { aPhone } from '../fakes/a-phone';
import { settle } from '../fakes/fake-clock';
import { FakeSession, FakeSwitch, aSample } from '../fakes/fake-phones';
import { aCall, callId } from '../fakes/samples';

describe('a call that asks to be answered at once', () => {
  const ask = (telephony: FakeSwitch, id: CallId): FakeSession => {
    const session = new FakeSession(id, 'in', '1001', null);
    session.autoAnswer = true;
    telephony.events('1001').onIncoming(session);
    return session;
  };

  it('is answered without a press', async () => {
    const telephony = new FakeSwitch();
    const { phone, call } = await aPhone(telephony, '1001');
    const session = ask(telephony, callId(5));
    await settle();
    expect(session.state()).toBe('established');
    expect(session.track?.enabled).toBe(true);
    expect(call(callId(5))).toMatchObject({ state: 'established', answering: true });
    expect(phone.state.get().microphone).toBeNull();
  });

  it.each(['granted', 'prompt'] as const)(
    'is refused when the microphone cannot be had (permission %s), and the card says why',
    async (permission) => {
      const telephony = new FakeSwitch();
      const { call, devices, phone } = await aPhone(telephony, '1001');
      devices.allowed = permission;
      await phone.refreshAudioDevices();
      devices.problem = 'busy';
      const session = ask(telephony, callId(5));
      await settle();
      expect(session.refusal()).toBe(480);
      expect(call(callId(5))).toMatchObject({ state: 'ended', problem: 'microphone.busy' });
    },
  );

  it('takes the place of its own stale session, muted as before', async () => {
    const telephony = new FakeSwitch();
    const { phone, call, devices } = await aPhone(telephony, '1001');
    const stale = ask(telephony, callId(5));
    await settle();
    phone.mute(callId(5), true);
    const fresh = ask(telephony, callId(5));
    await settle();
    expect(stale).toMatchObject({ abandoned: true, peer: null });
    expect(stale.state()).toBe('established');
    expect(fresh.state()).toBe('established');
    expect(fresh.track?.enabled).toBe(false);
    expect(call(callId(5))).toMatchObject({ state: 'established', muted: true });
    expect(devices.opened.filter(({ track }) => !track.stopped)).toHaveLength(1);
    // The old one's end says nothing about the call.
    stale.move('ended');
    expect(call(callId(5))?.state).toBe('established');
  });

  it('taken back and come again while the microphone opens, it is the new one that counts', async () => {
    const telephony = new FakeSwitch();
    const { call } = await aPhone(telephony, '1001');
    const first = new FakeSession(callId(5), 'in', '1001', null);
    let fail = (): void => undefined;
    first.autoAnswer = true;
    first.accept = () => new Promise((_done, reject) => (fail = () => reject(new Error('cancelled'))));
    telephony.events('1001').onIncoming(first);
    await settle();
    first.move('ended');
    const second = ask(telephony, callId(5));
    fail();
    await settle();
    expect(second.state()).toBe('established');
    expect(call(callId(5))).toMatchObject({ state: 'established', problem: null, answering: true });
  });

  it('comes back held when I held it', async () => {
    const telephony = new FakeSwitch();
    const { phone } = await aPhone(telephony, '1001');
    ask(telephony, callId(5));
    await settle();
    phone.follow(aCall({ id: callId(5), state: 'held', heldByMe: true }));
    const fresh = ask(telephony, callId(5));
    await settle();
    expect(fresh.track?.enabled).toBe(false);
  });
});

describe('after two calls were connected', () => {
  /** My audio was set up as call 2 and is now call 1's. */
  async function connected() {
    const telephony = new FakeSwitch();
    const anna = await aPhone(telephony, '1001');
    const session = new FakeSession(callId(2), 'in', '1001', null);
    telephony.events('1001').onIncoming(session);
    anna.phone.answer(callId(2));
    await settle();
    anna.phone.follow(aCall({ id: callId(2), state: 'ended', endReason: 'transferred', invitedAs: null }));
    anna.phone.follow(aCall({ id: callId(1), state: 'active', invitedAs: callId(2) }));
    return { ...anna, telephony, session };
  }

  it('the sound goes on', async () => {
    const { call, session } = await connected();
    expect(session.state()).toBe('established');
    expect(call(callId(2))).toMatchObject({ state: 'established' });
  });

  it('mute and hold of the call that lives close its microphone', async () => {
    const { phone, session } = await connected();
    phone.follow(aCall({ id: callId(1), state: 'active', invitedAs: callId(2), muted: true }));
    expect(session.track?.enabled).toBe(false);
    phone.follow(aCall({ id: callId(1), state: 'held', invitedAs: callId(2), heldByMe: true }));
    expect(session.track?.enabled).toBe(false);
    phone.follow(aCall({ id: callId(1), state: 'active', invitedAs: callId(2) }));
    expect(session.track?.enabled).toBe(true);
  });

  it('an end told of the old call again ends nothing, that of the living one does', async () => {
    const { phone, session } = await connected();
    phone.follow(aCall({ id: callId(2), state: 'ended', endReason: 'hungUp', invitedAs: callId(2) }));
    expect(session.state()).toBe('established');
    phone.follow(aCall({ id: callId(1), state: 'ended', endReason: 'hungUp', invitedAs: callId(2) }));
    expect(session.state()).toBe('ended');
  });

  it('the living call coming again replaces the session it used, muted as before', async () => {
    const { phone, call, session, telephony } = await connected();
    phone.follow(aCall({ id: callId(1), state: 'active', invitedAs: callId(2), muted: true }));
    const fresh = new FakeSession(callId(1), 'in', '1001', null);
    fresh.autoAnswer = true;
    telephony.events('1001').onIncoming(fresh);
    await settle();
    expect(session.abandoned).toBe(true);
    expect(call(callId(2))?.state).toBe('ended');
    expect(call(callId(1))).toMatchObject({ state: 'established', muted: true });
    expect(fresh.track?.enabled).toBe(false);
  });

  it('a loss is told of the call that lives', async () => {
    const { phone, session, clock, lost } = await connected();
    phone.follow(aCall({ id: callId(1), state: 'active', invitedAs: callId(2) }));
    session.restartOutcome = 'gone';
    session.media = aSample({ silentMs: 2_000 });
    clock.advance(250);
    await settle();
    expect(lost).toEqual([callId(1)]);
  });
});

describe('sound that stops', () => {
  async function talking() {
    const telephony = new FakeSwitch();
    const anna = await aPhone(telephony, '1001');
    const session = new FakeSession(callId(3), 'in', '1001', null);
    session.autoAnswer = true;
    session.media = aSample();
    telephony.events('1001').onIncoming(session);
    await settle();
    const pass = async (ms: number): Promise<void> => {
      for (let gone = 0; gone < ms; gone += 250) {
        anna.clock.advance(250);
        await settle();
      }
    };
    return { telephony, anna, session, pass };
  }

  it('is asked for again, shown when it lasts, and shown as back', async () => {
    const { anna, session, pass } = await talking();
    await pass(1_000);
    expect(session.restarts).toBe(0);
    session.mediaPath = 'new';
    session.media = aSample({ silentMs: 1_500 });
    await pass(250);
    expect(session.restarts).toBe(1);
    expect(anna.call(callId(3))?.stalled).toBe(false);
    session.media = aSample({ silentMs: 2_500 });
    await pass(250);
    expect(anna.call(callId(3))?.stalled).toBe(true);
    session.media = aSample({ silentMs: 5 });
    await pass(250);
    expect(anna.call(callId(3))?.stalled).toBe(false);
  });

  it('in a session that the switch has forgotten is told to the server, once', async () => {
    const { anna, session, pass } = await talking();
    session.restartOutcome = 'gone';
    session.media = aSample({ silentMs: 1_500 });
    await pass(5_000);
    expect(anna.lost).toEqual([callId(3)]);
    expect(session.abandoned).toBe(true);
    expect(anna.call(callId(3))?.state).toBe('ended');
    expect(anna.devices.opened.every(({ track }) => track.stopped)).toBe(true);
  });

  it('is looked for at once when the network changes or the phone is registered again', async () => {
    const { telephony, anna, session } = await talking();
    session.media = aSample({ silentMs: 500 });
    anna.networkChanged();
    await settle();
    expect(session.restarts).toBe(1);
    expect(telephony.retries).toBe(1);
    session.media = aSample({ silentMs: 5 });
    anna.clock.advance(250);
    await settle();
    session.media = aSample({ silentMs: 500 });
    telephony.events('1001').onStatus({ state: 'connecting' });
    telephony.events('1001').onStatus({ state: 'registered' });
    await settle();
    expect(session.restarts).toBe(2);
  });

  it('has its quality in the state, once a second', async () => {
    const { anna, session, pass } = await talking();
    await pass(1_000);
    expect(anna.call(callId(3))?.quality).toBeNull();
    session.media = aSample({ packetsReceived: 190, packetsLost: 30 });
    await pass(1_500);
    expect(anna.call(callId(3))?.quality).toMatchObject({ rating: 'poor', cause: 'loss' });
  });

  it('is told of from time to time: how good it is, of the call that it is now', async () => {
    const { anna, session, pass } = await talking();
    await pass(1_000);
    session.media = aSample({ packetsReceived: 190, packetsLost: 30 });
    await pass(28_000);
    expect(anna.sounds).toEqual([]);
    session.media = aSample({ packetsReceived: 3_000, packetsLost: 30 });
    await pass(4_000);
    expect(anna.sounds).toEqual([{ id: callId(3), score: expect.any(Number) }]);
    expect(anna.sounds[0]?.score).toBe(anna.call(callId(3))?.quality?.score);
  });
});

describe('a device that is unplugged', () => {
  const both = {
    microphones: [
      { id: 'headset', label: 'Jabra' },
      { id: 'built-in', label: 'Laptop' },
    ],
    speakers: [{ id: 'loud', label: 'Jabra' }],
    defaultMicrophone: 'Laptop',
    defaultSpeaker: 'Laptop',
  };

  it('is replaced by the default, said so, and taken again when it is back', async () => {
    const telephony = new FakeSwitch();
    const anna = await aPhone(telephony, '1001');
    anna.devices.present = both;
    anna.devices.change();
    const session = new FakeSession(callId(3), 'in', '1001', null);
    session.autoAnswer = true;
    telephony.events('1001').onIncoming(session);
    await settle();
    expect(anna.devices.opened.at(-1)?.id).toBe('headset');
    anna.devices.present = {
      ...both,
      microphones: both.microphones.slice(1),
      speakers: [{ id: 'own', label: 'Laptop' }],
    };
    anna.devices.change();
    await settle();
    expect(anna.notices).toEqual([{ kind: 'unplugged', device: 'Jabra', using: 'Laptop' }]);
    expect(anna.devices.opened.at(-1)?.id).toBeNull();
    expect(anna.devices.speakers.at(-1)).toBeNull();
    anna.devices.present = both;
    anna.devices.change();
    await settle();
    expect(anna.notices.at(-1)).toEqual({ kind: 'back', device: 'Jabra' });
    expect(anna.devices.opened.at(-1)?.id).toBe('headset');
    expect(anna.devices.speakers.at(-1)).toBe('loud');
  });
});

it('sound treatment changes in the middle of a call, the old track going on until the new one is open', async () => {
  const telephony = new FakeSwitch();
  const { audioSettings, devices } = await aPhone(telephony, '1001');
  const session = new FakeSession(callId(3), 'in', '1001', null);
  session.autoAnswer = true;
  telephony.events('1001').onIncoming(session);
  await settle();
  const before = session.track;
  audioSettings.update((value) => ({ ...value, processing: { ...value.processing, noiseSuppression: false } }));
  expect(before?.stopped).toBe(false);
  await settle();
  expect(devices.opened.at(-1)?.processing.noiseSuppression).toBe(false);
  expect(session.track).not.toBe(before);
  expect(before?.stopped).toBe(true);
});
