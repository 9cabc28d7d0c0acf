import type { Command } from '../contract/realtime';
import type { CommandArea, CommandHandler, CommandHandlers } from '../ports/commands';

/** Gives each command to the feature that has its area. */
export function createCommandRouter(handlers: CommandHandlers): CommandHandler<Command> {
  const handlerOf = ({ name }: Command) => handlers[name.split('.')[0] as CommandArea] as CommandHandler<Command>;
  return {
    subjectsOf: (command) => handlerOf(command).subjectsOf(command),
    execute: (principal, command) => handlerOf(command).execute(principal, command),
  };
}
