/**
 * When and by whom people are answered: calendars with their holidays, what each priority is promised, teams and who is on call.
 * Read from knowledge/service.yaml and checked like every other file; all of it pure, moments are handed in.
 */
export { dayOf } from './calendar/days.ts';
export { legalDeadline } from './calendar/legal.ts';
export { dueAfter, isOpen, nextOpening } from './calendar/openings.ts';
export { compileService } from './compile.ts';
export { defaultService } from './default.ts';
export { isAtWork, priorityName, promisedBy } from './promise.ts';
export { areaFit, calendarOf, teamFor, teamOf, type Whereabouts } from './teams.ts';
export { type Calendar, type PriorityName, type Promises, type Service, servicePath, type Team } from './types.ts';
export { type Answers, answersFrom } from './words.ts';
