import { VaxelError } from '../contract/errors';

/** A refusal that says when to come back. */
export class TooManyRequests extends VaxelError {
  constructor(readonly retryAfterSeconds: number) {
    super('request.tooMany', `Too many requests; try again in ${retryAfterSeconds} s.`);
  }
}
