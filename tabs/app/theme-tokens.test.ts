import { teamsLightTheme, tokens } from '@fluentui/react-components';

test('every token is the variable of its name, which the build relies on', () => {
  expect(tokens).toEqual(Object.fromEntries(Object.keys(tokens).map((name) => [name, `var(--${name})`])));
});

test('every value of a theme has its token', () => {
  expect(Object.keys(tokens)).toEqual(expect.arrayContaining(Object.keys(teamsLightTheme)));
});
