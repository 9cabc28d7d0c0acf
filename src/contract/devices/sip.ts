/** The path of the SIP WebSocket (RFC 7118) on the server's own origin. */
export const sipPath = '/sip';

/** Number that a window dials to hear itself (self test): the switch sends its audio back; no call is made of it. */
export const echoNumber = '*43';

/** Number at which a person's own phones hear the person's messages. */
export const mailboxNumber = '*98';

/** In `sipHeaders.show` and in settings, the word for "show no number". */
export const showNoNumber = 'anonymous';

/** SIP header fields between tab and switch. */
export const sipHeaders = {
  /**
   * In an INVITE to a device: the CallId of the card it belongs to. In an INVITE from the tab: the CallId that the
   * tab chose.
   */
  call: 'X-Vaxel-Call',
  /** In an INVITE from the tab: E.164 number to show, or `anonymous`; absent = the user's default. */
  show: 'X-Vaxel-Show',
  /**
   * In an INVITE to a device: `Auto` asks it to answer without ringing (RFC 5373): the user pressed for it, or the
   * call was the user's already.
   */
  answerMode: 'Answer-Mode',
} as const;
