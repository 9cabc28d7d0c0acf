import { createLegWatch, silenceLimits, type LegWatch, type SocketState } from './leg-watch';

const startMs = 1_000_000;

/**
 * A watch on virtual time, looked at each 100 ms as the switch does; what it says goes into `told`, with the time it
 * was said.
 */
function watched() {
  const told: [what: string, afterMs: number][] = [];
  const tell = (what: string) => () => void told.push([what, nowMs - startMs]);
  let nowMs = startMs;
  let socket: SocketState = { isOpen: true, sinceMs: startMs - 60_000, isSuperseded: false };
  let sending = false;
  const watch: LegWatch = createLegWatch({
    limits: silenceLimits,
    socket: () => socket,
    onMedia: tell('media'),
    onStalled: (everHeard) => tell(everHeard ? 'stalled' : 'stalled unheard')(),
    onResumed: tell('resumed'),
    onLost: tell('lost'),
  });
  watch.answered(nowMs);
  return {
    told,
    watch,
    send: (on: boolean) => (sending = on),
    socketGoes: () => (socket = { ...socket, isOpen: false, sinceMs: nowMs }),
    socketReturns: () => (socket = { ...socket, isOpen: true, sinceMs: nowMs }),
    anotherRunRegisters: () => (socket = { ...socket, isSuperseded: true }),
    hold: (on: boolean) => watch.held(on, nowMs),
    pass(ms: number) {
      for (const untilMs = nowMs + ms; nowMs < untilMs && !told.some(([what]) => what === 'lost');) {
        nowMs += 20;
        if (sending) watch.packet(nowMs);
        if ((nowMs - startMs) % 100 === 0) watch.check(nowMs);
      }
    },
  };
}

it('tells the first packet, silence of 2 s, and that packets are back', () => {
  const leg = watched();
  leg.pass(500);
  leg.send(true);
  leg.pass(500);
  leg.send(false);
  leg.pass(4000);
  leg.send(true);
  leg.pass(1000);
  expect(leg.told).toEqual([
    ['media', 520],
    ['stalled', 3000],
    ['resumed', 5020],
  ]);
});

it('tells after 2.5 s that nothing ever came, and that something does', () => {
  const leg = watched();
  leg.pass(4000);
  expect(leg.told).toEqual([['stalled unheard', 2500]]);
  leg.send(true);
  leg.pass(1000);
  expect(leg.told.slice(1)).toEqual([
    ['resumed', 4020],
    ['media', 4020],
  ]);
  leg.send(false);
  leg.pass(2500);
  expect(leg.told.slice(3)).toEqual([['stalled', 7000]]);
});

it('sees silence after 300 ms when the socket is gone too, and not while packets come', () => {
  const leg = watched();
  leg.send(true);
  leg.pass(1000);
  leg.socketGoes();
  leg.pass(60_000);
  expect(leg.told).toEqual([['media', 20]]);
  leg.send(false);
  leg.pass(1000);
  expect(leg.told.slice(1)).toEqual([['stalled', 61_300]]);
});

it('gives a leg up 30 s after its last sign of life: packet, socket gone or socket back', () => {
  const leg = watched();
  leg.send(true);
  leg.pass(1000);
  leg.send(false);
  leg.pass(20_000);
  leg.socketGoes();
  leg.pass(20_000);
  leg.socketReturns();
  leg.pass(60_000);
  expect(leg.told.slice(1)).toEqual([
    ['stalled', 3000],
    ['lost', 71_000],
  ]);
});

it('gives up a leg that never sent after 30 s: a very busy device is late with its first packet', () => {
  const leg = watched();
  leg.pass(40_000);
  expect(leg.told).toEqual([
    ['stalled unheard', 2500],
    ['lost', 30_000],
  ]);
});

it('loses a leg at the first silence once another run of its device has registered', () => {
  const leg = watched();
  leg.send(true);
  leg.pass(1000);
  leg.anotherRunRegisters();
  leg.pass(5000);
  leg.send(false);
  leg.pass(5000);
  expect(leg.told).toEqual([
    ['media', 20],
    ['lost', 6300],
  ]);
});

it('asks nothing of a leg on hold but its socket, and counts anew when it is taken back', () => {
  const leg = watched();
  leg.send(true);
  leg.pass(1000);
  leg.hold(true);
  leg.send(false);
  leg.pass(120_000);
  leg.hold(false);
  leg.pass(3000);
  expect(leg.told.slice(1)).toEqual([['stalled', 123_000]]);
  leg.hold(true);
  leg.socketGoes();
  leg.pass(60_000);
  expect(leg.told.slice(2)).toEqual([['lost', 154_000]]);
});
