import { SIDES } from '@domain/people';
import { SET_DEEDS, SET_PLACES, SET_WISHES } from '@domain/shared-set';
import { z } from 'zod';
import { id, instant } from '../common';

/** A clerk has led a party out of the room whose set two parties share, or in again. */
export const ledOutOfSet = z.object({ partyId: id, ledOut: z.boolean() });

/** What the host needs of a shared set: one side alone, both together, or nothing any more. */
export const setWish = z.object({ wish: z.enum(SET_WISHES).nullable() });

export const setStep = z.object({ partyId: id, deed: z.enum(SET_DEEDS) });

/** Who is where before one set, and what is still to be done until it is as the host wishes. */
export const sharedSet = z.object({
  wish: z.enum(SET_WISHES).nullable(),
  steps: z.array(setStep),
  places: z.array(z.object({ partyId: id, place: z.enum(SET_PLACES) })),
});
export type SharedSet = z.infer<typeof sharedSet>;

/** The same for the clerk of the station, who leads people in and out. */
export const stationSet = sharedSet.extend({
  sessionId: id,
  startsAt: instant,
  roomName: z.string(),
  parties: z.array(z.object({ id, side: z.enum(SIDES), name: z.string(), place: z.enum(SET_PLACES) })),
  /** Those who may be led in now; nobody is led in to somebody who still waits for the host. */
  mayBeLedIn: z.array(id),
});
export type StationSet = z.infer<typeof stationSet>;
