import { agreedSessionTimer, answerSessionTimer, parseSessionExpires, timerDelayMs } from './session-timer';

const limits = { sessionSeconds: 1800, minSeconds: 90 };

describe('session timer', () => {
  it.each([
    ['1800', { seconds: 1800, refresher: null }],
    ['90;refresher=uac', { seconds: 90, refresher: 'uac' }],
    [' 120 ; Refresher = UAS', { seconds: 120, refresher: 'uas' }],
    ['x', null],
    ['', null],
    [undefined, null],
  ])('reads %p', (header, expected) => expect(parseSessionExpires(header)).toEqual(expected));

  it('refuses what is too short for us, when the other side knows how to take that', () => {
    expect(answerSessionTimer({ seconds: 30, refresher: null }, true, limits)).toEqual({
      kind: 'tooSmall',
      minSeconds: 90,
    });
    expect(answerSessionTimer({ seconds: 30, refresher: null }, false, limits)).toEqual({ kind: 'none' });
  });

  it('lets the caller choose the refresher, and refreshes itself otherwise', () => {
    expect(answerSessionTimer({ seconds: 600, refresher: 'uac' }, true, limits)).toEqual({
      kind: 'agreed',
      timer: { seconds: 600, weRefresh: false },
      headers: ['Session-Expires: 600;refresher=uac', 'Require: timer'],
    });
    expect(answerSessionTimer(null, true, limits)).toMatchObject({ timer: { seconds: 1800, weRefresh: true } });
    expect(answerSessionTimer({ seconds: 99_999, refresher: null }, true, limits)).toMatchObject({
      timer: { seconds: 1800, weRefresh: true },
    });
  });

  it('keeps no timer with a side that does not know it', () => {
    expect(answerSessionTimer(null, false, limits)).toEqual({ kind: 'none' });
    expect(agreedSessionTimer(undefined)).toBeNull();
  });

  it('reads what the other side agreed to', () => {
    expect(agreedSessionTimer('120;refresher=uas')).toEqual({ seconds: 120, weRefresh: false });
    expect(agreedSessionTimer('120;refresher=uac')).toEqual({ seconds: 120, weRefresh: true });
  });

  it('refreshes half-way, and gives up a little before the end', () => {
    expect(timerDelayMs({ seconds: 1800, weRefresh: true })).toBe(900_000);
    expect(timerDelayMs({ seconds: 1800, weRefresh: false })).toBe(1_768_000);
    expect(timerDelayMs({ seconds: 90, weRefresh: false })).toBe(60_000);
  });
});
