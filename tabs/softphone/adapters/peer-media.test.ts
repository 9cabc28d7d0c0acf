import { settle } from '../../fakes/fake-clock';
import { createPeerMedia } from './peer-media';

/** A browser that takes its time over each description, as far as an offer of ours needs it. */
function setUp() {
  const said: string[] = [];
  const pending: { resolve: () => void; reject: (error: Error) => void }[] = [];
  const transceivers: { sender: object; receiver: { track: { kind: string } } }[] = [];
  const connection = {
    signalingState: 'stable',
    localDescription: null as RTCSessionDescriptionInit | null,
    getTransceivers: () => transceivers,
    addTransceiver: (kind: string) => {
      const sender = { replaceTrack: async () => void said.push('track') };
      transceivers.push({ sender, receiver: { track: { kind } } });
    },
    createOffer: async () => ({ type: 'offer', sdp: 'prepared' }),
    async setLocalDescription(given?: RTCSessionDescriptionInit) {
      said.push(`local ${given?.sdp ?? 'made now'}`);
      await new Promise<void>((resolve, reject) => pending.push({ resolve, reject }));
      connection.signalingState = 'have-local-offer';
      connection.localDescription = given ?? { type: 'offer', sdp: 'made now' };
    },
    async setRemoteDescription({ type, sdp }: RTCSessionDescriptionInit) {
      said.push(`remote ${type} ${sdp}`);
      connection.signalingState = 'stable';
    },
    close: () => void said.push('closed'),
  };
  Object.assign(globalThis, {
    RTCPeerConnection: function RTCPeerConnection() {
      return connection;
    },
  });
  const media = createPeerMedia({ iceServers: [], certificate: null, silence: () => null, onChange: () => undefined });
  return { media, said, pending };
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
