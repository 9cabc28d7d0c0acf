import type { ChatMessage } from '../../connector/feed';
import { chatAfter } from './use-chat';

const message = (id: string, text: string, author: 'bot' | 'person' = 'bot'): ChatMessage => ({
  id,
  author,
  text,
  cards: [],
  atMs: 0,
});
const shown = { messages: [message('a', 'first'), message('b', 'second')], typing: false };

test('a message that was taken away is gone at once, and one that changed stays in its place', () => {
  expect(chatAfter(shown, { type: 'removed', id: 'a' }).messages).toEqual([message('b', 'second')]);
  expect(chatAfter(shown, { type: 'removed', id: 'unknown' })).toEqual(shown);
  expect(
    chatAfter(shown, { type: 'message', message: message('a', 'changed') }).messages.map(({ text }) => text),
  ).toEqual(['changed', 'second']);
});

test('after a break the chat shows what there is now, no more and no less', () => {
  expect(chatAfter({ ...shown, typing: true }, { type: 'snapshot', messages: [message('c', 'third')] })).toEqual({
    messages: [message('c', 'third')],
    typing: false,
  });
});

test('the bot types until it has said something', () => {
  const typing = chatAfter(shown, { type: 'typing' });
  expect(chatAfter(typing, { type: 'message', message: message('c', 'mine', 'person') }).typing).toBe(true);
  expect(chatAfter(typing, { type: 'message', message: message('c', 'answer') }).typing).toBe(false);
});
