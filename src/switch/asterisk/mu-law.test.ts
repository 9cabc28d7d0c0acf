import { muLaw } from './mu-law';

test('levels are as ITU-T G.711 has them', () => {
  expect([...muLaw(Int16Array.of(0, -1, 32_767, -32_768, 1_000, -1_000))]).toEqual([
    0xff, 0x7f, 0x80, 0x00, 0xce, 0x4e,
  ]);
});
