import { filesIn, isTest, read } from './sources';

/**
 * Calls, their lists and whatever else is written name their organisation and their people by keys, and wait where
 * these rows are locked as if they were to be deleted. Whoever only changes them says so, and nobody waits.
 */
test('organisations and people are never locked against calls that name them', () => {
  const files = filesIn('src', /\.ts$/).filter((file) => !isTest(file));
  expect(files.length).toBeGreaterThan(300);
  const wrong = files.filter((file) => {
    const text = read(file);
    const statements = text.match(/selectFrom\('(?:organisation|app_user)'\)[^;]{0,2000}/g) ?? [];
    const isLocked = statements.some((each) => each.includes('.forUpdate('));
    // One that is read by a function, and locked by its caller.
    const isNear = statements.length > 0 && /\bread\([^;]{0,80}\.forUpdate\(/.test(text);
    return isLocked || isNear || text.includes(".forUpdate('app_user')") || text.includes('for update of app_user');
  });
  expect(wrong).toEqual([]);
});
