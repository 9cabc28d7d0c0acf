import { chooseGreeting, type Greetings } from './greeting';

const standard = 'the standard one';
const all: Greetings<string> = {
  ...{ standard, all: 'mine', internal: 'to colleagues', external: 'to others' },
  activities: { lunch: 'at lunch' },
};
const [lunch, meeting] = [{ id: 'lunch' }, { id: 'meeting' }];

describe('the greeting that a caller hears', () => {
  it('is that of the activity, whoever calls', () => {
    for (const kind of ['internal', 'external', 'anonymous'] as const)
      expect(chooseGreeting(all, { kind }, lunch)).toEqual({ greeting: 'at lunch', because: 'activity' });
  });

  it.each([null, meeting])('is that for such callers, where the activity has none: %j', (activity) => {
    expect(chooseGreeting(all, { kind: 'internal' }, activity)).toEqual({
      ...{ greeting: 'to colleagues', because: 'internal' },
    });
    for (const kind of ['external', 'anonymous'] as const)
      expect(chooseGreeting(all, { kind }, activity)).toEqual({ greeting: 'to others', because: 'external' });
  });

  it('is the one in general for callers who have none of their own, and never that of the others', () => {
    const { internal, ...noInternal } = all;
    expect(chooseGreeting(noInternal, { kind: 'internal' }, null)).toEqual({ greeting: 'mine', because: 'all' });
    expect(chooseGreeting({ standard, internal: internal ?? '' }, { kind: 'external' }, null)).toEqual({
      ...{ greeting: standard, because: 'standard' },
    });
  });

  it('is the standard one for people who have recorded nothing', () => {
    expect(chooseGreeting({ standard }, { kind: 'external' }, lunch)).toEqual({
      ...{ greeting: standard, because: 'standard' },
    });
  });
});
