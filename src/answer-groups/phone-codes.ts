import type { DialledCode } from '../calls/arrival';
import type { AnswerGroupCommand } from '../contract/answer-groups/commands';
import { VaxelError } from '../contract/errors';
import type { CommandHandler } from '../ports/commands';

/** `*45#` logs in and `#45#` out; a phone on which `#` sends what was dialled ends them with a star. */
const code = /^([*#])45[*#]$/;

/** What an agent dials on a desk phone: the same as the switch in the tab, for all groups at once. */
export function createPhoneCodes(commands: Pick<CommandHandler<AnswerGroupCommand>, 'execute'>): DialledCode {
  return async ({ organisationId, userId }, dialled) => {
    const begins = code.exec(dialled)?.[1];
    if (begins === undefined) return null;
    const name = begins === '*' ? 'answerGroup.logIn' : 'answerGroup.logOut';
    try {
      await commands.execute({ organisationId, userId, roles: [], expiresAtMs: Infinity }, { name });
      return true;
    } catch (error) {
      if (error instanceof VaxelError) return false;
      throw error;
    }
  };
}
