/** Largest file that is kept, in bytes: a photo, a scanned letter, several minutes of speech; below what Telegram lets a bot fetch (20 MB). */
export const LARGEST = 10 * 1024 * 1024;

/** What one conversation may bring in a day, so that nobody fills the disk. */
export const daily = { files: 40, bytes: 100 * 1024 * 1024 } as const;

export const DAY = 86_400_000;

/** Milliseconds between one attempt and the next. Whoever sent the file is told within two hours what became of it. */
export const waits = [10_000, 60_000, 5 * 60_000, 20 * 60_000, 60 * 60_000] as const;

/** For how long an attempt is believed to be under way, in milliseconds; each ends by itself before that. */
export const IN_HAND = 3 * 60_000;

/** How long a process that can't fetch for a channel leaves a file to others, in milliseconds. */
export const ELSEWHERE = 60_000;
