/**
 * Tells workers what they should know while they are not looking at the desk: a list of means, one alert per event and user, quiet
 * hours, and the next in line when danger reaches nobody. Says the case's number, how urgent it is and how much time is left; never who
 * the person is.
 */
export { type AlertSurroundings, type Alerts, createAlerts } from './alerts.ts';
export type { Outcome } from './delivering.ts';
export type { AlertSettings, Failure, MeanDocument } from './documents.ts';
export { emailMean } from './email/mean.ts';
export { createPost, tryPost } from './email/server.ts';
export { type Alert, type Mean, NotDelivered } from './mean.ts';
export { type AlertRoom, openAlerts } from './open.ts';
export { createPreferences, type Preferences } from './preferences.ts';
