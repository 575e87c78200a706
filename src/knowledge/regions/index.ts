/**
 * Where people live: provinces, regencies, cities and districts by their official code, matched from what people type.
 * Pure: the official list is handed in, the colloquial names stand in knowledge/regions.yaml.
 */
export { findRegions, type Regions } from './find.ts';
export { type Area, nameRegions, type Region } from './names.ts';
export { readRegionNames } from './read.ts';
