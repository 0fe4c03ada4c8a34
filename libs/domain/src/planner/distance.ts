import type { StationPlace } from './replan-types';

const EARTH_RADIUS_KM = 6371;

/** Distances between stations: by road where a table says so, else as the crow flies. */
export class Distances {
  private readonly places: ReadonlyMap<string, StationPlace>;

  constructor(places: readonly StationPlace[]) {
    this.places = new Map(places.map((place) => [place.id, place]));
  }

  /** Kilometres, rounded to a tenth; null when nothing tells how far it is. */
  between(from: string, to: string): number | null {
    const a = this.places.get(from);
    const b = this.places.get(to);
    const km = a?.km?.[to] ?? b?.km?.[from] ?? (a && b ? asTheCrowFlies(a, b) : null);
    return km === null ? null : Math.round(km * 10) / 10;
  }

  /** Other stations within `maxKm`, nearest first, then by id. */
  near(from: string, maxKm: number): { readonly id: string; readonly km: number }[] {
    return [...this.places.keys()]
      .flatMap((id) => {
        const km = id === from ? null : this.between(from, id);
        return km !== null && km <= maxKm ? [{ id, km }] : [];
      })
      .sort((a, b) => a.km - b.km || (a.id < b.id ? -1 : 1));
  }
}

/** The haversine formula. */
function asTheCrowFlies(a: StationPlace, b: StationPlace): number | null {
  if (a.latitude === undefined || a.longitude === undefined) return null;
  if (b.latitude === undefined || b.longitude === undefined) return null;
  const radians = (degrees: number): number => (degrees * Math.PI) / 180;
  const half = (degrees: number): number => Math.sin(radians(degrees) / 2) ** 2;
  const chord =
    half(b.latitude - a.latitude) +
    Math.cos(radians(a.latitude)) * Math.cos(radians(b.latitude)) * half(b.longitude - a.longitude);
  return 2 * EARTH_RADIUS_KM * Math.asin(Math.sqrt(chord));
}
