import express, { Router, type Response } from 'express';
import { z } from 'zod';
import type { Logger } from '../../ports/logger';
import { findAccount } from '../issuer/routes';
import { parse } from '../parse';
import { conversationIdOf, type Channel } from './channel';
import { toChatMessage, type Feed } from './feed';
import type { ConnectorStore } from './store';

const Person = z.object({ as: z.string().max(40), locale: z.string().max(20).default('en-US') });
const Said = Person.extend({ text: z.string().trim().min(1).max(4000) });
const Pressed = Person.extend({
  activityId: z.string().max(200),
  action: z.looseObject({ type: z.literal('Action.Execute') }),
});

export interface ChatRouteDeps {
  readonly channel: Channel;
  readonly store: ConnectorStore;
  readonly feed: Feed;
  readonly logger: Logger;
}

/** What the chat beside the tab uses: open, say, press, and a stream of what happens (server-sent events). */
export function createChatRoutes({ channel, store, feed, logger }: ChatRouteDeps): {
  readonly router: Router;
  stop(): void;
} {
  const router = Router();
  const streams = new Set<Response>();
  router.use('/local/chat', express.json({ limit: '64kb' }));

  router.post('/local/chat/open', async (request, response) => {
    const { as, locale } = parse(Person, request.body);
    const conversationId = await channel.open(findAccount(as), locale);
    logger.debug({ as, conversationId }, 'bot chat opened');
    response.status(204).end();
  });
  router.post('/local/chat/messages', async (request, response) => {
    const { as, locale, text } = parse(Said, request.body);
    await channel.say(findAccount(as), locale, text);
    response.status(204).end();
  });
  router.post('/local/chat/actions', async (request, response) => {
    const { as, locale, activityId, action } = parse(Pressed, request.body);
    const answer = await channel.invoke(findAccount(as), locale, { activityId, action });
    response.json(answer);
  });
  router.get('/local/chat/events', async (request, response) => {
    const conversationId = conversationIdOf(findAccount(request.query.as));
    response.writeHead(200, {
      'Content-Type': 'text/event-stream',
      'Cache-Control': 'no-store',
      Connection: 'keep-alive',
    });
    const send = (event: unknown) => response.write(`data: ${JSON.stringify(event)}\n\n`);
    // Subscribed before the list is read: a message in between comes twice, with the same id, and never not at all.
    const unsubscribe = feed.subscribe(conversationId, send);
    streams.add(response);
    response.on('close', () => {
      unsubscribe();
      streams.delete(response);
    });
    send({ type: 'snapshot', messages: (await store.list(conversationId)).map(toChatMessage) });
  });

  return {
    router,
    stop() {
      for (const stream of streams) stream.end();
    },
  };
}
