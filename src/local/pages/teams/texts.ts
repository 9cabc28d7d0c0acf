const en = {
  app: 'App',
  chat: 'Bot chat',
  chatLog: 'Chat with Växel',
  unreachable: 'The bot does not answer.',
  tryAgain: 'Try again',
  empty: 'Nothing here yet. Missed calls turn up in this chat.',
  typing: 'Växel is typing',
  message: 'Type a message',
  send: 'Send',
};

export type ChatTexts = typeof en;

const sv: ChatTexts = {
  app: 'App',
  chat: 'Bottens chatt',
  chatLog: 'Chatt med Växel',
  unreachable: 'Botten svarar inte.',
  tryAgain: 'Försök igen',
  empty: 'Här är tomt än så länge. Missade samtal dyker upp i den här chatten.',
  typing: 'Växel skriver',
  message: 'Skriv ett meddelande',
  send: 'Skicka',
};

export const chatTexts = (locale: string): ChatTexts => (locale.startsWith('sv') ? sv : en);
