import { NameAddrHeader, URI } from 'sip.js/lib/core/index.js';
import type { OutgoingInviteRequestDelegate } from 'sip.js/lib/core/index.js';
import { createFakeClock } from '../../../tests/fakes/clock';
import type { CallId, DeviceId, LegId, OrganisationId } from '../../contract/ids';
import { createListeningClock } from '../../time/listening';
import type { Logger } from '../../ports/logger';
import type { DeviceEnrolment, SwitchEvent } from '../port';
import type { SipConnection } from './connection';
import { createDialogRegister } from './dialog-register';
import { createDialledLeg } from './dialled-leg';
import type { Endpoint, LostLegs } from './endpoint';
import { silenceLimits } from '../leg-watch';
import { soundNames, type SoundName } from '../opus-frames';
import { probeTimes } from './probed-device';
import { createProber } from './prober';
import { createTicker } from './ticker';

const quiet: Logger = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };
const device: DeviceEnrolment = {
  deviceId: 'd' as DeviceId,
  side: { kind: 'inside', organisationId: 'o' as OrganisationId },
  user: '1001',
  domain: 'x.vaxel',
  username: 'u',
  password: 'p',
  expiresAtMs: Infinity,
};
const leg = 'l' as LegId;

/**
 * A page on virtual time, registered and called: what it reads it answers at once, and while it stands still it reads
 * nothing.
 */
function called(autoAnswer: boolean) {
  const clock = createFakeClock();
  const listening = createListeningClock(clock);
  const told: SwitchEvent[] = [];
  const unread: (() => void)[] = [];
  const lostListeners = new Set<(which: LostLegs) => void>();
  let stands = false;
  let isSuperseded = false;
  let cancelled = 0;
  const reattached = new Set<() => void>();
  let invites = 0;
  const reads = (answer: () => void): void => void (stands ? unread.push(answer) : answer());
  const connection: SipConnection = {
    id: 'c',
    address: '',
    failures: 0,
    isOpen: () => true,
    isWaiting: () => false,
    silentForMs: () => 0,
    watch: () => undefined,
    close: () => undefined,
    send: (question) =>
      reads(() => void prober.heard(connection, `SIP/2.0 200 OK\r\n${/^Via:.*$/m.exec(question)?.[0] ?? ''}\r\n\r\n`)),
  };
  const prober = createProber({
    listening,
    times: probeTimes,
    onReachable: () => told.push({ type: 'deviceReachable', deviceId: device.deviceId, userAgent: null }),
    onUnreachable: () => told.push({ type: 'deviceUnreachable', deviceId: device.deviceId }),
  });
  const register = (boot: string): void =>
    prober.watch({
      device,
      connection,
      contact: new NameAddrHeader(new URI('sip', 'phone', 'p.invalid'), '', {}),
      boot,
      userAgent: null,
      expiresAtMs: Infinity,
    });
  const endpoint = {
    device,
    contact: '<sip:switch@x.vaxel>',
    target: () => new URI('sip', '1001', 'x.vaxel'),
    socket: () => ({ isOpen: true, sinceMs: 0, isSuperseded }),
    onLost(listener: (which: LostLegs) => void) {
      lostListeners.add(listener);
      return () => lostListeners.delete(listener);
    },
    onReattached(listener: () => void) {
      reattached.add(listener);
      return () => reattached.delete(listener);
    },
    core: {
      makeOutgoingRequestMessage: () => ({}),
      invite(_message: unknown, { onTrying }: OutgoingInviteRequestDelegate) {
        invites += 1;
        reads(() => {
          prober.heard(connection, 'SIP/2.0 100 Trying');
          onTrying?.({ message: {} } as Parameters<NonNullable<typeof onTrying>>[0]);
        });
        return { cancel: () => void (cancelled += 1) };
      },
    },
  } as unknown as Endpoint;
  register('first');
  prober.start();
  return {
    told,
    ended: () => told.filter(({ type }) => type === 'legEnded' || type === 'legLost'),
    cancelled: () => cancelled,
    pass(ms: number) {
      // In steps: time in which the process did not look does not count.
      for (let passed = 0; passed < ms; passed += 50) clock.advance(50);
    },
    standStill: () => void (stands = true),
    goOn() {
      stands = false;
      for (const answer of unread.splice(0)) answer();
    },
    invites: () => invites,
    /** Its connection breaks, with what lies unread in it, and it registers over another. */
    reconnect() {
      unread.length = 0;
      stands = false;
      register('first');
      for (const listener of [...reattached]) listener();
    },
    /** Its page is opened anew; the old one still has its socket. */
    supersede() {
      isSuperseded = true;
      register('second');
    },
    dial: () =>
      createDialledLeg(
        {
          clock,
          listening,
          logger: quiet,
          heardMs: prober.heardMs,
          ticker: createTicker(clock),
          sounds: Object.fromEntries(soundNames.map((name) => [name, []])) as Record<SoundName, never[]>,
          readFiled: () => Promise.resolve([]),
          mixing: null,
          media: { bindAddress: '127.0.0.1' },
          sessionTimer: { sessionSeconds: 1800, minSeconds: 90 },
          silence: silenceLimits,
          dialogs: createDialogRegister(),
          emit: (event) => told.push(event),
          onGone: () => undefined,
        },
        {
          id: leg,
          endpoints: [endpoint],
          caller: { callId: 'k' as CallId, callerName: null, callerNumber: '1002', autoAnswer },
        },
      ),
  };
}

describe.each([
  ['asked to ring', false],
  ['asked to answer by itself', true],
])('a device that is %s', (_what, autoAnswer) => {
  it('and stands still for seconds, as a page that was just opened on a busy computer, is waited for', () => {
    const page = called(autoAnswer);
    page.standStill();
    const dialled = page.dial();
    page.pass(7_000);
    expect(page.ended()).toEqual([]);
    page.goOn();
    page.standStill();
    page.pass(30_000);
    expect([page.ended(), page.cancelled()]).toEqual([[], 0]);
    dialled.hangUp('cancelled');
  });

  it.each([0, 1_000, 1_900])(
    'and says nothing more is unreachable when it is given up: its next word brings it back (after %i ms)',
    (sinceMs) => {
      const page = called(autoAnswer);
      page.pass(4_000 + sinceMs);
      page.standStill();
      page.dial();
      page.pass(20_000);
      expect(page.told).toEqual([
        { type: 'deviceUnreachable', deviceId: device.deviceId },
        { type: 'legEnded', leg, reason: 'unreachable' },
      ]);
      expect(page.cancelled()).toBe(1);
      page.goOn();
      expect(page.told.at(-1)).toMatchObject({ type: 'deviceReachable' });
    },
  );

  it('and whose page was opened anew has lost the call: what the new one says is not the old one’s word', () => {
    const page = called(autoAnswer);
    page.standStill();
    page.dial();
    page.pass(1_000);
    page.supersede();
    page.pass(20_000);
    expect(page.ended()).toEqual([{ type: 'legLost', leg }]);
  });

  it('and goes on over another connection is asked again there, once: the first went down with the old', () => {
    const page = called(autoAnswer);
    page.standStill();
    const dialled = page.dial();
    page.pass(1_000);
    page.reconnect();
    expect([page.invites(), page.cancelled()]).toEqual([2, 1]);
    page.reconnect();
    page.pass(60_000);
    expect([page.invites(), page.ended()]).toEqual([2, []]);
    dialled.hangUp('cancelled');
    page.reconnect();
    expect(page.invites()).toBe(2);
  });
});
