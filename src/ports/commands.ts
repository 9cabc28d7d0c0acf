import type { Command } from '../contract/realtime';
import type { Principal } from './principal';

type AreaOf<Name extends string> = Name extends `${infer Area}.${string}` ? Area : never;

/** The word before the dot of a command's name: `call` of `call.hold`. One feature has all commands of an area. */
export type CommandArea = AreaOf<Command['name']>;
export type CommandOf<Area extends CommandArea> = Extract<Command, { name: `${Area}.${string}` }>;

export interface CommandHandler<C extends Command> {
  /** What a command is about: one window's commands about the same are carried out in their order. */
  subjectsOf(command: C): readonly string[];
  /** Resolves once it is done and stored. @throws VaxelError, told to the window in the ack */
  execute(principal: Principal, command: C): Promise<void>;
}

export type CommandHandlers = { readonly [Area in CommandArea]: CommandHandler<CommandOf<Area>> };
