import type { Request, Response } from 'express';

/**
 * Answers with bytes from memory as `sendFile` does with those of a file: whole, in one part as a player asks for it
 * (RFC 9110 §14), or not at all where the client has them. The answer's ETag has been set.
 */
export function sendBytes(request: Request, response: Response, bytes: Buffer): void {
  response.set('Accept-Ranges', 'bytes');
  const ranges = isAboutThis(request, response) ? request.range(bytes.length, { combine: true }) : undefined;
  if (ranges === -1) {
    response.status(416).set('Content-Range', `bytes */${bytes.length}`).end();
    return;
  }
  const [part, other] = typeof ranges === 'object' && ranges.type === 'bytes' ? ranges : [];
  // Several parts at once, and what is no range, are answered with the whole.
  if (part === undefined || other !== undefined) {
    response.send(bytes);
    return;
  }
  const { start, end } = part;
  response.status(206).set('Content-Range', `bytes ${start}-${end}/${bytes.length}`);
  response.send(bytes.subarray(start, end + 1));
}

/** A part of what a player has must be of the same bytes (RFC 9110 §13.1.5). */
function isAboutThis(request: Request, response: Response): boolean {
  const wanted = request.headers['if-range'];
  return wanted === undefined || wanted === response.getHeader('ETag');
}
