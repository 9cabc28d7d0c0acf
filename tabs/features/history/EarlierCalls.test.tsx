import { draw } from '../../fakes/render';
import { anEntry, callId } from '../../fakes/samples';
import { EarlierCalls } from './EarlierCalls';

const entries = [
  anEntry({ callId: callId(2), startedAtMs: 20_000, answeredAtMs: null, talkedUntilMs: null, outcome: 'missed' }),
  anEntry({ callId: callId(1), startedAtMs: 10_000 }),
];
const rest = { history: async () => ({ entries, next: null }) };
const text = (): string => document.body.textContent;
const { other } = anEntry();

it('the latest call with whoever rings is told, with what came of it', async () => {
  await draw(<EarlierCalls other={other} />, { rest });
  expect(text()).toMatch(/Last call .+ · missed/i);
});

it('nothing is said of somebody who has never called, or hides the number', async () => {
  await draw(<EarlierCalls other={{ ...other, userId: null, contactId: null, number: '+46701234599' }} />, { rest });
  expect(text()).not.toContain('Last call');
  await draw(<EarlierCalls other={{ name: null, number: null, contactId: null, userId: null }} />, { rest });
  expect(text()).not.toContain('Last call');
});
