/** How-tos of Help; apart from the other texts, since the first view does without them. */
export interface HowTo {
  readonly title: string;
  readonly text: string;
}

const en: readonly HowTo[] = [
  {
    title: 'Call',
    text:
      'Write a name or a number in the field at the top and press Enter. A number can be pasted as it stands in a ' +
      'mail or on a web page.',
  },
  {
    title: 'Answer, hold and hang up',
    text:
      'Incoming calls come up to the right, on a phone from below. Hold lets the other side hear music until you ' +
      'press Resume. When you answer another call, the first one is put on hold.',
  },
  {
    title: 'Transfer a call',
    text:
      'Press Transfer on the call and find the person. Enter calls first, so that you can ask; then press Connect ' +
      'calls. Ctrl+Enter transfers at once. If nobody takes the call, it comes back to you.',
  },
  {
    title: 'Talk several together',
    text:
      'More › Add to call rings somebody while you talk on. Merge with… makes one call of two that you have. Whom ' +
      'you have brought you can mute or remove, and when you hang up the others go on.',
  },
  {
    title: 'Take a call along to another phone',
    text:
      'More › Move to… sends the call to your desk phone, your mobile or another window. Take call here brings it ' +
      'back.',
  },
  {
    title: 'When you leave the app in the middle of a call',
    text:
      'The call waits and the other side hears music. Come back and press Return to call, here or in the chat with ' +
      'Växel.',
  },
  {
    title: 'Choose which number others see',
    text:
      'Number to show, at the top right, applies to all your calls. Under the search field and on the keypad you ' +
      'choose for one single call.',
  },
  {
    title: 'Hear who called while you could not answer',
    text:
      'Voicemail has what callers have said. Press Play; the arrow keys on Position go five seconds on or back, and ' +
      'Speed plays faster. Settings › Voicemail turns it off.',
  },
  {
    title: 'When the sound does not work',
    text:
      'Settings › Test the sound finds out in half a minute what is wrong. In a call you change headset under More › ' +
      'Audio settings.',
  },
];

const sv: readonly HowTo[] = [
  {
    title: 'Ringa',
    text:
      'Skriv ett namn eller nummer i fältet högst upp och tryck på Enter. Ett nummer kan klistras in som det står i ' +
      'ett mejl eller på en webbsida.',
  },
  {
    title: 'Svara, parkera och lägga på',
    text:
      'Inkommande samtal visas till höger, på mobilen längst ner. När du parkerar hör motparten musik tills du ' +
      'trycker på Återta. Svarar du på ett nytt samtal parkeras det första.',
  },
  {
    title: 'Koppla ett samtal vidare',
    text:
      'Tryck på Överför på samtalet och sök fram personen. Enter ringer först, så att du kan fråga; tryck sedan på ' +
      'Koppla hit. Ctrl+Enter kopplar direkt. Om ingen svarar kommer samtalet tillbaka till dig.',
  },
  {
    title: 'Prata flera tillsammans',
    text:
      'Mer › Lägg till i samtalet ringer upp någon medan ni pratar vidare. Slå ihop med… gör ett samtal av två som ' +
      'du har. Den som du har tagit med kan du stänga av mikrofonen för eller ta bort. Lägger du på fortsätter de ' +
      'andra.',
  },
  {
    title: 'Ta med samtalet till en annan telefon',
    text:
      'Mer › Flytta till… skickar samtalet till bordstelefonen, mobilen eller ett annat fönster. Med Ta samtalet här ' +
      'hämtar du tillbaka det.',
  },
  {
    title: 'Om du lämnar appen mitt i ett samtal',
    text:
      'Samtalet väntar och motparten hör musik. Kom tillbaka och tryck på Tillbaka till samtalet, här eller i ' +
      'chatten med Växel.',
  },
  {
    title: 'Välja vilket nummer andra ser',
    text:
      'Visningsnummer uppe till höger gäller alla dina samtal. Under sökfältet och på knappsatsen väljer du för ett ' +
      'enda samtal.',
  },
  {
    title: 'Lyssna på den som ringde när du inte kunde svara',
    text:
      'I Röstbrevlåda finns det som sagts av dem som ringt. Tryck på Spela; med piltangenterna på Position hoppar du ' +
      'fem sekunder, och med Hastighet spelas det fortare. Under Inställningar › Röstbrevlåda stänger du av den.',
  },
  {
    title: 'Om ljudet inte fungerar',
    text:
      'Inställningar › Testa ljudet visar på en halv minut vad som är fel. I ett samtal byter du headset under Mer › ' +
      'Ljudinställningar.',
  },
];

export function howTos(language: string): readonly HowTo[] {
  return language.startsWith('sv') ? sv : en;
}
