import { refusalReasons } from '../../../../src/contract/trunks/choices';
import { aTrunkView } from '../../../fakes/trunk-samples';
import { trunks as texts } from '../../../i18n/administration/en-trunks';
import { standingOf } from './trunk-state';

test.each(refusalReasons)('one that is not registered says why, and that it is tried again: %s', (reason) => {
  const refusal = { reason, status: 403 };
  const standing = standingOf(aTrunkView(1, {}, { registration: 'rejected', refusal }));
  expect(standing).toEqual({ kind: reason, status: 403, isRetried: true, mark: 'bad' });
  expect(texts.state[standing.kind]).toBeTruthy();
});

test('nobody knows why: no more is said than that it is not', () =>
  expect(standingOf(aTrunkView(1, {}, { registration: 'rejected' }))).toEqual({
    kind: 'rejected',
    isRetried: true,
    mark: 'bad',
  }));
