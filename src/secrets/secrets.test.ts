import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ownKey } from './key-file';
import { createSecrets } from './secrets';

const text = 'p;a"s s\\wörd';

test('what was sealed is opened for what it belongs to, and says nothing of itself', () => {
  const secrets = createSecrets(['key']);
  const sealed = secrets.seal(text, 'row');
  expect(secrets.open(sealed, 'row')).toBe(text);
  expect(secrets.open(sealed, 'another')).toBeNull();
  expect(sealed.includes(Buffer.from('p;a'))).toBe(false);
  expect(secrets.seal(text, 'row').equals(sealed)).toBe(false);
});

test('another key, a byte that differs and what is none open nothing', () => {
  const secrets = createSecrets(['key']);
  const sealed = secrets.seal(text, 'row');
  expect(createSecrets(['another']).open(sealed, 'row')).toBeNull();
  for (const at of sealed.keys()) {
    const changed = Buffer.from(sealed);
    changed[at] = (changed[at] ?? 0) ^ 1;
    expect(secrets.open(changed, 'row')).toBeNull();
  }
  for (const none of [Buffer.alloc(0), Buffer.of(1), sealed.subarray(0, 20)])
    expect(secrets.open(none, 'row')).toBeNull();
});

test('a new key seals, and the one before it still opens', () => {
  const sealed = createSecrets(['old']).seal(text, 'row');
  const both = createSecrets(['new', 'old']);
  expect(both.open(sealed, 'row')).toBe(text);
  expect(createSecrets(['new']).open(both.seal(text, 'row'), 'row')).toBe(text);
});

test('the server’s own key is made once, for nobody else to read', () => {
  const folder = mkdtempSync(join(tmpdir(), 'vaxel-key-'));
  const key = ownKey(join(folder, 'data'));
  expect(key).toHaveLength(43);
  expect(ownKey(join(folder, 'data'))).toBe(key);
  expect(statSync(join(folder, 'data', 'secrets.key')).mode & 0o777).toBe(0o600);
  rmSync(folder, { recursive: true });
});
