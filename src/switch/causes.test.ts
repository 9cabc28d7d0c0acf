import { EndReason } from '../contract/calls/end-reason';
import { finalResponse, mostTelling, reasonHeader, reasonOfBye, reasonOfResponse } from './causes';

/** SIP has no words of its own for these: the phone reads that its call is over, barred, or that there is no way. */
const barred: readonly EndReason[] = [
  'outsideNotAllowed',
  'countryNotAllowed',
  'classNotAllowed',
  'notNow',
  'closedDay',
];
const ofDay: readonly EndReason[] = ['minutesUsed', 'tooManyNew'];
const others: readonly EndReason[] = ['transferred', 'voicemail', 'noEmergency', ...barred, ...ofDay];
const hasItsOwn = EndReason.options.filter((reason) => !others.includes(reason));

describe('SIP causes', () => {
  it.each(hasItsOwn)('carries %s through a final response and back', (reason) => {
    const response = finalResponse(reason);
    expect(response.status).toBeGreaterThanOrEqual(400);
    expect(reasonOfResponse(response.status, response.reasonHeader)).toBe(reason);
  });

  it.each(hasItsOwn)('carries %s through a BYE and back', (reason) => {
    expect(reasonOfBye(reasonHeader(reason))).toBe(reason);
  });

  it.each(barred)('says %s in words for who looks at the phone, and reads it as barred', (reason) => {
    const { status, reasonHeader: told } = finalResponse(reason);
    expect([status, reasonOfResponse(status, told)]).toEqual([403, 'barred']);
    expect(told).not.toBe(finalResponse('barred').reasonHeader);
  });

  it.each(ofDay)('says %s in words, and reads it as too many calls outside', (reason) => {
    const { status, reasonHeader: told } = finalResponse(reason);
    expect([status, reasonOfResponse(status, told)]).toEqual([403, 'tooManyOutside']);
  });

  it.each(['transferred', 'voicemail'] as const)('tells a phone of %s that it is over, in the plain way', (reason) => {
    expect(reasonHeader(reason)).toBe(reasonHeader('hungUp'));
    expect(reasonOfBye(reasonHeader(reason))).toBe('hungUp');
  });

  it('says that an emergency number has no route, and reads that of others as an unknown number', () => {
    expect(finalResponse('noEmergency')).toEqual({
      status: 404,
      reasonHeader: 'Q.850;cause=3;text="No route to destination, use a mobile"',
    });
    expect(reasonOfResponse(404, 'Q.850;cause=3')).toBe('unknownNumber');
  });

  it('says "completed elsewhere" in the words that phones look for', () => {
    expect(reasonHeader('answeredElsewhere')).toBe('SIP;cause=200;text="Call completed elsewhere"');
  });

  it.each([
    [404, 'unknownNumber'],
    [486, 'busy'],
    [600, 'busy'],
    [603, 'declined'],
    [480, 'unreachable'],
    [503, 'unreachable'],
    [500, 'failed'],
    [699, 'failed'],
  ])('reads a bare %d as %s', (status, reason) => {
    expect(reasonOfResponse(status, undefined)).toBe(reason);
  });

  it('takes a BYE without a reason, or with one it does not know, as a hang-up', () => {
    expect(reasonOfBye(undefined)).toBe('hungUp');
    expect(reasonOfBye('SIP;cause=200;text="whatever"')).toBe('hungUp');
    expect(reasonOfBye('Q.850;cause=999')).toBe('hungUp');
  });

  it('is not misled by a cause inside a quoted text', () => {
    expect(reasonOfBye('SIP;text="Q.850;cause=17"')).toBe('hungUp');
  });
});

test('of several refusals the one that says most is told, whatever else is among them', () => {
  expect(mostTelling(['unreachable', 'busy', 'declined'])).toBe('declined');
  expect(mostTelling(['ownNumber', 'unreachable', 'busy'])).toBe('busy');
  expect(mostTelling(['barred'])).toBe('barred');
  expect(mostTelling([])).toBeUndefined();
});
