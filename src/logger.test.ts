import { randomUUID } from 'node:crypto';
import { Writable } from 'node:stream';
import type { OrganisationId, UserId } from './contract/ids';
import { createLogger } from './logger';

const organisationId = randomUUID() as OrganisationId;
const anna = randomUUID() as UserId;
const bjorn = randomUUID() as UserId;

function sink() {
  const lines: string[] = [];
  const destination = new Writable({
    write(chunk: Buffer, _encoding, done) {
      lines.push(chunk.toString());
      done();
    },
  });
  return { lines, destination };
}

test('writes one JSON object a line, from its level on', () => {
  const { lines, destination } = sink();
  const { logger } = createLogger({ level: 'info', destination });
  logger.debug({}, 'not this');
  logger.info({ callId: 'c' }, 'this');
  expect(lines.map((line) => JSON.parse(line) as object)).toEqual([
    expect.objectContaining({ level: 30, callId: 'c', msg: 'this' }),
  ]);
});

test('secrets are replaced by name, at the top and one below', () => {
  const { lines, destination } = sink();
  const { logger } = createLogger({ destination });
  logger.info({ token: 'hidden1', device: { password: 'hidden2' }, headers: { authorization: 'hidden3' } }, 'm');
  expect(lines.join()).not.toContain('hidden');
  expect(lines.join()).toContain('[secret]');
});

test('what is written out has no numbers, tokens or addresses within its texts; ids and times stay', () => {
  const { lines, destination } = sink();
  const { logger } = createLogger({ destination });
  const callId = randomUUID();
  const said = { callId, dialled: '+46 70-174 06 05', err: new Error('no route to sip:anna@fjallbo.example') };
  logger.warn(
    { ...said, sip: 'Authorization: Digest username="1001", response="f00f"' },
    'Bearer abcdefgh was refused',
  );
  const [line] = lines;
  expect(line).toContain(callId);
  expect(line).toMatch(/"time":"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z"/);
  expect(line).toContain('05"');
  expect(line).not.toMatch(/174 06|abcdefgh|f00f|fjallbo\.example/);
});

test('of an error is told what it says, and nothing that its maker has hung on it', () => {
  const { lines, destination } = sink();
  const { logger } = createLogger({ destination });
  const cause = Object.assign(new Error('reset'), { code: 'ECONNRESET', client: { secretKey: 4711 } });
  const lost = Object.assign(new Error('the database is away', { cause }), {
    code: '57P01',
    detail: 'Key (name)=(Anna)',
  });
  logger.error({ err: new AggregateError([lost, 'no error at all'], 'two failed') }, 'm');
  logger.error({ err: 'only words' }, 'm');
  const [both, words] = lines.map((line) => (JSON.parse(line) as { err: object }).err);
  expect(both).toMatchObject({ type: 'AggregateError', message: expect.stringContaining('two failed') });
  expect(both).toMatchObject({
    errors: [{ code: '57P01', message: 'the database is away: reset' }, { message: 'no error at all' }],
  });
  expect(words).toEqual({ message: 'only words' });
  expect(lines.join()).not.toMatch(/4711|Anna/);
});

test('an error tells what it says by whatever name it is given', () => {
  const { lines, destination } = sink();
  const { logger } = createLogger({ destination });
  for (const name of ['err', 'cause', 'error', 'reason']) logger.warn({ [name]: new Error('the port is taken') }, 'm');
  for (const line of lines) expect(line).toContain('the port is taken');
});

test('the ring gives a user’s own lines, debug too, oldest first', () => {
  const { logger, ring } = createLogger({ level: 'silent' });
  logger.debug({ organisationId, userId: anna }, 'one');
  logger.info({ organisationId, userId: bjorn, other: anna }, 'mentions Anna but is Björn’s');
  logger.info({ organisationId: randomUUID(), userId: anna }, 'another organisation');
  logger.info({ userId: anna }, 'two');
  expect(ring.linesOf(organisationId, anna)).toEqual([
    expect.objectContaining({ msg: 'one' }),
    expect.objectContaining({ msg: 'two' }),
  ]);
});

test('the ring is bounded', () => {
  const { logger, ring } = createLogger({ level: 'silent', ringSize: 3 });
  for (let i = 1; i <= 8; i += 1) logger.info({ userId: anna }, String(i));
  expect(ring.linesOf(organisationId, anna).map((line) => (line as { msg: string }).msg)).toEqual(['6', '7', '8']);
});
