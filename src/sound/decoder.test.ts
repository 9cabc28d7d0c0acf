import { loadSounds } from '../switch/opus-frames';
import { createDecoder, decodedRate } from './decoder';

describe('the decoder', () => {
  it('makes a voice audible, and nothing of what is no packet', async () => {
    const sounds = await loadSounds(new URL('../switch/embedded/sounds/', import.meta.url));
    const decode = createDecoder();
    const samples = sounds['not-in-use-sv'].map(decode);
    expect(new Set(samples.map(({ length }) => length))).toEqual(new Set([decodedRate / 50]));
    expect(Math.max(...samples.flatMap((each) => [...each]))).toBeGreaterThan(1000);
    expect(decode(Buffer.from([]))).toHaveLength(0);
    expect(decode(Buffer.from([0xff, 0xff]))).toHaveLength(0);
  });
});
