import { createFakeClock, settle } from '../../fakes/fake-clock';
import { createPeerMedia } from './peer-media';

/** A browser that takes its time over each description, as far as an offer of ours needs it. */
function setUp({ withoutCandidates = true } = {}) {
  const said: string[] = [];
  const gathering = new Set<() => void>();
  const pending: { resolve: () => void; reject: (error: Error) => void }[] = [];
  const transceivers: {
    direction?: string;
    sender: object;
    receiver: { track: { kind: string } };
  }[] = [];
  function addTransceiver(kind: string): void {
    const sender = { replaceTrack: async () => void said.push('track') };
    transceivers.push({ sender, receiver: { track: { kind } } });
  }
  const connection = {
    signalingState: 'stable',
    localDescription: null as RTCSessionDescriptionInit | null,
    getTransceivers: () => transceivers,
    addTransceiver,
    createOffer: async () => ({ type: 'offer', sdp: 'prepared' }),
    async setLocalDescription(given?: RTCSessionDescriptionInit) {
      said.push(`local ${given?.sdp ?? 'made now'}`);
      await new Promise<void>((resolve, reject) => pending.push({ resolve, reject }));
      connection.signalingState = 'have-local-offer';
      connection.localDescription = given ?? { type: 'offer', sdp: 'made now' };
    },
    async setRemoteDescription({ type, sdp }: RTCSessionDescriptionInit) {
      said.push(`remote ${type} ${sdp}`);
      connection.signalingState = type === 'offer' ? 'have-remote-offer' : 'stable';
      if (type === 'offer') addTransceiver('audio');
    },
    addEventListener: (_type: string, listener: () => void) => void gathering.add(listener),
    removeEventListener: (_type: string, listener: () => void) => void gathering.delete(listener),
    close() {
      said.push('closed');
      transceivers.length = 0;
    },
  };
  Object.assign(globalThis, {
    RTCPeerConnection: function RTCPeerConnection() {
      return connection;
    },
  });
  const clock = createFakeClock();
  const parts = { iceServers: [], withoutCandidates, certificate: null, silence: () => null, clock };
  const media = createPeerMedia({ ...parts, onChange: () => undefined });
  function findAddress(): void {
    connection.localDescription = { type: 'offer', sdp: 'with its address' };
    for (const listener of [...gathering]) listener();
  }
  return { media, said, pending, clock, gathering, findAddress, transceivers };
}

it('a prepared offer leaves at once, and its answer waits until the browser has taken the offer', async () => {
  const { media, said, pending } = setUp();
  await media.prepare();
  expect(said).toEqual([]);
  expect((await media.getDescription()).body).toBe('prepared');
  const answered = media.setDescription('answer');
  await settle();
  expect(said).toEqual(['local prepared']);
  pending[0]?.resolve();
  await answered;
  expect(said).toEqual(['local prepared', 'remote answer answer']);
});

it('a switch that does not try without is told a candidate, and nobody waits for one', async () => {
  const { media, said } = setUp({ withoutCandidates: false });
  await media.prepare();
  expect((await media.getDescription()).body).toMatch(/^prepareda=candidate:.* 127\.0\.0\.1 9 typ host\r\n$/);
  expect(said).toEqual(['local prepared']);
});

it('an offer that the browser does not take fails the call once it is answered', async () => {
  const { media, pending } = setUp();
  await media.prepare();
  await media.getDescription();
  pending[0]?.reject(new Error('refused'));
  await expect(media.setDescription('answer')).rejects.toThrow('refused');
});

it('a prepared offer is used once: the next is what the browser describes then', async () => {
  const { media, said, pending } = setUp();
  await media.prepare();
  await media.getDescription();
  pending[0]?.resolve();
  await media.setDescription('answer');
  const next = media.getDescription();
  await settle();
  pending[1]?.resolve();
  expect((await next).body).toBe('made now');
  expect(said).toEqual(['local prepared', 'remote answer answer', 'local made now']);
});

it('who is offered something answers on its line, and has none that was prepared beside it', async () => {
  const { media, said, pending, transceivers } = setUp();
  await media.prepare();
  await media.setDescription('theirs');
  expect(said).toEqual(['closed', 'remote offer theirs']);
  media.setMicrophone({} as MediaStreamTrack);
  const answer = media.getDescription();
  await settle();
  pending[0]?.resolve();
  expect((await answer).body).toBe('made now');
  expect(said.slice(2)).toEqual(['track', 'track', 'local made now']);
  expect(transceivers.map(({ direction }) => direction)).toEqual(['sendrecv']);
});

describe('an offer on which sound follows at once', () => {
  async function answered() {
    const all = setUp();
    await all.media.prepare();
    all.media.answerAfter(Promise.resolve());
    const description = all.media.getDescription();
    all.pending[0]?.resolve();
    await settle();
    return { ...all, description };
  }

  it('leaves with the first address of the machine, which the switch can check at once', async () => {
    const { description, gathering, findAddress } = await answered();
    findAddress();
    expect((await description).body).toBe('with its address');
    expect(gathering.size).toBe(0);
  });

  it('leaves without one where none is found in time', async () => {
    const { description, gathering, clock } = await answered();
    clock.advance(50);
    expect((await description).body).toBe('prepared');
    expect(gathering.size).toBe(0);
  });

  it('does not leave when the browser does not take it', async () => {
    const { media, pending } = setUp();
    await media.prepare();
    media.answerAfter(Promise.resolve());
    const description = media.getDescription();
    pending[0]?.reject(new Error('refused'));
    await expect(description).rejects.toThrow('refused');
  });
});
