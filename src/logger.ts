import type { Writable } from 'node:stream';
import pino from 'pino';
import type { LogRing } from './ports/logger';
import { redactText, redactValue } from './support/redact';

export interface LoggerOptions {
  /** Lowest level that is written out; the ring keeps `debug` too. */
  readonly level?: 'debug' | 'info' | 'warn' | 'error' | 'silent';
  /** Where lines go; default: standard output. */
  readonly destination?: Writable;
  /** Lines kept in memory. */
  readonly ringSize?: number;
}

/** Names under which secrets are known; pino replaces their values at the top level and one below. */
const secrets = [
  'token',
  'password',
  'secret',
  'authorization',
  'credential',
  'nonce',
  'url',
  'connectionString',
  'cookie',
];

/**
 * Structured log, one JSON object a line. Secrets are replaced by name before anything is written or kept; what is
 * written out has no tokens, whole numbers or mail addresses within its texts either, whoever has put them there. What
 * is kept in memory is looked through when somebody asks for it (support/log-bundle.ts).
 */
export function createLogger({ level = 'info', destination = process.stdout, ringSize = 5_000 }: LoggerOptions = {}): {
  readonly logger: pino.Logger;
  readonly ring: LogRing;
} {
  const lines: string[] = [];
  let next = 0;
  const keep = {
    write(line: string) {
      lines[next] = line;
      next = (next + 1) % ringSize;
    },
  };
  const streams = pino.multistream([
    { level: 'debug', stream: keep },
    ...(level === 'silent' ? [] : [{ level, stream: redacted(destination) }]),
  ]);
  const redact = { paths: secrets.flatMap((name) => [name, `*.${name}`]), censor: '[secret]' };
  const timestamp = pino.stdTimeFunctions.isoTime;
  const formatters = { log: tellErrors };
  const serializers = { err: asTold };
  const logger = pino({ level: 'debug', base: null, timestamp, redact, formatters, serializers }, streams);
  return {
    logger,
    ring: {
      linesOf(organisationId, userId) {
        const ordered = [...lines.slice(next), ...lines.slice(0, next)];
        return ordered
          .filter((line) => line.includes(userId))
          .map((line) => JSON.parse(line) as { organisationId?: unknown; userId?: unknown })
          .filter(
            (line) =>
              line.userId === userId && (line.organisationId === undefined || line.organisationId === organisationId),
          );
      },
    },
  };
}

/** Lines as they may leave the server. */
const redacted = (destination: Writable) => ({
  write(line: string) {
    destination.write(`${redactLine(line)}\n`);
  },
});

function redactLine(line: string): string {
  try {
    return JSON.stringify(redactValue(JSON.parse(line)));
  } catch {
    return redactText(line.trimEnd());
  }
}

/** Errors under whatever name: as they are, JSON has nothing of them, or all that hangs on them. */
const tellErrors = (facts: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(facts).map(([name, fact]) => [name, fact instanceof Error ? errorFacts(fact) : fact]),
  );

/** What was caught may be no error. */
const asTold = (caught: unknown): unknown => (typeof caught === 'object' ? caught : { message: String(caught) });

/** Of an error what it says; a driver's carries its whole connection with it, and the row that it is about. */
function errorFacts(error: unknown): object {
  if (!(error instanceof Error)) return { message: String(error) };
  const { type, message, stack, ['code']: code } = pino.stdSerializers.err(error);
  const errors = error instanceof AggregateError ? { errors: error.errors.map(errorFacts) } : {};
  return { type, message, code, stack, ...errors };
}
