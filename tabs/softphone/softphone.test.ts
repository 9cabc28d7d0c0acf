import { ClientError } from '../api/client-error';
import { aPhone } from '../fakes/a-phone';
import { settle } from '../fakes/fake-clock';
import { FakeSession, FakeSwitch, someCredentials } from '../fakes/fake-phones';
import { aCall, callId, deviceId } from '../fakes/samples';

const dial = (number: string, show: string | null = null) => ({ number, name: null, show });

describe('being a phone', () => {
  it('enrols, registers and says which device it is', async () => {
    const { phone } = await aPhone(new FakeSwitch(), '1001');
    expect(phone.state.get()).toMatchObject({ phone: { state: 'registered' }, deviceId: deviceId(1) });
  });

  it('renews its credentials while 30 % of their life is left', async () => {
    const telephony = new FakeSwitch();
    const { clock, enrolments } = await aPhone(telephony, '1001');
    clock.advance(419_000);
    await settle();
    expect(enrolments()).toBe(1);
    clock.advance(1_000);
    await settle();
    expect(enrolments()).toBe(2);
    expect(telephony.used).toHaveLength(2);
  });

  it('stays one while a renewal fails, and says why it is none from the start', async () => {
    let fail = false;
    const telephony = new FakeSwitch();
    const { phone, clock } = await aPhone(telephony, '1001', {
      enrol: async () => {
        if (fail) throw new ClientError('server.unavailable');
        return someCredentials();
      },
    });
    fail = true;
    clock.advance(600_000);
    await settle();
    expect(phone.state.get().phone).toEqual({ state: 'registered' });
    const refused = await aPhone(telephony, '1003', {
      enrol: async () => {
        throw new ClientError('device.tooMany');
      },
    });
    expect(refused.phone.state.get().phone).toEqual({ state: 'refused', code: 'device.tooMany' });
  });

  it('asks for new credentials when the server has forgotten the old ones', async () => {
    const telephony = new FakeSwitch();
    const { clock, enrolments } = await aPhone(telephony, '1001');
    telephony.events('1001').onStatus({ state: 'failed', detail: 'REGISTER 403' });
    clock.advance(1_000);
    await settle();
    expect(enrolments()).toBe(2);
  });

  it('enrols again when it is registered with the switch and the server does not know it', async () => {
    const telephony = new FakeSwitch();
    const { phone, enrolments } = await aPhone(telephony, '1001');
    phone.knownAre([{ id: deviceId(2) }, { id: deviceId(1) }]);
    await settle();
    expect(enrolments()).toBe(1);
    phone.knownAre([{ id: deviceId(2) }]);
    await settle();
    expect(enrolments()).toBe(2);
    // One that is on its way to the switch finds out there.
    telephony.events('1001').onStatus({ state: 'connecting' });
    phone.knownAre([]);
    await settle();
    expect(enrolments()).toBe(2);
  });

  it('lets go of everything when it stops', async () => {
    const telephony = new FakeSwitch();
    const { phone, clock, enrolments, devices } = await aPhone(telephony, '1001');
    phone.place(dial('4711'));
    await settle();
    await phone.stop();
    clock.advance(3_600_000);
    await settle();
    expect(telephony.stopped).toBe(1);
    expect(enrolments()).toBe(1);
    expect(devices.opened.every(({ track }) => track.stopped)).toBe(true);
  });
});

describe('calling', () => {
  it('sends the invitation in the very press when the microphone is allowed', async () => {
    const telephony = new FakeSwitch();
    const { phone, call } = await aPhone(telephony, '1001');
    const id = phone.place(dial('1002', 'anonymous'));
    expect(telephony.sessions[0]).toMatchObject({ callId: id, target: '1002', show: 'anonymous' });
    expect(call(id)).toMatchObject({ state: 'connecting', placed: { number: '1002' } });
    await settle();
    expect(telephony.sessions[0]?.track?.enabled).toBe(true);
  });

  it('enrols while the SIP stack is loaded, and is a phone when both are there', async () => {
    const telephony = new FakeSwitch();
    let loaded = (): void => undefined;
    const stack = new Promise<void>((resolve) => (loaded = resolve));
    const { phone, enrolments } = await aPhone(telephony, '1001', { loaded: stack, start: false });
    const started = phone.start();
    await settle();
    expect(enrolments()).toBe(1);
    expect(telephony.used).toEqual([]);
    loaded();
    await started;
    expect(telephony.used).toHaveLength(1);
    expect(enrolments()).toBe(1);
  });

  it('never becomes a phone when it was stopped while the SIP stack was loaded', async () => {
    const telephony = new FakeSwitch();
    let loaded = (): void => undefined;
    const stack = new Promise<void>((resolve) => (loaded = resolve));
    const { phone } = await aPhone(telephony, '1001', { loaded: stack, start: false });
    const started = phone.start();
    await settle();
    await phone.stop();
    loaded();
    await started;
    expect(telephony.used).toEqual([]);
  });

  it('asks for the microphone first when it is not, and rings nobody when it is refused', async () => {
    const telephony = new FakeSwitch();
    const { phone, call, devices } = await aPhone(telephony, '1001', { start: false });
    devices.allowed = 'prompt';
    devices.problem = 'denied';
    await phone.start();
    await settle();
    const id = phone.place(dial('1002'));
    await settle();
    expect(telephony.sessions).toEqual([]);
    expect(call(id)).toMatchObject({ state: 'ended', problem: 'microphone.denied' });
    expect(phone.state.get().microphone).toBe('denied');
    devices.problem = null;
    await phone.testMicrophone();
    phone.place(dial('1002'));
    await settle();
    expect(telephony.sessions).toHaveLength(1);
    expect(phone.state.get().microphone).toBeNull();
  });

  it('takes the call back when the microphone turns out to be missing', async () => {
    const telephony = new FakeSwitch();
    const { phone, call, devices } = await aPhone(telephony, '1001');
    devices.problem = 'missing';
    const id = phone.place(dial('1002'));
    await settle();
    expect(telephony.sessions[0]?.state()).toBe('ended');
    expect(call(id)).toMatchObject({ state: 'ended', problem: 'microphone.missing' });
  });

  it('waits a moment for a phone that is still connecting, and says so when none comes of it', async () => {
    const { phone, call, clock } = await aPhone(new FakeSwitch(), '1001', {
      enrol: () => new Promise(() => undefined),
    });
    const id = phone.place(dial('1002'));
    clock.advance(4_999);
    await settle();
    expect(call(id)).toMatchObject({ state: 'connecting' });
    clock.advance(1);
    await settle();
    expect(call(id)).toMatchObject({ state: 'ended', problem: 'notConnected' });
  });

  it('tells why the switch refused', async () => {
    const telephony = new FakeSwitch();
    const { phone, call } = await aPhone(telephony, '1001');
    const id = phone.place(dial('4711'));
    await settle();
    telephony.sessions[0]?.refuse(404);
    expect(call(id)).toMatchObject({ state: 'ended', refusal: 'unknownNumber' });
  });
});

describe('two phones', () => {
  async function talking() {
    const telephony = new FakeSwitch();
    const anna = await aPhone(telephony, '1001');
    const bjorn = await aPhone(telephony, '1002');
    const id = anna.phone.place(dial('1002'));
    await settle();
    bjorn.phone.answer(id);
    await settle();
    const [out, incoming] = telephony.sessions as [FakeSession, FakeSession];
    return { telephony, anna, bjorn, id, out, incoming };
  }

  it('speak with each other: microphone sent, voice played on the chosen speaker', async () => {
    const { anna, bjorn, id, incoming } = await talking();
    expect(anna.call(id)?.state).toBe('established');
    expect(bjorn.call(id)).toMatchObject({ state: 'established', hears: true });
    expect(incoming.track?.enabled).toBe(true);
    expect(bjorn.devices.opened.at(-1)?.id).toBe('headset');
    expect(bjorn.devices.speakers).toEqual(['loud']);
  });

  it('let go of microphone and speaker when one hangs up', async () => {
    const { anna, bjorn, id } = await talking();
    anna.phone.end(id);
    expect(bjorn.call(id)).toMatchObject({ state: 'ended', endedAtMs: bjorn.clock.nowMs() });
    expect(bjorn.devices.opened.at(-1)?.track.stopped).toBe(true);
    expect(bjorn.devices.playing).toBe(0);
  });

  it('close the microphone while muted or holding, and open it when neither', async () => {
    const { bjorn, id, incoming } = await talking();
    bjorn.phone.mute(id, true);
    expect(incoming.track?.enabled).toBe(false);
    bjorn.phone.follow(aCall({ id, state: 'held', heldByMe: true, muted: true }));
    bjorn.phone.mute(id, false);
    expect(incoming.track?.enabled).toBe(false);
    bjorn.phone.follow(aCall({ id, state: 'active', heldByMe: false, muted: false }));
    expect(incoming.track?.enabled).toBe(true);
  });

  it('end when the server says that the call is over', async () => {
    const { anna, id, out } = await talking();
    anna.phone.follow(aCall({ id, state: 'ended', endReason: 'hungUp' }));
    expect(out.state()).toBe('ended');
  });

  it('go on with the default microphone when the headset is pulled out', async () => {
    const { bjorn, incoming } = await talking();
    const headset = bjorn.devices.opened.at(-1)?.track;
    headset?.dispatchEvent(new Event('ended'));
    await settle();
    expect(bjorn.devices.opened.at(-1)?.id).toBeNull();
    expect(incoming.track).not.toBe(headset);
    expect(incoming.track?.stopped).toBe(false);
  });

  it('change microphone in the middle of a call', async () => {
    const { bjorn, incoming } = await talking();
    bjorn.audioSettings.update((value) => ({ ...value, microphoneId: 'other', speakerId: 'quiet' }));
    await settle();
    expect(bjorn.devices.opened.at(-1)?.id).toBe('other');
    expect(incoming.track).toBe(bjorn.devices.opened.at(-1)?.track);
    expect(bjorn.devices.speakers.at(-1)).toBe('quiet');
  });

  it('send digits only into a call that is up', async () => {
    const { anna, id, out } = await talking();
    expect(anna.phone.sendDigits(id, '5')).toBe(true);
    expect(out.digits).toBe('5');
    anna.phone.end(id);
    expect(anna.phone.sendDigits(id, '6')).toBe(false);
  });
});

describe('answering', () => {
  it('before the invitation has arrived takes it when it comes', async () => {
    const telephony = new FakeSwitch();
    const anna = await aPhone(telephony, '1001');
    const bjorn = await aPhone(telephony, '1002');
    bjorn.phone.answer(callId(1));
    const id = anna.phone.place(dial('1002'));
    await settle();
    expect(bjorn.call(id)?.state).toBe('established');
  });

  it('without a microphone leaves the call ringing and says why', async () => {
    const telephony = new FakeSwitch();
    const anna = await aPhone(telephony, '1001');
    const bjorn = await aPhone(telephony, '1002', { start: false });
    bjorn.devices.allowed = 'prompt';
    bjorn.devices.problem = 'denied';
    await bjorn.phone.start();
    await settle();
    const id = anna.phone.place(dial('1002'));
    bjorn.phone.answer(id);
    await settle();
    expect(bjorn.call(id)).toMatchObject({ state: 'ringing', answering: false, problem: 'microphone.denied' });
  });
});

it('asks the switch for an echo only while it is connected', async () => {
  const telephony = new FakeSwitch();
  const { phone, call } = await aPhone(telephony, '1001');
  const echo = phone.openEcho();
  expect(telephony.sessions.at(-1)).toMatchObject({ target: '*43' });
  expect(echo && call(echo.callId)).toBeUndefined();
  telephony.events('1001').onStatus({ state: 'connecting' });
  expect(phone.openEcho()).toBeNull();
});
