import {
  LoggerFactory,
  NameAddrHeader,
  Parser,
  type Body,
  type IncomingRequestMessage,
  type IncomingResponseMessage,
} from 'sip.js/lib/core/index.js';
import type { Logger } from '../../ports/logger';

/** Bounds on what is read at all; the parser's time grows with the length of a line. */
const maxHeaderBytes = 16_384;
const maxLineBytes = 2_048;
const maxLines = 120;
/**
 * Each value of these header fields is parsed on its own, a hundred times as slowly as other text. A call over many
 * proxies has some ten.
 */
const maxAddresses = 24;
const addressField =
  /^(?:contact|m|via|v|route|record-route|from|f|to|t|refer-to|r|referred-by|b|replaces)[ \t]*:|^[ \t]/i;

/** What we serve; NOTIFY only of a transfer that the other side was asked for, which we never do. */
export const allowedMethods = 'ACK,BYE,CANCEL,INFO,INVITE,OPTIONS,REFER,UPDATE';

/** sip.js names in every answer all methods that it knows, served or not. */
export function withTrueAllow(text: string): string {
  return text.replace(/^Allow: [^\r\n]*/m, `Allow: ${allowedMethods}`);
}

export type ReadResult =
  | { readonly kind: 'request'; readonly message: IncomingRequestMessage }
  | { readonly kind: 'response'; readonly message: IncomingResponseMessage }
  /** Not SIP that we take; `reply` is the answer to send if enough of it could be read. */
  | { readonly kind: 'malformed'; readonly reply: string | null };

/** Reads one SIP message. Never throws, whatever it is given. */
export function createSipReader(logger: Logger): (text: string) => ReadResult {
  const parserLogger = createSipLog(logger).getLogger('parser');
  return (text) => {
    const end = text.indexOf('\r\n\r\n');
    if (end < 0 || end > maxHeaderBytes) return malformed(text, end < 0 ? 400 : 513);
    const lines = text.slice(0, end).split('\r\n');
    if (lines.length > maxLines || lines.some((line) => line.length > maxLineBytes)) return malformed(text, 513);
    if (countAddresses(lines) > maxAddresses) return malformed(text, 513);
    try {
      const message = Parser.parseMessage(withoutStar(text, end), parserLogger);
      if (message === undefined || !isWhole(message)) return malformed(text, 400);
      return 'statusCode' in message ? { kind: 'response', message } : checkedRequest(message, lines[0] ?? '', text);
    } catch (cause) {
      logger.debug({ cause }, 'SIP message that the parser choked on');
      return malformed(text, 400);
    }
  };
}

/** At most: a comma within quotes counts too, and so does every line that goes on with another. */
function countAddresses(lines: readonly string[]): number {
  let count = 0;
  for (const line of lines) if (addressField.test(line)) count += line.split(',').length;
  return count;
}

/** What every message must have (RFC 3261 §8.1.1) and its body as long as it says. */
function isWhole(message: IncomingRequestMessage | IncomingResponseMessage): boolean {
  const length = message.getHeader('Content-Length');
  const single = ['From', 'To', 'Call-ID', 'CSeq'].every((name) => message.getHeaders(name).length === 1);
  return (
    single &&
    message.from instanceof NameAddrHeader &&
    message.to instanceof NameAddrHeader &&
    typeof message.viaBranch === 'string' &&
    typeof message.callId === 'string' &&
    Number.isInteger(message.cseq) &&
    message.cseq < 2 ** 31 &&
    typeof message.method === 'string' &&
    // The length counts bytes while the parser cuts by characters: the body must be no shorter than it says.
    (length === undefined || (/^\d{1,6}$/.test(length) && Buffer.byteLength(message.body) >= Number(length)))
  );
}

function checkedRequest(message: IncomingRequestMessage, firstLine: string, text: string): ReadResult {
  const method = /\s([A-Z]+)$/.exec(message.getHeader('CSeq') ?? '')?.[1];
  const whole =
    method === message.method &&
    typeof message.fromTag === 'string' &&
    message.ruri !== undefined &&
    firstLine.endsWith(' SIP/2.0');
  return whole ? { kind: 'request', message } : malformed(text, 400);
}

/** Stands for `Contact: *` (RFC 3261 §10.2.2), which sip.js takes for a broken Contact. */
export const allContacts = 'X-Vaxel-All-Contacts';

function withoutStar(text: string, end: number): string {
  return text.slice(0, end).replace(/^(?:contact|m)[ \t]*:[ \t]*\*[ \t]*$/im, `${allContacts}: *`) + text.slice(end);
}

/** A 400 or 513 without understanding more than the fields that a response repeats (RFC 3261 §8.2.6.2). */
function malformed(text: string, status: 400 | 513): ReadResult {
  const lines = text.split('\r\n', 1000);
  if (!/^(?!ACK )[A-Z]{1,20} .{1,1024} SIP\/2\.0$/.test(lines[0] ?? '')) return { kind: 'malformed', reply: null };
  const fields = ['via|v', 'from|f', 'to|t', 'call-id|i', 'cseq'].map((names) => {
    const pattern = new RegExp(`^(?:${names})[ \\t]*:.{1,512}$`, 'i');
    return lines.find((line) => line.length < 600 && pattern.test(line));
  });
  if (fields.some((field) => field === undefined)) return { kind: 'malformed', reply: null };
  const reason = status === 400 ? 'Bad Request' : 'Message Too Large';
  return {
    kind: 'malformed',
    reply: [`SIP/2.0 ${status} ${reason}`, ...fields, 'Content-Length: 0', '', ''].join('\r\n'),
  };
}

export function sdpBody(content: string): Body {
  return { contentDisposition: 'session', contentType: 'application/sdp', content };
}

export function supportsTimer(message: IncomingRequestMessage | IncomingResponseMessage): boolean {
  return optionTags(message, 'Supported')
    .concat(optionTags(message, 'k'), optionTags(message, 'Require'))
    .includes('timer');
}

/** Values of a header field that lists option tags. */
export function optionTags(message: IncomingRequestMessage | IncomingResponseMessage, name: string): string[] {
  return message
    .getHeaders(name)
    .flatMap((value) => value.split(','))
    .map((tag) => tag.trim().toLowerCase())
    .filter((tag) => tag !== '');
}

/** sip.js tells a lot; all of it is debugging for us. */
export function createSipLog(logger: Logger): LoggerFactory {
  const factory = new LoggerFactory();
  factory.builtinEnabled = false;
  factory.connector = (level, category, _label, content) =>
    logger.debug({ level, category }, String(content).slice(0, 300));
  return factory;
}
