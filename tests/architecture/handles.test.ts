import { filesIn, read } from './sources';

/**
 * libdatachannel lets go of a peer connection or a track that is closed only where somebody listens for it; else the
 * process never ends by itself, and a server that stops leaves something open.
 */
test('whoever makes a peer connection or a track listens for its end, and closes it', () => {
  const files = ['src', 'tests']
    .flatMap((folder) => filesIn(folder, /\.ts$/))
    .filter((file) => /from 'node-datachannel'/.test(read(file)) && /new PeerConnection\(/.test(read(file)));
  const wanted = [/\.onStateChange\(/, /\.onClosed\(/, /track\?\.close\(\)/, /connection\??\.close\(\)/];
  const missing = files.flatMap((file) =>
    wanted.filter((each) => !each.test(read(file))).map((each) => `${file} is without ${String(each)}`),
  );
  expect(files.length).toBeGreaterThan(1);
  expect(missing).toEqual([]);
});
