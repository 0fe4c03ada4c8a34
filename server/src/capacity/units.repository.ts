import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

/** Places of a desk beyond its first: resources of their own that keep its hours. */
@Injectable()
export class UnitsRepository {
  /** Precondition: the desk is held. A place given up stays as a row, for what was booked there. */
  async setCount(manager: EntityManager, deskId: string, count: number): Promise<void> {
    const units: { id: string }[] = await manager.query(
      'SELECT id FROM resource WHERE unit_of = $1 ORDER BY active DESC, name, id',
      [deskId],
    );
    const kept = units.slice(0, count).map(({ id }) => id);
    await manager.query('UPDATE resource SET active = (id = ANY($2)) WHERE unit_of = $1', [deskId, kept]);
    for (let number = units.length; number < count; number += 1) {
      await manager.query(
        `INSERT INTO resource (id, kind, name, station_id, language, active, unit_of)
         SELECT $2, kind, name || ' ' || $3::text, station_id, language, true, id FROM resource WHERE id = $1`,
        [deskId, randomUUID(), number + 2],
      );
    }
  }
}
