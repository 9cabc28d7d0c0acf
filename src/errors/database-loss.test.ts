import { DatabaseError } from 'pg';
import { VaxelError } from '../contract/errors';
import { translateDatabaseError } from './database-loss';

const withCode = (code: string) => Object.assign(new DatabaseError('x', 1, 'error'), { code });

test.each(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', '08006', '57P01', '57P03', '57014', '53300', '25P03', '40P01'])(
  '%s is server.unavailable, with its cause',
  (code) => {
    const error = withCode(code);
    expect(translateDatabaseError(error)).toMatchObject({ code: 'server.unavailable', cause: error });
  },
);

test.each([
  'Connection terminated unexpectedly',
  'Connection terminated due to connection timeout',
  'timeout exceeded when trying to connect',
  'Query read timeout',
  'Client has encountered a connection error and is not queryable',
])('“%s” is server.unavailable', (message) =>
  expect(translateDatabaseError(new Error(message))).toMatchObject({ code: 'server.unavailable' }),
);

test.each(['ENOENT', 'EACCES'])('%s of a socket is server.unavailable, of a file it is not', (code) => {
  const of = (syscall: string) => Object.assign(new Error(`${code}: ${syscall}`), { code, syscall });
  expect(translateDatabaseError(of('connect'))).toMatchObject({ code: 'server.unavailable' });
  const file = of('open');
  expect(translateDatabaseError(file)).toBe(file);
});

test.each(['23505', '23503', '42P01', '22021'])('%s is somebody’s mistake and stays what it is', (code) => {
  const error = withCode(code);
  expect(translateDatabaseError(error)).toBe(error);
});

test('our own errors and things that are no errors pass', () => {
  const own = new VaxelError('call.notFound');
  expect(translateDatabaseError(own)).toBe(own);
  expect(translateDatabaseError('x')).toBe('x');
});
