import type { SchedulingValues } from '@domain/capacity/settings';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

export interface StoredSettings extends SchedulingValues {
  /** 0 while the bureau has never changed anything. */
  readonly version: number;
}

/** The bureau's own values for how slots are cut. */
@Injectable()
export class SchedulingSettingsRepository {
  /** Null while the bureau has never changed anything. */
  async find(manager: EntityManager): Promise<StoredSettings | null> {
    const rows: StoredSettings[] = await manager.query(
      `SELECT s.version, s.grid_minutes AS "gridMinutes", s.minimum_notice_minutes AS "minimumNoticeMinutes",
              s.booking_window_days AS "bookingWindowDays", s.buffer_minutes AS "bufferMinutes",
              s.tell_delay_minutes AS "tellDelayMinutes", s.freeze_minutes AS "freezeMinutes",
              s.hold_minutes AS "holdMinutes", s.no_show_grace_minutes AS "noShowGraceMinutes",
              COALESCE((SELECT jsonb_agg(jsonb_build_object('topic', t.topic, 'durationMinutes', t.minutes) ORDER BY t.topic)
                          FROM topic_duration t WHERE t.bureau_id = s.bureau_id), '[]') AS topics
         FROM scheduling_setting s LIMIT 1`,
    );
    return rows[0] ?? null;
  }

  /** All values in place of those before. Precondition: the bureau's row is held. */
  async store(manager: EntityManager, bureauId: string, values: StoredSettings): Promise<void> {
    await manager.query(
      `INSERT INTO scheduling_setting (bureau_id, version, grid_minutes, minimum_notice_minutes, booking_window_days,
         buffer_minutes, tell_delay_minutes, freeze_minutes, hold_minutes, no_show_grace_minutes)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
       ON CONFLICT (bureau_id) DO UPDATE SET (version, grid_minutes, minimum_notice_minutes, booking_window_days,
         buffer_minutes, tell_delay_minutes, freeze_minutes, hold_minutes, no_show_grace_minutes)
         = (EXCLUDED.version, EXCLUDED.grid_minutes, EXCLUDED.minimum_notice_minutes, EXCLUDED.booking_window_days,
            EXCLUDED.buffer_minutes, EXCLUDED.tell_delay_minutes, EXCLUDED.freeze_minutes, EXCLUDED.hold_minutes,
            EXCLUDED.no_show_grace_minutes)`,
      [
        bureauId,
        values.version,
        values.gridMinutes,
        values.minimumNoticeMinutes,
        values.bookingWindowDays,
        values.bufferMinutes,
        values.tellDelayMinutes,
        values.freezeMinutes,
        values.holdMinutes,
        values.noShowGraceMinutes,
      ],
    );
    await manager.query('DELETE FROM topic_duration WHERE bureau_id = $1', [bureauId]);
    await manager.query(
      `INSERT INTO topic_duration (bureau_id, topic, minutes)
       SELECT $1, topic, "durationMinutes" FROM jsonb_to_recordset($2::jsonb) AS one(topic text, "durationMinutes" int)`,
      [bureauId, JSON.stringify(values.topics)],
    );
  }
}
