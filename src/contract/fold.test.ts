import { fold } from './fold';

describe('fold', () => {
  test.each([
    ['Björn ÅKESSON', 'bjorn akesson'],
    ['Anna-Karin  Ek', 'anna karin ek'],
    ["Siobhán O'Brien", 'siobhan obrien'],
    ['Æsa Łukasz Grøn Groß', 'aesa lukasz gron gross'],
    ['ﬁnance', 'finance'],
    ['  (R&D) ', 'r d'],
    ['', ''],
  ])('%j becomes %j', (text, folded) => expect(fold(text)).toBe(folded));

  test('is idempotent', () => expect(fold(fold('Zoë-Ångström’s'))).toBe(fold('Zoë-Ångström’s')));
});
