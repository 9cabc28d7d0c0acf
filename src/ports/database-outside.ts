import type { ColumnType, Generated, GeneratedAlways } from 'kysely';
import type { OrganisationId, UserId } from '../contract/ids';
import type { ClassRights, ClosedDay } from '../contract/rules/rights';
import type { RuleTime } from '../contract/rules/rules';

/** Calls outside: what they come to, where they led, and which were refused. */
export interface OutsideDayTable {
  organisation_id: OrganisationId;
  user_id: UserId;
  day: Date;
  seconds: Generated<number>;
  fresh: Generated<number>;
}

export interface AbroadNumberTable {
  organisation_id: OrganisationId;
  number: string;
  called_on: Date;
}

export interface RefusedCallTable {
  id: GeneratedAlways<string>;
  organisation_id: OrganisationId;
  user_id: UserId;
  at: Date;
  number: string;
  class: string;
  reason: string;
  way: string;
}

export interface HelpCallTable {
  user_id: UserId;
  organisation_id: OrganisationId;
  until: Date;
}

export interface HelpAlertTable {
  id: string;
  organisation_id: OrganisationId;
  user_id: UserId;
  at: Date;
  number: string;
  shown_number: string | null;
  device_label: string | null;
}

export interface HelpAlertSeenTable {
  alert_id: string;
  organisation_id: OrganisationId;
  user_id: UserId;
}

export interface ForwardRightTable {
  organisation_id: OrganisationId;
  revision: Generated<number>;
  forwarders: 'everybody' | 'chosen' | 'nobody';
  user_ids: UserId[];
  countries: string[];
  callers: Generated<'everybody' | 'chosen' | 'nobody'>;
  caller_ids: Generated<UserId[]>;
  /** Null = as built in. */
  call_countries: string[] | null;
  /** What an organisation has said; the rest is as built in. */
  classes: ColumnType<Partial<ClassRights>, string | undefined, string>;
  site_number: string | null;
  help_told_ids: Generated<UserId[]>;
  pickers: Generated<'everybody' | 'chosen' | 'nobody'>;
  picker_ids: Generated<UserId[]>;
  open_hours: ColumnType<RuleTime[], string | undefined, string>;
  public_holidays: Generated<boolean>;
  closed_days: ColumnType<ClosedDay[], string | undefined, string>;
  barred: Generated<string[]>;
  calls_at_once: Generated<number>;
  abroad_an_hour: Generated<number>;
  minutes_a_day: Generated<number>;
  minutes_of_person: Generated<number>;
  new_a_day: Generated<number>;
  new_of_person: Generated<number>;
}
