/** Properties that hold a picture, a sound or a key: nothing that a contact keeps. */
const heavy = /^(?:item\d{1,4}\.)?(?:PHOTO|LOGO|SOUND|KEY|AGENT)[;:]/i;
/** A card with more has nothing in the rest that anybody reads. */
const mostLines = 1_000;
const quotedPrintable = /[;=]QUOTED-PRINTABLE[;:]/i;

/**
 * One card's text, as version 3 writes it: what is folded is unfolded, and of version 2.1 (vCard, the Electronic
 * Business Card, 1996) quoted-printable and parameters without a name are written as later versions do.
 */
export function asVersion3(card: string): string {
  const all = unfolded(card).filter((line) => line !== '' && !heavy.test(line));
  const lines = all.length > mostLines ? [...all.slice(0, mostLines - 1), 'END:VCARD'] : all;
  const isOld = lines.some((line) => /^VERSION:2\.1/i.test(line));
  return (isOld ? lines.map(fromVersion21) : lines).join('\r\n');
}

/** Each line's pieces are put together once: a card of a hundred thousand folds is read as fast as any other. */
function unfolded(card: string): string[] {
  const lines: string[][] = [];
  let isSoft = false;
  for (const line of card.split(/\r\n|\r|\n/)) {
    const before = lines.at(-1);
    // A soft line break of quoted-printable text, and a fold: both go on with the next line.
    if (before !== undefined && isSoft) before.push(line);
    else if (before !== undefined && /^[ \t]/.test(line)) before.push(line.slice(1));
    else lines.push([line]);
    const now = lines.at(-1) ?? [];
    isSoft = line.endsWith('=') && quotedPrintable.test(now.slice(0, 4).join('').slice(0, 200));
    if (isSoft) now.push((now.pop() ?? '').slice(0, -1));
  }
  return lines.map((pieces) => pieces.join(''));
}

function fromVersion21(line: string): string {
  if (/^VERSION:/i.test(line)) return 'VERSION:3.0';
  const colon = line.indexOf(':');
  if (colon < 0) return line;
  const [name = '', ...parameters] = line.slice(0, colon).split(';');
  const isQuoted = parameters.some((each) => /^(?:ENCODING=)?QUOTED-PRINTABLE$/i.test(each));
  const charset = parameters.map((each) => /^CHARSET=(.{1,40})$/i.exec(each)?.[1]).find((each) => each !== undefined);
  const value = line.slice(colon + 1);
  const text = isQuoted ? decoded(value, charset ?? 'utf-8') : value;
  const kept = parameters
    .filter((each) => !/^(?:ENCODING=|CHARSET=|QUOTED-PRINTABLE$|BASE64$|8BIT$)/i.test(each))
    .map((each) => (each.includes('=') ? each : `TYPE=${each}`));
  return `${[name, ...kept].join(';')}:${text.replace(/\r?\n/g, '\\n').replace(/(?<!\\),/g, '\\,')}`;
}

/** Quoted-printable (RFC 2045 §6.7) in a character set; one that nobody knows is taken for UTF-8. */
function decoded(value: string, charset: string): string {
  const bytes: number[] = [];
  for (let at = 0; at < value.length; at += 1) {
    const hex = value[at] === '=' ? /^[0-9A-F]{2}$/i.exec(value.slice(at + 1, at + 3))?.[0] : undefined;
    if (hex === undefined) bytes.push(...Buffer.from(value[at] ?? ''));
    else {
      bytes.push(Number.parseInt(hex, 16));
      at += 2;
    }
  }
  return decoderOf(charset).decode(new Uint8Array(bytes));
}

function decoderOf(charset: string): TextDecoder {
  try {
    return new TextDecoder(charset);
  } catch {
    return new TextDecoder('utf-8');
  }
}
