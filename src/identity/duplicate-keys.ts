/**
 * True when an object anywhere in a JSON text names a key twice. Parsers differ in which one they keep (RFC 8259 §4),
 * so a token with such a text may say different things to different readers (RFC 8725 §2.4, RFC 7519 §4).
 */
export function hasDuplicateKeys(json: string): boolean {
  const open: (Set<string> | null)[] = [];
  let text: string | null = null;
  // A text without an end takes all that is left, so that nothing is read twice.
  for (const [token] of json.matchAll(/"(?:[^"\\]|\\[^])*(?:"|\\?$)|[{}[\]:]/g)) {
    if (token === '{') open.push(new Set());
    else if (token === '[') open.push(null);
    else if (token === '}' || token === ']') open.pop();
    else if (token !== ':') text = token;
    else if (text !== null && !remember(open.at(-1), text)) return true;
  }
  return false;
}

function remember(keys: Set<string> | null | undefined, quoted: string): boolean {
  const key = JSON.parse(quoted) as string;
  if (keys === null || keys === undefined) return true;
  if (keys.has(key)) return false;
  keys.add(key);
  return true;
}
